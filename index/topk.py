"""The best of many scores, of which most are 0 or too low."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.postings import Floats, Ints, new

MARGIN = 1.5
"""How many more are looked at than a mask's share of all passages makes necessary."""

FIRST = 4
"""A mask that allows less than one passage in so many is applied before anything is added."""

LIKELY = 0.4
"""The best passages are first looked for among those of the rarest terms without which none has
more than this share of the highest score that there could be."""

SPARSE = 20
"""All scores are read sooner than those of more postings than one for so many passages."""

COLUMNS = 512
"""Maxima of scores that are compared at the least, each of one passage in so many."""

SLACK = 1 + 1e-5
"""How much more than its terms' highest impacts a score may be, as it is rounded."""


class Mask:
    """The passages that may be found: a truth for each, or their numbers in ascending order."""

    def __init__(self, mask: NDArray[Any], size: int) -> None:
        self._mask, self._truths, self._size = mask, mask.dtype == np.bool_, size
        self.allowed = int(np.count_nonzero(mask)) if self._truths else len(mask)
        self.rarity = MARGIN * size / max(1, self.allowed)
        self.first = self.allowed * FIRST < size

    def truths(self) -> NDArray[np.bool_]:
        """Return a truth for each passage."""
        if not self._truths:
            self._mask, numbers = np.zeros(self._size, dtype=np.bool_), self._mask
            self._mask[numbers] = self._truths = True
        return self._mask

    def numbers(self) -> Ints:
        """Return the passages that are allowed."""
        return self._mask.nonzero()[0] if self._truths else self._mask.astype(np.intp)

    def __call__(self, passages: Ints) -> NDArray[np.bool_]:
        """Tell which of ``passages`` are allowed."""
        found: NDArray[np.bool_]
        if self._truths:
            found = self._mask.take(passages)
            return found
        if not self.allowed:
            return np.zeros(len(passages), dtype=np.bool_)
        passages = passages.astype(self._mask.dtype, copy=False)  # else the mask is converted
        found = self._mask.take(self._mask.searchsorted(passages), mode="clip") == passages
        return found


def floor(values: Floats, k: int) -> float:
    """Return what at least ``k`` of the values reach, near to the most that they do; else 0.

    Many values are compared by the maxima of columns: most are 0, which partitioning is bad at.
    """
    columns, place = max(COLUMNS, 8 * k), len(values) - k
    if place < 0:
        return 0.0
    if len(values) > 4 * columns:
        rows, place = len(values) // columns, columns - k
        values = np.maximum.reduce(values[: rows * columns].reshape(rows, columns))
    else:
        values = values.copy()
    values.partition(place)
    return values.item(place)


def distinct(passages: Ints) -> Ints:
    """Return the passages in ascending order, each once."""
    ordered = np.sort(passages)
    return ordered[new(ordered)]


def highest(scores: Floats, k: int, mask: Mask | None, more: float = 0.0) -> Ints | None:
    """Return passages, ascending, among which are the best ``k``; None where it cannot be told.

    ``more`` is what any score may still gain. ``mask`` allows some of the passages; more are then
    wanted at first.
    """
    wanted = k if mask is None else int(k * mask.rarity)
    if len(scores) < 2 * COLUMNS or wanted > COLUMNS // 2:
        return None
    least = floor(scores, wanted) / SLACK
    if least <= more:
        return None
    return _allowed((scores >= least - more).nonzero()[0], scores, k, least, mask)


def essential(
    scores: Floats,
    touched: Sequence[Ints],
    k: int,
    rest: Sequence[float],
    more: float,
    mask: Mask | None,
) -> Ints | None:
    """Return the same by looking only at passages that hold one of the rarest terms.

    ``touched`` are the passages of the first terms, ``rest`` is what the terms from each on can
    bring: who holds only terms that bring less than the k-th highest score is not among the best.
    """
    terms, wanted = 1, k if mask is None else int(k * mask.rarity)
    while terms < len(touched) and rest[terms] > LIKELY * rest[0]:
        terms += 1
    while terms <= len(touched) and sum(map(len, touched[:terms])) <= len(scores) // SPARSE:
        passages, last = np.concatenate(touched[:terms]), terms + 1 == len(rest)
        values = scores.take(passages)
        least = floor(values, wanted * terms) / SLACK  # a passage may be there for each term
        if last or rest[terms] < least:
            likely = (values >= least - more).nonzero()[0]
            found = _allowed(distinct(passages.take(likely)), scores, k, least, mask)
            if found is None and last:
                found = _allowed(distinct(passages), scores, 0, least, mask)
            return found
        while terms + 1 < len(rest) and rest[terms] >= least:
            terms += 1
    return None


def _allowed(found: Ints, scores: Floats, k: int, least: float, mask: Mask | None) -> Ints | None:
    """Return those that the mask allows; None where it allows fewer than ``k`` good ones."""
    if mask is not None:
        found = found[mask(found)]
        if np.count_nonzero(scores.take(found) >= least) < k:
            return None
    return found


def best_of(passages: Ints, scores: Floats, k: int) -> tuple[Ints, Floats]:
    """Return the best ``k`` of passages in ascending order, and their scores, all above 0."""
    near = scores.nonzero()[0]
    if len(near) > 4 * k:
        near = (scores >= floor(scores.take(near), k)).nonzero()[0]
    passages, scores = passages.take(near), scores.take(near)
    order = (-scores).argsort(kind="stable")[:k]
    return passages.take(order), scores.take(order)
