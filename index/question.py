"""A question becomes weighted terms: its own, corrected where misspelled, and those it leans on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.analysis import Token, is_stop, tokens
from index.languages import ENGLISH
from index.languages.language import Asks as Asks
from index.languages.language import Language
from index.lexicon import Lexicon
from index.models import Correction, Turn
from index.synonyms import related

STOPPED = 0.3
"""Weight of a stop word in a pair of neighbours."""

CORRECTED = 0.8
"""Weight of a corrected word's term; a word typed as the articles have it weighs 1."""

LONGEST = 2000
"""Characters of a question that are read."""

LEANING, STANDING = 0.7, 0.1
"""Weight of the turn before, for a question that leans on it and for one that stands alone."""

DECAY, REPLIED = 0.5, 0.4
"""Factors: for each further turn back, for the names of a reply."""

HISTORY, REPLY = 5, 600
"""How many turns, and how many characters of a reply, are looked at."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready for searching, analysed in its ``language``.

    ``weights`` maps terms to how much they count, ``own`` being those that were typed and not
    carried over from earlier turns; ``related`` gives the terms that may stand for one of them.
    ``surfaces`` are the content words' surface forms with their weights, ``names`` the terms of
    those that are names, ``pairs`` the neighbouring terms with their weights, ``content_pairs``
    those that are neighbours without the stop words. ``unknown`` is the share of content terms that
    no article holds, in [0, 1]; ``telling`` is False when only stop words are left to search with,
    ``several`` is True when a list is asked for.
    """

    text: str
    language: Language
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


def understand(
    text: str,
    history: Sequence[Turn],
    lexicon: Lexicon,
    languages: Sequence[Language] = (ENGLISH,),
) -> Question:
    """Analyse a question as typed, in the light of the earlier turns (oldest first).

    ``languages`` are those of the articles, the commonest first; the question is in one of them.
    """
    language = _spoken(text[:LONGEST], languages, lexicon)
    words = [_as_indexed(word, lexicon) for word in tokens(text[:LONGEST], language)]
    content = _content(words, language)
    leans = bool(history) and _leans(text, words, content, language)
    searched = content if content or leans else words
    repairs = _repairs(text, searched, lexicon, language)

    def terms(word: Token) -> tuple[str, ...]:
        """Return the terms to search with: the word's own, or those of what it stands for."""
        return stems(repairs[word]) if word in repairs else (word.term,)

    def stems(said: str) -> tuple[str, ...]:
        return tuple(_as_indexed(word, lexicon).term for word in tokens(said, language))

    def pairs(words: Sequence[Token]) -> dict[tuple[str, str], float]:
        return _pairs([term for word in words for term in terms(word)], lexicon, language)

    used = [repairs.get(word, word.surface) for word in searched]
    own: dict[str, float] = {}
    for word in searched:
        trust = CORRECTED if word in repairs else 1.0
        for term in terms(word):
            own[term] = trust * lexicon.weight(term)
    carried = _carried(text, history, lexicon, language, leans, used) if history else {}
    weights = carried | own
    alternatives = related(weights, language)
    unknown = sum(not _known(term, alternatives, lexicon) for term in own)
    return Question(
        text=text,
        language=language,
        asks=_asks(" ".join(word.surface for word in words), language),
        weights=weights,
        own=frozenset(own),
        related=alternatives,
        surfaces={word: max(map(lexicon.weight, stems(word)), default=1.0) for word in used},
        names=frozenset(term for word in used if lexicon.is_name(word) for term in stems(word)),
        pairs=pairs(words),
        content_pairs=pairs(content),
        unknown=unknown / max(1, len(own)),
        telling=bool(content or carried),
        several=bool(language.several.search(text)),
        corrections=tuple(
            Correction(text[word.start : word.stop], used) for word, used in repairs.items()
        ),
    )


