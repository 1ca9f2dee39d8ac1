"""What each server has set and what is kept for it, off the event loop."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from bot import gaps
from bot.digest import WEEK, Week, counts, week
from bot.errors import StoreUnusable, say, unread
from bot.judging import Opinions
from bot.store.records import Action, ServerSettings, Store
from bot.threads import Threads
from index.models import ArticleInfo, Outcome

log = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds that an answer waits for a server's settings; Discord waits for 3."""

EXPIRING_SECONDS = 3600.0
"""Between two times that what is too old is deleted."""

ABSENT_DAYS = 7
"""Days that all is kept of a server which Quoth was removed from while it was not connected."""

LAST_ACTIONS, MOST_ACTIONS = 5, 500
"""Admin actions that are shown with the settings, and on the audit list."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What a server's admins see of it; the next digest is due on ``digest_day``, if any is."""

    settings: ServerSettings
    actions: tuple[Action, ...]
    digest_day: int = 0


class Servers:
    """The servers' data. Answering goes on without the store; whatever is for admins raises
    ``StoreUnusable`` where it cannot be used."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock
        self._work = Threads()  # Its own, so that no settings wait for a search.
        self._known: dict[int, ServerSettings] = {}
        self._changing = asyncio.Lock()

    async def settings(self, guild: int | None) -> ServerSettings:
        """Return a server's settings, or the defaults where they cannot be read in time."""
        if guild is None:
            return ServerSettings()
        if guild not in self._known:
            try:
                async with asyncio.timeout(PATIENCE):
                    found = await self._work.aside(lambda: self._store.settings(guild))
            except (StoreUnusable, TimeoutError) as error:
                log.warning("answering without a server's settings: %s", unread(error))
                return ServerSettings()
            self._known.setdefault(guild, found)
        return self._known[guild]

    async def locale(self, guild: int | None, preferred: object) -> object:
        """Return a server's own language, or the one that Discord knows it to prefer."""
        return (await self.settings(guild)).language or preferred

    async def overview(self, guild: int) -> Overview:
        """Return what a server has set, and the last things that its admins did."""
        store = self._store
        return await self._work.aside(
            lambda: Overview(
                store.settings(guild), store.actions(guild, LAST_ACTIONS), store.digest_day(guild)
            )
        )

    async def change(
        self, guild: int, edit: Callable[[ServerSettings], ServerSettings], user: int, what: str
    ) -> None:
        """Edit a server's settings and note who did it."""
        action = self._action(user, what)
        async with self._changing:
            changed = await self._work.aside(lambda: self._store.change(guild, edit, action))
            self._known[guild] = changed

    async def note(self, guild: int, user: int, what: str) -> None:
        """Note an admin's action; that it cannot be noted is only logged."""
        action = self._action(user, what)
        await self._quietly(lambda: self._store.note(guild, action), "noting an admin's action")

    async def actions(self, guild: int) -> tuple[Action, ...]:
        """Return what a server's admins did, latest first."""
        return await self._work.aside(lambda: self._store.actions(guild, MOST_ACTIONS))

    async def miss(
        self, guild: int | None, question: str, *, disliked: bool = False, public: bool = False
    ) -> None:
        """Keep the words of a question that found nothing, or whose answer was ``disliked``, if the
        server wants that."""
        if guild is None or not (await self.settings(guild)).keep_missed:
            return
        if missed := gaps.missed(question, self.today):
            kept = replace(missed, disliked=int(disliked), public=public)
            await self._quietly(lambda: self._store.miss(guild, kept), "keeping a missed question")

    async def explain(
        self, guild: int | None, digest: str, user: int, question: str, reason: str
    ) -> None:
        """Keep why somebody does not like a passage, and that with the question's words, if the
        server wants that."""
        if guild is None or not (await self.settings(guild)).keep_missed:
            return
        missed = gaps.explained(question, self.today, reason)
        said = gaps.nameless(reason)

        def keep() -> None:
            self._store.give_reason(guild, digest, user, said)
            if missed:
                self._store.miss(guild, missed)

        await self._quietly(keep, "keeping a reason")

    async def rate(self, guild: int, digest: str, user: int, *, good: bool) -> bool:
        """Count what somebody thinks of a passage; False where they have said the same before."""
        return await self._work.aside(
            lambda: self._store.rate(guild, digest, user, self.today, good=good)
        )

    async def opinions(self, guild: int) -> Opinions:
        """Return what a server's members think of passages."""
        store = self._store
        return await self._work.aside(lambda: Opinions(store.ratings(guild), store.reasons(guild)))

    async def forget_rater(self, user: int) -> None:
        """Delete what tells that an opinion was somebody's."""
        await self._work.aside(lambda: self._store.forget_rater(user))

    async def gaps(self, guild: int, *, ignored: bool = False) -> tuple[gaps.Gap, ...]:
        """Return what a server's questions did not find, newest and most frequent first."""
        return await self._work.aside(
            lambda: gaps.gaps(self._store.missed(guild, ignored=ignored), self.today)
        )

    async def settle(self, guild: int, keys: Collection[str], user: int) -> None:
        """Let gaps be gone until somebody asks again."""
        action = self._action(user, f"/gaps done:{len(keys)}")
        await self._work.aside(lambda: self._store.settle(guild, keys, action))

    async def ignore(self, guild: int, keys: Collection[str], user: int, *, ignored: bool) -> None:
        """Leave gaps out, or no longer."""
        action = self._action(user, f"/gaps {'ignore' if ignored else 'unignore'}:{len(keys)}")
        await self._work.aside(lambda: self._store.ignore(guild, keys, action, ignored=ignored))

    async def count(self, guild: int | None, outcome: Outcome) -> None:
        """Count an answer for the weekly digest, if the server wants one."""
        if guild is not None and (await self.settings(guild)).digest_channel is not None:
            today, found = self.today, counts(outcome)
            await self._quietly(lambda: self._store.count(guild, today, found), "counting")

    async def digests_due(self) -> tuple[int, ...]:
        """Return the servers whose weekly digest is due."""
        return await self._work.aside(lambda: self._store.due(self.today))

    async def claim_digest(self, guild: int) -> bool:
        """Whether the caller shall send a digest that is due: one caller a week is told so."""
        return await self._work.aside(lambda: self._store.claim(guild, self.today))

    async def postpone_digest(self, guild: int) -> None:
        """Let a digest that could not be sent be due tomorrow."""
        tomorrow = self.today + 1
        await self._quietly(lambda: self._store.postpone(guild, tomorrow), "postponing a digest")

    async def week(
        self, guild: int, articles: Collection[ArticleInfo], is_seen: Callable[[str], bool]
    ) -> Week:
        """Return what happened in a server in the week that ended yesterday; only ``articles`` are
        named, and of words that found nothing those that may be shown (``is_seen``)."""
        store, today = self._store, self.today
        return await self._work.aside(
            lambda: week(
                store.counted(guild, today - WEEK, today - 1),
                (each for each in store.missed(guild) if is_seen(each.words)),
                articles,
                today,
            )
        )

    async def forget(self, guild: int, user: int, what: str) -> None:
        """Delete what is kept of the questions of a server at once."""
        action = self._action(user, what)
        await self._work.aside(lambda: self._store.forget(guild, action))

    async def remove(self, guild: int) -> None:
        """Delete all that is kept of a server which Quoth has left."""
        async with self._changing:
            self._known.pop(guild, None)
            await self._quietly(lambda: self._store.remove(guild), "forgetting a server")

    async def left(self, present: Collection[int], also: Collection[int]) -> tuple[int, ...]:
        """Return the servers that Quoth has not been in for ``ABSENT_DAYS``, of those of which
        something is kept and those ``also``; ``present`` are those that it is in now."""
        today = self.today
        since = await self._work.aside(lambda: self._store.absent(present, also, today))
        return tuple(guild for guild, day in since.items() if day <= today - ABSENT_DAYS)

    async def expire(self) -> None:
        """Delete what is too old."""
        await self._work.aside(lambda: self._store.expire(self.today))

    async def close(self) -> None:
        """Close the store, unless that takes too long."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._work.aside(self._store.close)
        except (StoreUnusable, TimeoutError) as error:
            log.warning("the store was not closed: %s", unread(error))

    @property
    def today(self) -> int:
        """The days since 1 Jan 1970, in UTC."""
        return int(self._clock() // 86400)

    def _action(self, user: int, what: str) -> Action:
        return Action(user, what, int(self._clock()))

    async def _quietly(self, call: Callable[[], None], doing: str) -> None:
        try:
            await self._work.aside(call)
        except StoreUnusable as error:
            log.warning("%s failed: %s", doing, say(error))
