"""A question becomes weighted terms: its own, corrected where misspelled, and those it leans on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index import followups
from index.analysis import Token, is_stop, tokens
from index.languages import ENGLISH
from index.languages.language import Asks as Asks
from index.languages.language import Language
from index.lexicon import Lexicon
from index.models import Correction, Turn
from index.spelling import repair
from index.synonyms import related

STOPPED = 0.3
"""Weight of a stop word in a pair of neighbours."""

CORRECTED = 0.8
"""Weight of a corrected word's term; a word typed as the articles have it weighs 1."""

LONGEST = 2000
"""Characters of a question that are read."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready for searching, analysed in its ``language``.

    ``weights`` maps terms to how much they count, ``own`` being those that were typed and not
    carried over from earlier turns; ``related`` gives the terms that may stand for one of them.
    ``surfaces`` are the content words' surface forms with their weights, ``names`` the terms of
    those that are names, ``pairs`` the neighbouring terms with their weights. ``unknown`` is the
    share of content terms that no article holds, in [0, 1]; ``telling`` is False when nothing says
    what it is about, ``several`` is True when a list is asked for, ``follows`` when what comes
    after something is.
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
    unknown: float
    telling: bool
    several: bool
    follows: bool
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
    repaired = repair(_renamed(text[:LONGEST], lexicon, language), lexicon, language)
    meant = _renamed(repaired.text, lexicon, language)
    history = [
        replace(turn, question=_renamed(turn.question[:LONGEST], lexicon, language))
        for turn in history
    ]
    words = list(lexicon.tokens(meant, language))
    read = words if meant == repaired.text else lexicon.tokens(repaired.text, language)
    mistyped = {word.term for word in read if word.start in repaired.starts}
    content = _content(words, language)
    leans = bool(history) and _leans(meant, lexicon, language)
    searched = content if content or leans else words
    own = {
        word.term: (CORRECTED if word.term in mistyped else 1.0) * lexicon.weight(word.term)
        for word in searched
    }
    names = frozenset(word.term for word in searched if lexicon.is_name(word.surface))
    recent = history[-followups.HISTORY :]
    said = {term for turn in recent for term in _terms(turn, lexicon, language)}
    carried = followups.carried(
        history,
        lexicon,
        language,
        leans=leans,
        new_subject=_swaps_subject(meant, lexicon, language) or not names <= said,
        stands_alone=lambda earlier: not _leans(earlier, lexicon, language),
        swaps_subject=lambda earlier: _swaps_subject(earlier, lexicon, language),
    )
    weights = carried | own
    alternatives = _alternatives(words, weights, lexicon, language)
    unknown = sum(not _known(term, alternatives, lexicon) for term in own)
    return Question(
        text=text,
        language=language,
        asks=_asks(_surfaces(words), language),
        weights=weights,
        own=frozenset(own),
        related=alternatives,
        surfaces={word.surface: lexicon.weight(word.term) for word in searched},
        names=names,
        pairs=_pairs([word.term for word in words], lexicon, language),
        unknown=unknown / max(1, len(own)),
        telling=(leans and bool(carried)) or len(content) > _has_pronoun(words, language),
        several=bool(language.several.search(meant)),
        follows=bool(language.follows.match(meant)),
        corrections=repaired.corrections,
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


def _renamed(text: str, lexicon: Lexicon, language: Language) -> str:
    """Return ``text`` with the names that the articles use in place of other names for the same."""
    if not lexicon.aliases.surfaces:
        return text
    words = list(lexicon.tokens(text, language))
    return lexicon.aliases.rewrite(text, words, lambda name: lexicon.use(name, language))


def _content(words: Sequence[Token], language: Language) -> list[Token]:
    """Return the words that say what a question is about; of "how often" nothing does."""
    degrees = {
        degree
        for how, degree in pairwise(words)
        if (how.surface, degree.surface) in language.degrees
    }
    return [word for word in words if not is_stop(word, language) and word not in degrees]


def _pairs(
    terms: Sequence[str], lexicon: Lexicon, language: Language
) -> dict[tuple[str, str], float]:
    """Return the neighbouring terms, each pair with the mean weight of the two."""
    stops = language.stop_words
    weights = [STOPPED if term in stops else lexicon.weight(term) for term in terms]
    together = zip(pairwise(terms), pairwise(weights), strict=True)
    return {pair: (one + other) / 2 for pair, (one, other) in together}


def _alternatives(
    words: Sequence[Token], weights: Mapping[str, float], lexicon: Lexicon, language: Language
) -> dict[str, frozenset[str]]:
    """Return what may stand for each term that is searched: words alike, other names."""
    alternatives = related(weights, language)
    said = weights.keys() | {word.term for word in words}
    for term, others in lexicon.aliases.related(said, lexicon.holds).items():
        if term in weights:
            alternatives[term] = alternatives.get(term, frozenset()) | others
    return alternatives


def _known(term: str, alternatives: Mapping[str, frozenset[str]], lexicon: Lexicon) -> bool:
    return lexicon.knows(term) or any(map(lexicon.knows, alternatives.get(term, ())))


def _surfaces(words: Iterable[Token]) -> str:
    return " ".join(word.surface for word in words)


def _asks(folded: str, language: Language) -> Asks:
    hits = [
        (match.start(), rank, asks)
        for rank, (asks, pattern) in enumerate(language.asks)
        if (match := pattern.search(folded))
    ]
    return min(hits)[2] if hits else Asks.OTHER


def _leans(text: str, lexicon: Lexicon, language: Language) -> bool:
    """Whether a question cannot be understood without the turn before it.

    "What is Helios?" can; "how many episodes?" and "Molly?" cannot. "Lol ok" asks nothing.
    """
    words = list(lexicon.tokens(text, language))
    if language.openers.match(text) or _has_pronoun(words, language):
        return True
    content = _content(words, language)
    if not content and _asks(_surfaces(words), language) is Asks.OTHER:
        return False
    return len(content) < 2 and not (
        len(words) > 2 and any(lexicon.is_name(word.surface) for word in content)
    )


def _has_pronoun(words: Iterable[Token], language: Language) -> bool:
    return any(word.surface in language.pronouns for word in words)


def _swaps_subject(text: str, lexicon: Lexicon, language: Language) -> bool:
    """Whether the same is asked of something else ("and Molly?"), not more of it ("and she?")."""
    if not language.openers.match(text):
        return False
    words = list(lexicon.tokens(text, language))
    return bool(_content(words, language)) and not _has_pronoun(words, language)


def _terms(turn: Turn, lexicon: Lexicon, language: Language) -> set[str]:
    said = turn.question[:LONGEST], turn.reply[: followups.REPLY]
    return {word.term for text in said for word in lexicon.tokens(text, language)}
