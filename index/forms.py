"""One numbering of the forms of all articles, in which those of a term are neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index import languages
from index.encoding import Encoded
from index.languages import ENGLISH
from index.postings import AT_ONCE
from index.storage import let_go
from index.words import Word

Tokens = NDArray[np.int32]


class Numbering:
    """The numbers of all forms: first those ``known``, in their order, then new ones."""

    def __init__(self, known: Iterable[str]) -> None:
        self._numbers = {form: number for number, form in enumerate(known)}

    def numbered(self, found: Encoded) -> Encoded:
        """Return an article with tokens by the numbers of all forms; they may be so already."""
        if not found.forms:
            return found
        numbers = self._numbers
        order = np.array(
            [numbers.setdefault(form, len(numbers)) for form in found.forms], dtype=np.int32
        )
        return found._replace(
            forms=(),
            tokens=2 * order[found.tokens >> 1] + (found.tokens & 1),
            introductions=2 * order[found.introductions >> 1] + (found.introductions & 1),
        )

    def settle(self, tokens: Tokens, introductions: Tokens) -> Forms:
        """Renumber both in place by the order of the forms that are in use.

        Forms of terms that only introduce sentences come last.
        """
        size = 2 * len(self._numbers)
        counts = _counts(tokens, size).reshape(-1, 2)
        used = counts.any(axis=1)
        introducing = _counts(introductions, size).reshape(-1, 2).any(axis=1)
        forms = [*self._numbers]
        said = {_term(forms[number]) for number in np.flatnonzero(used).tolist()}
        order = np.array(
            sorted(
                np.flatnonzero(used | introducing).tolist(),
                key=lambda number: (_term(forms[number]) not in said, forms[number]),
            ),
            dtype=np.int64,
        )
        places = np.zeros(len(forms), dtype=np.int32)
        places[order] = np.arange(len(order))
        for part in (*_parts(tokens), *_parts(introductions)):
            part[:] = 2 * places[part >> 1] + (part & 1)
            let_go(part)
        return Forms([forms[number] for number in order.tolist()], counts[order], len(said))


class Forms(NamedTuple):
    """The forms in order with their numbers of tokens, those with a capital apart: (forms, 2).

    The first ``said`` of their terms stand in some passage; the others only introduce sentences.
    """

    forms: Sequence[str]
    counts: NDArray[np.int64]
    said: int

    def terms(self) -> tuple[list[str], NDArray[np.int32]]:
        """Return the terms, sorted but for those that only introduce, and each form's number."""
        terms = list(dict.fromkeys(map(_term, self.forms)))
        numbers = {term: number for number, term in enumerate(terms)}
        return terms, np.array([numbers[_term(form)] for form in self.forms], dtype=np.int32)

    def surfaces(self) -> list[str]:
        """Return the surface form of each."""
        return [form.split("\t")[1] for form in self.forms]

    def stops(self) -> NDArray[np.bool_]:
        """Return whether each only carries grammar."""
        split = (form.split("\t")[1:] for form in self.forms)
        return np.array([surface in languages.get(code).stop_words for surface, code in split])

    def words(self) -> dict[str, Word]:
        """Return the sorted surface forms in passages, each with its most frequent foreign term."""
        rows = zip(self.forms, self.counts.tolist(), strict=True)
        split = [(*form.split("\t"), *counts) for form, counts in rows if any(counts)]
        split.sort(key=itemgetter(1, 0, 2))
        found: dict[str, Word] = {}
        for surface, group in groupby(split, key=itemgetter(1)):
            count = capitals = most = 0
            foreign = None
            for term, _, code, small, capital in group:
                count, capitals = count + small + capital, capitals + capital
                if code != ENGLISH.code and small + capital > most:
                    foreign, most = term, small + capital
            found[surface] = Word(count, capitals, foreign)
        return found


def _term(form: str) -> str:
    return form[: form.index("\t")]


def _parts(tokens: Tokens) -> list[Tokens]:
    return [tokens[at : at + AT_ONCE] for at in range(0, len(tokens), AT_ONCE)]


def _counts(tokens: Tokens, size: int) -> NDArray[np.int64]:
    counts = np.zeros(size, dtype=np.int64)
    for part in _parts(tokens):
        counts += np.bincount(part, minlength=size)
        let_go(part)
    return counts
