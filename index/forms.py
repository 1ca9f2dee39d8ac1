"""One numbering of the forms of all articles, in which those of a term are neighbours."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain, compress
from operator import not_
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index import languages
from index.encoding import Encoded
from index.languages import ENGLISH
from index.postings import AT_ONCE
from index.storage import let_go
from index.words import ENGLISH_ONLY

LISTS = 8
"""Lists of forms of which the numbers are kept: more than there are processes."""

PART = 1 << 16
"""Forms that are taken apart at a time."""

Tokens = NDArray[np.int32]


class Numbering:
    """The numbers of all forms: first those ``known``, in their order, then new ones."""

    def __init__(self, known: Iterable[str]) -> None:
        self._numbers = {form: number for number, form in enumerate(known)}
        self._orders: dict[int, tuple[list[str], NDArray[np.int32]]] = {}

    def numbered(self, found: Encoded) -> Encoded:
        """Return articles with tokens by the numbers of all forms; they may be so already."""
        if found.forms is None:
            return found
        order = self._order(found.forms)
        return found._replace(
            forms=None,
            tokens=2 * order[found.tokens >> 1] + (found.tokens & 1),
            introductions=2 * order[found.introductions >> 1] + (found.introductions & 1),
        )

    def _order(self, forms: list[str]) -> NDArray[np.int32]:
        """Return the numbers of forms, a list to which others may have been added since."""
        _, order = self._orders.pop(id(forms), (forms, np.empty(0, dtype=np.int32)))
        numbers = self._numbers
        fresh = [numbers.setdefault(form, len(numbers)) for form in forms[len(order) :]]
        order = np.append(order, np.array(fresh, dtype=np.int32)) if fresh else order
        self._orders[id(forms)] = forms, order
        if len(self._orders) > LISTS:
            del self._orders[next(iter(self._orders))]
        return order

    def settle(self, tokens: Tokens, introductions: Tokens) -> Settled:
        """Renumber both in place by the order of the forms that are in use, and forget the others.

        Forms of terms that only introduce sentences come last.
        """
        size = 2 * len(self._numbers)
        counts = _counts(tokens, size).reshape(-1, 2)
        used = counts.sum(axis=1) > 0
        introducing = _counts(introductions, size).reshape(-1, 2).sum(axis=1) > 0
        said = sorted(compress(self._numbers, used.tolist()))
        others = [*compress(self._numbers, (introducing & ~used).tolist())]
        of_said = [_begins(said, form[: form.index("\t") + 1]) for form in others]
        said = sorted(chain(said, compress(others, of_said)))
        forms = said + sorted(compress(others, map(not_, of_said)))
        order = np.fromiter(map(self._numbers.__getitem__, forms), np.int64, len(forms))
        places = np.zeros(len(self._numbers), dtype=np.int32)
        places[order] = np.arange(len(order))
        for part in (*_parts(tokens), *_parts(introductions)):
            part[:] = 2 * places[part >> 1] + (part & 1)
            let_go(part)
        self._numbers, self._orders = {}, {}
        return Settled(forms, counts[order], len(said))


class Settled(NamedTuple):
    """The forms in order with their numbers of tokens, those with a capital apart: (forms, 2).

    The terms of the first ``said`` stand in some passage; the others only introduce sentences.
    """

    forms: Sequence[str]
    counts: NDArray[np.int64]
    said: int


class Forms:
    """What the forms consist of, as numbers.

    Attributes:
        terms: the terms, sorted but for those that only introduce, which are from the place
            ``said`` on; term_of: the number of each form's, ascending.
        surfaces: the surface forms, those in passages first, sorted; surface_of: the number of
            each form's.
        words: for each surface form in passages how often it occurs, how often with a capital, and
            its most frequent term in other languages than English or ENGLISH_ONLY: (words, 3).
        stops: whether each form only carries grammar.
    """

    def __init__(self, settled: Settled) -> None:
        forms, counts, said = settled
        names = _Names(), _Names(), _Names()
        numbers = np.empty((len(names), len(forms)), dtype=np.int32)
        for at in range(0, len(forms), PART):  # each name is to lie in memory once
            columns = "\t".join(forms[at : at + PART]).split("\t")
            for column, known in enumerate(names):
                found = [known[name] for name in columns[column :: len(names)]]
                numbers[column, at : at + PART] = found
        terms, surfaces, codes = names
        self.term_of, surface_of, code_of = numbers
        self.terms, self.said = [*terms], int(self.term_of[:said].max(initial=-1)) + 1
        self.stops = np.zeros(len(forms), dtype=np.bool_)
        for code, number in codes.items():
            stop_words = languages.get(code).stop_words & surfaces.keys()
            stop_numbers = [surfaces[word] for word in stop_words]
            self.stops |= (code_of == number) & np.isin(surface_of, stop_numbers)

        times = counts.sum(axis=1)
        used = times > 0
        in_passages = np.zeros(len(surfaces), dtype=np.bool_)
        in_passages[surface_of[used]] = True
        words = sorted(compress(surfaces, in_passages.tolist()))
        self.surfaces = [*words, *compress(surfaces, (~in_passages).tolist())]
        places = np.empty(len(surfaces), dtype=np.int32)
        order = np.fromiter(map(surfaces.__getitem__, self.surfaces), np.int64, len(surfaces))
        places[order] = np.arange(len(surfaces))
        self.surface_of = places[surface_of]
        self.words = np.full((len(words), 3), ENGLISH_ONLY, dtype=np.int64)
        for column, each in enumerate((times, counts[:, 1])):
            sums = np.bincount(self.surface_of, weights=each, minlength=len(surfaces))
            self.words[:, column] = sums[: len(words)]
        foreign = np.flatnonzero(used & (code_of != codes.get(ENGLISH.code, -1)))
        order = np.lexsort((-times[foreign], self.surface_of[foreign]))[::-1]
        self.words[self.surface_of[foreign[order]], 2] = self.term_of[foreign[order]]


class _Names(dict[str, int]):
    """Names by number, as they come."""

    def __missing__(self, name: str) -> int:
        self[name] = number = len(self)
        return number


def _begins(ordered: Sequence[str], beginning: str) -> bool:
    """Whether one of the sorted strings begins so."""
    at = bisect_left(ordered, beginning)
    return at < len(ordered) and ordered[at].startswith(beginning)


def _parts(tokens: Tokens) -> list[Tokens]:
    return [tokens[at : at + AT_ONCE] for at in range(0, len(tokens), AT_ONCE)]


def _counts(tokens: Tokens, size: int) -> NDArray[np.int64]:
    counts = np.zeros(size, dtype=np.int64)
    for part in _parts(tokens):
        counts += np.bincount(part, minlength=size)
        let_go(part)
    return counts
