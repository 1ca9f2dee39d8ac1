"""A question becomes weighted terms: its own, corrected where misspelled, and those it leans on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from index import followups
from index.analysis import STOP_WORDS, Token, fold, is_stop, tokens
from index.lexicon import Lexicon
from index.models import Correction, Turn
from index.spelling import repair
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

STOPPED = 0.3
"""Weight of a stop word in a pair of neighbours."""

CORRECTED = 0.8
"""Weight of a corrected word's term; a word typed as the articles have it weighs 1."""

LONGEST = 2000
"""Characters of a question that are read."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready for searching.

    ``weights`` maps terms to how much they count, ``own`` being those that were typed and not
    carried over from earlier turns; ``related`` gives the terms that may stand for one of them.
    ``surfaces`` are the content words' surface forms with their weights, ``names`` the terms of
    those that are names, ``pairs`` the neighbouring terms with their weights, ``content_pairs``
    those that are neighbours without the stop words. ``unknown`` is the share of content terms that
    no article holds, in [0, 1]; ``telling`` is False when only stop words are left to search with,
    ``several`` is True when a list is asked for.
    """

    text: str
    asks: Asks
    weights: dict[str, float]
    own: frozenset[str]
    related: dict[str, frozenset[str]]
    surfaces: dict[str, float]
    names: frozenset[str]
    pairs: dict[tuple[str, str], float]
    content_pairs: dict[tuple[str, str], float]
    unknown: float
    telling: bool
    several: bool
    corrections: tuple[Correction, ...] = ()


def understand(text: str, history: Sequence[Turn], lexicon: Lexicon) -> Question:
    """Analyse a question as typed, in the light of the earlier turns (oldest first)."""
    repaired = repair(text[:LONGEST], lexicon)
    words = list(tokens(repaired.text))
    content = _content(words)
    leans = bool(history) and _leans(repaired.text, words, content, lexicon)
    searched = content if content or leans else words
    own = {
        word.term: (CORRECTED if word.start in repaired.starts else 1.0) * lexicon.weight(word.term)
        for word in searched
    }
    names = frozenset(word.term for word in searched if lexicon.is_name(word.surface))
    carried = followups.carried(
        history,
        lexicon,
        leans=leans,
        new_subject=_swaps_subject(repaired.text) or not names <= _said(history),
        stands_alone=lambda earlier: _stands_alone(earlier, lexicon),
        swaps_subject=_swaps_subject,
    )
    weights = carried | own
    alternatives = _alternatives(words, weights, lexicon)
    unknown = sum(not _known(term, alternatives, lexicon) for term in own)
    return Question(
        text=text,
        asks=_asks(" ".join(word.surface for word in words)),
        weights=weights,
        own=frozenset(own),
        related=alternatives,
        surfaces={word.surface: lexicon.weight(word.term) for word in searched},
        names=names,
        pairs=_pairs([word.term for word in words], lexicon),
        content_pairs=_pairs([word.term for word in content], lexicon),
        unknown=unknown / max(1, len(own)),
        telling=bool(content or carried),
        several=bool(_SEVERAL.search(repaired.text)),
        corrections=repaired.corrections,
    )


def _content(words: Sequence[Token]) -> list[Token]:
    """Return the words that say what a question is about; of "how often" nothing does."""
    degrees = {
        degree
        for how, degree in pairwise(words)
        if how.surface == "how" and degree.surface in _DEGREES
    }
    return [word for word in words if not is_stop(word) and word not in degrees]


def _pairs(terms: Sequence[str], lexicon: Lexicon) -> dict[tuple[str, str], float]:
    """Return the neighbouring terms, each pair with the mean weight of the two."""
    weights = [STOPPED if term in STOP_WORDS else lexicon.weight(term) for term in terms]
    together = zip(pairwise(terms), pairwise(weights), strict=True)
    return {pair: (one + other) / 2 for pair, (one, other) in together}


def _alternatives(
    words: Sequence[Token], weights: Mapping[str, float], lexicon: Lexicon
) -> dict[str, frozenset[str]]:
    """Return what may stand for each term that is searched: words alike, other names."""
    alternatives = related(weights)
    said = weights.keys() | {word.term for word in words}
    for term, others in lexicon.aliases.related(said).items():
        if term in weights:
            alternatives[term] = alternatives.get(term, frozenset()) | others
    return alternatives


def _known(term: str, alternatives: Mapping[str, frozenset[str]], lexicon: Lexicon) -> bool:
    return lexicon.knows(term) or any(map(lexicon.knows, alternatives.get(term, ())))


def _asks(folded: str) -> Asks:
    hits = [
        (match.start(), rank, asks)
        for rank, (asks, pattern) in enumerate(_ASKS_PATTERNS)
        if (match := pattern.search(folded))
    ]
    return min(hits)[2] if hits else Asks.OTHER


def _leans(text: str, words: Sequence[Token], content: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a question cannot be understood without the turn before it.

    "What is Helios?" can; "how many episodes?" and "Molly?" cannot.
    """
    if _OPENERS.match(text) or _has_pronoun(words):
        return True
    return len(content) < 2 and not (
        len(words) > 2 and any(lexicon.is_name(word.surface) for word in content)
    )


def _stands_alone(text: str, lexicon: Lexicon) -> bool:
    words = list(tokens(text))
    return not _leans(text, words, _content(words), lexicon)


def _has_pronoun(words: Iterable[Token]) -> bool:
    return any(word.surface in _PRONOUNS for word in words)


def _swaps_subject(text: str) -> bool:
    """Whether the same is asked of something else ("and Molly?"), not more of it ("and she?")."""
    words = list(tokens(text))
    return bool(_OPENERS.match(text) and _content(words)) and not _has_pronoun(words)


def _said(history: Sequence[Turn]) -> set[str]:
    return {token.term for turn in history for token in tokens(f"{turn.question} {turn.reply}")}
