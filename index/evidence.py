"""What passages say, as numbers that lie on disk: read where a question needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

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
        self._surfaces = np.asarray(array("form_surfaces"))
        self._stops = np.asarray(array("form_stops"))
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
        return 2 * int(self._starts[first]), 2 * int(self._starts[stop])

    def among(self, terms: Iterable[str], tokens: Tokens) -> frozenset[str]:
        """Return those of the terms for which one of the tokens stands."""
        found = ((term, *self.standing_for(term)) for term in terms)
        return frozenset(
            term for term, start, stop in found if ((tokens >= start) & (tokens < stop)).any()
        )

    def terms(self, tokens: Tokens) -> frozenset[int]:
        """Return the numbers of the tokens' terms."""
        return frozenset((self._starts.searchsorted(tokens >> 1, side="right") - 1).tolist())

    def of_surface(self, surface: int) -> Iterator[tuple[int, str]]:
        """Yield each form of a surface form's number, with its term."""
        for form in np.flatnonzero(self._surfaces == surface).tolist():
            term = int(self._starts.searchsorted(form, side="right")) - 1
            if term < len(self._vocabulary):
                yield form, self._vocabulary[term]

    def stops(self, tokens: Tokens) -> NDArray[np.bool_]:
        """Return whether each token only carries grammar."""
        stops: NDArray[np.bool_] = self._stops[tokens >> 1]
        return stops

    def surfaces(self, tokens: Tokens) -> NDArray[np.uint32]:
        """Return the number of each token's surface form."""
        surfaces: NDArray[np.uint32] = self._surfaces[tokens >> 1]
        return surfaces

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

    def __call__(self, number: int) -> Analysed:
        """Return what a passage says."""
        return Analysed(self, number)


class Analysed:
    """What a passage says; ``sentences`` are records of ``encoding.SENTENCE``."""

    def __init__(self, evidence: Evidence, number: int) -> None:
        self.evidence, self.number, self.forms = evidence, number, evidence.forms
        self._place = evidence.places[number]
        first = self._place["sentence"]
        self.sentences = evidence.sentences[first : first + self._place["sentences"]]

    @property
    def above(self) -> Tokens:
        """The tokens of title and headings."""
        start = self._place["token"] + self._place["own"]
        return self.evidence.tokens[start : start + self._place["above"]]

    def terms(self, first: int, last: int) -> frozenset[int]:
        """Return the numbers of the terms from a sentence to another, and between them."""
        start, end = self._place["token"], self.sentences[last]
        stop = start + end["first"] + end["tokens"]
        return self.forms.terms(self.evidence.tokens[start + self.sentences["first"][first] : stop])

    def among(self, terms: Iterable[str], first: int, last: int) -> frozenset[str]:
        """Return those of the terms that stand in sentences or introduce them."""
        part = self.sentences[first : last + 1]
        own = spread(self._place["token"] + part["first"], part["tokens"])
        starts = self._place["introduction"] + part["introduction"]
        introducing = self.evidence.introductions[spread(starts, part["introduced"])]
        return self.forms.among(terms, np.concatenate((self.evidence.tokens[own], introducing)))


def spread(starts: NDArray[Any], lengths: NDArray[Any]) -> Ints:
    """Return the numbers of all ranges, one after the other.

    >>> spread(np.array([5, 2]), np.array([2, 3])).tolist()
    [5, 6, 2, 3, 4]
    """
    stops = np.cumsum(lengths, dtype=np.int64)
    numbers: Ints = np.arange(stops[-1])
    numbers += np.repeat(starts.astype(np.int64) - stops + lengths, lengths)
    return numbers
