"""Which dates, numbers and names does a text state, and do two texts differ in one?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from index.analysis import Token, is_stop, read
from index.question import Asks

_YEAR = r"(?:1\d{3}|20\d{2})(?![\d%]|[.,]\d|s\b)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?![\d:])"
DATE = re.compile(
    r"(?=[\dJFMASOND])(?:"  # what a date begins with, so that most places are passed over at once
    r"(?<![\w/-])(?:(?P<iso>\d{4}[-/.]\d\d[-/.]\d\d)(?![\d/-])"
    r"|(?P<dotted>\d{1,2}\.\d{1,2}\.\d{4})(?![\d/-])|(?P<slashed>\d{1,2}/\d{1,2}/\d{4})(?![\d/-]))"
    rf"|(?:(?P<day>\b{_DAY})\s+(?:of\s+)?)?\b(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?"
    r"|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
    r"(?:(?:(?<=\b[A-Z][a-z]{2})(?<!May)|(?<=\bSept))\.(?=\s+\d))?"
    rf"(?:\s+(?P<day_after>{_DAY}))?(?:,?\s+(?:of\s+)?(?P<year>{_YEAR}))?"
    rf"|(?:(?<=\bin )|(?<=\bsince )|(?<=\buntil )|(?<=\bby )|(?<=\bof ))(?P<year_told>{_YEAR})"
    rf"|(?<![\w$£€.,])(?P<year_alone>{_YEAR})(?!\s+[a-z]{{4,}}))"
)
"""A day, a month or a year; "1500 crowns" is none."""

_MONTHS = " Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")

LABELLED = frozenset(
    "season series episode chapter part volume book page act level phase round game week day grade"
    " class group version number no stage line route room".split()
)
_HEDGES = frozenset(
    "about around nearly almost over under than least most some approximately roughly to".split()
)
_AGAIN = re.compile(r"\b(?:again|another|anew|later)\b", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:not|never|no|nobody|nor|neither|cannot)\b|n['’]t\b", re.IGNORECASE)
_CURRENCIES = ("$", "£", "€", "¥")
_VALUE = re.compile(r"\d+(?:\.\d+)?")
_BRITISH = ("metr", "litr")
_COMPOUNDS = {
    ("hour", "minut"): 60,
    ("minut", "second"): 60,
    ("day", "hour"): 24,
    ("week", "day"): 7,
    ("year", "month"): 12,
    ("foot", "inch"): 12,
}
"""How many of the smaller unit make one of the larger."""
_ORDINAL = re.compile(
    r"\d+(?:st|nd|rd|th)|first|second|third|fifth|eighth|ninth|twelfth|twentieth"
    r"|(?:four|six|seven|ten|eleven|\w+teen)th"
)

Values = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text states.

    ``dates`` are [year, month, day, "3/11"] as far as they are told, the last where it is not told
    which of the two is the day. ``amounts`` maps units to numbers, ``labels`` nouns to the numbers
    that name them ("season 4", "the fourth season"). ``words`` are the other
    content terms, ``names`` those of them that are capitalised. ``again`` is True where something
    is said to happen once more.
    """

    dates: tuple[tuple[str, ...], ...]
    amounts: Values
    labels: Values
    words: frozenset[str]
    names: frozenset[str]
    negated: bool
    again: bool


def words_of(text: str) -> Iterator[Token]:
    """Yield the tokens of ``text``; "metre" and "meter" give the same term."""
    for token in read(text):
        if token.term.endswith(_BRITISH):
            token = token._replace(term=f"{token.term[:-1]}er")
        yield token


@lru_cache(maxsize=1024)
def facts(text: str) -> Facts:
    """Return what ``text`` states."""
    dates = list(DATE.finditer(text))
    told = [date.span() for date in dates]
    words = list(words_of(text))
    if told:
        words = [word for word in words if not any(at <= word.start < to for at, to in told)]
    words = list(_added_up(words))
    amounts, labels = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    telling = list[Token]()
    for at, token in enumerate(words):
        if not _is_value(token.term):
            if not is_stop(token):
                telling.append(token)
            continue
        before = words[at - 1] if at else None
        after = words[at + 1] if at + 1 < len(words) else None
        if _ORDINAL.fullmatch(token.surface):
            labels[after.term if after else ""].add(token.term)
        elif before and (before.surface in LABELLED or _capital(text, before)):
            labels[before.term].add(token.term)
        elif not (before and before.surface in _HEDGES):
            amounts[_unit(text, token, after)].add(token.term)
    return Facts(
        dates=tuple(map(_date, dates)),
        amounts=_frozen(amounts),
        labels=_frozen(labels),
        words=frozenset(word.term for word in telling),
        names=frozenset(word.term for word in telling if text[word.start].isupper()),
        negated=_NEGATION.search(text) is not None,
        again=_AGAIN.search(text) is not None,
    )


