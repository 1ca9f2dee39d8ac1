"""What passages say, as numbers that lie on disk: read where a question needs them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import compress, pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.vocabulary import Vocabulary
from index.words import Words

PREFIX = 5
"""Letters by which "founded" and "founder" are one word."""

NOWHERE = (0, 0)

Array = Callable[[str], NDArray[Any]]
Tokens = NDArray[np.int32]
Ints = NDArray[np.int64]
Range = tuple[int, int]
"""Tokens from the first up to, not including, the second."""


class Forms:
    """Which tokens stand for a term, and what a token stands for."""

    def __init__(
        self,
        array: Array,
        vocabulary: Vocabulary,
        words: Words,
        others: tuple[Sequence[str], Sequence[str]],
    ) -> None:
        """Open the forms of an index.

        ``others`` are terms and surface forms that are numbered after the vocabulary and the words.
        """
        self._vocabulary, self._words = vocabulary, words
        terms, surfaces = others
        self._others = {term: number for number, term in enumerate(terms, len(vocabulary))}
        self._other_surfaces = {word: number for number, word in enumerate(surfaces, len(words))}
        self._starts = np.asarray(array("term_forms"))
        self._first_forms: memoryview[int] = self._starts.data
        self._surfaces = np.asarray(array("form_surfaces"))
        self._stops = np.asarray(array("form_stops"))
        self._size = max(len(self._surfaces), len(words) + len(surfaces))
        self._tables: list[NDArray[np.int16]] = []  # one for each thread that asked at a time
        self.standing_for = lru_cache(maxsize=1 << 14)(self._standing_for)
        self.beginning = lru_cache(maxsize=1 << 14)(self._beginning)

    def _standing_for(self, term: str) -> Range:
        """Return the tokens of a term."""
        number = self._vocabulary.number(term)
        number = self._others.get(term) if number is None else number
        return NOWHERE if number is None else self._tokens(number, number + 1)

    def _beginning(self, term: str) -> Range:
        """Return the tokens of the passages' terms with the same first ``PREFIX`` letters."""
        if len(term) < PREFIX:
            return self.standing_for(term)
        return self._tokens(*self._vocabulary.beginning(term[:PREFIX]))

    def _tokens(self, first: int, stop: int) -> Range:
        return 2 * self._first_forms[first], 2 * self._first_forms[stop]

    def among(self, terms: Iterable[str], tokens: Tokens) -> frozenset[str]:
        """Return those of the terms for which one of the tokens stands."""
        wanted = list(terms)
        ranges = np.array([*map(self.standing_for, wanted)], dtype=np.int32).reshape(-1, 2, 1)
        here = (tokens >= ranges[:, 0]) & (tokens < ranges[:, 1])
        return frozenset(compress(wanted, np.any(here, axis=1)))

    def terms(self, tokens: Tokens) -> Ints:
        """Return the number of each token's term."""
        forms = (tokens >> 1).astype(self._starts.dtype)  # else all the starts are converted
        numbers: Ints = self._starts.searchsorted(forms, side="right") - 1
        return numbers

    def of_surface(self, surface: int) -> Iterator[tuple[int, str]]:
        """Yield each form of a surface form's number, with its term."""
        of, forms = self._by_surface
        for form in forms[bisect_left(of, surface) : bisect_right(of, surface)].tolist():
            term = bisect_right(self._first_forms, form) - 1
            if term < len(self._vocabulary):
                yield form, self._vocabulary[term]

    @cached_property
    def _by_surface(self) -> tuple[memoryview[int], NDArray[np.int32]]:
        """The surface forms' numbers in ascending order, and the forms that have them."""
        forms = self._surfaces.argsort(kind="stable").astype(np.int32)
        return self._surfaces[forms].data, forms

    def stops(self, tokens: Tokens) -> NDArray[np.bool_]:
        """Return whether each token only carries grammar."""
        stops: NDArray[np.bool_] = self._stops[tokens >> 1]
        return stops

    def among_ranges(self, tokens: Tokens, ranges: Sequence[Range]) -> Ints:
        """Return the last of the ranges that has each token, counted from 1; 0 where none has."""
        return self._marked(tokens >> 1, [(start >> 1, stop >> 1) for start, stop in ranges])

    def among_surfaces(self, tokens: Tokens, numbers: Sequence[int | None]) -> Ints:
        """Return which of the surface forms each token has, counted from 1; 0 where it has none."""
        ranges = [NOWHERE if number is None else (number, number + 1) for number in numbers]
        return self._marked(self._surfaces.take(tokens >> 1), ranges)

    def _marked(self, numbers: NDArray[Any], ranges: Sequence[Range]) -> Ints:
        """Return the last of the ranges that each number is in, counted from 1; 0 for none.

        Looked up in a table of all numbers, which is 0 before and after.
        """
        try:
            table = self._tables.pop()
        except IndexError:
            table = np.zeros(self._size, dtype=np.int16)
        for mark, (start, stop) in enumerate(ranges, 1):
            table[start:stop] = mark
        found = table.take(numbers).astype(np.int64)
        for start, stop in ranges:
            table[start:stop] = 0
        self._tables.append(table)
        return found

    def surface(self, word: str) -> int | None:
        """Return the number of a surface form, None where no article has it."""
        number = self._words.number(word)
        return self._other_surfaces.get(word) if number is None else number


