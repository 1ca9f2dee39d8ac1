"""The tokens of articles as numbers, so that a text is analysed once and counted often.

A form is a word as the analyser sees it: surface form, term and language, joined by tabs. A token
is twice the number of its form, and one more where it begins with a capital.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.models import Document, context
from index import analysis
from index.bm25 import AT_ONCE
from index.languages import ENGLISH
from index.languages.language import Language
from index.storage import let_go
from index.words import Word


class Tokens(NamedTuple):
    """The tokens of an article's passages, each passage's own before those that stand above it.

    ``bags`` says how many there are of both: (passages, 2). ``forms`` are those of the article, or
    nothing where the tokens are by the numbers of all forms.
    """

    forms: Sequence[str]
    tokens: NDArray[np.int32]
    bags: NDArray[np.int32]


def tokenise(document: Document, language: Language) -> Tokens:
    """Return the tokens of an article in ``language``."""
    article = document.article
    numbers: dict[str, int] = {}
    tokens = array("i")
    bags: list[tuple[int, int]] = []
    above: dict[tuple[str, ...], array[int]] = {}

    def add(text: str, tokens: array[int]) -> None:
        for word in analysis.words(text, language):
            for form, capital in _forms(word, language):
                tokens.append(2 * numbers.setdefault(form, len(numbers)) + capital)

    for passage in document.passages:
        before = len(tokens)
        add(article.text[passage.span.start : passage.span.stop], tokens)
        if passage.headings not in above:
            above[passage.headings] = array("i")
            for line in context(article.meta, passage):
                add(line, above[passage.headings])
        bags.append((len(tokens) - before, len(above[passage.headings])))
        tokens += above[passage.headings]
    return Tokens(
        forms=list(numbers),
        tokens=np.array(tokens, dtype=np.int32),
        bags=np.array(bags, dtype=np.int32).reshape(-1, 2),
    )


@lru_cache(maxsize=1 << 17)
def _forms(word: str, language: Language) -> tuple[tuple[str, bool], ...]:
    """Return the forms of a word, and whether each begins with a capital."""
    return tuple(
        (f"{token.surface}\t{token.term}\t{language.code}", word[token.start].isupper())
        for token in analysis.tokens(word, language)
    )


class Numbering:
    """The numbers of all forms: first those ``known``, in their order, then new ones."""

    def __init__(self, known: Iterable[str]) -> None:
        self._numbers = {form: number for number, form in enumerate(known)}

    def numbered(self, found: Tokens) -> NDArray[np.int32]:
        """Return an article's tokens by the numbers of all forms; they may be so already."""
        if not found.forms:
            return found.tokens
        numbers = self._numbers
        order = np.array(
            [numbers.setdefault(form, len(numbers)) for form in found.forms], dtype=np.int32
        )
        tokens: NDArray[np.int32] = 2 * order[found.tokens >> 1] + (found.tokens & 1)
        return tokens

    def settle(self, tokens: NDArray[np.int32]) -> Forms:
        """Renumber the ``tokens`` in place by the order of the forms that are in use."""
        counts = np.zeros(2 * len(self._numbers), dtype=np.int64)
        parts = [slice(at, at + AT_ONCE) for at in range(0, len(tokens), AT_ONCE)]
        for part in parts:
            counts += np.bincount(tokens[part], minlength=len(counts))
            let_go(tokens)
        pairs = counts.reshape(-1, 2)
        used = pairs.sum(axis=1) > 0
        forms = sorted((form, number) for number, form in enumerate(self._numbers) if used[number])
        order = np.array([number for _, number in forms], dtype=np.int64)
        places = np.zeros(len(used), dtype=np.int32)
        places[order] = np.arange(len(order))
        for part in parts:
            tokens[part] = 2 * places[tokens[part] >> 1] + (tokens[part] & 1)
            let_go(tokens)
        return Forms([form for form, _ in forms], pairs[order])


class Forms(NamedTuple):
    """The sorted forms with their numbers of tokens, those with a capital apart: (forms, 2)."""

    forms: Sequence[str]
    counts: NDArray[np.int64]

    def terms(self) -> tuple[list[str], NDArray[np.int32]]:
        """Return the terms, sorted, and for each form the number of its term."""
        each = [form.split("\t")[1] for form in self.forms]
        terms = sorted(set(each))
        numbers = {term: number for number, term in enumerate(terms)}
        return terms, np.array([numbers[term] for term in each], dtype=np.int32)

    def words(self) -> dict[str, Word]:
        """Return the sorted surface forms, each with its most frequent foreign term."""
        found: dict[str, Word] = {}
        rows = zip(self.forms, self.counts.tolist(), strict=True)
        split = ((*form.split("\t"), *counts) for form, counts in rows)
        for surface, group in groupby(split, key=itemgetter(0)):
            count = capitals = most = 0
            foreign = None
            for _, term, code, small, capital in group:
                count, capitals = count + small + capital, capitals + capital
                if code != ENGLISH.code and small + capital > most:
                    foreign, most = term, small + capital
            found[surface] = Word(count, capitals, foreign)
        return found
