"""How far the story may be told here, and to whom: the horizon of whatever is shown."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.errors import StoreUnusable, unread
from bot.latest import Latest
from bot.store.horizons import ALONE, SERVER, HorizonStore, Points
from bot.store.records import Action
from bot.threads import Threads
from corpus.spoilers import NOTHING, Point, parse

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds that whoever asks waits for what the store says."""

PEOPLE = 10_000
"""People whose progress is kept in memory; who asked longest ago goes first."""

UNREAD = Point(NOTHING.unit, NOTHING.number, NOTHING.inner)
"""The horizon NOTHING that stands for one which cannot be read; no other is this object."""

_HAVING = re.compile(
    r"(?:(?:i|i['’]?ve|i have|he|hemos|ya|lo)\s+)*(?:seen|watched|read|finished|visto|le[ií]do)\s+"
    r"(?:(?:up to|until|till|through|hasta)\s+)?(?P<point>.+)",
    re.IGNORECASE | re.DOTALL,
)


class Horizons:
    """Horizons and progress, kept in memory once they were read.

    Where the store cannot be read, what was last known holds, and else the horizon UNREAD: too
    little is shown rather than too much. A store that was never written to holds none. Changes
    raise ``StoreUnusable`` and change nothing then.
    """

    def __init__(self, store: HorizonStore, clock: Callable[[], float] = time.time) -> None:
        self._store, self._clock = store, clock
        self._work = Threads()  # Its own, so that no horizon waits for a search.
        self._servers: dict[int, Points] = {}
        self._people = Latest[int, Points](PEOPLE)
        self._changing = asyncio.Lock()

    async def of(
        self, guild: int | None, line: Sequence[int] | None, user: int, *, private: bool
    ) -> Point | None:
        """Return the horizon of what is shown to ``user`` alone (``private``), or to a channel.

        ``line`` are the ids of a channel and of what it stands in, the nearest first; where it
        cannot be told (None), the narrowest horizon that is set in the server holds. None where
        nothing is kept back.
        """
        try:
            async with asyncio.timeout(PATIENCE):
                if guild is None:
                    own = await self.progress(user)
                    return own.get(ALONE) or narrowest(own.values())
                if private and (own_point := (await self.progress(user)).get(guild)):
                    return own_point
                return nearest(await self.horizons(guild), line)
        except (StoreUnusable, TimeoutError) as error:
            if isinstance(error, StoreUnusable) and error.unwritten:
                return None
            log.warning(
                "the horizon is not known, so only what reveals nothing is shown: %s", unread(error)
            )
            return UNREAD

    async def horizons(self, guild: int) -> Points:
        """Return what a server has set by channel; its own is that of ``SERVER``."""
        if guild not in self._servers:
            found = await self._work.aside(lambda: self._store.horizons(guild))
            self._servers.setdefault(guild, found)
        return self._servers[guild]

    async def progress(self, user: int) -> Points:
        """Return how far somebody has come, by server; ``ALONE`` is the direct conversation."""
        found = self._people.get(user)
        if found is None:
            read = await self._work.aside(lambda: self._store.progress(user))
            found = self._people.get(user, read)
        self._people[user] = found
        return found

    async def set_horizon(
        self, guild: int, channel: int, point: Point | None, user: int, what: str
    ) -> None:
        """Set the horizon of a channel or (``SERVER``) a server, or (None) take it away."""
        action = Action(user, what, int(self._clock()))
        async with self._changing:
            self._servers[guild] = await self._work.aside(
                lambda: self._store.set_horizon(guild, channel, point, action)
            )

    async def set_progress(self, user: int, guild: int | None, point: Point) -> None:
        """Note how far somebody has come in a server or (None) in the direct conversation."""
        place = ALONE if guild is None else guild
        async with self._changing:
            self._people[user] = await self._work.aside(
                lambda: self._store.set_progress(user, place, point)
            )

    async def forget(self, user: int) -> None:
        """Delete how far somebody has come, everywhere."""
        async with self._changing:
            await self._work.aside(lambda: self._store.forget_progress(user))
            self._people[user] = {}

    def leave(self, guild: int) -> None:
        """Forget what is in memory of a server that Quoth has left."""
        self._servers.pop(guild, None)
        self._people.clear()


def nearest(points: Mapping[int, Point], line: Sequence[int] | None) -> Point | None:
    """Return the horizon of the nearest place of a ``line``, then that of the server."""
    if line is None:
        return narrowest(points.values())
    return next((points[place] for place in (*line, SERVER) if place in points), None)


def narrowest(points: Iterable[Point]) -> Point | None:
    """Return what lies within all of some horizons; None without any.

    >>> str(narrowest([Point(1, 4), Point(1, 2)])), str(narrowest([Point(1, 4), Point(2, 2)]))
    ('S02', 'nothing')
    """
    found: Point | None = None
    for point in points:
        if found is None or found.covers(point):
            found = point
        elif not point.covers(found):
            found = NOTHING
    return found


def reached(text: str) -> Point | None:
    """Return how far somebody says they have come, None where that cannot be read.

    >>> str(reached("S02E05")), str(reached("I've seen everything")), reached("not yet")
    ('S02E05', 'everything', None)
    """
    said = _HAVING.fullmatch(text.strip())
    return parse(text) or (parse(said["point"]) if said else None)
