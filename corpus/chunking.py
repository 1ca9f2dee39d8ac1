"""Articles into passages: whole sentences that belong together, below one heading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from corpus.models import Block, BlockKind, Mark, Passage, Span
from corpus.reach import reach
from corpus.sentences import split
from corpus.spoilers import EVERYTHING, Point, latest
from corpus.structure import blocks, is_rule

PASSAGE_LIMIT = 1400
"""Longest passage, in characters. A sentence is never longer (``sentences.SENTENCE_LIMIT``)."""

LINES_LIMIT = 1100
"""Longest passage of dialogue lines or table rows, in characters, unless one line is longer."""

SHORT_PARAGRAPH = 500
"""Paragraphs shorter than this are read together with their short neighbours."""

SHORT_LIMIT = 1400
"""Longest passage made of several short paragraphs, in characters."""

_INTRODUCTION = 200
_SHORTEST_BODY = 80
_DEEPEST = 7


class _Piece(NamedTuple):
    """A block with its sentences: what a passage keeps whole where it can."""

    kind: BlockKind
    span: Span
    sentences: tuple[Span, ...]
    reveals: Point


def passages(
    text: str, marks: Sequence[Mark] = (), reveals: Point = EVERYTHING
) -> tuple[Passage, ...]:
    """Passages of an article's text, in order and without overlap.

    Every block that is not a heading lies in passages, sentence by sentence; no passage crosses a
    heading or exceeds ``PASSAGE_LIMIT``. A list goes with the line that introduces it, a question
    with the first block of its answer; what else stands below an unnumbered question has it as the
    innermost of its headings. What is marked to reveal more than its neighbours stands apart.
    ``reveals`` says what the whole article does.
    """
    result: list[Passage] = []
    above: list[tuple[int, str]] = []
    path: list[tuple[int, str]] = []
    section: list[_Piece] = []
    for block, point in reach(text, headed_blocks(text), marks, reveals):
        if block.kind in (BlockKind.HEADING, BlockKind.QUESTION):
            result.extend(_section(text, section, _titles(above), _titles(path)))
            section = []
            level = block.level or _DEEPEST
            above = [entry for entry in path if entry[0] < level]
            path = list(above)
            if not _is_numbered(text, block):
                path.append((level, _title(text, block.span)))
        if block.kind is BlockKind.HEADING:
            above = path
        else:
            section.append(_Piece(block.kind, block.span, split(text, *block.span), point))
    result.extend(_section(text, section, _titles(above), _titles(path)))
    return tuple(result)


def headed_blocks(text: str) -> Iterator[Block]:
    """The blocks of a text; a question parted from its answer stands above it as a heading."""
    for block, below in pairwise((*blocks(text), None)):
        assert block is not None
        parted = below is not None and _is_gap(text, block.span, below.span)
        if block.kind is BlockKind.QUESTION and parted:
            yield replace(block, kind=BlockKind.HEADING)
        else:
            yield block


def _titles(path: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(title for _, title in path)


def _title(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.stop].split()).strip("*_ ")


def _is_numbered(text: str, block: Block) -> bool:
    before = text[text.rfind("\n", 0, block.span.start) + 1 : block.span.start]
    return block.kind is BlockKind.QUESTION and any(map(str.isdigit, before))


def _section(
    text: str, pieces: Sequence[_Piece], above: tuple[str, ...], path: tuple[str, ...]
) -> Iterator[Passage]:
    """Passages of the blocks below one heading; those with a question in them go by ``above``."""
    for group in _groups(text, pieces):
        asked = group[0].kind is BlockKind.QUESTION
        kind = group[0].kind if asked else group[-1].kind
        limit = LINES_LIMIT if kind is BlockKind.LINE else PASSAGE_LIMIT
        for part in _parts(_atoms(group), limit):
            span = Span(part[0].start, part[-1].stop)
            first = bisect_right(group, span.start, key=lambda piece: piece.span.stop)
            end = bisect_left(group, span.stop, key=lambda piece: piece.span.start)
            point = latest(piece.reveals for piece in group[first:end])
            yield Passage(span, kind, above if asked else path, tuple(part), point)
            asked = False


def _groups(text: str, pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Neighbouring pieces that belong together."""
    groups: list[list[_Piece]] = []
    led = False
    for index, piece in enumerate(pieces):
        leads = not led and _leads(text, pieces, index)
        if groups and not leads and (led or _belongs(text, groups[-1], piece)):
            groups[-1].append(piece)
        else:
            groups.append([piece])
        led = leads
    return groups


