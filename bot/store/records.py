"""What a store keeps, and what any store can do. Everything belongs to one server, by its id."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

RETENTION_DAYS = 30
"""Days that missed questions' words are kept where a server does not say otherwise."""

QUESTIONS_PER_MINUTE = 10
"""Questions that one asker may ask where a server does not say otherwise."""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server has set.

    ``silent`` are the ids of the channels where Quoth is off, ``managers`` those of the roles that
    may manage Quoth, besides members who manage the server. Without a ``language`` Discord's own
    for the server is spoken, and without a ``digest_channel`` there is no weekly digest. Where
    there are any, ``only`` are the ids of the channels where alone Quoth is on.
    """

    private: bool = False
    keep_missed: bool = False
    retention_days: int = RETENTION_DAYS
    silent: frozenset[int] = frozenset()
    managers: frozenset[int] = frozenset()
    language: str | None = None
    per_minute: int = QUESTIONS_PER_MINUTE
    digest_channel: int | None = None
    only: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Missed:
    """Words that were asked for in vain ``times`` times on a ``day`` (counted from 1 Jan 1970).

    Questions with the same ``key`` are about the same; ``words`` are those of the latest.
    ``disliked`` of the times there was an answer, which did not please. ``public`` are those that
    everybody in the server could read.
    """

    key: str
    words: str
    day: int
    times: int = 1
    disliked: int = 0
    public: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened: ``ANSWERED``, ``MISSED`` or, to an ``article``, ``QUOTED``."""

    what: str
    article: str = ""
    times: int = 1


ANSWERED, MISSED, QUOTED = "answered", "missed", "quoted"


@dataclass(frozen=True, slots=True)
class Action:
    """What an admin did: the user's id, the command as it was given, and the Unix time."""

    user: int
    what: str
    at: int


@dataclass(frozen=True, slots=True)
class Rating:
    """How many people found the passage of a digest good, and how many bad."""

    digest: str
    good: int
    bad: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody did not like the passage of a digest, and on which day they said so."""

    digest: str
    words: str
    day: int


Absent = Mapping[int, int]
"""Days, counted as in ``Missed``, by servers."""


class Store(Protocol):
    """Keeps the servers' data. Calls block and are safe in any thread.

    Each of them may raise ``bot.errors.StoreUnusable``.
    """

    def settings(self, guild: int) -> ServerSettings:
        """Return what a server has set."""

    def change(
        self, guild: int, edit: Callable[[ServerSettings], ServerSettings], action: Action
    ) -> ServerSettings:
        """Put a server's edited settings in place of the old; return them.

        What is missed or counted is deleted where the server does not keep it any more. A digest
        that is switched on is due in a week.
        """

    def note(self, guild: int, action: Action) -> None:
        """Add to the audit list."""

    def actions(self, guild: int, most: int) -> tuple[Action, ...]:
        """Return the latest admin actions, newest first."""

    def miss(self, guild: int, missed: Missed) -> None:
        """Count missed words, if the server keeps them."""

    def missed(self, guild: int, *, ignored: bool = False) -> tuple[Missed, ...]:
        """Return the missed words that are kept, in no order: those that are ignored, or not."""

    def settle(self, guild: int, keys: Collection[str], action: Action) -> None:
        """Delete missed words by their keys, until they are missed again."""

    def ignore(
        self, guild: int, keys: Collection[str], action: Action, *, ignored: bool = True
    ) -> None:
        """Ignore missed words by their keys for as long as they are kept, or no longer."""

    def count(self, guild: int, day: int, counts: tuple[Count, ...]) -> None:
        """Add to a day's counts, if the server has a digest."""

    def counted(self, guild: int, first: int, last: int) -> tuple[Count, ...]:
        """Return the sums of the counts of some days, in no order."""

    def digest_day(self, guild: int) -> int:
        """Return the day on which a server's next digest is due, if it has one."""

    def due(self, today: int) -> tuple[int, ...]:
        """Return the servers whose digest is due."""

    def claim(self, guild: int, today: int) -> bool:
        """Take it upon the caller to send a digest that is due; True for one caller a week."""

    def postpone(self, guild: int, day: int) -> None:
        """Let a server's digest be due on another day."""

    def rate(self, guild: int, digest: str, user: int, day: int, *, good: bool) -> bool:
        """Count somebody's opinion of a passage, in place of an earlier one of theirs; False where
        it is the same. For as long as the server keeps words it is known, without the person."""

    def give_reason(self, guild: int, digest: str, user: int, reason: str) -> None:
        """Keep why somebody is of that opinion, if the server keeps missed words."""

    def ratings(self, guild: int) -> tuple[Rating, ...]:
        """Return what a server's members think of passages, in no order."""

    def reasons(self, guild: int) -> tuple[Reason, ...]:
        """Return why they did not like passages, the latest first."""

    def forget_rater(self, user: int) -> None:
        """Delete what tells that an opinion was somebody's, in every server; it still counts."""

    def forget(self, guild: int, action: Action) -> None:
        """Delete every missed word, every count and every opinion of a server, for good."""

    def remove(self, guild: int) -> None:
        """Delete all that is kept of a server."""

    def absent(self, present: Collection[int], also: Collection[int], today: int) -> Absent:
        """Note that of all servers of which something is kept, and those ``also``, the bot is in
        those ``present`` and in no other; return since which day it is not in which."""

    def expire(self, today: int) -> None:
        """Delete what is older than each server wants; ``today`` is counted as in ``Missed``."""

    def close(self) -> None:
        """Let go of what is open; the next call opens it again."""
