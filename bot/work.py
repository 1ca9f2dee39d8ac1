"""What is in flight, so that the bot can stop without leaving anybody waiting."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from bot.threads import Threads

LAST_WORDS = 2.0
"""Seconds that cancelled work has to tell its asker."""

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


class Work(Threads):
    """The tasks that are answering somebody, and the threads in which they search."""

    def __init__(self) -> None:
        super().__init__()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._later: set[asyncio.Task[None]] = set()
        self.stopping = False
        self._arriving = 0
        self._calm = asyncio.Event()
        self._calm.set()

    @property
    def in_flight(self) -> int:
        """How many tasks are answering somebody."""
        return len(self._tasks)

    async def _turn(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(CROWD_SECONDS):
                await self._calm.wait()
        await super()._turn()

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
