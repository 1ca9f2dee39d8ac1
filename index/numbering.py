"""What is written between white space as numbers, each analysed once."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.analysis import tokens, words
from index.languages.language import Language

_MARKS = ",.;:)"
"""What changes nothing in a word at whose end it stands."""

Numbers = NDArray[np.int64]


class Cues(Protocol):
    """What runs tell beside their tokens, as bits."""

    def of(self, run: str, words: int | None = None) -> int:
        """Return the bits of a run from those of its words together, None where it is a word."""


class Written:
    """The runs that were met, by number, with their tokens and cues.

    A run is what stands between white space: a word in most cases, with marks at its ends. A form
    is a word as the analyser sees it: term, surface form and language, joined by tabs. A token is
    twice the number of its form in ``forms``, and one more where it begins with a capital.
    """

    def __init__(self) -> None:
        self.forms: list[str] = []
        self._form_numbers: dict[str, int] = {}
        self._term_numbers: dict[str, int] = {}
        self._terms = array("i", [0])  # that of each form
        self._languages: dict[Language, _Runs] = {}
        self._tokens = array("i", [0])
        self._starts, self._sizes = array("i", [0]), array("i", [0])  # of each run's tokens
        self._openings = array("i", [0])  # how many of them are of its first word
        self._cues = array("H", [0])

    def __len__(self) -> int:
        return sum(map(len, self._languages.values())) + len(self._tokens)

    def of(self, language: Language, cues: Cues) -> Callable[[str], int]:
        """Return what gives the numbers of a language's runs."""
        if language not in self._languages:
            self._languages[language] = _Runs(self, language, cues)
        return self._languages[language].__getitem__

    def add_word(self, word: str, language: Language, cues: int) -> int:
        """Return the number of a run that is one word and was not met before."""
        start, numbers = len(self._tokens), self._form_numbers
        for term, surface, at, _ in tokens(word, language):
            form = f"{term}\t{surface}\t{language.code}"
            number = numbers.setdefault(form, len(numbers))
            if number == len(self.forms):
                self.forms.append(form)
                known = self._term_numbers
                self._terms.append(known.setdefault(term, len(known)))
            self._tokens.append(2 * number + word[at].isupper())
        size = len(self._tokens) - start
        return self._add(start, size, size, cues)

    def add_run(self, words: Sequence[int], cues: int) -> int:
        """Return the number of a run of words that was not met before."""
        if len(words) == 1:  # with marks around it
            if cues == self._cues[words[0]]:
                return words[0]
            opening = self._sizes[words[0]]
            return self._add(self._starts[words[0]], opening, opening, cues)
        start = len(self._tokens)
        for word in words:
            begin = self._starts[word]
            self._tokens += self._tokens[begin : begin + self._sizes[word]]
        opening = self._sizes[words[0]] if words else 0
        return self._add(start, len(self._tokens) - start, opening, cues)

    def _add(self, start: int, size: int, opening: int, cues: int) -> int:
        self._starts.append(start)
        self._sizes.append(size)
        self._openings.append(opening)
        self._cues.append(cues)
        return len(self._cues) - 1

    def told(self, words: Sequence[int]) -> int:
        """Return the cues of words together."""
        return reduce(or_, map(self._cues.__getitem__, words), 0)

    def count(self, runs: Sequence[int]) -> int:
        """Return how many tokens runs have."""
        return sum(map(self._sizes.__getitem__, runs))

    def sizes(self, runs: Numbers) -> NDArray[np.int32]:
        """Return how many tokens each run has."""
        return np.frombuffer(self._sizes, np.int32)[runs]

    def openings(self, runs: Numbers) -> NDArray[np.int32]:
        """Return how many tokens the first word of each run has."""
        return np.frombuffer(self._openings, np.int32)[runs]

    def cues(self, runs: Numbers) -> NDArray[np.uint16]:
        """Return the cues of each run."""
        return np.frombuffer(self._cues, np.uint16)[runs]

    def tokens(self, runs: Numbers) -> NDArray[np.int32]:
        """Return the tokens of runs, one after the other."""
        starts = np.frombuffer(self._starts, np.int32)[runs]
        _, places = ranges(starts, starts + self.sizes(runs))
        return np.frombuffer(self._tokens, np.int32)[places]

    def terms(self, tokens: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return the number of each token's term."""
        return np.frombuffer(self._terms, np.int32).take((tokens >> 1) + 1)


class _Runs(dict[str, int]):
    """The numbers of a language's runs."""

    def __init__(self, written: Written, language: Language, cues: Cues) -> None:
        super().__init__()
        self._written, self._language, self._cues = written, language, cues

    def __missing__(self, run: str) -> int:
        if run.isalpha() and run.isascii():
            return self._word(run)
        word = run.rstrip(_MARKS)
        if word.isalpha() and word != run:
            number = self[run] = self[word]
            return number
        written = self._written
        found = words(run, self._language)
        numbers = [self.get(word) or self._word(word) for word in found]
        if found == [run]:
            return numbers[0]
        cues = self._cues.of(run, written.told(numbers))
        number = self[run] = written.add_run(numbers, cues)
        return number

    def _word(self, word: str) -> int:
        """Return the number of a word that was not met before."""
        number = self[word] = self._written.add_word(word, self._language, self._cues.of(word))
        return number


def ranges(starts: NDArray[np.integer], stops: NDArray[np.integer]) -> tuple[Numbers, Numbers]:
    """Return all numbers of ranges, one range after the other, after which range each is of."""
    sizes = stops - starts
    of = np.repeat(np.arange(len(sizes)), sizes)
    return of, np.arange(len(of)) + (starts - np.cumsum(sizes) + sizes)[of]
