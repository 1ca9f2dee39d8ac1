"""Fixtures for tests of the bot: import ``discord_server`` into a ``conftest.py``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import pytest_asyncio
from discord.gateway import DiscordWebSocket
from discord.http import Route
from discord.webhook.async_ import async_context

from .server import DiscordServer

UNHURRIED = 30.0
"""Seconds to acknowledge an interaction: ten times Discord's, so that no test fails because the
machine is slow. What is slow in a test waits for the test."""


@contextmanager
def pointed_at(server: DiscordServer) -> Iterator[None]:
    """Point the client library of this process at ``server``, and back afterwards.

    The library keeps three things for the whole process: the API's address, the locks of its
    webhook adapter, and the gateway's address for when a session cannot be resumed. The last one
    is for the bot to set.
    """
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = server.api_url
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway
        async_context.get()._locks.clear()


@pytest_asyncio.fixture
async def discord_server() -> AsyncIterator[DiscordServer]:
    """A running server, at which the library points; at the end no rule may have been broken."""
    server = DiscordServer(acknowledge_within=UNHURRIED)
    await server.start()
    try:
        with pointed_at(server):
            yield server
    finally:
        await server.stop()
    assert not server.violations, "\n".join(server.violations)
