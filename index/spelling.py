"""What a mistyped word stands for: the likeliest of the known words that few slips lead to.

A noisy channel: how frequent a word is in the articles and in its language weighs against how many
slips of the finger it takes; the articles' own words count most. Known words stay as they are.
"""

from __future__ import annotations

import math
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, DamerauLevenshtein

from index.analysis import Token, is_stop, tokens
from index.languages import ENGLISH
from index.languages.language import Language
from index.lexicon import Lexicon
from index.models import Correction
from index.synonyms import related

SHORTEST, SHORTEST_FOR_TWO = 3, 7
"""Letters from which on a word is repaired, and from which on two slips are forgiven in it."""

MOST = 10
"""Unknown words of a question that are looked at; where there are more, hardly any is a slip."""

KEPT = 4096
"""Corrections that are kept in memory."""

COMMON = 15_000
"""How many words of the language are taken as meant wherever they are typed."""

OWN = 0.8
"""How much the articles' words count against those of the language in general, in [0, 1]."""

SECOND_SLIP, FIRST_LETTER, EASY_SLIP, NAME = -6.0, -5.0, 1.0, 1.0
"""In natural logarithms: what a second slip costs, and one in the first letter; what a swap, a
double letter or a neighbouring key gains, and what a name of the articles does."""

