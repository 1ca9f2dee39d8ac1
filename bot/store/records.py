"""What a store keeps, and what any store can do. Everything belongs to one server, by its id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

RETENTION_DAYS = 30
"""Days that missed questions' words are kept where a server does not say otherwise."""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server has set; ``silent`` are the ids of the channels where Quoth is off."""

    private: bool = False
    keep_missed: bool = False
    retention_days: int = RETENTION_DAYS
    silent: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Missed:
    """Words that were asked for in vain ``times`` times on a ``day`` (counted from 1 Jan 1970).

    Questions with the same ``key`` are about the same; ``words`` are those of the latest.
    """

    key: str
    words: str
    day: int
    times: int = 1


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

        What is missed is deleted where the server does not keep it any more.
        """

    def note(self, guild: int, action: Action) -> None:
        """Add to the audit list."""

    def actions(self, guild: int, most: int) -> tuple[Action, ...]:
        """Return the latest admin actions, newest first."""

    def miss(self, guild: int, missed: Missed) -> None:
        """Count missed words, if the server keeps them."""

    def missed(self, guild: int) -> tuple[Missed, ...]:
        """Return the missed words that are kept, in no order."""

    def rate(self, guild: int, digest: str, *, good: bool) -> None:
        """Count somebody's opinion of a passage."""

    def ratings(self, guild: int) -> tuple[Rating, ...]:
        """Return what a server's members think of passages, in no order."""

    def forget(self, guild: int, action: Action) -> None:
        """Delete every missed word and every opinion of a server, for good."""

    def remove(self, guild: int) -> None:
        """Delete all that is kept of a server."""

    def expire(self, today: int) -> None:
        """Delete what is older than each server wants; ``today`` is counted as in ``Missed``."""

    def close(self) -> None:
        """Let go of what is open; the next call opens it again."""
