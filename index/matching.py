"""Where the words of a question stand in its candidates, for all of their sentences at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from index.encoding import CAPITAL, STOP, hashed
from index.evidence import Analysed, Words
from index.question import Question

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

OTHER = -1
"""Stands for all terms that are not looked for."""


class Matches:
    """What of a question stands in the S sentences of P passages.

    K ``terms`` are looked for: first the n that the question searches, then those of its pairs and
    those that may stand for one of the n. What introduces a sentence counts as said in it.

    Attributes:
        sentences: records of ``encoding.SENTENCE``, shape (S,).
        counts: how many of the sentences each passage has, (P,).
        said: whether a sentence holds a term, (S, K).
        above: whether title or headings of a passage do, (P, K).
        begun: whether a word of a sentence begins as one of the n terms does, (S, n).
        begun_above: the same of title and headings, (P, n).
    """

    def __init__(self, question: Question, passages: Sequence[Analysed]) -> None:
        """Look for a question's words in passages (at least one)."""
        self._words, searched = passages[0].words, len(question.weights)
        self.terms = _terms(question)
        self.sentences = np.concatenate([passage.sentences for passage in passages])
        self.counts = np.array([len(passage.sentences) for passage in passages])
        size = len(self.sentences)
        stops = self.sentences["stop"].astype(np.int64)
        starts = np.concatenate(([0], stops[:-1]))
        starts[np.cumsum(self.counts) - self.counts] = [passage.offset for passage in passages]

        # A row is a sentence or, below them all, what stands above a passage.
        above = [passage.above for passage in passages]
        lengths = np.concatenate((stops - starts, [len(tokens) for tokens in above]))
        self._tokens = np.concatenate([*(passage.tokens for passage in passages), *above])
        self._row = np.repeat(np.arange(len(lengths)), lengths)
        begin = np.cumsum(lengths) - lengths
        begin[:size] += self.sentences["introduced"]
        self._place = np.arange(len(self._tokens)) - begin[self._row]  # below 0: introduces
        self._inside = int(lengths[:size].sum())

        cuts, owners, beginnings = _intervals(self._words, self.terms, searched)
        interval = cuts.searchsorted(self._tokens, side="right")
        self._term = owners[interval]
        self._unsearched = (self._term == OTHER) | (self._term >= searched)
        said = self._marked(self._term != OTHER, self._term, len(self.terms))
        begins = (self._place >= 0) & beginnings.any(axis=1)[interval]
        begun = self._marked(begins, interval, len(owners)).astype(np.float32) @ beginnings > 0
        self.said, self.above = said[:size], said[size:]
        self.begun, self.begun_above = begun[:size], begun[size:]

    def subject(self) -> Bools:
        """Return whether a sentence has a term before its "is a" or the like: (S, K)."""
        which = (self._term != OTHER) & self._opens("subject")
        return self._marked(which, self._term, len(self.terms))[: len(self.sentences)]

    def new_name(self) -> Bools:
        """Return whether a sentence has a name that the question does not search: (S,)."""
        names = (self._tokens & (CAPITAL | STOP)) == CAPITAL
        which = names & self._unsearched & (self._place >= 0) & ~self._opens("opening")
        which[self._inside :] = False
        return self._marked(which, np.zeros_like(self._term), 1)[: len(self.sentences), 0]

    def surfaces(self, wanted: Iterable[str]) -> Bools:
        """Return which surface forms a sentence has: (S, wanted)."""
        found = self._words.surfaces(self._tokens[: self._inside])
        held = [found == np.uint64(hashed(surface)) for surface in wanted]
        result = np.zeros((len(self.sentences), len(held)), dtype=np.bool_)
        for column, which in enumerate(held):
            result[self._row[: self._inside][which], column] = True
        return result

    def pairs(self, wanted: Sequence[tuple[str, str]], *, telling: bool) -> Bools:
        """Return which pairs of neighbouring terms a sentence has: (S, wanted).

        ``telling`` leaves out the stop words of the sentence itself. What introduces it and what
        it says are no neighbours.
        """
        own = self._place[: self._inside] >= 0
        term, side = self._term[: self._inside], 2 * self._row[: self._inside] + own
        if telling:
            kept = ~own | (self._tokens[: self._inside] & STOP == 0)
            term, side = term[kept], side[kept]
        one, other = term[:-1], term[1:]
        known = np.flatnonzero((one != OTHER) & (other != OTHER) & (side[:-1] == side[1:]))
        numbers = np.full((len(self.terms), len(self.terms)), len(wanted))
        places = {term: place for place, term in enumerate(self.terms)}
        for number, (first, second) in enumerate(wanted):
            numbers[places[first], places[second]] = number
        result = np.zeros((len(self.sentences), len(wanted) + 1), dtype=np.bool_)
        result[side[known] // 2, numbers[one[known], other[known]]] = True
        return result[:, :-1]

    def _opens(self, length: str) -> Bools:
        """Return which tokens are among the first of their sentence, as many as it says."""
        lengths = np.zeros(self._row[-1] + 1 if len(self._row) else 0, dtype=np.int64)
        lengths[: len(self.sentences)] = self.sentences[length]
        return (self._place >= 0) & (self._place < lengths[self._row])

    def _marked(self, which: Bools, column: Ints, width: int) -> Bools:
        """Return which rows have one of the tokens ``which`` in a column: (rows, width)."""
        found = np.zeros((len(self.sentences) + len(self.counts), width), dtype=np.bool_)
        found[self._row[which], column[which]] = True
        return found


def _terms(question: Question) -> list[str]:
    """Return the terms to look for, those that are searched first."""
    paired = chain(*question.pairs, *question.content_pairs)
    related = chain(*(question.related.get(term, ()) for term in question.weights))
    return list(dict.fromkeys((*question.weights, *paired, *related)))


def _intervals(
    words: Words, terms: Sequence[str], searched: int
) -> tuple[NDArray[np.uint32], Ints, Bools]:
    """Part all tokens into I intervals, in each of which they are alike to the question.

    Returns:
        Where the intervals after the first begin; the term of each, by its place in ``terms``; and
        whether each of the ``searched`` first terms begins as its words do, (I, searched).
    """
    ranges = [*map(words.standing_for, terms), *map(words.beginning, terms[:searched])]
    cuts, at = np.unique(np.array(ranges, dtype=np.uint32), return_inverse=True)
    bounds = (at.reshape(-1, 2) + 1).tolist()
    owners = np.full(len(cuts) + 1, OTHER)
    beginnings = np.zeros((len(cuts) + 1, searched), dtype=np.bool_)
    for term, (start, stop) in enumerate(bounds[: len(terms)]):
        owners[start:stop] = term
    for term, (start, stop) in enumerate(bounds[len(terms) :]):
        beginnings[start:stop, term] = True
    return cuts, owners, beginnings
