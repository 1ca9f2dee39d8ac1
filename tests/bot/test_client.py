"""What the bot does by itself."""

from __future__ import annotations

import asyncio

import pytest

from bot.app import Desk
from bot.client import QuothBot
from tests.discord_server.patience import PATIENCE


async def test_what_fails_is_logged_and_done_again(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    again, times = asyncio.Event(), 0

    async def look(wanted: int) -> None:
        nonlocal times
        times += 1
        if times < wanted:
            raise LookupError("nothing there")
        again.set()

    async with QuothBot(desk) as bot:
        bot.repeat(0.0, look, 3)
        (repeating,) = bot._beside
        await asyncio.wait_for(again.wait(), PATIENCE)
    assert caplog.text.count("look failed") == 2
    with pytest.raises(asyncio.CancelledError):
        await repeating
