"""How far each part of an article reveals the story, by the marks in it (``corpus.markers``)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.models import Block, BlockKind, Mark
from corpus.spoilers import NOTHING, Point, latest

_DEEPEST = 7
"""The level of a question that is no heading: what answers it stands below it."""


@dataclass(slots=True)
class _Section:
    """A heading's section: what the heading reveals with all above it, and what a mark says of
    the rest of the section."""

    level: int
    point: Point
    rest: Point = NOTHING


def reach(
    text: str, blocks: Iterable[Block], marks: Sequence[Mark], whole: Point
) -> Iterator[tuple[Block, Point]]:
    """Yield the blocks of a text, each with the latest of what article, section and it reveal."""
    if not marks:  # as in most articles
        yield from ((block, whole) for block in blocks)
        return
    sections = [_Section(0, whole)]
    waiting = deque(marks)
    for block in blocks:
        end = text.find("\n", block.span.stop)
        end = len(text) if end < 0 else end
        alone: Point | None = None
        own: list[Point] = []
        while waiting and waiting[0].at <= (block.span.stop - 1 if waiting[0].alone else end):
            mark = waiting.popleft()
            if mark.alone:
                alone = mark.point
            else:
                own.append(mark.point)
        if block.kind in (BlockKind.HEADING, BlockKind.QUESTION):
            level = block.level or _DEEPEST
            while sections[-1].level >= level:
                sections.pop()
            own += [alone] if alone else []
            above = (part for section in sections for part in (section.point, section.rest))
            sections.append(_Section(level, latest((*above, *own))))
            yield block, sections[-1].point
            continue
        if alone:
            sections[-1].rest = alone
        within = (part for section in sections for part in (section.point, section.rest))
        yield block, latest((*within, *own))
