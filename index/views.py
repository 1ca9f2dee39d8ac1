"""Which passages somebody may see: those inside a horizon, unlocked, and not hidden."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.spoilers import EVERYTHING, NOTHING, Point
from index.articles import Articles
from index.records import ALWAYS
from index.storage import Generation

Mask = NDArray[np.bool_]
"""Whether each passage may be seen: (passages,)."""

KEPT = 16
"""Masks that are kept, a byte for each passage."""


@dataclass(frozen=True, slots=True)
class View:
    """What an asker may see. Without any of it, that is everything.

    Attributes:
        horizon: how far they know the story; None where nothing is kept from them. What is not
            known to lie inside is outside.
        hidden, pinned: passages by their digests (``Quote.digest``).
        hidden_articles: articles by their paths.
        now: the time, by which articles are locked (``unlock``); None for no regard to it. One
            without a zone is in UTC.
        aliases: further groups of names that stand for one another.
    """

    horizon: Point | None = None
    hidden: frozenset[str] = frozenset()
    hidden_articles: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()
    now: datetime | None = None
    aliases: tuple[tuple[str, ...], ...] = ()


ALL = View()
"""Everything."""


class Views:
    """Views of one generation as masks over its passages; safe to share by threads."""

    def __init__(self, generation: Generation, articles: Articles) -> None:
        self._articles = articles
        self._reveals, self._digests, self._unlocks = (
            np.asarray(generation.array(name)) for name in ("reveals", "digests", "unlocks")
        )
        times = {*self._unlocks[self._unlocks != ALWAYS].tolist()}
        self._times = np.array(sorted(times), dtype=self._unlocks.dtype)
        self._kept = lru_cache(maxsize=KEPT)(self._mask)

    def mask(self, view: View) -> Mask | None:
        """Return which passages are shown, None where all are."""
        passed = len(self._times) if view.now is None else self._passed(view.now)
        if view == ALL and passed == len(self._times):
            return None
        return self._kept(replace(view, pinned=frozenset(), now=None, aliases=()), passed)

    def passages(self, digest: str) -> list[int]:
        """Return the numbers of the passages of a digest, most often one."""
        return np.flatnonzero(np.isin(self._digests, _numbers({digest}))).tolist()

    def digest(self, number: int) -> str:
        """Return the digest of a passage."""
        return f"{int(self._digests[number]):016x}"

    def points(self, view: View) -> list[Point]:
        """Return how far the passages that are shown reveal the story, each point once, sorted."""
        mask = self.mask(view)
        codes = np.unique(self._reveals if mask is None else self._reveals[mask])
        points = map(Point.of, codes.tolist())
        return [point for point in points if point not in (NOTHING, EVERYTHING)]

    def _passed(self, now: datetime) -> int:
        """Return how many of the times at which articles are unlocked have come."""
        seconds = (now if now.tzinfo else now.replace(tzinfo=UTC)).timestamp()
        return int(self._times.searchsorted(seconds, side="right"))

    def _mask(self, view: View, passed: int) -> Mask | None:
        shown = np.ones(len(self._reveals), dtype=np.bool_)
        if view.horizon is not None:
            first, last = view.horizon.codes
            shown &= ((self._reveals >= first) & (self._reveals <= last)) | (self._reveals == 0)
        if view.hidden:
            shown &= ~np.isin(self._digests, _numbers(view.hidden))
        for path in view.hidden_articles:
            number = self._articles.number(path)
            if number is not None:
                shown[self._articles.passages_of(number)] = False
        for time in self._times[passed:]:
            for number in np.flatnonzero(self._unlocks == time).tolist():
                shown[self._articles.passages_of(number)] = False
        return None if shown.all() else shown


def _numbers(digests: frozenset[str] | set[str]) -> NDArray[Any]:
    """Return digests as they stand in an index; what is none is left out."""
    return np.array([int(d, 16) for d in digests if _is_digest(d)], dtype=np.uint64)


def _is_digest(text: str) -> bool:
    return len(text) == 16 and set(text) <= set("0123456789abcdef")