class Evidence:
    """What all passages of an index say; ``places`` are records of ``writing.PLACE``."""

    def __init__(self, array: Array, forms: Forms) -> None:
        """Open it; ``array`` gives what was written, by its name."""
        self.forms = forms
        self.places, self.sentences, self.tokens, self.introductions = (
            np.asarray(array(name)) for name in ("places", "said", "tokens", "introductions")
        )

    def of(self, numbers: Sequence[int]) -> tuple[NDArray[np.void], NDArray[np.void]]:
        """Return the places of passages, and their sentences, one passage after the other."""
        places = self.places.take(numbers)
        return places, self.sentences.take(spread(places["sentence"], places["sentences"]))

    def terms(self, runs: Sequence[tuple[int, int, int]]) -> list[frozenset[int]]:
        """Return the numbers of the terms in each run: of a passage, from a sentence to another."""
        numbers, first, last = np.array(runs).T
        sentence = self.places["sentence"][numbers]
        begin, end = (self.sentences.take(sentence + at) for at in (first, last))
        lengths = end["first"].astype(np.int64) + end["tokens"] - begin["first"]
        tokens = self.tokens[spread(self.places["token"][numbers] + begin["first"], lengths)]
        found, ends = self.forms.terms(tokens).tolist(), lengths.cumsum().tolist()
        return [frozenset(found[start:stop]) for start, stop in pairwise([0, *ends])]


class Analysed(NamedTuple):
    """What the passage with this number says."""

    evidence: Evidence
    number: int

    @property
    def forms(self) -> Forms:
        """What its tokens stand for."""
        return self.evidence.forms

    @property
    def sentences(self) -> NDArray[np.void]:
        """Its sentences, records of ``encoding.SENTENCE``."""
        first = self._place["sentence"]
        return self.evidence.sentences[first : first + self._place["sentences"]]

    @property
    def above(self) -> Tokens:
        """The tokens of title and headings."""
        start = self._place["token"] + self._place["own"]
        return self.evidence.tokens[start : start + self._place["above"]]

    @property
    def _place(self) -> np.void:
        place: np.void = self.evidence.places[self.number]
        return place

    def among(self, terms: Iterable[str], first: int, last: int) -> frozenset[str]:
        """Return those of the terms that stand in sentences or introduce them."""
        return self.forms.among(terms, np.concatenate(self._said(self.sentences[first : last + 1])))

    def anywhere(self, terms: Iterable[str]) -> frozenset[str]:
        """Return those of the terms that stand in sentences or above them, or introduce one."""
        said = self._said(self.sentences)
        return self.forms.among(terms, np.concatenate((self.above, *said)))

    def _said(self, sentences: NDArray[np.void]) -> tuple[Tokens, Tokens]:
        """Return the tokens of some of its sentences, and those that introduce them."""
        place, evidence = self._place, self.evidence
        own = spread(place["token"] + sentences["first"], sentences["tokens"])
        starts = place["introduction"] + sentences["introduction"]
        introducing = spread(starts, sentences["introduced"])
        return evidence.tokens[own], evidence.introductions[introducing]


def spread(starts: NDArray[Any], lengths: NDArray[Any]) -> Ints:
    """Return the numbers of all ranges, one after the other.

    >>> spread(np.array([5, 2]), np.array([2, 3])).tolist()
    [5, 6, 2, 3, 4]
    """
    stops = lengths.cumsum(dtype=np.int64)
    numbers: Ints = np.arange(stops[-1])
    numbers += (starts - stops + lengths).astype(np.int64).repeat(lengths)
    return numbers
