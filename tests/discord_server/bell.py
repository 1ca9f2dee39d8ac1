"""Waiting for something to become true without polling."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from .patience import PATIENCE

T = TypeVar("T")


class Bell:
    """Whoever changes the server's state rings; waiters look again."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Wake every waiter."""
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def until(self, look: Callable[[], T | None], what: str) -> T:
        """The first value of ``look()`` that is neither ``None`` nor ``False``.

        Raises ``TimeoutError`` naming ``what`` where the test's patience ends.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + PATIENCE
        while True:
            found = look()
            if found is not None and found is not False:
                return found
            future: asyncio.Future[None] = loop.create_future()
            self._waiting.add(future)
            try:
                async with asyncio.timeout_at(deadline):
                    await future
            except TimeoutError:
                raise TimeoutError(f"{what}: not within {PATIENCE:g} s") from None
            finally:
                self._waiting.discard(future)
