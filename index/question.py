"""A question becomes weighted terms: its own, corrected where misspelled, and those it leans on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from index.analysis import Token, fold, is_stop, tokens
from index.lexicon import Lexicon
from index.models import Correction, Turn
from index.synonyms import related


class Asks(StrEnum):
    """What kind of thing a question asks for."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    HOW_MANY = "how many"
    WHY = "why"
    HOW = "how"
    WHAT = "what"
    OTHER = "other"


_ASKS = (
    (
        Asks.HOW_MANY,
        r"how (?:many|much|long|old|far|often|tall|big)\b|what (?:number|percentage|age)",
    ),
    (Asks.WHEN, r"when\b|(?:what|which) (?:year|date|day|month|time|decade)\b|release date"),
    (Asks.WHERE, r"where\b|(?:what|which) (?:country|city|place|town|state|platform|planet)\b"),
    (Asks.WHY, r"why\b|how come\b|what (?:is the reason|caused|made)\b"),
    (Asks.WHO, r"who(?:m|se|s)?\b|(?:what|which) (?:actor|actress|person|character|people)\b"),
    (Asks.HOW, r"how\b"),
    (Asks.WHAT, r"wh?at(?:s| is| are| was| were)?\b|which\b"),
)
_ASKS_PATTERNS = tuple((asks, re.compile(rf"\b(?:{pattern})")) for asks, pattern in _ASKS)

_PRONOUNS = frozenset(
    fold(word)
    for word in """he him his she her hers they them their theirs it its that this these those there
    then he's she's it's that's they're one ones him himself herself former latter both""".split()
)
_SEVERAL = re.compile(
    r"\b(?:cast|members|characters|actors|everyone|everybody|list|all (?:the|of)|who are|who all"
    r"|what are|names of|name (?:the|all|some)|which \w+s\b)",
    re.IGNORECASE,
)
_DEGREES = frozenset(("many", "much", "long", "old", "far", "often", "tall", "big", "high", "soon"))
_OPENERS = re.compile(r"^\W*(?:and|but|or|so|also|what about|how about|wbu)\b", re.IGNORECASE)

CORRECTED = 0.8
"""Weight of a corrected word's term; a word typed as the articles have it weighs 1."""

LEANING, STANDING = 0.7, 0.1
"""Weight of the turn before, for a question that leans on it and for one that stands alone."""

DECAY, REPLIED, SWAPPED = 0.5, 0.4, 0.1
"""Factors: for each further turn back, for a reply's names, for a name that a new one replaces."""

HISTORY, REPLY = 5, 600
"""How many turns, and how many characters of a reply, are looked at."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready for searching.

    ``weights`` maps terms to how much they count, ``own`` being those that were typed and not
    carried over from earlier turns; ``related`` gives the terms that may stand for one of them.
    ``surfaces`` are the content words' surface forms.
    ``sequence`` is every term in order, stop words too, for pairs of neighbours. ``unknown`` is the
    share of content words that no article holds, in [0, 1]; ``telling`` is False when only stop
    words are left to search with, ``several`` is True when a list is asked for.
    """

    text: str
    asks: Asks
    weights: dict[str, float]
    own: frozenset[str]
    related: dict[str, frozenset[str]]
    surfaces: frozenset[str]
    sequence: tuple[str, ...]
    unknown: float
    telling: bool
    several: bool
    corrections: tuple[Correction, ...] = ()


def understand(text: str, history: Sequence[Turn], lexicon: Lexicon) -> Question:
    """Analyse a question as typed, in the light of the earlier turns (oldest first)."""
    words = list(tokens(text))
    content = [word for word in words if not is_stop(word)]
    for how, degree in pairwise(words):
        if how.surface == "how" and degree.surface in _DEGREES and degree in content:
            content.remove(degree)
    telling = bool(content)
    leans = bool(history) and _leans(text, words, content)
    if not content and not leans:
        content = words
    alternatives = related(word.term for word in content)
    weights: dict[str, float] = {}
    repairs: dict[Token, str] = {}
    unknown = 0
    for word in content:
        if lexicon.knows(word.term):
            weights[word.term] = 1.0
        elif word.term not in alternatives and (replacement := lexicon.correct(word.surface)):
            repairs[word] = replacement
            weights |= {token.term: CORRECTED for token in tokens(replacement)}
        else:
            weights[word.term] = 1.0
            unknown += not any(map(lexicon.knows, alternatives.get(word.term, ())))
    used = [repairs.get(word, word.surface) for word in content]
    own = frozenset(weights)
    if history:
        named = bool(_OPENERS.match(text)) or any(map(lexicon.is_name, used))
        for term, weight in _carried(history, lexicon, leans, new_subject=named).items():
            weights.setdefault(term, weight)
    return Question(
        text=text,
        asks=_asks(" ".join(word.surface for word in words)),
        weights=weights,
        own=own,
        related=related(weights),
        surfaces=frozenset(used),
        sequence=tuple(
            token.term
            for word in words
            for token in tokens(repairs.get(word, text[word.start : word.stop]))
        ),
        unknown=unknown / max(1, len(content)),
        telling=telling or len(weights) > len(own),
        several=bool(_SEVERAL.search(text)),
        corrections=tuple(
            Correction(text[word.start : word.stop], used) for word, used in repairs.items()
        ),
    )


def _asks(folded: str) -> Asks:
    hits = [
        (match.start(), rank, asks)
        for rank, (asks, pattern) in enumerate(_ASKS_PATTERNS)
        if (match := pattern.search(folded))
    ]
    return min(hits)[2] if hits else Asks.OTHER


def _leans(text: str, words: Sequence[Token], content: Sequence[Token]) -> bool:
    """Whether a question cannot be understood without the turn before it."""
    return (
        len(content) < 2
        or bool(_OPENERS.match(text))
        or any(word.surface in _PRONOUNS for word in words)
    )


def _carried(
    history: Sequence[Turn], lexicon: Lexicon, leans: bool, *, new_subject: bool
) -> dict[str, float]:
    """Return the terms of earlier turns and their weights.

    A question that stands alone takes a little; one with a new subject ("and Molly?") takes what
    was asked but not about whom; any other takes the subject too, also from the reply's names.
    """
    strength = LEANING if leans else STANDING
    carried: dict[str, float] = {}

    def carry(text: str, weight: float, *, names_only: bool) -> None:
        for token in tokens(text):
            name = lexicon.is_name(token.surface)
            if is_stop(token) or (names_only and not name) or not lexicon.knows(token.term):
                continue
            swapped = new_subject and name
            carried.setdefault(token.term, weight * (SWAPPED if swapped else 1.0))

    for age, turn in enumerate(reversed(history[-HISTORY:])):
        weight = strength * DECAY**age
        carry(turn.question, weight, names_only=False)
        if not new_subject:
            carry(turn.reply[:REPLY], weight * REPLIED, names_only=True)
    return carried
