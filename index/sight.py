"""What is known of words to somebody who sees only a part of the articles.

A question is understood by the words of the passages that its asker may see, so that no correction
and no other name gives away a word of the others.
"""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache

from index.bm25 import SparseBM25
from index.evidence import Evidence
from index.views import Mask
from index.words import Word, Words

LOOKED_AT = 200
"""Passages in which a form of a word is looked for; it counts as unseen if it is in none."""


class Terms(Container[str]):
    """The terms of the passages that a mask shows, with those of the titles above them."""

    def __init__(self, bm25: SparseBM25, mask: Mask) -> None:
        self._bm25, self._mask = bm25, mask
        self.shows = lru_cache(maxsize=1 << 12)(self._shows)

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str) and self.shows(term)

    def _shows(self, term: str) -> bool:
        return bool(self._mask[self._bm25.holding(term)].any())


class Seen(Words):
    """The articles' words, those unknown that stand in no passage that a mask shows."""

    def __init__(self, words: Words, bm25: SparseBM25, evidence: Evidence, mask: Mask) -> None:
        self._all, self._bm25, self._evidence, self._mask = words, bm25, evidence, mask
        self.get = lru_cache(maxsize=1 << 12)(self._get)

    @property
    def total(self) -> int:
        """How many words there are in all articles."""
        return self._all.total

    def near(self, word: str, slips: int) -> list[str]:
        """Return the words of all articles; those that are unknown occur no time."""
        return self._all.near(word, slips)

    def _get(self, surface: str) -> Word:
        return self._all.get(surface) if self._shows(surface) else Word()

    def _shows(self, surface: str) -> bool:
        """Whether a word stands, as it is written, in a passage that is shown or above it."""
        number = self._all.number(surface)
        if number is None:
            return False
        evidence = self._evidence
        for form, term in evidence.forms.of_surface(number):
            holding = self._bm25.holding(term)
            for passage in holding[self._mask[holding]][:LOOKED_AT].tolist():
                place = evidence.places[passage]
                first = place["token"]
                tokens = evidence.tokens[first : first + place["own"] + place["above"]]
                if (tokens >> 1 == form).any():
                    return True
        return False
