"""A server, and the parrot connected to it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from .fixtures import UNHURRIED
from .parrot import Parrot, running
from .server import DiscordServer


@pytest_asyncio.fixture
async def server() -> AsyncIterator[DiscordServer]:
    server = DiscordServer(acknowledge_within=UNHURRIED)
    await server.start()
    yield server
    await server.stop()
    assert server.violations == []


@pytest_asyncio.fixture
async def bot(server: DiscordServer) -> AsyncIterator[Parrot]:
    async with running(server, Parrot()) as bot:
        yield bot
