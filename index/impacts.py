"""What terms bring to the passages that hold them, from postings that are mapped into memory."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.postings import Floats, Ints, Layout, frequency_bits, is_row

KEPT = 1 << 21
"""Impacts that are kept in memory once they were asked for, 12 bytes each."""


class Term(NamedTuple):
    """A term: how many passages hold it, its number, postings, row and gain.

    ``row`` is -1 where it has postings. No impact is higher than ``peak``.
    """

    frequency: int
    number: int
    start: int
    stop: int
    row: int
    gain: float
    peak: float


Query = Sequence[tuple[Term, float]]
"""Terms with their weights, rarest first; those that are rows are therefore the last."""


class Impacts:
    """The impacts of terms: ``gain * f / (f + norm)`` for a passage that holds the term f times."""

    def __init__(self, layout: Layout, norms: Floats) -> None:
        self._indptr, self._postings, self._dense, self._peaks = layout
        self._norms = norms
        self._shift = frequency_bits(len(norms), self._postings.itemsize * 8)
        self._lower = (1 << self._shift) - 1
        in_rows = is_row(self._peaks["frequency"], len(norms))
        self._rows = {term: at for at, term in enumerate(self._peaks["term"][in_rows].tolist())}
        self._kept: dict[int, tuple[Ints, Floats]] = {}
        self._room = KEPT
        self._row = lru_cache(maxsize=KEPT // max(1, len(norms)))(self._row_of)

    def frequency(self, number: int) -> int:
        """Return how many passages hold a term."""
        if number in self._rows:
            return int(self._peaks["frequency"][self._known(number)])
        return int(self._indptr[number + 1]) - int(self._indptr[number])

    def term(self, number: int, gain: float) -> Term:
        """Return what is known of a term with a gain."""
        start, stop = self._indptr[number : number + 2].tolist()
        row = self._rows.get(number, -1)
        at, peak = self._known(number), gain  # which no impact reaches
        if at < len(self._peaks) and self._peaks["term"][at] == number:
            peak = float(self._peaks["peak"][at])
        return Term(self.frequency(number), number, start, stop, row, gain, peak)

    def _known(self, number: int) -> int:
        return int(self._peaks["term"].searchsorted(np.uint32(number)))

    def of(self, query: Query) -> tuple[Ints, Floats]:
        """Return the passages of all postings of terms that are no rows, and their impacts."""
        kept = self._kept  # another thread may begin a new one
        new = [term for term, _ in query if term.number not in kept]
        if new:
            old = {term.number: kept[term.number] for term, _ in query if term.number in kept}
            kept = old | self._read(new)
        parts = [(*kept[term.number], weight) for term, weight in query]
        shares = [each if weight == 1 else each * np.float32(weight) for _, each, weight in parts]
        if len(parts) == 1:
            return parts[0][0], shares[0]
        return np.concatenate([passages for passages, _, _ in parts]), np.concatenate(shares)

    def _read(self, terms: Sequence[Term]) -> dict[int, tuple[Ints, Floats]]:
        """Return passages and impacts by the terms' numbers, and keep them if they are not many."""
        parts = [self._postings[term.start : term.stop] for term in terms]
        stops = np.cumsum([len(part) for part in parts])
        postings = np.concatenate(parts)
        passages = (postings >> self._shift).astype(np.intp)
        postings &= self._lower
        gains = np.repeat(_gains(terms), [len(part) for part in parts])
        impacts = _impacts(postings, gains, self._norms.take(passages))
        starts = [0, *stops.tolist()]
        found = {
            term.number: (passages[start:stop], impacts[start:stop])
            for term, start, stop in zip(terms, starts, starts[1:], strict=False)
        }
        if len(passages) <= KEPT // 8:
            if len(passages) > self._room:
                self._kept, self._room = {}, KEPT
            self._kept.update(found)
            self._room -= len(passages)
        return found

    def row(self, term: Term, weight: float) -> Floats:
        """Return the impacts in all passages of a term that is a row."""
        impacts = self._row(term)
        return impacts if weight == 1 else impacts * np.float32(weight)

    def _row_of(self, term: Term) -> Floats:
        return _impacts(self._dense[term.row], _gains([term]), self._norms)

    def at(self, query: Query, passages: Ints) -> Floats:
        """Return the impacts of terms in ``passages``, 0 where one is not: (terms, passages)."""
        wanted = (passages << self._shift).astype(self._postings.dtype)
        frequencies = np.empty((len(query), len(passages)), dtype=np.float32)
        for (term, _), found in zip(query, frequencies, strict=True):
            if term.row >= 0:
                found[:] = self._dense[term.row].take(passages)
                continue
            postings = self._postings[term.start : term.stop]
            near = postings.take(postings.searchsorted(wanted), mode="clip") - wanted
            # a posting of another passage is further away than any frequency
            found[:] = near * (near <= self._lower)
        gains = _gains([term for term, _ in query])[:, None]
        impacts = _impacts(frequencies, gains, self._norms.take(passages))
        return impacts * np.array([weight for _, weight in query], dtype=np.float32)[:, None]


def _gains(terms: Sequence[Term]) -> Floats:
    return np.array([term.gain for term in terms], dtype=np.float32)


def _impacts(frequencies: NDArray[Any], gains: Floats, norms: Floats) -> Floats:
    shares: Floats = frequencies.astype(np.float32)
    norms = norms + shares
    shares *= gains
    shares /= norms
    return shares
