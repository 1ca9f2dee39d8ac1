"""How far a text reveals a story, and how far somebody has come in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from corpus import units
from corpus.units import INNER, Unit, plain

_BITS = 24
_LAST = (1 << _BITS) - 1
_LONGEST = 100
EXAMPLES = "S04E10, S04, Book 2 Chapter 5, Chapter 12, all or none"

_SHORT = re.compile(
    r"(?<![^\W_])[st]\s?(\d{1,4})(?:\s?[.:,-]?\s?e(?:p|pisod[eio]+)?\.?\s?(\d{1,6}))?(?![^\W_])"
)
_CROSS = re.compile(r"(?<![^\W_])(\d{1,4})\s?[x×]\s?(\d{1,6})(?![^\W_])")
_EPISODE = re.compile(r"e\s?(\d{1,6})")
_NUMBER = re.compile(r"#?\s?(\d{1,6})")
_UP_TO = re.compile(r"\s?(?:[-–—&,]|to|and|a|y|bis|und|à|et|e)\s?(\d{1,4})(?![^\W_])")
"""What follows the first of several seasons: "seasons 1 to 3"."""


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A place in a story: a season or the like, and what of it.

    The same point says of an article that it reveals the story up to there, and of a person that
    they know it up to there, both with the place itself. Without an episode it is the whole season:
    what reveals S04 is for those who have seen all of it, and who says S04 has.
    """

    unit: int
    number: int
    inner: int = _LAST

    @property
    def code(self) -> int:
        """The point as an integer below 2**62, which sorts as points do; 0 is NOTHING."""
        return (self.unit << 2 * _BITS) | (self.number << _BITS) | self.inner

    @classmethod
    def of(cls, code: int) -> Point:
        """Return the point of a ``code``."""
        return cls(code >> 2 * _BITS, code >> _BITS & _LAST, code & _LAST)

    def covers(self, other: Point) -> bool:
        """Whether who has come as far as this knows what ``other`` reveals.

        Where both are not counted in the same unit that is not known, so it is False.
        """
        first, last = self.codes
        return other == NOTHING or first <= other.code <= last

    @property
    def codes(self) -> tuple[int, int]:
        """The least and the greatest code of what this covers, NOTHING aside."""
        if self in (NOTHING, EVERYTHING):
            return 0, self.code
        return Point(self.unit, 0, 0).code, self.code

    def __str__(self) -> str:
        if self in (NOTHING, EVERYTHING):
            return "nothing" if self == NOTHING else "everything"
        whole = self.inner == _LAST
        if self.unit == Unit.SEASON:
            return f"S{self.number:02d}" + ("" if whole else f"E{self.inner:02d}")
        if self.unit == Unit.NUMBER:
            return str(self.number)
        name = Unit(self.unit).name.capitalize()
        return f"{name} {self.number}" + ("" if whole else f" Chapter {self.inner}")


NOTHING = Point(0, 0, 0)
"""What reveals nothing, or who has seen nothing."""

EVERYTHING = Point((1 << 62 - 2 * _BITS) - 1, _LAST, _LAST)
"""The latest: what may reveal anything, or who has seen all."""


def parse(text: str) -> Point | None:
    """Return the point that somebody wrote, None where it cannot be read.

    Seasons and the like of number 0 reveal nothing. Specials ("S00E03") have no place in the order
    and so cannot be read.

    >>> str(parse("s4e10")), str(parse("Temporada 4, capítulo 10")), str(parse("Act III"))
    ('S04E10', 'S04E10', 'Act 3')
    """
    wanted = " ".join(plain(text).split()) if len(text) <= _LONGEST else ""
    if found := _SHORT.fullmatch(wanted) or _CROSS.fullmatch(wanted):
        return _point(Unit.SEASON, found[1], found[2])
    if wanted.rstrip("!.") in units.NOTHING:
        return NOTHING
    if wanted.rstrip("!.") in units.EVERYTHING:
        return EVERYTHING
    if found := _EPISODE.fullmatch(wanted):
        return _point(Unit.EPISODE, found[1])
    if found := _NUMBER.fullmatch(wanted):
        return _point(Unit.NUMBER, found[1])
    found = _long().fullmatch(wanted)
    return _read(found) if found else None


