"""The best of many scores, of which most are 0 or too low."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.postings import Floats, Ints, new

MARGIN = 1.5
"""How many more are looked at than a mask's share of all passages makes necessary."""

FIRST = 4
"""A mask that allows less than one passage in so many is applied before anything is added."""

COLUMNS = 512
"""Maxima of scores that are compared, each of one passage in so many."""

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
    columns = max(1024, 16 * k)
    if len(values) > 4 * columns:
        rows = len(values) // columns
        values = values[: rows * columns].reshape(rows, columns).max(axis=0)
    if len(values) < k:
        return 0.0
    return float(np.partition(values, len(values) - k)[len(values) - k])


def masked_floor(values: Floats, passages: Ints | None, k: int, mask: Mask) -> float:
    """Return the same of those values alone whose passages are allowed, by looking at few.

    ``passages`` says whose the values are, None that they are those of all passages.
    """
    wanted = int(k * mask.rarity)
    while wanted < len(values) // 4:
        best = (values >= floor(values, wanted)).nonzero()[0]
        if len(best) > len(values) // 2:
            break
        allowed = values[best[mask(best if passages is None else passages[best])]]
        if len(allowed) >= k:
            return floor(allowed, k)
        wanted *= 8
    keep = mask(np.arange(len(values)) if passages is None else passages)
    return floor(values[keep], k)


def distinct(passages: Ints) -> Ints:
    """Return the passages in ascending order, each once."""
    ordered = np.sort(passages)
    return ordered[new(ordered)]


def highest(scores: Floats, k: int, mask: Mask | None, more: float = 0.0) -> Ints | None:
    """Return passages, ascending, among which are the best ``k``; None where it cannot be told.

    The k-th highest of the maxima of columns is a bound from below. ``more`` is what any score may
    still gain. ``mask`` allows some of the passages; more are then wanted at first.
    """
    wanted = k if mask is None else int(k * mask.rarity)
    rows = len(scores) // COLUMNS
    if rows < 2 or wanted > COLUMNS // 2:
        return None
    peaks = scores[: rows * COLUMNS].reshape(rows, COLUMNS).max(axis=0)
    peaks.partition(COLUMNS - wanted)
    least = peaks.item(COLUMNS - wanted) / SLACK
    if least <= more:
        return None
    found: Ints = (scores >= least - more).nonzero()[0]
    if mask is not None:
        found = found[mask(found)]
        if np.count_nonzero(scores.take(found) >= least) < k:
            return None
    return found