UNKNOWN, UNKNOWN_LETTER = -5.0, -1.5
"""The logarithm of how likely an unknown word was meant: for any, and for each of its letters."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEYS = {key: (x + y / 2, y) for y, row in enumerate(_ROWS) for x, key in enumerate(row)}


@dataclass(frozen=True, slots=True)
class Repaired:
    """A question as it was probably meant.

    ``starts`` are the places in ``text`` where a word is not as typed; ``corrections`` are those
    that people should know of: those to words of the articles, not to what questions are made of.
    """

    text: str
    starts: frozenset[int] = frozenset()
    corrections: tuple[Correction, ...] = ()


def repair(text: str, lexicon: Lexicon, language: Language = ENGLISH) -> Repaired:
    """Replace the unknown words of a question by known ones that they probably stand for.

    Words that were run together are parted, and those that were parted joined.
    """
    words = list(lexicon.tokens(text, language))
    done, at = "", 0
    starts: set[int] = set()
    unknown = 0
    corrections: list[Correction] = []
    for word, after in zip_longest(words, words[1:]):
        if word.start < at or _is_known(word, lexicon, language):
            continue
        unknown += 1
        if unknown > MOST:
            break
        meant, stop = None, word.stop
        if after and text[stop : after.start] in (" ", "-"):
            joined = word.surface + after.surface
            meant, stop = (joined, after.stop) if lexicon.share(joined, language) else (None, stop)
        name = word.start > 0 and text[word.start].isupper()
        meant = meant or correct(word.surface, lexicon, language, name=name)
        if meant is None:
            continue
        done += text[at : word.start]
        starts.update(len(done) + token.start for token in tokens(meant, language))
        done += meant
        at = stop
        if meant not in language.stop_words and _is_held(meant, lexicon, language):
            corrections.append(Correction(text[word.start : stop], meant))
    return Repaired(done + text[at:], frozenset(starts), tuple(corrections))


def _is_known(word: Token, lexicon: Lexicon, language: Language) -> bool:
    return (
        is_stop(word, language)
        or lexicon.knows(word.term)
        or lexicon.is_common(word.term, language)
        or bool(related([word.term], language))
    )


def correct(
    typed: str, lexicon: Lexicon, language: Language = ENGLISH, *, name: bool = False
) -> str | None:
    """Return the word that an unknown folded one most likely stands for, or None.

    ``name`` says that it was typed as a name, which then is all it can stand for; and so it is with
    words of the language that few know ("cob" for "Cobb"). Common words stay as they are, and so
    does what most likely stands for a word that no article has.
    """
    key = (typed, language, name)
    try:
        return lexicon.corrected[key]
    except KeyError:
        meant = _correct(typed, lexicon, language, name=name)
    if len(lexicon.corrected) >= KEPT:
        lexicon.corrected.clear()
    lexicon.corrected[key] = meant
    return meant


def _correct(typed: str, lexicon: Lexicon, language: Language, *, name: bool) -> str | None:
    rank = lexicon.rank(typed, language)
    if len(typed) < SHORTEST or not typed.isalpha() or (rank is not None and rank < COMMON):
        return None
    name = name or rank is not None
    likelihood, meant, slips = max(
        (
            (_likelihood(typed, word, gap, lexicon, language), word, gap)
            for word, gap in _near(typed, lexicon, language)
            if not name or lexicon.is_name(word) or word in lexicon.aliases.surfaces
        ),
        default=(-math.inf, "", 0),
    )
    likely = likelihood >= UNKNOWN + UNKNOWN_LETTER * len(typed)
    helps = all(_is_known(word, lexicon, language) for word in tokens(meant, language))
    found = meant if likely and (helps or _is_held(meant, lexicon, language)) else None
    return found if found and slips == 1 else _split(typed, lexicon, language) or found


def _is_held(meant: str, lexicon: Lexicon, language: Language) -> bool:
    """Whether the articles have all words that something was corrected to."""
    words = tokens(meant, language)
    return all(lexicon.share(w.surface, language) or lexicon.knows(w.term) for w in words)


def _near(typed: str, lexicon: Lexicon, language: Language) -> Iterator[tuple[str, int]]:
    """Yield each known word that is near with the number of slips (Damerau-Levenshtein)."""
    slips = 1 if len(typed) < SHORTEST_FOR_TWO else 2
    words = lexicon.near(typed, slips, language)
    # The quicker OSA distance counts two slips as three where one falls between swapped letters.
    most = 2 * slips - 1
    gaps = process.cdist([typed], words, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)
    close = (words[at] for at in (gaps[0] <= most).nonzero()[0])
    exact = ((word, DamerauLevenshtein.distance(typed, word)) for word in close)
    near = [(word, gap) for word, gap in exact if gap <= slips]
    near += [(word, 1) for word in _other_heads(typed)]
    for word, gap in near:
        own = lexicon.share(word, language)
        if (
            word.isalpha()
            and _is_target(word, lexicon)
            and (own or lexicon.rank(word, language) is not None)
        ):
            yield word, gap


def _is_target(word: str, lexicon: Lexicon) -> bool:
    return len(word) >= SHORTEST or lexicon.is_name(word)


def _likelihood(typed: str, word: str, gap: int, lexicon: Lexicon, language: Language) -> float:
    """Return the logarithm of how likely the word was meant, up to a constant."""
    rank = lexicon.rank(word, language)
    # By Zipf's law; the harmonic number of some 40,000 words is about 11.
    general = 0.0 if rank is None else 1 / (11 * (rank + 10))
    return (
        math.log(OWN * lexicon.share(word, language) + (1 - OWN) * general)
        + SECOND_SLIP * (gap - 1)
        + FIRST_LETTER * (word[0] != typed[0])
        + EASY_SLIP * _is_easy(typed, word)
        + NAME * lexicon.is_name(word)
    )


def _split(typed: str, lexicon: Lexicon, language: Language) -> str | None:
    """Return the two words of the articles that were run together, or None."""
    pairs = ((typed[:at], typed[at:]) for at in range(2, len(typed) - 1))
    known = [pair for pair in pairs if all(_is_part(part, lexicon, language) for part in pair)]
    likeliest = max(
        known, key=lambda pair: min(lexicon.share(part, language) for part in pair), default=()
    )
    return " ".join(likeliest) or None


def _is_part(word: str, lexicon: Lexicon, language: Language) -> bool:
    return lexicon.share(word, language) > 0 and (len(word) > SHORTEST or lexicon.is_name(word))


def _other_heads(typed: str) -> Iterable[str]:
    """Return what may have been meant where only the first letter is wrong."""
    heads = [typed[1] + typed[0] + typed[2:], typed[1:]]
    heads += [letter + rest for letter in string.ascii_lowercase for rest in (typed, typed[1:])]
    return {word for word in heads if word[0] != typed[0]}


def _is_easy(typed: str, word: str) -> bool:
    """Whether letters were only swapped, doubled or missed by one key."""
    if sorted(typed) == sorted(word) or set(typed) == set(word):
        return True
    slips = [pair for pair in zip(typed, word, strict=False) if pair[0] != pair[1]]
    return len(typed) == len(word) and all(_are_neighbours(*pair) for pair in slips)


def _are_neighbours(one: str, other: str) -> bool:
    return one in _KEYS and other in _KEYS and math.dist(_KEYS[one], _KEYS[other]) < 1.5
