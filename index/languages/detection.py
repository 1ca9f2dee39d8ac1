"""In which language is a text? Told by its script and, where several share one, its stop words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

from index.folding import fold
from index.languages import WITH_DATA, get
from index.languages.others import LISTED

SAMPLE = 4_000
"""Characters of a text that are looked at."""

FEWEST, SHARE = 5, 0.15
"""So many different stop words of a language, and such a share of the words, make a text of it."""

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


def detect(text: str) -> str | None:
    """Return the ISO 639 code of the language that a text is in, None where too little tells.

    Of languages that share a script, only those with a list of stop words are told apart.
    """
    sample = text[:SAMPLE]
    return (None if sample.isascii() else _by_script(sample)) or _by_stop_words(sample)


def _by_script(sample: str) -> str | None:
    letters = [character for character in sample[::8] if character.isalpha()]
    scripts = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in letters)
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > _KANA * len(letters):
        return "ja"
    commonest = max(scripts, key=scripts.__getitem__, default="")
    return _SCRIPTS.get(commonest) if scripts[commonest] > len(letters) / 2 else None


def _by_stop_words(sample: str) -> str | None:
    words = Counter(map(fold, _WORD.findall(sample)))
    speakers = _speakers()
    counts, different = Counter[str](), Counter[str]()
    for word, count in words.items():
        for code in speakers.get(word, ()):
            counts[code] += count
            different[code] += 1
    best = max(counts, key=counts.__getitem__, default=None)
    if best is None or different[best] < FEWEST or counts[best] < SHARE * words.total():
        return None
    return best


@cache
def _speakers() -> Mapping[str, tuple[str, ...]]:
    """Return the languages that have each stop word."""
    speakers: dict[str, tuple[str, ...]] = {}
    for code in (*WITH_DATA, *LISTED):
        for word in get(code).stop_words:
            speakers[word] = (*speakers.get(word, ()), code)
    return speakers
