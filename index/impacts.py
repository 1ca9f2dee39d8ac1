"""What a term brings to the passages that hold it, from postings that are mapped into memory."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from index.postings import Floats, Ints, Layout, frequency_bits, is_row

KEPT = 1 << 21
"""Impacts that are kept in memory, 12 bytes each."""


class Term(NamedTuple):
    """A term: how many passages hold it, its number, postings, row, gain and highest impact.

    ``row`` is -1 where it has postings.
    """

    frequency: int
    number: int
    start: int
    stop: int
    row: int
    gain: np.float32
    peak: float


class Impacts:
    """The impacts of terms: ``gain * f / (f + norm)`` for a passage that holds the term f times.

    Those that are asked for are kept until there are too many. Safe to share by threads.
    """

    def __init__(self, layout: Layout, norms: Floats) -> None:
        self._indptr, self._postings, self._dense, self._peaks = layout
        self._norms = norms
        self._shift = frequency_bits(len(norms), self._postings.itemsize * 8)
        self._lower = (1 << self._shift) - 1
        in_rows = is_row(self._peaks["frequency"], len(norms))
        self._rows = {term: at for at, term in enumerate(self._peaks["term"][in_rows].tolist())}
        self._kept: dict[int, tuple[Ints | None, Floats]] = {}
        self._room = KEPT

    def frequency(self, number: int) -> int:
        """Return how many passages hold a term."""
        if number in self._rows:
            return int(self._peaks["frequency"][self._known(number)])
        return int(self._indptr[number + 1]) - int(self._indptr[number])

    def term(self, number: int, gain: float) -> Term:
        """Return what is known of a term with a gain."""
        start, stop = self._indptr[number : number + 2].tolist()
        term = Term(
            self.frequency(number), number, start, stop, self._rows.get(number, -1),
            np.float32(gain), 0.0,
        )  # fmt: skip
        at = self._known(number)
        if at < len(self._peaks) and self._peaks["term"][at] == number:
            peak = float(self._peaks["peak"][at])
        else:
            peak = float(self.all(term)[1].max())
        return term._replace(peak=peak)

    def _known(self, number: int) -> int:
        return int(self._peaks["term"].searchsorted(np.uint32(number)))

    def all(self, term: Term) -> tuple[Ints | None, Floats]:
        """Return the passages that hold a term, None for all of them, and their impacts."""
        kept = self._kept.get(term.number)
        if kept is None:
            kept = self._computed(term)
            size = len(kept[1])
            if size <= KEPT // 8:
                if size > self._room:
                    self._kept, self._room = {}, KEPT
                self._kept[term.number] = kept
                self._room -= size
        return kept

    def _computed(self, term: Term) -> tuple[Ints | None, Floats]:
        if term.row >= 0:
            return None, self._impacts(term, self._dense[term.row], self._norms)
        postings = self._postings[term.start : term.stop]
        passages = (postings >> self._shift).astype(np.intp)
        return passages, self._impacts(term, postings & self._lower, self._norms[passages])

    def at(self, term: Term, passages: Ints) -> Floats:
        """Return the impacts of a term in ``passages``, 0 where it is not."""
        if term.row >= 0:
            frequencies = self._dense[term.row].take(passages)
        else:
            postings = self._postings[term.start : term.stop]
            wanted = (passages << self._shift).astype(postings.dtype)
            found = postings.take(postings.searchsorted(wanted), mode="clip") - wanted
            # a posting of another passage is further away than any frequency
            frequencies = found * (found <= self._lower)
        return self._impacts(term, frequencies, self._norms.take(passages))

    def _impacts(self, term: Term, frequencies: Any, norms: Floats) -> Floats:
        impacts: Floats = frequencies.astype(np.float32)
        norms = norms + impacts
        impacts *= term.gain
        impacts /= norms
        return impacts
