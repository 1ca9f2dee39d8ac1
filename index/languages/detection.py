"""In which language is a text? Told by its script and, where several share one, its stop words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

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
_NO_LETTERS = {code: " " for code in range(128) if not chr(code).isalpha() and chr(code) != "'"}


def detect(text: str) -> str | None:
    """Return the ISO 639 code of the language that a text is in, None where too little tells.

    Of languages that share a script, only those with a list of stop words are told apart.
    """
    sample = text[:SAMPLE]
    script = None if sample.isascii() else _by_script(sample)
    return script or _by_stop_words(_words(sample))


def _by_script(sample: str) -> str | None:
    letters = Counter[str]()
    for character, count in Counter(sample[::8]).items():
        if character.isalpha():
            letters[_script(character)] += count
    if letters["HIRAGANA"] + letters["KATAKANA"] > _KANA * letters.total():
        return "ja"
    commonest = max(letters, key=letters.__getitem__, default="")
    return _SCRIPTS.get(commonest) if letters[commonest] > letters.total() / 2 else None


@lru_cache(maxsize=1 << 12)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _words(sample: str) -> Mapping[str, int]:
    """Return how often what ``_WORD`` finds is in a text, folded; far sooner than that finds it."""
    again = list[tuple[str, int]]()
    if not sample.isascii():
        runs = sample.split()
        sample = " ".join(run for run in runs if run.isascii())
        again += ((run, 1) for run in runs if not run.isascii())
    words = Counter(sample.lower().translate(_NO_LETTERS).split())
    again += [(run, words.pop(run)) for run in [*words] if len(run) == 1 or "'" in run]
    for run, count in again:
        for word in _WORD.findall(run):
            words[fold(word)] += count
    return words


def _by_stop_words(words: Mapping[str, int]) -> str | None:
    """Return the language of folded words."""
    speakers = _speakers()
    counts, different = defaultdict[str, int](int), defaultdict[str, int](int)
    for word in [word for word in words if word in speakers]:
        for code in speakers[word]:
            counts[code] += words[word]
            different[code] += 1
    best = max(counts, key=counts.__getitem__, default=None)
    if best is None or different[best] < FEWEST or counts[best] < SHARE * sum(words.values()):
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