def _leads(text: str, pieces: Sequence[_Piece], index: int) -> bool:
    """Whether a short line goes with what follows: it introduces it with a colon, or stands over
    a paragraph like a heading, without a stop."""
    piece = pieces[index]
    if index + 1 == len(pieces) or piece.kind is not BlockKind.PARAGRAPH:
        return False
    below = pieces[index + 1]
    if _is_parted(text, piece, below) or (index and pieces[index - 1].kind is BlockKind.QUESTION):
        return False
    if _introduces(text, piece, below):
        return True
    return (
        below.kind is BlockKind.PARAGRAPH
        and _size(piece) <= _SHORTEST_BODY <= _size(below)
        and text[piece.span.stop - 1].isalnum()
        and not text[piece.span.start].islower()
        and below.span.stop - piece.span.start <= PASSAGE_LIMIT
    )


def _is_parted(text: str, piece: _Piece, after: _Piece) -> bool:
    return _is_gap(text, piece.span, after.span)


def _is_gap(text: str, span: Span, after: Span) -> bool:
    """Whether a rule such as ``* * *``, or two blank lines, stand between two blocks."""
    gap = text[span.stop : after.start]
    ruled = not gap.isspace() and any(map(is_rule, gap.split("\n")[1:-1]))
    return ruled or "\n\n\n" in gap


def _belongs(text: str, group: Sequence[_Piece], piece: _Piece) -> bool:
    """Whether ``piece``, which follows, is part of what ``group`` has begun."""
    first, last = group[0], group[-1]
    if _is_parted(text, last, piece):
        return False
    if first.kind is BlockKind.QUESTION and len(group) == 1:
        return True
    if piece.reveals != last.reveals:
        return False
    if first.kind is BlockKind.QUESTION and _introduces(text, last, piece):
        return True
    if piece.kind in (BlockKind.ITEM, BlockKind.LINE):
        return piece.kind is last.kind
    return (
        piece.kind is first.kind is BlockKind.PARAGRAPH
        and max(_size(last), _size(piece)) < SHORT_PARAGRAPH
        and piece.span.stop - first.span.start <= SHORT_LIMIT
    )


def _introduces(text: str, piece: _Piece, below: _Piece) -> bool:
    short = _size(piece) <= _INTRODUCTION and text[piece.span.stop - 1] == ":"
    fits = below.span.stop - piece.span.start <= PASSAGE_LIMIT
    return short and (fits or below.kind is not BlockKind.PARAGRAPH)


def _size(piece: _Piece) -> int:
    return piece.span.stop - piece.span.start


def _atoms(group: Sequence[_Piece]) -> list[list[Span]]:
    """What may not be parted: blocks where they are short enough, else their sentences.

    A question or an introduction is never left alone at the end of a passage.
    """
    atoms: list[list[Span]] = []
    for piece in group:
        if _size(piece) <= PASSAGE_LIMIT:
            atoms.append(list(piece.sentences))
        else:
            atoms.extend([sentence] for sentence in piece.sentences)
    leads = len(group) > 1 and group[0].kind is not group[1].kind
    if leads and atoms[1][-1].stop - atoms[0][0].start <= PASSAGE_LIMIT:
        atoms[:2] = [atoms[0] + atoms[1]]
    return atoms


def _parts(atoms: Sequence[list[Span]], limit: int) -> Iterator[list[Span]]:
    """Neighbouring atoms joined into few parts of about equal size, at most ``limit`` long."""
    end = atoms[-1][-1].stop
    part: list[Span] = []
    share = 0.0
    for atom in atoms:
        if part:
            begin = part[0].start
            middle = (atom[0].start + atom[-1].stop) / 2
            if atom[-1].stop - begin > limit or middle > begin + share:
                yield part
                part = []
        if not part:
            rest = end - atom[0].start
            share = rest / max(1, -(-rest // limit))
        part = part + atom if part else list(atom)
    yield part