def revealed(text: str | None) -> Point:
    """Return what an article reveals that says it so: EVERYTHING where that is unknown."""
    return (parse(text) if text else None) or EVERYTHING


def doubt(text: str) -> str:
    """Return what a report says of a value of ``spoils`` that cannot be read."""
    return f"spoils “{text[:40]}” cannot be read, so it counts as the latest: write {EXAMPLES}"


def latest(points: Iterable[Point]) -> Point:
    """Return the point that reveals as much as all of them together.

    That is EVERYTHING where they are not counted in the same unit.
    """
    found = NOTHING
    for point in points:
        if found is NOTHING:
            found = point
        elif point is not found and not found.covers(point):
            found = point if point.covers(found) else EVERYTHING
    return found


def mentions(text: str) -> Iterator[tuple[Point, str]]:
    """Yield the points that a text speaks of, with the words that say so."""
    text = plain(text)
    for pattern in (_SHORT, _CROSS, _long()):
        for found in pattern.finditer(text):
            if pattern is _long():
                point = _read(found)
            else:
                # "S4" and "4x4" may be anything.
                wide = found[2] or len(found[1]) == 2
                certain = len(found[2] or "") > 1 if pattern is _CROSS else wide
                point = _point(Unit.SEASON, found[1], found[2]) if certain else None
            if point and point != NOTHING:
                yield point, found[0].strip()
                more = _UP_TO.match(text, found.end()) if point.inner == _LAST else None
                if more:
                    yield Point(point.unit, int(more[1])), found[0].strip() + more[0]


def _point(unit: Unit, number: str, inner: str | None = None) -> Point | None:
    if int(number) == 0:
        return NOTHING if inner is None else None
    return Point(unit, int(number), _LAST if inner is None else int(inner))


@cache
def _long() -> re.Pattern[str]:
    """Return the pattern of points in words, such as "season 4, episode 10" or "4th season"."""
    names = "|".join(sorted(map(re.escape, units.UNITS), key=len, reverse=True))
    cardinals = "|".join(sorted(units.CARDINALS, key=len, reverse=True))
    ordinals = "|".join(sorted(units.ORDINALS, key=len, reverse=True))
    gap = r"[\s.:#-]{0,3}"
    end = r"(?![^\W_])"

    def element(at: int) -> str:
        return (
            rf"(?:(?<![^\W_])(?P<unit{at}>{names}){gap}"
            rf"(?P<after{at}>\d{{1,6}}(?!\d)|(?:[ivxl]{{1,7}}|{cardinals}){end})"
            rf"|(?:第|(?<![^\W_]))(?P<before{at}>\d{{1,6}}|{ordinals})"
            rf"(?:st|nd|rd|th|[ªºaoe]|er|eme)?\.?\s?(?P<named{at}>{names})(?:{end}|(?=第)))"
        )

    return re.compile(rf"{element(1)}(?:[\s,;:·–—-]{{0,3}}{element(2)})?")


def _read(found: re.Match[str]) -> Point | None:
    outer, number = _element(found, 1)
    if found["unit2"] is None and found["named2"] is None:
        return _point(outer, str(number)) if number is not None else None
    inner, within = _element(found, 2)
    if inner in INNER and outer not in INNER and None not in (number, within):
        return _point(outer, str(number), str(within))
    return None


def _element(found: re.Match[str], at: int) -> tuple[Unit, int | None]:
    unit = units.UNITS[found[f"unit{at}"] or found[f"named{at}"]]
    number = found[f"after{at}"] or found[f"before{at}"]
    if number.isdigit():
        return unit, int(number)
    return unit, units.CARDINALS.get(number) or units.ORDINALS.get(number) or _roman(number)


def _roman(text: str) -> int | None:
    """Return the value of a Roman numeral below 50, None where it is none."""
    for value in range(1, 50):
        tens, ones = divmod(value, 10)
        ten = ("", "x", "xx", "xxx", "xl")[tens]
        if ten + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones] == text:
            return value
    return None