def differing(one: Facts, other: Facts) -> list[Asks]:
    """Return the kinds of the facts that the two state differently.

    WHEN is a date, HOW_MANY a number with its unit, OTHER one without. Dates are compared in their
    order where there are as many of them, and only in what both tell; amounts where the units are
    the same.
    """
    dates = zip(one.dates, other.dates, strict=True) if len(one.dates) == len(other.dates) else ()
    return [
        *(Asks.WHEN for mine, theirs in dates if _conflict(mine, theirs)),
        *(Asks.HOW_MANY if unit else Asks.OTHER for unit in _apart(one.amounts, other.amounts)),
    ]


def same_subject(one: Facts, other: Facts) -> bool:
    """Whether neither name, numbered thing ("season 3") nor "again" sets the two apart."""
    return (
        not any(_apart(one.labels, other.labels))
        and (one.names <= other.words or other.names <= one.words)
        and one.again == other.again
    )


def other_names(one: Facts, other: Facts, known: AbstractSet[str]) -> bool:
    """Whether the two say the same but for the names, of which they share ``known`` ones alone."""
    mine, theirs = one.names - other.words, other.names - one.words
    return (
        bool(mine and theirs)
        and one.names & other.names <= known
        and one.words - mine == other.words - theirs
        and one.negated == other.negated
        and one.again == other.again
        and not differing(one, other)
        and not any(_apart(one.labels, other.labels))
    )


def agree(one: str, other: str) -> bool:
    """Whether two texts that use the same words also state the same."""
    if one == other:
        return True
    mine, theirs = facts(one), facts(other)
    return (
        not differing(mine, theirs)
        and same_subject(mine, theirs)
        and mine.negated == theirs.negated
    )


def _conflict(one: Iterable[str], other: Iterable[str]) -> bool:
    return any(mine and theirs and mine != theirs for mine, theirs in zip(one, other, strict=True))


def _apart(one: Values, other: Values) -> Iterator[str]:
    """Yield the units of which each has a number that the other lacks."""
    return (
        key for key in one.keys() & other.keys() if one[key] - other[key] and other[key] - one[key]
    )


def _date(match: re.Match[str]) -> tuple[str, ...]:
    if match["slashed"]:
        one, other, year = match["slashed"].split("/")
        return year, "", "", f"{int(one)}/{int(other)}"
    if numeric := match["iso"] or match["dotted"]:
        first, month, last = re.split(r"[-/.]", numeric)
        year, day = (first, last) if match["iso"] else (last, first)
        return year, _MONTHS[int(month)] if int(month) <= 12 else month, day.lstrip("0"), ""
    year = match["year"] or match["year_told"] or match["year_alone"] or ""
    day = re.match(r"\d*", match["day"] or match["day_after"] or "")
    return year, (match["month"] or "")[:3], day[0].lstrip("0") if day else "", ""


def _added_up(words: Sequence[Token]) -> Iterator[Token]:
    """Yield the words, "2 hours and 5 minutes" as "125 minutes"."""
    at = 0
    while at < len(words):
        if not words[at].term.isdecimal():
            yield words[at]
            at += 1
            continue
        joined = at + 2 < len(words) and words[at + 2].surface == "and"
        found = [*words[at : at + 2], *words[at + 2 + joined : at + 4 + joined]]
        terms = [word.term for word in found]
        times = _COMPOUNDS.get((terms[1], terms[3])) if len(terms) == 4 else None
        if times and terms[2].isdecimal():
            total = str(int(terms[0]) * times + int(terms[2]))
            yield Token(total, total, found[0].start, found[2].stop)
            at += 3 + joined
        else:
            yield words[at]
            at += 1


def _is_value(term: str) -> bool:
    return term[:1].isdecimal() and _VALUE.fullmatch(term) is not None


def _capital(text: str, word: Token) -> bool:
    return text[word.start].isupper() and not is_stop(word)


def _unit(text: str, number: Token, after: Token | None) -> str:
    """Return what is counted: a currency, per cent or the next word; "" where nothing is told."""
    before = text[number.start - 1 : number.start]
    currency = before if before in _CURRENCIES else ""
    if text.startswith("%", number.stop):
        return "percent"
    counted = after and not is_stop(after) and text[number.stop : after.start] in (" ", "-")
    return currency + (after.term if after and counted else "")


def _frozen(values: dict[str, set[str]]) -> Values:
    return {key: frozenset(found) for key, found in values.items()}
