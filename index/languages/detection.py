"""In which language is a text? Told by its script and, where several share one, its stop words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

from index.folding import fold
from index.languages import WITH_DATA, get
from index.languages.others import LISTED

SAMPLE = 4_000
"""Characters of a text that are looked at."""

FEWEST, SHARE = 5, 0.15
"""So many different stop words of a language, and such a share of the words, make a text of it."""

KEPT = 1 << 17
"""Written words that are remembered."""

_SCRIPTS = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "HANGUL": "ko",
    "THAI": "th",
    "LAO": "lo",
    "KHMER": "km",
    "MYANMAR": "my",
    "DEVANAGARI": "hi",
    "TAMIL": "ta",
    "GREEK": "el",
    "HEBREW": "he",
    "ARMENIAN": "hy",
}
_KANA = 0.1
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)*")
_ASCII = re.compile(r"[A-Za-z]{2,}(?:'[A-Za-z]+)*")


def detect(text: str) -> str | None:
    """Return the ISO 639 code of the language that a text is in, None where too little tells.

    Of languages that share a script, only those with a list of stop words are told apart.
    """
    sample = text[:SAMPLE]
    return (None if sample.isascii() else _by_script(sample)) or _by_stop_words(sample)


def _by_script(sample: str) -> str | None:
    letters = Counter(map(_script, filter(str.isalpha, sample[::8])))
    if letters["HIRAGANA"] + letters["KATAKANA"] > _KANA * letters.total():
        return "ja"
    commonest = max(letters, key=letters.__getitem__, default="")
    return _SCRIPTS.get(commonest) if letters[commonest] > letters.total() / 2 else None


@lru_cache(maxsize=1 << 12)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _by_stop_words(sample: str) -> str | None:
    words = (_ASCII if sample.isascii() else _WORD).findall(sample)
    speakers = _speakers()
    found = Counter(map(_stop_words().__getitem__, words))
    del found[""]
    counts, different = Counter[str](), Counter[str]()
    for word, count in found.items():
        for code in speakers[word]:
            counts[code] += count
            different[code] += 1
    best = max(counts, key=counts.__getitem__, default=None)
    if best is None or different[best] < FEWEST or counts[best] < SHARE * len(words):
        return None
    return best


class _StopWords(dict[str, str]):
    """The folded form of written words; "" where that is no language's stop word."""

    def __missing__(self, word: str) -> str:
        folded = fold(word)
        found = folded if folded in _speakers() else ""
        if len(self) < KEPT:
            self[word] = found
        return found


_stop_words = cache(_StopWords)


@cache
def _speakers() -> Mapping[str, tuple[str, ...]]:
    """Return the languages that have each stop word."""
    speakers: dict[str, tuple[str, ...]] = {}
    for code in (*WITH_DATA, *LISTED):
        for word in get(code).stop_words:
            speakers[word] = (*speakers.get(word, ()), code)
    return speakers
