"""What is in flight, so that the bot can stop without leaving anybody waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

LAST_WORDS = 2.0
"""Seconds that cancelled work has to tell its asker."""


class Work:
    """The tasks that are answering somebody."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()
        self.stopping = False

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

    async def drain(self, patience: float, hurry: asyncio.Event) -> None:
        """Let the work finish, at most ``patience`` seconds or until ``hurry``; cancel the rest."""
        self.stopping = True
        waiting = asyncio.ensure_future(hurry.wait())
        deadline = asyncio.get_running_loop().time() + patience
        while self._tasks and not hurry.is_set():
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            tasks = {waiting, asyncio.ensure_future(asyncio.wait(self._tasks.copy()))}
            _, late = await asyncio.wait(tasks, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            for task in late - {waiting}:
                task.cancel()
        waiting.cancel()
        if rest := self._tasks.copy():
            for work in rest:
                work.cancel()
            await asyncio.wait(rest, timeout=LAST_WORDS)
