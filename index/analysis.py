"""The analyser: one way from text to terms, the same for articles and for questions.

Nothing here is ever shown: folding and stemming are for matching only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from index.irregular import BASE_FORMS

ANALYSER = "english-snowball-5"
"""Names what decides an index's content: cleaning, passages, these terms and their weights.

Raise it when one of them changes; indexes made before are then built anew.
"""

_WORD = re.compile(
    r"(?P<initials>(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?)"
    r"|(?P<number>\d+(?:[.,]\d+)+)"
    r"|(?P<cjk>[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+)"
    r"|(?P<word>[^\W_]+(?:['’ʼ＇][^\W_]+)*)"
)
_EPISODE = re.compile(r"s(\d{1,2})(?:e(\d{1,3}))?")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_NUMBERS = {
    word: str(value)
    for value, words in enumerate(
        (
            "zero zeroth", "one first", "two second", "three third", "four fourth", "five fifth",
            "six sixth", "seven seventh", "eight eighth", "nine ninth", "ten tenth",
            "eleven eleventh", "twelve twelfth", "thirteen thirteenth", "fourteen fourteenth",
            "fifteen fifteenth", "sixteen sixteenth", "seventeen seventeenth",
            "eighteen eighteenth", "nineteen nineteenth", "twenty twentieth",
        )
    )
    for word in words.split()
}  # fmt: skip

_stemmer = Stemmer.Stemmer("english")


class Token(NamedTuple):
    """A word of a text: its stem, its folded surface form and where it stands."""

    term: str
    surface: str
    start: int
    stop: int


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """Return ``word`` without case, accents, apostrophes and a possessive ending.

    >>> fold("Peña’s"), fold("O'Neill"), fold("ŁÓDŹ"), fold("astronauts’")
    ('pena', 'oneill', 'lodz', 'astronauts')
    """
    if not word.isascii():
        word = word.replace("’", "'").replace("ʼ", "'").replace("＇", "'")
        decomposed = unicodedata.normalize("NFKD", word.casefold())
        word = "".join(c for c in decomposed if not unicodedata.combining(c))
        word = word.translate(_LETTERS)
    return word.lower().removesuffix("'s").replace("'", "")


_GRAMMAR = """
    a about after again all also am an and any are aren't as at be because been before being
    between both but by can cannot can't could couldn't did didn't do does doesn't doing don't
    down during each either few for from further get gets got had hadn't has hasn't have haven't
    having he he's her here hers herself him himself his how i i'd i'll i'm i've if in into is
    isn't it it's itself just let let's like me more most much my myself no nor not of off on
    once only or other our ours ourselves out over own please same she she's should shouldn't so
    some such tell than that that's the their theirs them themselves then there there's these
    they they're they've this those through to too under until up upon us very was wasn't we
    we're were weren't what what's when when's where where's which while who who's whom whose
    why will with won't would wouldn't you you'd you'll you're you've your yours yourself
    actually anybody anyone anything bout ever everyone everything exactly gonna guys hey hi huh
    idk know lol many may maybe might must okay ok really say says shall show's someone
    something still sure thing things think thx till wanna want wants well whether ya yeah yes
    yet yo happen happens happened happening going
"""
STOP_WORDS = frozenset(
    form for word in _GRAMMAR.split() for form in (fold(word), word.replace("'", ""))
)
"""Words that carry the grammar of a question and not its subject, folded."""


@lru_cache(maxsize=1 << 17)
def _terms(word: str) -> tuple[tuple[str, str], ...]:
    """Return (stem, surface) pairs for one word; "S4E10" stands for four words."""
    surface = fold(word)
    if episode := _EPISODE.fullmatch(surface):
        season, number = episode.groups()
        pairs = [("season", "season"), (str(int(season)), str(int(season)))]
        if number:
            pairs += [("episod", "episode"), (str(int(number)), str(int(number)))]
        return tuple(pairs)
    if word == "US":
        return (("u.s", "u.s"),)
    if surface in _NUMBERS:
        return ((_NUMBERS[surface], surface),)
    if ordinal := _ORDINAL.fullmatch(surface):
        return ((ordinal[1], surface),)
    base = BASE_FORMS.get(surface, surface)
    return ((_stemmer.stemWord(base), surface),) if base else ()


def tokens(text: str) -> Iterator[Token]:
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
    for match in _WORD.finditer(text):
        word, start, stop = match[0], match.start(), match.end()
        match match.lastgroup:
            case "word":
                for term, surface in _terms(word):
                    yield Token(term, surface, start, stop)
            case "initials":
                letters = fold(word.replace(".", ""))
                term = "u.s" if letters == "us" else letters
                yield Token(term, term, start, stop)
            case "number":
                number = word.replace(",", "")
                yield Token(number, number, start, stop)
            case _:
                for at in range(max(1, len(word) - 1)):
                    pair = word[at : at + 2]
                    yield Token(pair, pair, start + at, start + at + len(pair))


def is_stop(token: Token) -> bool:
    """Whether the token only carries grammar."""
    return token.surface in STOP_WORDS
