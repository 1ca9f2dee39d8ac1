"""Questions that were well asked in a server, to offer them to others. In memory only."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.latest import Latest
from corpus.spoilers import Point
from index.folding import fold
from index.models import Answer, Outcome
from index.views import View

SERVERS, QUESTIONS = 1000, 200
"""Servers whose questions are kept, and questions of each; the oldest make way."""

SHORTEST, LONGEST = 8, 100
"""Characters of a question that is offered; Discord takes no more."""

_UNFIT = re.compile(r"[<>@#`|\\\n\r]|\w\.\w|://")
"""What is in mentions, addresses and formatting."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was typed: the horizon where it was asked, and its quotes' digests."""

    question: str
    horizon: Point | None
    digests: tuple[str, ...]

    def fits(self, view: View, shown: Callable[[str], bool]) -> bool:
        """Whether somebody may read it: nobody knew more where it was asked, and what answered
        it is ``shown``."""
        theirs, own = view.horizon, self.horizon
        within = theirs is None or (own is not None and theirs.covers(own))
        return within and all(map(shown, self.digests))


class Suggestions:
    """The questions of each server that everybody there could read, without who asked them."""

    def __init__(self) -> None:
        self._servers = Latest[int, Latest[str, Asked]](SERVERS)

    def note(self, guild: int, typed: str, outcome: Outcome, view: View) -> None:
        """Keep a question that was asked in public, if it was well asked: understood as it was
        typed, answered, and without anybody's name in it."""
        question = " ".join(typed.split())
        fit = SHORTEST <= len(question) <= LONGEST and not _UNFIT.search(question)
        if not fit or not isinstance(outcome, Answer) or outcome.corrections:
            return
        self._servers[guild] = own = self._servers.get(guild, Latest[str, Asked](QUESTIONS))
        digests = tuple(quote.digest for quote in outcome.worth_showing)
        own[fold(question)] = Asked(question, view.horizon, digests)

    def matching(
        self, guild: int | None, typed: str, view: View, shown: Callable[[str], bool], most: int
    ) -> list[str]:
        """Return up to ``most`` questions that hold what was typed, the latest first."""
        wanted = fold(" ".join(typed.split()))
        found: list[str] = []
        # Taken at once, for while a thread looks through them more may come.
        kept = tuple(self._servers.get(guild, {}).items()) if guild else ()
        for key, asked in reversed(kept):
            if len(found) >= most:
                break
            if wanted in key and asked.fits(view, shown):
                found.append(asked.question)
        return found

    def forget(self, guild: int) -> None:
        """Forget the questions of a server."""
        self._servers.pop(guild, None)
