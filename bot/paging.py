"""Lists that are longer than a message, in pages, or than a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bot import markdown
from bot.cards import LONGEST
from bot.texts.catalogue import text

COUNTED = 40
"""Characters of "page 1 of 2", in any language."""


def pages(title: str, lines: Sequence[str]) -> tuple[str, ...]:
    """Return lines as messages under a title; at least one."""
    return tuple(page for page, _ in paged(title, lines))


def paged(
    title: str, lines: Sequence[str], most: int = 1000, *, spare: int = 0
) -> Iterator[tuple[str, slice]]:
    """Yield messages of at most ``most`` of the lines, each with which of them it shows, in which
    ``spare`` characters stay free."""
    head, starts = f"**{title}**", [0]
    left = room = LONGEST - markdown.size(head) - COUNTED - spare
    for number, line in enumerate(lines):
        left -= (size := markdown.size(line) + 1)
        if left < 0 or number - starts[-1] == most:
            left = room - size
            starts.append(number)
    for number, (first, last) in enumerate(pairwise([*starts, len(lines)]), 1):
        of = f" · {text('page-of', page=number, pages=len(starts))}" if len(starts) > 1 else ""
        yield "\n".join([head + of, *lines[first:last]]), slice(first, last)


def listed(label: str, names: Iterable[str], count: int, room: int) -> str:
    """Return names on one line of at most ``room`` characters, with a count of those left out.

    No more of the ``count`` names are looked at than fit: there may be very many.
    """
    head = f"{label}: "
    tail = markdown.size(text("and-more", count=count)) + 2
    kept: list[str] = []
    for name in names:
        if markdown.size(head + ", ".join([*kept, name])) + tail > room:
            break
        kept.append(name)
    more = count - len(kept)
    if not kept:
        return head.removesuffix(": ")
    return head + ", ".join(kept) + (f" {text('and-more', count=more)}" if more else "")
