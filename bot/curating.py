"""What each server has hidden, pinned and named in its articles, and the view that comes of it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from bot.errors import Refused, StoreUnusable, say, unread
from bot.store.curation import Curated, CurationStore, Mark
from bot.store.records import Action
from bot.texts.catalogue import text
from bot.threads import Threads
from index.views import View

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds that an answer waits for what a server has set."""

MOST_MARKS, MOST_ALIASES = 1000, 500
"""Passages that a server may pin or hide, and groups of names it may add."""


class Curation:
    """The servers' curation, kept in memory once it was read. What is for managers raises
    ``StoreUnusable`` where the store cannot be used; answers go on with what was last known, if
    anything ever was."""

    def __init__(self, store: CurationStore, clock: Callable[[], float] = time.time) -> None:
        self._store, self._clock = store, clock
        self._work = Threads()  # Its own, so that no answer waits for a search.
        self._known: dict[int, Curated] = {}
        self._changing = asyncio.Lock()

    async def joined(self, guild: int | None, view: View) -> View:
        """Return a view with what a server has hidden, pinned and named.

        Raises:
            Refused: what it has hidden cannot be told, so nothing may be shown.
        """
        if guild is None:
            return view
        try:
            async with asyncio.timeout(PATIENCE):
                set_here = await self.of(guild)
        except (StoreUnusable, TimeoutError) as error:
            log.warning("what a server has hidden cannot be read: %s", unread(error))
            if isinstance(error, StoreUnusable) and not error.lost:
                return view  # It has hidden nothing yet.
            raise Refused(text("hidden-unread")) from error
        return replace(
            view,
            hidden=view.hidden | set_here.hidden,
            hidden_articles=view.hidden_articles | set_here.hidden_articles,
            pinned=view.pinned | set_here.pinned,
            aliases=view.aliases + set_here.aliases,
        )

    async def of(self, guild: int) -> Curated:
        """Return what a server has set."""
        if guild not in self._known:
            found = await self._work.aside(lambda: self._store.curated(guild))
            self._known.setdefault(guild, found)
        return self._known[guild]

    async def added(self, guild: int, path: str) -> Action | None:
        """Return who added an article, if that is known."""
        return await self._work.aside(lambda: self._store.added(guild, path))

    async def add_article(self, guild: int, path: str, user: int, what: str) -> None:
        """Note an article that was added; that it cannot be noted is only logged."""
        with _quietly():
            await self._change(
                guild, user, what, lambda at: self._store.add_article(guild, path, at)
            )

    async def drop_article(self, guild: int, path: str, user: int, what: str) -> None:
        """Forget an article that was removed, quietly too."""
        with _quietly():
            await self._change(
                guild, user, what, lambda at: self._store.drop_article(guild, path, at)
            )

    async def hide_article(self, guild: int, path: str, hidden: bool, user: int, what: str) -> None:
        """Keep an article out of a server's answers, or let it into them again."""
        if hidden:
            _keep_within(len((await self.of(guild)).hidden_articles), MOST_MARKS)
        await self._change(
            guild, user, what, lambda at: self._store.hide_article(guild, path, hidden, at)
        )

    async def mark(self, guild: int, digest: str, mark: Mark | None, user: int, what: str) -> None:
        """Pin or hide a passage, or (None) neither."""
        known = await self.of(guild)
        if mark is not None and digest not in known.hidden | known.pinned:
            _keep_within(len(known.hidden) + len(known.pinned), MOST_MARKS)
        await self._change(guild, user, what, lambda at: self._store.mark(guild, digest, mark, at))

    async def alias(
        self, guild: int, names: tuple[str, ...], there: bool, user: int, what: str
    ) -> None:
        """Add a group of names, or remove it."""
        if there:
            _keep_within(len((await self.of(guild)).aliases), MOST_ALIASES)
        await self._change(guild, user, what, lambda at: self._store.alias(guild, names, there, at))

    def forget(self, guild: int) -> None:
        """Forget what is in memory of a server that Quoth has left."""
        self._known.pop(guild, None)

    async def _change(
        self, guild: int, user: int, what: str, change: Callable[[Action], Curated]
    ) -> None:
        action = Action(user, what, int(self._clock()))
        async with self._changing:
            self._known[guild] = await self._work.aside(lambda: change(action))


@contextmanager
def _quietly() -> Iterator[None]:
    try:
        yield
    except StoreUnusable as error:
        log.warning("an article was not noted: %s", say(error))


def _keep_within(count: int, most: int) -> None:
    if count >= most:
        raise Refused(text("curation-full", most=most))
