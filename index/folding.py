"""When are two written words the same? For matching only: nothing folded is ever shown."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_APOSTROPHES = str.maketrans("’ʼ＇", "'''")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """Return ``word`` without case, accents, apostrophes and a possessive ending.

    >>> fold("Peña’s"), fold("O'Neill"), fold("ŁÓDŹ"), fold("astronauts’")
    ('pena', 'oneill', 'lodz', 'astronauts')
    """
    if not word.isascii():
        word = word.translate(_APOSTROPHES)
        decomposed = unicodedata.normalize("NFKD", word.casefold())
        word = "".join(c for c in decomposed if not unicodedata.combining(c))
        word = word.translate(_LETTERS)
    return word.lower().removesuffix("'s").replace("'", "")


def lower(word: str) -> str:
    """Return ``word`` folded but for its accents, which many stemmers read.

    >>> lower("Murió"), lower("Peña’s")
    ('murió', 'peña')
    """
    if word.isascii():
        word = word.lower()
    else:
        word = unicodedata.normalize("NFC", word.translate(_APOSTROPHES).lower())
    return word.removesuffix("'s").replace("'", "")
