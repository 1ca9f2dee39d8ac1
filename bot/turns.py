"""Whose turn is it, where more want something than there are hands? Each server's, one by one."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Hashable
from contextvars import ContextVar

for_whom: ContextVar[Hashable] = ContextVar("for_whom", default=None)
"""The server for which this context works; all direct conversations together are None."""


class Turns:
    """A number of slots. Who waits for one gets it when all the others had their turn: whoever has
    much to do waits behind himself."""

    def __init__(self, slots: int) -> None:
        self._free = slots
        self._waiting: OrderedDict[Hashable, deque[asyncio.Future[None]]] = OrderedDict()

    async def acquire(self) -> None:
        """Wait for a slot."""
        if self._free:
            self._free -= 1
            return
        future = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(for_whom.get(), deque()).append(future)
        try:
            await future
        except asyncio.CancelledError:
            if not future.cancelled():  # The slot came at the same moment.
                self.release()
            raise

    def release(self) -> None:
        """Give a slot to the next whose turn it is."""
        while self._waiting:
            whose, queue = self._waiting.popitem(last=False)
            future = queue.popleft()
            if queue:
                self._waiting[whose] = queue
            if not future.cancelled():
                future.set_result(None)
                return
        self._free += 1
