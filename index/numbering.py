"""Written words as numbers, each analysed once."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.analysis import tokens
from index.languages.language import Language

Numbers = NDArray[np.int64]
Cues = Callable[[str], int]


class Written:
    """The written words that were met, by number, with their tokens and cues.

    A form is a word as the analyser sees it: term, surface form and language, joined by tabs. A
    token is twice the number of its form in ``forms``, and one more where it begins with a capital.
    """

    def __init__(self) -> None:
        self.forms: list[str] = []
        self._form_numbers: dict[str, int] = {}
        self._term_numbers: dict[str, int] = {}
        self._terms = array("i", [0])  # that of each form
        self._languages: dict[Language, _Words] = {}
        self._tokens = array("i", [0])
        self._starts, self._sizes = array("i", [0]), array("i", [0])  # of each word's tokens
        self._cues = array("B", [0])

    def __len__(self) -> int:
        return len(self._sizes)

    def of(self, language: Language, cues: Cues) -> Callable[[str], int]:
        """Return what gives the numbers of a language's words; bits of a new one are ``cues``."""
        if language not in self._languages:
            self._languages[language] = _Words(self, language, cues)
        return self._languages[language].__getitem__

    def add(self, word: str, language: Language, cues: int) -> int:
        """Return the number of a word that was not met before."""
        self._starts.append(len(self._tokens))
        for token in tokens(word, language):
            form = f"{token.term}\t{token.surface}\t{language.code}"
            if form not in self._form_numbers:
                self._form_numbers[form] = len(self.forms)
                self.forms.append(form)
                known = self._term_numbers
                self._terms.append(known.setdefault(token.term, len(known)))
            self._tokens.append(2 * self._form_numbers[form] + word[token.start].isupper())
        self._sizes.append(len(self._tokens) - self._starts[-1])
        self._cues.append(cues)
        return len(self._sizes) - 1

    def count(self, words: Sequence[int]) -> int:
        """Return how many tokens words have."""
        return sum(map(self._sizes.__getitem__, words))

    def sizes(self, words: Numbers) -> NDArray[np.int32]:
        """Return how many tokens each word has."""
        return np.frombuffer(self._sizes, np.int32)[words]

    def cues(self, words: Numbers) -> NDArray[np.uint8]:
        """Return the cues of each word."""
        return np.frombuffer(self._cues, np.uint8)[words]

    def tokens(self, words: Numbers) -> NDArray[np.int32]:
        """Return the tokens of words, one after the other."""
        starts = np.frombuffer(self._starts, np.int32)[words]
        _, places = ranges(starts, starts + self.sizes(words))
        return np.frombuffer(self._tokens, np.int32)[places]

    def terms(self, tokens: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return the number of each token's term."""
        return np.frombuffer(self._terms, np.int32).take((tokens >> 1) + 1)


class _Words(dict[str, int]):
    """The numbers of a language's words."""

    def __init__(self, written: Written, language: Language, cues: Cues) -> None:
        super().__init__()
        self._written, self._language, self._cues = written, language, cues

    def __missing__(self, word: str) -> int:
        number = self._written.add(word, self._language, self._cues(word))
        self[word] = number
        return number


def ranges(starts: NDArray[np.integer], stops: NDArray[np.integer]) -> tuple[Numbers, Numbers]:
    """Return all numbers of ranges, one range after the other, after which range each is of."""
    sizes = stops - starts
    of = np.repeat(np.arange(len(sizes)), sizes)
    return of, np.arange(len(of)) + (starts - np.cumsum(sizes) + sizes)[of]