def _spoken(text: str, languages: Sequence[Language], lexicon: Lexicon) -> Language:
    """Return the language of which a question has most stop words, then most known words."""
    if len(languages) == 1:
        return languages[0]

    def spoken(language: Language) -> tuple[int, int]:
        words = list(tokens(text, language))
        stops = sum(is_stop(word, language) for word in words)
        return stops, sum(lexicon.knows(word.term) for word in words)

    return max(languages, key=spoken)


def _as_indexed(word: Token, lexicon: Lexicon) -> Token:
    """Return a word with a term that the articles have for it, if any.

    Another language, or missing accents, may have led the stemmer to a term that they do not have.
    """
    if lexicon.knows(word.term):
        return word
    return word._replace(term=lexicon.term(word.surface) or word.term)


def _content(words: Sequence[Token], language: Language) -> list[Token]:
    """Return the words that say what a question is about; of "how often" nothing does."""
    degrees = {
        degree
        for how, degree in pairwise(words)
        if (how.surface, degree.surface) in language.degrees
    }
    return [word for word in words if not is_stop(word, language) and word not in degrees]


def _repairs(
    text: str, words: Sequence[Token], lexicon: Lexicon, language: Language
) -> dict[Token, str]:
    """Return the words that are mistyped, each with the known word that it stands for."""
    repairs = {}
    for word in words:
        known = lexicon.knows(word.term) or lexicon.is_common(word.term)
        if known or related([word.term], language):
            continue
        name = word.start > 0 and text[word.start].isupper()
        if replacement := lexicon.correct(word.surface, name=name):
            repairs[word] = replacement
    return repairs


def _pairs(
    terms: Sequence[str], lexicon: Lexicon, language: Language
) -> dict[tuple[str, str], float]:
    """Return the neighbouring terms, each pair with the mean weight of the two."""
    stops = language.stop_words
    weights = [STOPPED if term in stops else lexicon.weight(term) for term in terms]
    together = zip(pairwise(terms), pairwise(weights), strict=True)
    return {pair: (one + other) / 2 for pair, (one, other) in together}


def _known(term: str, alternatives: Mapping[str, frozenset[str]], lexicon: Lexicon) -> bool:
    return lexicon.knows(term) or any(map(lexicon.knows, alternatives.get(term, ())))


def _asks(folded: str, language: Language) -> Asks:
    hits = [
        (match.start(), rank, asks)
        for rank, (asks, pattern) in enumerate(language.asks)
        if (match := pattern.search(folded))
    ]
    return min(hits)[2] if hits else Asks.OTHER


def _leans(text: str, words: Sequence[Token], content: Sequence[Token], language: Language) -> bool:
    """Whether a question cannot be understood without the turn before it."""
    return (
        len(content) < 2
        or bool(language.openers.match(text))
        or any(word.surface in language.pronouns for word in words)
    )


def _carried(
    text: str,
    history: Sequence[Turn],
    lexicon: Lexicon,
    language: Language,
    leans: bool,
    used: Sequence[str],
) -> dict[str, float]:
    """Return the terms of earlier turns and their weights.

    A question that stands alone takes a little; one with a new subject ("and Molly?") takes what
    was asked but not about whom; any other takes the subject too, also from the reply's names.
    """
    strength = LEANING if leans else STANDING
    new_subject = bool(language.openers.match(text)) or any(map(lexicon.is_name, used))
    carried: dict[str, float] = {}

    def carry(said: str, weight: float, *, names_only: bool) -> None:
        for word in tokens(said, language):
            token = _as_indexed(word, lexicon)
            name = lexicon.is_name(token.surface)
            replaced = name and new_subject
            if is_stop(token, language) or replaced or (names_only and not name):
                continue
            if lexicon.knows(token.term):
                carried.setdefault(token.term, weight * lexicon.weight(token.term))

    for age, turn in enumerate(reversed(history[-HISTORY:])):
        weight = strength * DECAY**age
        carry(turn.question, weight, names_only=False)
        if not new_subject:
            carry(turn.reply[:REPLY], weight * REPLIED, names_only=True)
    return carried
