"""What do members think of each article? They judge its quotes; nobody's name is known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from bot.store.records import Rating, Reason
from index.search import Searcher

REASONS = 5
"""Reasons that are shown of an article."""


@dataclass(frozen=True, slots=True)
class Opinions:
    """What a server's members think of passages, and why they did not like them, latest first."""

    ratings: tuple[Rating, ...]
    reasons: tuple[Reason, ...]


@dataclass(slots=True)
class Judged:
    """How often quotes of an article were found helpful or not, and the last reasons why not."""

    good: int = 0
    bad: int = 0
    reasons: list[Reason] = field(default_factory=list)


def by_article(searcher: Searcher, opinions: Opinions) -> dict[str, Judged]:
    """Return what members think of the articles that they have judged, by their paths."""
    paths: dict[str, str] = {}
    found: defaultdict[str, Judged] = defaultdict(Judged)
    for each in opinions.ratings:
        quote = searcher.passage(each.digest)
        if quote is not None and (each.good or each.bad):
            judged = found[paths.setdefault(each.digest, quote.article)]
            judged.good += each.good
            judged.bad += each.bad
    for reason in opinions.reasons:
        if reason.digest in paths:
            reasons = found[paths[reason.digest]].reasons
            reasons += [reason][: REASONS - len(reasons)]
    return dict(found)
