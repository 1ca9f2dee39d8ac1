"""The articles' words as they are written, found on disk without reading them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from index.vocabulary import Vocabulary, columns

ENGLISH_ONLY = -1
"""Stands for the term of a word that no article in another language than English has."""


class Word(NamedTuple):
    """How often a folded surface form occurs, how often with a capital at its beginning.

    ``term`` is that of articles in other languages than English, if they have the word.
    """

    times: int = 0
    capitals: int = 0
    term: str | None = None


class Words:
    """The surface forms of the articles.

    Made of ``ARRAYS``: the sorted words as a vocabulary, and for each its number of occurrences,
    those with a capital and the number of its term or ENGLISH_ONLY: (words, 3).
    """

    ARRAYS = ("words", "word_ends", "word_heads", "word_counts")

    def __init__(self, array: Callable[[str], NDArray[Any]], terms: Vocabulary) -> None:
        *sorted_words, counts = map(np.asarray, map(array, self.ARRAYS))
        self._words, self._counts, self._terms = Vocabulary(*sorted_words), counts, terms
        self.get = lru_cache(maxsize=1 << 14)(self._get)

    @classmethod
    def of(cls, words: Mapping[str, Sequence[Any]]) -> Self:
        """Return the words of a mapping to the fields of ``Word``."""
        found = {word: Word(*words[word]) for word in sorted(words)}
        terms = sorted({word.term for word in found.values() if word.term})
        arrays = dict(zip(cls.ARRAYS, cls.columns(found, terms), strict=True))
        return cls(arrays.__getitem__, Vocabulary(*columns(terms)))

    @staticmethod
    def columns(words: Mapping[str, Word], terms: Sequence[str]) -> tuple[NDArray[Any], ...]:
        """Return ARRAYS for sorted words; ``terms`` are all terms, sorted."""
        numbers: dict[str | None, int] = {term: number for number, term in enumerate(terms)}
        rows = [
            (word.times, word.capitals, numbers.get(word.term, ENGLISH_ONLY))
            for word in words.values()
        ]
        return *columns(list(words)), np.array(rows, dtype=np.int64).reshape(-1, 3)

    @cached_property
    def total(self) -> int:
        """How many words there are in all articles, each as often as it occurs; at least 1."""
        return max(1, int(self._counts[:, 0].sum()))

    def __len__(self) -> int:
        return len(self._counts)

    def number(self, surface: str) -> int | None:
        """Return which of the words a folded surface form is, None where it is none."""
        return self._words.number(surface)

    def _get(self, surface: str) -> Word:
        number = self._words.number(surface)
        if number is None:
            return Word()
        count, capitals, term = self._counts[number].tolist()
        return Word(count, capitals, None if term == ENGLISH_ONLY else self._terms[term])

    def near(self, word: str, slips: int) -> list[str]:
        """Return the words with the same first letter that so few slips may lead to, and others."""
        return self._words.near(word, slips)
