"""The analyser: one way from text to terms for each language, for articles and for questions.

Nothing here is ever shown: folding and stemming are for matching only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import Stemmer

from index.folding import fold, lower
from index.languages import ENGLISH
from index.languages.language import Language

ANALYSER = "snowball-10"
"""Names what decides an index's content: cleaning, passages, these terms and their weights.

Raise it when one of them changes; indexes made before are then built anew.
"""

_EPISODE = re.compile(r"s(\d{1,2})(?:e(\d{1,3}))?")

Terms = tuple[tuple[str, str], ...]
"""Terms with their surface forms."""


class Token(NamedTuple):
    """A word of a text: its stem, its folded surface form and where it stands."""

    term: str
    surface: str
    start: int
    stop: int


def tokens(text: str, language: Language = ENGLISH) -> Iterator[Token]:
    """Yield the tokens of ``text`` in order; offsets are characters of ``text``.

    >>> [t.term for t in tokens("The U.S.S.R. landed first in S04E10")]
    ['the', 'ussr', 'land', '1', 'in', 'season', '4', 'episod', '10']
    >>> [t.term for t in tokens("She took wives")]
    ['she', 'take', 'wife']
    >>> [t.term for t in tokens("Lee Jung-gil’s 1,500 days in the U.S.")]
    ['lee', 'jung', 'gil', '1500', 'day', 'in', 'the', 'u.s']
    >>> [t.term for t in tokens("東京都")]
    ['東京', '京都']
    """
    terms_of = _analyser(language)
    if text.isascii() and text.isalpha():  # one word, as most are that are asked for one by one
        for term, surface in terms_of(text):
            yield Token(term, surface, 0, len(text))
        return
    for match in _pattern(language).finditer(text):
        word, (start, stop) = match[0], match.span()
        match match.lastgroup:
            case "plain" | "word":
                for term, surface in terms_of(word):
                    yield Token(term, surface, start, stop)
            case "initials":
                letters = fold(word.replace(".", ""))
                term = "u.s" if letters == "us" else letters
                yield Token(term, term, start, stop)
            case "number":
                number = word.replace(language.thousands, "")
                yield Token(number, number, start, stop)
            case _:
                for at in range(max(1, len(word) - 1)):
                    pair = word[at : at + 2]
                    yield Token(pair, pair, start + at, start + at + len(pair))


@lru_cache(maxsize=256)
def read(text: str, language: Language = ENGLISH) -> tuple[Token, ...]:
    """Return the tokens of a text that is soon read again, such as a quote."""
    return tuple(tokens(text, language))


def words(text: str, language: Language = ENGLISH) -> list[str]:
    """Return the words of ``text`` as written: the tokens of each, in order, are the text's.

    >>> words("The U.S.S.R. landed first in S04E10")
    ['The', 'U.S.S.R.', 'landed', 'first', 'in', 'S04E10']
    """
    return (_ascii if text.isascii() else _ungrouped)(language).findall(text)


def is_stop(token: Token, language: Language = ENGLISH) -> bool:
    """Whether the token only carries grammar."""
    return token.surface in language.stop_words


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """Return the pattern of the language's words; ``plain`` is what most are, found sooner."""
    word = rf"{language.letter}+(?:['’ʼ＇]{language.letter}+)*"
    if language.elided:
        word = rf"(?i:{language.elided})(?=['’ʼ＇]{language.letter})|{word}"
    return re.compile(
        rf"(?P<plain>[A-Za-z]{{2,}}+(?!{language.letter}|['’ʼ＇]))"
        r"|(?P<initials>(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?)"
        r"|(?P<number>\d+(?:[.,]\d+)+)"
        rf"|(?P<unspaced>[{language.unspaced}]+)"
        rf"|(?P<word>{word})"
    )


@cache
def _ungrouped(language: Language) -> re.Pattern[str]:
    return re.compile(re.sub(r"[?]P<[a-z]+>", "?:", _pattern(language).pattern))


@cache
def _ascii(language: Language) -> re.Pattern[str]:
    """Return the same for text in ASCII, the commonest first: that takes two thirds of the time."""
    word = r"[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*"
    elided = rf"(?i:{language.elided})(?='[A-Za-z0-9])|" if language.elided else ""
    return re.compile(
        rf"{elided}[A-Za-z]{word}|(?:[A-Za-z]\.){{2,}}(?:[A-Za-z]\b)?|[0-9]+(?:[.,][0-9]+)+|{word}"
    )


@cache
def _analyser(language: Language) -> Callable[[str], Terms]:
    """Return what gives the terms of one word; "S4E10" stands for four words."""
    # Its own cache takes four times as long as stemming does.
    stemmer = Stemmer.Stemmer(language.stemmer, 0) if language.stemmer else None
    ordinal = re.compile(rf"(\d+)(?:{language.ordinal})")
    season_word, episode_word = language.episode

    def stem(word: str) -> str:
        return fold(stemmer.stemWord(word)) if stemmer else fold(word)

    @lru_cache(maxsize=1 << 17)
    def terms_of(word: str) -> Terms:
        surface = fold(word)
        plain = surface.isalpha()  # so it has no number in it
        if not plain and (episode := _EPISODE.fullmatch(surface)):
            season, number = (part and str(int(part)) for part in episode.groups())
            pairs = [(stem(season_word), fold(season_word)), (season, season)]
            if number:
                pairs += [(stem(episode_word), fold(episode_word)), (number, number)]
            return tuple(pairs)
        if word == "US":
            return (("u.s", "u.s"),)
        if surface in language.numbers:
            return ((language.numbers[surface], surface),)
        if not plain and (match := ordinal.fullmatch(surface)):
            return ((match[1], surface),)
        written = lower(word) if language.reads_accents else surface
        base = language.base_forms.get(surface, written)
        return ((stem(base), surface),) if surface else ()

    return terms_of
