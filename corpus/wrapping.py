"""Lines of a text, and whether a line break is a space or the end of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_WIDEST_COLUMN = 120
_NARROWEST_FULL_LINE = 40
_ENDS = (".", "!", "?", ":", ";", "…")
_CLOSERS = "\"'”’»)]*_"


class Line(NamedTuple):
    """A line that is not blank: ``start`` and ``stop`` leave out its outer white space."""

    start: int
    stop: int
    indent: int
    after_blank: bool
    before_blank: bool

    @property
    def width(self) -> int:
        """Columns up to the line's last visible character."""
        return self.indent + self.stop - self.start


def read(text: str) -> list[Line]:
    """Lines of ``text`` that are not blank; the text's ends count as blank lines."""
    rows = text.split("\n")
    blank = [True, *(not row or row.isspace() for row in rows), True]
    found: list[Line] = []
    offset = 0
    for index, row in enumerate(rows):
        if not blank[index + 1]:
            indent = len(row) - len(row.lstrip())
            start, stop = offset + indent, offset + len(row.rstrip())
            found.append(Line(start, stop, indent, blank[index], blank[index + 2]))
        offset += len(row) + 1
    return found


def wrap_column(text: str, lines: Sequence[Line]) -> int:
    """The column at which ``text`` is hard-wrapped, 0 where it is not.

    It is hard-wrapped when nearly all of its lines are narrow and at least half of the line breaks
    inside paragraphs come where the next word would not have fitted.
    """
    pairs = [(line, after) for line, after in pairwise(lines) if not after.after_blank]
    if len(pairs) < 2:
        return 0
    widths = sorted(line.width for line, _ in pairs)
    column = widths[-1 - len(widths) // 50]
    if column > _WIDEST_COLUMN:
        return 0
    full = sum(_is_full(text, line, after, column) for line, after in pairs)
    return column if 2 * full >= len(pairs) else 0


def runs_on(text: str, line: Line, after: Line, column: int) -> bool:
    """Whether one paragraph runs from ``line`` into ``after``, the next line.

    ``column`` is the text's ``wrap_column``. Without one, a line runs on that ends without a stop
    before a lower-case word.
    """
    if column and _is_full(text, line, after, column):
        return True
    tail = text[max(line.start, line.stop - 10) : line.stop].rstrip(_CLOSERS)
    return not tail.endswith(_ENDS) and text[after.start].islower()


def _is_full(text: str, line: Line, after: Line, column: int) -> bool:
    """Whether the first word of ``after`` would not have fitted on ``line``."""
    word = text[after.start : min(after.stop, after.start + column)].split(None, 1)[0]
    return line.width >= _NARROWEST_FULL_LINE and line.width + 1 + len(word) > column - 2
