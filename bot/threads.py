"""Calls that block, made beside the event loop: a few at a time, each server in its turn."""

from __future__ import annotations

import _thread
import asyncio
import contextvars
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

from bot.turns import Turns

T = TypeVar("T")

THREADS = 2
"""How many calls are waited for at a time: with more, each only takes the interpreter from the
others and from the event loop."""


class Threads:
    """Makes calls in threads; those ``waiting`` have none yet."""

    def __init__(self) -> None:
        self._slots = Turns(THREADS)
        self.waiting = 0

    async def aside(self, call: Callable[[], T]) -> T:
        """Make a call in a thread of its own; whoever waits may be cancelled, the thread not.

        Unlike an executor's threads, one that hangs does not keep the process.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def run() -> None:
            settle: Callable[[], object]
            try:
                settle = partial(future.set_result, call())
            except Exception as error:
                settle = partial(future.set_exception, error)
            with suppress(RuntimeError):  # The loop has ended meanwhile.
                loop.call_soon_threadsafe(lambda: future.cancelled() or settle())

        self.waiting += 1
        try:
            await self._turn()
        finally:
            self.waiting -= 1
        try:
            context = contextvars.copy_context()
            # ``Thread.start`` would keep the event loop until the thread has had its first turn.
            _thread.start_new_thread(context.run, (run,))
            return await future
        finally:
            self._slots.release()

    async def _turn(self) -> None:
        await self._slots.acquire()
