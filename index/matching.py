"""Where the words of a question stand in its candidates, for all of their sentences at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from index.evidence import Analysed, Range, spread
from index.question import Question

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


class Matches:
    """What of a question stands in the S sentences of P passages.

    K ``terms`` are looked for: first the n that the question searches, then those of its pairs and
    those that may stand for one of the n. What introduces a sentence counts as said in it.

    Attributes:
        sentences: records of ``encoding.SENTENCE``, shape (S,).
        counts: how many of the sentences each passage has, (P,).
        passage: the passage of each sentence, (S,).
        found: whether a sentence holds a term and, below, whether title or headings of a passage
            do: (S + P, K).
        begun: whether a word of a sentence begins as one of the n terms does, (S, n).
        begun_above: the same of title and headings, (P, n).
    """

    def __init__(self, question: Question, passages: Sequence[Analysed]) -> None:
        """Look for a question's words in passages (at least one)."""
        evidence, searched = passages[0].evidence, len(question.weights)
        self._forms, self.terms = evidence.forms, _terms(question)
        places, sentences = evidence.of([passage.number for passage in passages])
        self.counts, self.sentences = places["sentences"], sentences
        self.passage = np.arange(len(places)).repeat(self.counts)

        # Tokens that introduce sentences, those of the sentences, those above the passages; rows
        # are the sentences and, below them, what stands above the passages.
        size = len(sentences)
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
        self._row = np.concatenate([*map(np.ndarray.repeat, rows, lengths)])
        self._first = len(self._tokens) - len(own) - len(above)
        self._last = self._first + len(own)

        # Each token has a number: 0, that of a searched term that begins like it, or that of its
        # term, which comes after those.
        beginnings = [*map(self._forms.beginning, self.terms[:searched])]
        ranges = [*beginnings, *map(self._forms.standing_for, self.terms)]
        number = self._forms.among_ranges(self._tokens, ranges)
        self._term, self._searched = number - (searched + 1), searched
        found = np.zeros((len(row), len(ranges) + 1), dtype=np.bool_)
        at = self._row * found.shape[1] + number
        found.reshape(-1)[at[self._first :]] = True
        begun = found @ _begun(ranges, searched) > 0
        found.reshape(-1)[at[: self._first]] = True
        self.found = found[:, searched + 1 :]
        self.begun, self.begun_above = begun[:size], begun[size:]

    def subject(self) -> Bools:
        """Return whether a sentence has a term before its "is a" or the like: (S, K)."""
        at = self._opening("subject")
        at = at[self._term[at] >= 0]
        return self._marked(self._row[at], self._term[at], len(self.terms))

    def new_name(self) -> Bools:
        """Return whether a sentence has a name that the question does not search: (S,)."""
        capital = self._tokens & 1 == 1
        new = (self._term < 0) | (self._term >= self._searched)
        which = capital & new
        which[: self._first] = which[self._last :] = which[self._opening("opening")] = False
        at = which.nonzero()[0]
        at = at[~self._forms.stops(self._tokens[at])]
        return self._marked(self._row[at], np.zeros_like(at), 1)[:, 0]

    def surfaces(self, wanted: Iterable[str]) -> Bools:
        """Return which surface forms a sentence has: (S, wanted)."""
        numbers = [*map(self._forms.surface, wanted)]
        column = self._forms.among_surfaces(self._tokens[: self._last], numbers)
        return self._marked(self._row[: self._last], column, len(numbers) + 1)[:, 1:]

    def pairs(self, wanted: Sequence[tuple[str, str]]) -> Bools:
        """Return which pairs of neighbouring terms a sentence has: (S, wanted).

        What introduces it and what it says are no neighbours.
        """
        known = (self._term[: self._last] >= 0).nonzero()[0]
        side = 2 * self._row[known] + (known >= self._first)
        known = known[:-1][(known[1:] - known[:-1] == 1) & (side[1:] == side[:-1])]
        numbers = np.full((len(self.terms), len(self.terms)), len(wanted))
        places = {term: place for place, term in enumerate(self.terms)}
        for number, (first, second) in enumerate(wanted):
            numbers[places[first], places[second]] = number
        column = numbers[self._term[known], self._term[known + 1]]
        return self._marked(self._row[known], column, len(wanted) + 1)[:, :-1]

    def _opening(self, length: str) -> Ints:
        """Return which tokens are a sentence's own first ones, as many as its ``length`` says."""
        lengths = self.sentences["tokens"]
        starts = self._first + lengths.cumsum(dtype=np.int64) - lengths
        return spread(starts, self.sentences[length])

    def _marked(self, row: Ints, column: Ints, width: int) -> Bools:
        """Return which sentences have something in a column: (S, width)."""
        found = np.zeros((len(self.sentences), width), dtype=np.bool_)
        found.reshape(-1)[row * width + column] = True
        return found


def _terms(question: Question) -> list[str]:
    """Return the terms to look for, those that are searched first."""
    paired = chain(*question.pairs)
    related = chain(*(question.related.get(term, ()) for term in question.weights))
    return list(dict.fromkeys((*question.weights, *paired, *related)))


def _begun(ranges: Sequence[Range], searched: int) -> NDArray[np.float32]:
    """Return whether each of the ``searched`` first ranges has each of all: (1 + ranges, searched).

    The first row stands for what is in none of them.
    """
    starts, stops = np.array(ranges).T
    within = (starts[:, None] >= starts[:searched]) & (starts[:, None] < stops[:searched])
    return np.concatenate((np.zeros((1, searched)), within), dtype=np.float32)
