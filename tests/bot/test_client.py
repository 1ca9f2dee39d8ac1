"""What the bot does by itself."""

from __future__ import annotations

import asyncio

import pytest

from bot.app import Desk
from bot.client import QuothBot


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
        async with asyncio.timeout(10):
            await again.wait()
    assert caplog.text.count("look failed") == 2
    last = times
    await asyncio.sleep(0.05)
    assert times == last
