"""What the articles' own words tell: which are known, which are names, how frequent they are."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence

from index.aliases import Aliases

NAME_SHARE = 0.8
"""A word is a name when this share of its occurrences starts with a capital."""


class Lexicon:
    """The surface forms of the articles, read only when a question needs them."""

    def __init__(
        self,
        terms: Container[str],
        load_words: Callable[[], Mapping[str, Sequence[int]]],
        common: Mapping[str, float],
        load_english: Callable[[], Mapping[str, int]] = dict,
        aliases: Aliases | None = None,
    ) -> None:
        """Open a lexicon.

        Args:
            terms: the terms of the index.
            load_words: gives, for each folded surface form, its number of occurrences and how many
                of them start with a capital; called when first needed.
            common: for terms that stand in many questions about anything, how much they count
                beside one that is particular, in (0, 1).
            load_english: gives common words of English with their rank by frequency, 0 being the
                most frequent; called when first needed.
            aliases: names that stand for one another.
        """
        self._terms = terms
        self._load_words = load_words
        self._common = common
        self._load_english = load_english
        self.aliases = aliases or Aliases()
        self._words: Mapping[str, Sequence[int]] | None = None
        self._english: Mapping[str, int] | None = None
        self._by_initial: Mapping[str, Sequence[str]] | None = None
        self._total = 1

    def knows(self, term: str) -> bool:
        """Whether a term stands in any article or alias."""
        return term in self._terms or term in self.aliases

    def is_common(self, term: str) -> bool:
        """Whether questions about anything at all use the term."""
        return term in self._common

    def weight(self, term: str) -> float:
        """Return how much a term counts, in (0, 1]: little for what any question may say."""
        return self._common.get(term, 1.0)

    def is_name(self, surface: str) -> bool:
        """Whether a folded surface form is mostly written with a capital."""
        count, capitals = self._get().get(surface, (0, 0))
        return capitals > NAME_SHARE * count

    def share(self, surface: str) -> float:
        """Return the share of a folded surface form in all words of the articles, in [0, 1]."""
        words = self._get()
        return words[surface][0] / self._total if surface in words else 0.0

    def english_rank(self, surface: str) -> int | None:
        """Return the rank of a common word of English, None where it is none."""
        if self._english is None:
            self._english = self._load_english()
        return self._english.get(surface)

    def beginning_with(self, letter: str) -> Sequence[str]:
        """Return the words of the articles and of English that begin with a letter."""
        if self._by_initial is None:
            self.english_rank("")
            by_initial: dict[str, list[str]] = {}
            for word in self._get().keys() | (self._english or {}).keys():
                if word.isalpha():
                    by_initial.setdefault(word[0], []).append(word)
            self._by_initial = by_initial
        return self._by_initial.get(letter, ())

    def _get(self) -> Mapping[str, Sequence[int]]:
        if self._words is None:
            words = self._load_words()
            self._total = sum(count for count, _ in words.values()) or 1
            # Last of all, because another thread may be looking.
            self._words = words
        return self._words
