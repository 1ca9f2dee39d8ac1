"""From which articles each server is answered: the shared ones, and those that it has added.

A server that has articles of its own gets an index of its own, made of both, in its folder of the
state folder. Nothing of it is read for anybody else.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from bot.app import Desk, server_folder
from bot.errors import BotError, say
from bot.threads import Threads
from corpus.errors import CorpusError
from index import storage
from index.errors import BuildRunning, SearchError
from index.models import BuildReport, Progress

log = logging.getLogger(__name__)

OPEN = 32
"""Servers whose own index stays open; the one that rested longest is closed first, and none that is
being changed."""

FRESHENING_SECONDS = 60.0
"""Between two looks whether the shared index has changed."""

DRAFT, REMOVED = ".draft-", ".removed-"
"""How the names of files begin that are about to become articles, or to be none any more."""


class Libraries:
    """The desks of all servers.

    ``desk``, ``own``, ``has_own`` and ``indexes`` look at the disk and are safe in any thread; all
    else is for the event loop.
    """

    def __init__(self, shared: Desk, most_open: int = OPEN) -> None:
        self.shared = shared
        self._open: OrderedDict[int, Desk] = OrderedDict()
        self._most_open = most_open
        self._lock = threading.Lock()
        self._changing: dict[int, asyncio.Lock] = {}
        self._renewing: set[int] = set()
        self._followed: str | None = ""
        self._work = Threads()  # Its own, so that no question waits for a look at the disk.

    def own(self, guild: int) -> Desk:
        """Return the desk of a server with articles of its own, which need not have an index."""
        with self._lock:
            desk = self._open.get(guild)
            if desk is None:
                desk = Desk(self.shared.settings, self.shared.folder, guild)
                self._open[guild] = desk
            self._open.move_to_end(guild)
            resting = (each for each in tuple(self._open) if not self.changing(each).locked())
            for each in islice(resting, max(len(self._open) - self._most_open, 0)):
                if each != guild:
                    del self._open[each]
            return desk

    def has_own(self, guild: int) -> bool:
        """Whether a server has an index of its own, which may be one that cannot be used."""
        return (
            storage.current_name(server_folder(self.shared.settings, guild) / "index") is not None
        )

    def desk(self, guild: int | None) -> Desk:
        """Return the desk that answers a server, or (None) a direct conversation.

        While a server's own index cannot be used, that is the shared one.
        """
        if guild is None or not self.has_own(guild):
            return self.shared
        own = self.own(guild)
        if own.has_index():
            return own
        log.warning("a server's own index cannot be used; quoth index --server %d renews it", guild)
        return self.shared

    def changing(self, guild: int) -> asyncio.Lock:
        """Return the lock of whoever changes a server's own articles."""
        return self._changing.setdefault(guild, asyncio.Lock())

    async def reindex(
        self, guild: int, progress: Callable[[Progress], None] | None = None
    ) -> BuildReport:
        """Renew the index that answers a server: its own, if it has articles of its own.

        Raises what ``Desk.reindex`` does.
        """
        if self.has_own(guild):
            async with self.changing(guild):
                return await self.own(guild).reindex(progress)
        first = guild not in self._renewing
        self._renewing.add(guild)
        try:
            return await self.shared.reindex(progress)
        finally:
            if first:
                self._renewing.discard(guild)

    def cancel(self, guild: int) -> bool:
        """End the build that a server has begun; return whether there was one."""
        desk = self.shared if guild in self._renewing else self.own(guild)
        return desk.cancel()

    async def remove(self, guild: int) -> None:
        """Delete the articles of a server and their index."""
        self.own(guild).cancel()
        async with self.changing(guild):
            await self.clear(guild)

    async def clear(self, guild: int) -> None:
        """Do that while changing the server's articles."""
        with self._lock:
            self._open.pop(guild, None)
        folder = server_folder(self.shared.settings, guild)
        await self._work.aside(lambda: _delete(folder))

    def restored(self) -> None:
        """Say that a change was undone whose index may have been made already."""
        self._followed = ""

    async def freshen(self) -> None:
        """Bring the servers' own indexes up to date, one after the other, if the shared one has
        changed since the last time, or a change was undone."""
        name = storage.current_name(self.shared.home)
        if name == self._followed:
            return
        self._followed = name
        for guild in await self.servers():
            try:
                async with self.changing(guild):
                    desk = self.own(guild)
                    await self._work.aside(partial(_sweep, desk.folders[0]))
                    # The server may have been removed while this waited for it.
                    there = desk.folders[0].is_dir()
                    if there and not await self._work.aside(desk.is_fresh):
                        await desk.reindex()
            except (BotError, BuildRunning, CorpusError, SearchError, OSError) as error:
                log.warning("a server's own index was not renewed: %s", say(error))

    async def servers(self) -> list[int]:
        """Return the servers that have articles of their own."""
        return await self._work.aside(self._servers)

    def indexes(self) -> Iterator[dict[str, Any] | None]:
        """Yield what the manifest of each server's own index says; blocks."""
        for guild in self._servers():
            yield storage.facts(server_folder(self.shared.settings, guild) / "index")

    def _servers(self) -> list[int]:
        folder = server_folder(self.shared.settings, 0).parent
        names = (path.parent.name for path in folder.glob("*/articles") if any(path.iterdir()))
        return sorted(int(name) for name in names if name.isascii() and name.isdigit())


def _sweep(shelf: Path) -> None:
    """Delete what a change left that was killed, of which no article has the name."""
    for left in (*shelf.glob(f"{DRAFT}*"), *shelf.glob(f"{REMOVED}*")):
        left.unlink()


def _delete(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        pass
    except OSError as error:
        log.warning("%s could not be deleted: %s", folder, error)
