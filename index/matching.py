"""Where the words of a question stand in its candidates, for all of their sentences at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from index.evidence import Analysed, Forms, spread
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
        passage: the passage of each sentence, (S,).
        said: whether a sentence holds a term, (S, K).
        above: whether title or headings of a passage do, (P, K).
        begun: whether a word of a sentence begins as one of the n terms does, (S, n).
        begun_above: the same of title and headings, (P, n).
    """

    def __init__(self, question: Question, passages: Sequence[Analysed]) -> None:
        """Look for a question's words in passages (at least one)."""
        evidence, searched = passages[0].evidence, len(question.weights)
        self._forms, self.terms = evidence.forms, _terms(question)
        places = evidence.places[[passage.number for passage in passages]]
        self.counts = places["sentences"]
        self.sentences = evidence.sentences[spread(places["sentence"], self.counts)]
        self.passage = np.repeat(np.arange(len(places)), self.counts)

        # Tokens that introduce sentences, those of the sentences, those above the passages; rows
        # are the sentences and, below them, what stands above the passages.
        sentences, size = self.sentences, len(self.sentences)
        introductions = places["introduction"][self.passage] + sentences["introduction"]
        own = spread(places["token"][self.passage] + sentences["first"], sentences["tokens"])
        above = spread(places["token"] + places["own"], places["above"])
        self._tokens = np.concatenate(
            (
                evidence.introductions[spread(introductions, sentences["introduced"])],
                evidence.tokens[own],
                evidence.tokens[above],
            )
        )
        row = np.arange(size + len(places))
        lengths = (sentences["introduced"], sentences["tokens"], places["above"])
        rows = (row[:size], row[:size], row[size:])
        self._row = np.concatenate([*map(np.repeat, rows, lengths)])
        self._first = len(self._tokens) - len(own) - len(above)
        self._last = self._first + len(own)

        cuts, owners, beginnings = _intervals(self._forms, self.terms, searched)
        interval = cuts.searchsorted(self._tokens, side="right")
        self._term, self._searched = owners[interval], searched
        said = self._marked(self._term != OTHER, self._term, len(self.terms))
        starting: Bools = np.any(beginnings, axis=1)
        begins = starting[interval]
        begins[: self._first] = False
        held = self._marked(begins, interval, len(owners))
        begun = held.astype(np.float32) @ beginnings > 0
        self.said, self.above = said[:size], said[size:]
        self.begun, self.begun_above = begun[:size], begun[size:]

    def subject(self) -> Bools:
        """Return whether a sentence has a term before its "is a" or the like: (S, K)."""
        which = self._opening("subject") & (self._term != OTHER)
        return self._marked(which, self._term, len(self.terms))[: len(self.sentences)]

    def new_name(self) -> Bools:
        """Return whether a sentence has a name that the question does not search: (S,)."""
        capital = self._tokens & 1 == 1
        new = (self._term == OTHER) | (self._term >= self._searched)
        which = capital & new & ~self._opening("opening")
        which[: self._first] = which[self._last :] = False
        which[which] = ~self._forms.stops(self._tokens[which])
        return self._marked(which, np.zeros_like(self._term), 1)[: len(self.sentences), 0]

    def surfaces(self, wanted: Iterable[str]) -> Bools:
        """Return which surface forms a sentence has: (S, wanted)."""
        found = self._forms.surfaces(self._tokens[: self._last])
        numbers = [*map(self._forms.surface, wanted)]
        result = np.zeros((len(self.sentences), len(numbers)), dtype=np.bool_)
        for column, number in enumerate(numbers):
            if number is not None:
                result[self._row[: self._last][found == number], column] = True
        return result

    def pairs(self, wanted: Sequence[tuple[str, str]]) -> Bools:
        """Return which pairs of neighbouring terms a sentence has: (S, wanted).

        What introduces it and what it says are no neighbours.
        """
        term, side = self._term[: self._last], 2 * self._row[: self._last]
        side[self._first :] += 1
        one, other = term[:-1], term[1:]
        known = np.flatnonzero((one != OTHER) & (other != OTHER) & (side[:-1] == side[1:]))
        numbers = np.full((len(self.terms), len(self.terms)), len(wanted))
        places = {term: place for place, term in enumerate(self.terms)}
        for number, (first, second) in enumerate(wanted):
            numbers[places[first], places[second]] = number
        result = np.zeros((len(self.sentences), len(wanted) + 1), dtype=np.bool_)
        result[side[known] // 2, numbers[one[known], other[known]]] = True
        return result[:, :-1]

    def _opening(self, length: str) -> Bools:
        """Return which tokens are a sentence's own first ones, as many as its ``length`` says."""
        lengths = self.sentences["tokens"]
        starts = self._first + np.cumsum(lengths, dtype=np.int64) - lengths
        found = np.zeros(len(self._tokens), dtype=np.bool_)
        found[spread(starts, self.sentences[length])] = True
        return found

    def _marked(self, which: Bools, column: Ints, width: int) -> Bools:
        """Return which rows have one of the tokens ``which`` in a column: (rows, width)."""
        found = np.zeros((len(self.sentences) + len(self.counts), width), dtype=np.bool_)
        found[self._row[which], column[which]] = True
        return found


def _terms(question: Question) -> list[str]:
    """Return the terms to look for, those that are searched first."""
    paired = chain(*question.pairs)
    related = chain(*(question.related.get(term, ()) for term in question.weights))
    return list(dict.fromkeys((*question.weights, *paired, *related)))


def _intervals(
    forms: Forms, terms: Sequence[str], searched: int
) -> tuple[NDArray[np.int32], Ints, Bools]:
    """Part all tokens into I intervals, in each of which they are alike to the question.

    Returns:
        Where the intervals after the first begin; the term of each, by its place in ``terms``; and
        whether each of the ``searched`` first terms begins as its words do, (I, searched).
    """
    ranges = [*map(forms.standing_for, terms), *map(forms.beginning, terms[:searched])]
    cuts, at = np.unique(np.array(ranges, dtype=np.int32), return_inverse=True)
    bounds = (at.reshape(-1, 2) + 1).tolist()
    owners = np.full(len(cuts) + 1, OTHER)
    beginnings = np.zeros((len(cuts) + 1, searched), dtype=np.bool_)
    for term, (start, stop) in enumerate(bounds[: len(terms)]):
        owners[start:stop] = term
    for term, (start, stop) in enumerate(bounds[len(terms) :]):
        beginnings[start:stop, term] = True
    return cuts, owners, beginnings
