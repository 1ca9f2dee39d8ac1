"""What the articles' own words tell: which are known, which are names, how frequent they are."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from functools import lru_cache

from index import analysis
from index.aliases import Aliases
from index.analysis import Token
from index.languages import ENGLISH
from index.languages.language import Language
from index.vocabulary import Vocabulary, columns
from index.words import Word, Words

NAME_SHARE = 0.8
"""A word is a name when this share of its occurrences starts with a capital."""


class Lexicon:
    """What is known of the words of the articles and of their languages."""

    def __init__(
        self,
        terms: Container[str],
        words: Words,
        common: Mapping[str, float],
        load_english: Callable[[], Mapping[str, int]] = dict,
        aliases: Aliases | None = None,
    ) -> None:
        """Open a lexicon.

        Args:
            terms: the terms of the index.
            words: the surface forms of the articles.
            common: for terms that stand in many questions about anything, how much they count
                beside one that is particular, in (0, 1).
            load_english: gives common words of English with their rank by frequency, 0 being the
                most frequent; called when first needed.
            aliases: names that stand for one another.
        """
        self._terms = terms
        self._words = words
        self._common = common
        self._load_english = load_english
        self.aliases = aliases or Aliases()
        self.corrected: dict[tuple[str, Language, bool], str | None] = {}
        """What mistyped words were found to stand for, kept by ``index.spelling``."""

    def knows(self, term: str) -> bool:
        """Whether a term stands in any article or alias."""
        return term in self._terms or term in self.aliases

    def holds(self, term: str) -> bool:
        """Whether a term stands in any article."""
        return term in self._terms

    def tokens(self, text: str, language: Language) -> Iterator[Token]:
        """Yield the tokens of ``text`` in order, with a term that the articles have, if any.

        Another language, or missing accents, may lead the stemmer to a term that they do not have.
        """
        for token in analysis.read(text, language):
            known = self.knows(token.term)
            yield token if known else token._replace(term=self.term(token.surface) or token.term)

    def is_common(self, term: str, language: Language) -> bool:
        """Whether questions about anything at all use the term; told of English only."""
        return language is ENGLISH and term in self._common

    def weight(self, term: str) -> float:
        """Return how much a term counts, in (0, 1]: little for what any question may say."""
        return self._common.get(term, 1.0)

    def is_name(self, surface: str) -> bool:
        """Whether a folded surface form is mostly written with a capital."""
        word = self._word(surface)
        return word.capitals > NAME_SHARE * word.times

    def term(self, surface: str) -> str | None:
        """Return the term that articles in other languages than English have for a surface form."""
        return self._word(surface).term

    def share(self, surface: str, language: Language) -> float:
        """Return the share of a folded surface form in all words of the articles, in [0, 1].

        An English word has none in another language, unless it is a name.
        """
        word = self._word(surface)
        foreign = language is not ENGLISH and not word.term and not self.is_name(surface)
        return 0.0 if foreign else word.times / self._words.total

    def use(self, name: str, language: Language) -> float:
        """Return how much the articles use a name, as the share of its rarest word, in [0, 1]."""
        words = [w for w in self.tokens(name, language) if not analysis.is_stop(w, language)]
        shares = (self.share(w.surface, language) if self.holds(w.term) else 0.0 for w in words)
        return min(shares, default=0.0)

    def rank(self, surface: str, language: Language) -> int | None:
        """Return the rank of a common word of the language, None where it is none.

        Of other languages than English only the stop words are known, all as one rank.
        """
        return _general(language, self._load_english)[0].get(surface)

    def near(self, word: str, slips: int, language: Language) -> list[str]:
        """Return the words of all articles and of the language that so few slips may lead to.

        They begin with the same letter; others are among them, and one may stand there twice.
        """
        return [
            *_general(language, self._load_english)[1].near(word, slips),
            *(
                w
                for w in self.aliases.surfaces
                if w[0] == word[0] and abs(len(w) - len(word)) <= slips
            ),
            *self._words.near(word, slips),
        ]

    def _word(self, surface: str) -> Word:
        """Return what is known of a surface form; that of an alias is a name."""
        word = self._words.get(surface)
        return word if word.times or surface not in self.aliases.surfaces else Word(1, 1)


@lru_cache(maxsize=64)
def _general(
    language: Language, load_english: Callable[[], Mapping[str, int]]
) -> tuple[Mapping[str, int], Vocabulary]:
    """Return the common words of a language with their ranks, and as a vocabulary.

    Stop words have the rank of the rarest: their order is not known.
    """
    stops = language.stop_words
    ranks = load_english() if language is ENGLISH else dict.fromkeys(stops, len(stops))
    return ranks, Vocabulary(*columns(sorted(ranks)))
