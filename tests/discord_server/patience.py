"""How long a test waits for what must happen: a limit for tests that fail, on any machine."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

PATIENCE = 180.0
"""Seconds. Whatever passes waits for an event and never so long."""


async def happens(is_so: Callable[[], bool | Awaitable[bool]]) -> None:
    """Wait until something is so that rings no bell."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = is_so()
            if found if isinstance(found, bool) else await found:
                return
            await asyncio.sleep(0.02)
