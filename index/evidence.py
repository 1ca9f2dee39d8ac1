"""What passages say, as numbers that lie on disk: read where a question needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoding import FLAGS
from index.vocabulary import Vocabulary

PREFIX = 5
"""Letters by which "founded" and "founder" are one word."""

NOWHERE = (0, 0)

Tokens = NDArray[np.uint32]
Range = tuple[int, int]
"""Tokens from the first up to, not including, the second."""


class Words:
    """Which tokens stand for a term, and which surface form has a token."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        others: Sequence[str],
        term_words: NDArray[np.uint32],
        surfaces: NDArray[np.uint64],
    ) -> None:
        """Open the words of an index.

        ``others`` are terms that are numbered after the vocabulary's. ``term_words`` are the first
        words of the terms, with the number of all words at the end; ``surfaces`` are the words'
        surface forms, hashed.
        """
        self._vocabulary = vocabulary
        self._others = {term: number for number, term in enumerate(others, len(vocabulary))}
        self._term_words, self._surfaces = term_words, surfaces
        self.standing_for = lru_cache(maxsize=1 << 14)(self._standing_for)
        self.beginning = lru_cache(maxsize=1 << 14)(self._beginning)

    def _standing_for(self, term: str) -> Range:
        """Return the tokens of a term."""
        number = self._vocabulary.number(term)
        number = self._others.get(term) if number is None else number
        return NOWHERE if number is None else self._tokens(number, number + 1)

    def _beginning(self, term: str) -> Range:
        """Return the tokens of terms that have the same first ``PREFIX`` letters."""
        if len(term) < PREFIX:
            return self.standing_for(term)
        numbers = self._vocabulary.beginning(term[:PREFIX])
        return self._tokens(numbers.start, numbers.stop)

    def _tokens(self, start: int, stop: int) -> Range:
        return int(self._term_words[start]) << FLAGS, int(self._term_words[stop]) << FLAGS

    def among(self, terms: Iterable[str], tokens: Tokens) -> frozenset[str]:
        """Return those of the terms for which one of the tokens stands."""
        found = ((term, *self.standing_for(term)) for term in terms)
        return frozenset(
            term for term, start, stop in found if ((tokens >= start) & (tokens < stop)).any()
        )

    def surfaces(self, tokens: Tokens) -> NDArray[np.uint64]:
        """Return the hashed surface form of each token."""
        return self._surfaces[tokens >> FLAGS]

    def terms(self, tokens: Tokens) -> frozenset[int]:
        """Return the numbers of the tokens' terms."""
        return frozenset(
            (self._term_words.searchsorted(tokens >> FLAGS, side="right") - 1).tolist()
        )


@dataclass(frozen=True, slots=True, eq=False)
class Analysed:
    """A passage in numbers.

    ``sentences`` are records of ``encoding.SENTENCE``; ``tokens`` are those of all of them, the
    first being number ``offset``, and ``above`` those of title and headings.
    """

    words: Words
    sentences: NDArray[Any]
    tokens: Tokens
    offset: int
    above: Tokens

    def sentence(self, at: int) -> Tokens:
        """Return the tokens of a sentence, with what introduces it."""
        start = int(self.sentences["stop"][at - 1]) if at else self.offset
        return self.tokens[start - self.offset : int(self.sentences["stop"][at]) - self.offset]

    def terms(self, first: int, last: int) -> frozenset[int]:
        """Return the numbers of the terms in sentences, from the first to the last of them."""
        introduced = self.sentences["introduced"]
        own = [self.sentence(at)[introduced[at] :] for at in range(first, last + 1)]
        return self.words.terms(np.concatenate(own))


class Evidence:
    """What all passages of an index say."""

    def __init__(
        self,
        array: Callable[[str], NDArray[Any]],
        vocabulary: Vocabulary,
        others: Sequence[str],
    ) -> None:
        """Open it; ``array`` gives what ``Encoder.arrays`` has made, by its name."""
        names = ("tokens", "sentences", "sentence_ends", "above", "above_tokens", "above_ends")
        (
            self._tokens, self._sentences, self._sentence_ends,
            self._above, self._above_tokens, self._above_ends,
        ) = (np.asarray(array(name)) for name in names)  # fmt: skip
        self._words = Words(
            vocabulary, others, np.asarray(array("term_words")), np.asarray(array("surfaces"))
        )

    def __call__(self, number: int) -> Analysed:
        """Return what a passage says."""
        first, last = _part(self._sentence_ends, number)
        above = slice(*_part(self._above_ends, int(self._above[number])))
        offset = int(self._sentences["stop"][first - 1]) if first else 0
        sentences = self._sentences[first:last]
        return Analysed(
            words=self._words,
            sentences=sentences,
            tokens=self._tokens[offset : int(sentences["stop"][-1])],
            offset=offset,
            above=self._above_tokens[above],
        )


def _part(ends: NDArray[np.uint32], number: int) -> Range:
    """Return where a part begins and ends, given the ends of all."""
    return int(ends[number - 1]) if number else 0, int(ends[number])
