"""Which few words of a quote are the answer: a name, a date, a number or a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from corpus.models import Span
from index.analysis import is_stop, read
from index.facts import DATE, LABELLED, words_of
from index.folding import fold
from index.languages import ENGLISH
from index.question import Asks, Question

_WHEN = re.compile(
    rf"(?:{re.sub(r'[?]P<[a-z_]+>', '?:', DATE.pattern)})"
    r"|\b(?=\d|(?:early|mid|late)[ -]|[a-z]++[ -]century)"
    r"(?:(?:early|mid|late)[ -])?(?:(?:1\d|20)?\d0s"
    r"|(?:\d{1,2}(?:st|nd|rd|th)|[a-z]+(?:th|first|second|third))[ -]century)\b"
)
_ONE_NUMBER = (
    r"(?=[\d$£€]|\b[abdefhmnost])(?:(?<![\w.,])[$£€]?\d+(?:,\d{3})*(?:\.\d+)?(?!\w)(?: ?%)?"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?"
    r"|(?:an? )?(?:half|dozens?|hundreds?|thousands?|millions?|billions?))\b)"
)
_NUMBER = re.compile(
    rf"{_ONE_NUMBER}(?:(?: (?:to|or|and) |[-–]){_ONE_NUMBER})?"
    r"(?: (?:hundred|thousand|million|billion|trillion|dozen|per ?cent))*",
    re.IGNORECASE,
)
_UNIT = re.compile(r"[ -]([^\W\d_]+)")
_COUNTED = re.compile(rf"(?>{_NUMBER.pattern})((?:[ -][^\W\d_]+){{1,3}})", re.IGNORECASE)
_LABEL = re.compile(rf"\b(?:{'|'.join(sorted(LABELLED))}|year)s?\.?\s+$", re.IGNORECASE)
_MANY = re.compile(r"\bhow many((?: [^\W\d_]+)+)", re.IGNORECASE)
_ANYONE = frozenset(("person", "thing"))
_JOINS = re.compile(r"\.?[ -]?(?:(?:of|the|de|del|la|van|von|der|da|bin|ibn|al)[ -])*|['’]")
_PLACED = re.compile(r"\b(?:in|at|near|inside|outside)\s+(?:the\s+)?$", re.IGNORECASE)
_OWNER = ("'s", "’s")

FARTHEST = {Asks.WHO: 20, Asks.WHERE: 8}
"""Characters that may stand between a name and the nearest word of the question."""


def likely(question: Question, text: str, sentences: Sequence[Span]) -> Span | None:
    """Return what in ``text`` a question for a person, time, place or number asks for, if anything.

    That is the one name, date, place or number that the question does not hold itself, by another
    name or in its earlier turns, in that of the ``sentences`` (spans of ``text``) with most of the
    question's words, and near to them. A number of the unit that was asked for goes before one
    without a unit; none of another unit is the answer. None where several stand there.
    """
    find = _FINDERS.get(question.asks)
    if find is None:
        return None
    said = frozenset(question.weights)
    asked = said.union(*question.related.values())
    unit = _asked_unit(question) if question.asks is Asks.HOW_MANY else frozenset()
    words = [token for token in read(text) if not is_stop(token)]
    matched = [token for token in words if token.term in question.own]
    farthest = FARTHEST.get(question.asks, len(text))
    found: dict[tuple[int, bool], list[Span]] = {}
    for span in find(text):
        inside = {token.term for token in words if span.start <= token.start < span.stop}
        here = next((s for s in sentences if s.start <= span.start < s.stop), Span(0, len(text)))
        held = [token for token in matched if here.start <= token.start < here.stop]
        gaps = (max(token.start - span.stop, span.start - token.stop) for token in held)
        known = inside <= asked or (question.asks in FARTHEST and inside & said)
        counts = _counted(text, span) if unit else frozenset()
        other = counts and counts.isdisjoint(unit) and unit.isdisjoint(_ANYONE)
        if not known and not other and min(gaps, default=len(text)) <= farthest:
            rank = len({token.term for token in held}), not counts.isdisjoint(unit)
            found.setdefault(rank, []).append(span)
    best = found[max(found)] if found else []
    return best[0] if len(best) == 1 else None


def _asked_unit(question: Question) -> frozenset[str]:
    """Return what is to be counted ("how many main characters"), also by its other names."""
    text = question.text
    for correction in question.corrections:
        text = text.replace(correction.asked, correction.used)
    match = _MANY.search(text)
    unit = frozenset(_noun(match[1])) if match else frozenset()
    others = (question.related.get(term, frozenset()) for term in unit)
    return unit.union(*others)


def _noun(words: str) -> Iterator[str]:
    """Yield the terms of ``words`` up to the first stop word."""
    return (word.term for word in takewhile(lambda word: not is_stop(word), words_of(words)))


def _counted(text: str, number: Span) -> frozenset[str]:
    """Return what the words after the number say that it counts; empty where they say nothing."""
    match = _COUNTED.match(text, number.start)
    return frozenset(_noun(match[1])) if match else frozenset()


def _names(text: str) -> Iterator[Span]:
    """Yield the runs of capitalised words."""
    run: Span | None = None
    for token in read(text):
        if not text[token.start].isupper() or is_stop(token):
            continue
        if run and _JOINS.fullmatch(text, run.stop, token.start):
            run = Span(run.start, token.stop)
            continue
        if run:
            yield run
        run = Span(token.start, token.stop)
    if run:
        yield run


def _people(text: str) -> Iterator[Span]:
    """Yield the names of two or more words; a single one is too often something else."""
    for span in _names(text):
        name = text[slice(*span)]
        if " " in name and not name.endswith(_OWNER) and not _placed(text, span):
            yield span


def _places(text: str) -> Iterator[Span]:
    for span in _names(text):
        if _placed(text, span) and not DATE.match(text, *span):
            yield span


def _placed(text: str, name: Span) -> bool:
    return _PLACED.search(text, max(0, name.start - 24), name.start) is not None


def _times(text: str) -> Iterator[Span]:
    return (Span(*match.span()) for match in _WHEN.finditer(text))


def _amounts(text: str) -> Iterator[Span]:
    """Yield the numbers with what they count, dates and numbers that are names apart."""
    dates = [match.span() for match in DATE.finditer(text)]
    for match in _NUMBER.finditer(text):
        named = _LABEL.search(text, max(0, match.start() - 12), match.start())
        if not named and not any(start <= match.start() < stop for start, stop in dates):
            unit = _UNIT.match(text, match.end())
            percent = match[0].endswith(("%", "cent"))
            counted = unit and not percent and fold(unit[1]) not in ENGLISH.stop_words
            yield Span(match.start(), unit.end() if unit and counted else match.end())


_FINDERS: dict[Asks, Callable[[str], Iterator[Span]]] = {
    Asks.WHO: _people,
    Asks.WHEN: _times,
    Asks.WHERE: _places,
    Asks.HOW_MANY: _amounts,
}
