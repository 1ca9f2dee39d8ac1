"""What is in flight, so that the bot can stop without leaving anybody waiting."""

from __future__ import annotations

import _thread
import asyncio
import contextvars
import gc
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, TypeVar

from bot.turns import Turns

T = TypeVar("T")

LAST_WORDS = 2.0
"""Seconds that cancelled work has to tell its asker."""

THREADS = 2
"""How many calls are waited for at a time: with more, each only takes the interpreter from the
others and from the event loop."""

SWITCH_SECONDS = 0.0005
"""After which a thread that computes makes way for the event loop; Python's own is ten times it."""


CROWD = 20
"""With more interactions than these to acknowledge, searches wait until they are acknowledged."""

CROWD_SECONDS = 2.0
"""And at most so long."""


def give_way() -> None:
    """Keep this process's event loop from waiting for what goes on beside it.

    What has been imported stays, so no collection of garbage, which stops every thread, need look
    at it again.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.freeze()


def begun(call: Coroutine[Any, Any, None], *among: set[asyncio.Task[None]]) -> asyncio.Task[None]:
    """Return a task that does something, and is among others until it is done."""
    task = asyncio.create_task(call)
    for tasks in among:
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    return task


class Work:
    """The tasks that are answering somebody; ``waiting`` calls have no thread yet."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._later: set[asyncio.Task[None]] = set()
        self._slots = Turns(THREADS)
        self.stopping = False
        self.waiting = 0
        self._arriving = 0
        self._calm = asyncio.Event()
        self._calm.set()

    @property
    def in_flight(self) -> int:
        """How many tasks are answering somebody."""
        return len(self._tasks)

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
            with suppress(TimeoutError):
                await asyncio.wait_for(self._calm.wait(), CROWD_SECONDS)
            await self._slots.acquire()
        finally:
            self.waiting -= 1
        try:
            context = contextvars.copy_context()
            # ``Thread.start`` would keep the event loop until the thread has had its first turn.
            _thread.start_new_thread(context.run, (run,))
            return await future
        finally:
            self._slots.release()

    @contextmanager
    def arriving(self) -> Iterator[None]:
        """Acknowledge somebody in this block, before others are searched for where many come."""
        self._arriving += 1
        if self._arriving > CROWD:
            self._calm.clear()
        try:
            yield
        finally:
            self._arriving -= 1
            if self._arriving <= CROWD:
                self._calm.set()

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count the current task as work for as long as the block runs."""
        task = asyncio.current_task()
        if task is None or task in self._tasks:
            yield
            return
        self._tasks.add(task)
        try:
            yield
        finally:
            self._tasks.discard(task)

    def later(self, call: Coroutine[Any, Any, None]) -> None:
        """Let something be done after the answer, which does not wait for it."""
        begun(call, self._tasks, self._later)

    async def noted(self) -> None:
        """Wait until everything is done that was put off until after the answers."""
        while self._later:
            await asyncio.wait(self._later.copy())

    async def drain(self, patience: float, hurry: asyncio.Event) -> None:
        """Let the work finish, at most ``patience`` seconds or until ``hurry``; cancel the rest."""
        self.stopping = True
        hurrying = asyncio.ensure_future(hurry.wait())
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while self._tasks and not hurry.is_set():
                    tasks = {hurrying, *self._tasks}
                    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        hurrying.cancel()
        if rest := self._tasks.copy():
            for work in rest:
                work.cancel()
            await asyncio.wait(rest, timeout=LAST_WORDS)
