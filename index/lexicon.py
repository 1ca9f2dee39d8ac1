"""What the articles' own words tell: which are known, which are names, what a slip stands for."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

SHORTEST, SHORTEST_NAME = 5, 3
"""Shorter words are not repaired: too many words are one letter away. Names may be shorter."""

NAME_SHARE = 0.8
"""A word is a name when this share of its occurrences starts with a capital."""

Word = Sequence[Any]
"""Two counts and, for some words, a term: ``[3, 1]`` or ``[2, 0, "mond"]``."""


class Lexicon:
    """The surface forms of the articles, read only when a question needs them."""

    def __init__(
        self,
        terms: Container[str],
        load_words: Callable[[], Mapping[str, Word]],
        common: Mapping[str, float],
    ) -> None:
        """Open a lexicon.

        Args:
            terms: the terms of the index.
            load_words: gives, for each folded surface form, its number of occurrences, how many
                of them start with a capital and, for words of other languages than English, its
                term; called when first needed.
            common: for terms that stand in many questions about anything, how much they count
                beside one that is particular, in (0, 1).
        """
        self._terms = terms
        self._load_words = load_words
        self._common = common
        self._words: Mapping[str, Word] | None = None
        self._by_initial: dict[str, list[str]] = {}

    def knows(self, term: str) -> bool:
        """Whether a term stands in any article."""
        return term in self._terms

    def is_common(self, term: str) -> bool:
        """Whether questions about anything at all use the term."""
        return term in self._common

    def weight(self, term: str) -> float:
        """Return how much a term counts, in (0, 1]: little for what any question may say."""
        return self._common.get(term, 1.0)

    def is_name(self, surface: str) -> bool:
        """Whether a folded surface form is mostly written with a capital."""
        count, capitals, *_ = self._get().get(surface, (0, 0))
        return bool(capitals > NAME_SHARE * count)

    def term(self, surface: str) -> str | None:
        """Return the term that articles in other languages than English have for a surface form."""
        _, _, *terms = self._get().get(surface, (0, 0))
        return terms[0] if terms else None

    def correct(self, surface: str, *, name: bool = False) -> str | None:
        """Return the known word nearest to an unknown one, or None where none is near enough.

        ``name`` says that it was typed as a name, which then is all it can stand for.

        One edit is forgiven, two from seven letters on (Damerau-Levenshtein: a swap of
        neighbours is one edit). The first letter is taken as typed right, which keeps one English
        word from becoming another that rhymes with it. Of words equally near, names come first,
        then the more frequent.
        """
        if len(surface) < SHORTEST_NAME or not surface.isalpha():
            return None
        words = self._get()
        near = process.extract(
            surface,
            self._by_initial.get(surface[0], ()),
            scorer=DamerauLevenshtein.distance,
            score_cutoff=1 if len(surface) < 7 else 2,
            limit=None,
        )
        ranked = (
            (gap, not self.is_name(word), -words[word][0], word)
            for word, gap, _ in near
            if self.is_name(word) or (len(surface) >= SHORTEST and not name)
        )
        return min(ranked, default=(0, False, 0, None))[-1]

    def _get(self) -> Mapping[str, Word]:
        if self._words is None:
            words = self._load_words()
            by_initial: dict[str, list[str]] = {}
            for word in words:
                if len(word) >= SHORTEST_NAME and word.isalpha():
                    by_initial.setdefault(word[0], []).append(word)
            # Last of all, because another thread may be looking: both or nothing.
            self._by_initial = by_initial
            self._words = words
        return self._words
