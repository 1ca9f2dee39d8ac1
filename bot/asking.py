"""What was said a moment ago, so that a follow-up has something to follow. In memory only."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import NamedTuple

from bot.latest import Latest
from index.models import Answer, Outcome, Turn

MEMORY_SECONDS = 15 * 60
"""A conversation is forgotten this long after its last turn."""

TURNS = 6
"""Turns kept of one conversation."""

CONVERSATIONS = 10_000
"""Conversations kept; the one that rested longest goes first."""


class Asker(NamedTuple):
    """Who asks, by their id, in which channel, and whether the answer is for them alone."""

    channel: int | None
    user: int
    private: bool


class Conversations:
    """The last turns of each conversation, by any key: a channel, then a person's id, say."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept = Latest[Hashable, tuple[float, tuple[Turn, ...]]](CONVERSATIONS)

    def turns(self, key: Hashable) -> tuple[Turn, ...]:
        """Return the turns of a conversation, oldest first; none once it is forgotten."""
        at, turns = self._kept.get(key, (0.0, ()))
        return turns if turns and self._clock() - at < MEMORY_SECONDS else ()

    def remember(self, key: Hashable, turn: Turn) -> None:
        """Add a turn to a conversation."""
        self._kept[key] = (self._clock(), (*self.turns(key), turn)[-TURNS:])

    def undo(self, key: Hashable, question: str) -> None:
        """Take back the latest turn of a conversation if it was that question."""
        at, turns = self._kept.get(key, (0.0, ()))
        if turns and turns[-1].question == question:
            self._kept[key] = at, turns[:-1]

    def expire(self) -> None:
        """Delete the conversations that are forgotten."""
        for key in [key for key in self._kept if not self.turns(key)]:
            del self._kept[key]

    def forget(self, person: int) -> None:
        """Forget the conversations of a person, whose id is in their keys."""
        for key in [key for key in self._kept if isinstance(key, tuple) and key[1] == person]:
            del self._kept[key]


def turn(outcome: Outcome) -> Turn:
    """Return what a conversation remembers of an answer: the question and the first quote."""
    reply = outcome.quotes[0].text if isinstance(outcome, Answer) else ""
    return Turn(outcome.question, reply)
