"""The structure of an article in light markup: headings, paragraphs, questions, items, lines.

Headings are marked (``## Cast``, underlined with ``===`` or ``---``, or ``== Cast ==``) or, where a
text marks none beyond its title, short lines that stand alone. A line break inside a paragraph is a
space only where the text is hard-wrapped; otherwise each line is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.models import Block, BlockKind, Span
from corpus.wrapping import Line, read, runs_on, wrap_column

_HEADING_CHARS, _HEADING_WORDS = 80, 12
_TITLE_CHARS, _TITLE_WORDS = 120, 20
_LONGEST_HEADING = 300
_QUESTION_CHARS = 200
_SPEAKER_CHARS = 40
_SHORTEST_BODY = 80

_ATX = re.compile(r"(#{1,6})[ \t]+(?=[^\s#])")
_WIKI = re.compile(r"((?:= ?){1,6})(?=[^=\s])")
_ITEM = re.compile(r"(?:[-*+•–‣◦▪·]|\(?\d{1,3}[.)])[ \t]+(?=\S)")
_NAME = r"(?:[A-Z0-9#(\[][^\s:]*|and|of|the|&)"
_SPEAKER = re.compile(rf"{_NAME}(?: {_NAME}){{0,5}}:\s")
_EMPHASIS = "*_"
_RULE = frozenset("-*_=~ \t")
_NOT_A_HEADING = (".", ",", ";", ":", "…", "!", '"', "”")


class _Draft(NamedTuple):
    """A block being read. ``alone``: one line between blank ones; ``marked``: by a heading's mark;
    ``rule``: a line that only separates and becomes no block."""

    kind: BlockKind
    start: int
    stop: int
    level: int = 0
    alone: bool = False
    marked: bool = False
    rule: bool = False


def blocks(text: str) -> tuple[Block, ...]:
    """Blocks of ``text`` in order, without overlap.

    Every character that is not white space lies in one block's span, but for what only marks the
    structure: ``#`` and ``=`` of a heading, its underline, the bullet or number of an item or a
    question, a table's ``|---|`` line and rules such as ``* * *``.

    A heading has something beneath it; one that has not (at the end of the text, or followed by a
    marked heading of the same or a higher level) is a paragraph, so that nothing is lost. So is one
    of more than 300 characters, for every passage repeats the headings above it. A
    question is followed by its answer; one marked as a heading keeps its level, others have 0.
    """
    drafts = [draft for draft in _drafts(text) if not draft.rule]
    drafts = _questions(text, _headings(text, _dialogue(text, drafts)))
    return tuple(Block(draft.kind, Span(draft.start, draft.stop), draft.level) for draft in drafts)


def is_rule(line: str) -> bool:
    """Whether a line only separates and says nothing.

    >>> is_rule("* * *"), is_rule("--"), is_rule("--- no")
    (True, False, False)
    """
    return line[:1] in _RULE and set(line) <= _RULE and sum(map(len, line.split())) >= 3


def _drafts(text: str) -> list[_Draft]:
    """Lines joined into drafts by their own marks and by the text's wrap column."""
    lines = read(text)
    column = wrap_column(text, lines)
    drafts: list[_Draft] = []
    indents: list[int] = []
    for index, line in enumerate(lines):
        open_draft = _open_draft(drafts, line)
        continues = open_draft is not None and runs_on(text, lines[index - 1], line, column)
        draft = _marked(text, line)
        if draft.kind is BlockKind.ITEM and not (continues and text[line.start].isdigit()):
            while indents and indents[-1] >= line.indent:
                indents.pop()
            draft = draft._replace(level=len(indents))
            indents.append(line.indent)
        elif open_draft is not None and _is_underlined(text, open_draft, lines[index - 1], line):
            level = 1 if text[line.start] == "=" else 2
            draft = open_draft._replace(kind=BlockKind.HEADING, level=level, marked=True)
            drafts.pop()
        elif (
            open_draft is not None
            and (continues or (open_draft.kind is BlockKind.ITEM and line.indent >= 2))
            and draft.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
        ):
            draft = open_draft._replace(stop=line.stop)
            drafts.pop()
        drafts.append(draft)
        if draft.kind is not BlockKind.ITEM:
            indents.clear()
    return drafts


def _open_draft(drafts: Sequence[_Draft], line: Line) -> _Draft | None:
    """The paragraph or item that ``line`` may continue."""
    if not drafts or line.after_blank or drafts[-1].marked:
        return None
    return drafts[-1] if drafts[-1].kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) else None


def _marked(text: str, line: Line) -> _Draft:
    """What the marks of a line alone say that it is."""
    content = text[line.start : line.stop]
    alone = line.after_blank and line.before_blank
    if heading := _marked_heading(content):
        level, start, stop = heading
        start, stop = line.start + start, line.start + stop
        if stop - start > _LONGEST_HEADING:
            return _Draft(BlockKind.PARAGRAPH, start, stop, alone=alone)
        return _Draft(BlockKind.HEADING, start, stop, level, alone, marked=True)
    if is_rule(content) or (content[0] == "|" and set(content) <= set("|-: \t+")):
        return _Draft(BlockKind.LINE, line.start, line.stop, rule=True)
    if content[0] == "|" or content.count(" | ") >= 2:
        return _Draft(BlockKind.LINE, line.start, line.stop)
    if item := _ITEM.match(content):
        return _Draft(BlockKind.ITEM, line.start + item.end(), line.stop, alone=alone)
    return _Draft(BlockKind.PARAGRAPH, line.start, line.stop, alone=alone)


def _marked_heading(content: str) -> tuple[int, int, int] | None:
    """Level, start and stop of the heading in a line such as ``## Cast ##`` or ``== Cast ==``."""
    if match := _ATX.match(content):
        closed = len(content.rstrip("#").rstrip()) if content.endswith((" #", "##")) else 0
        bare = closed > match.end() and content[closed].isspace()
        return len(match.group(1)), match.end(), closed if bare else len(content)
    if content.endswith("=") and (match := _WIKI.match(content)):
        level = match.group(1).count("=")
        stop = len(content.rstrip("= "))
        if content.count("=", stop) == level and "=" not in content[match.end() : stop]:
            return level, match.end(), stop
    return None


def _is_underlined(text: str, draft: _Draft, previous: Line, line: Line) -> bool:
    """Whether ``line`` underlines ``draft``, which is a short line of its own."""
    mark = text[line.start]
    return (
        mark in "=-"
        and line.stop - line.start >= 3
        and set(text[line.start : line.stop]) == {mark}
        and draft.start == previous.start
        and previous.after_blank
        and _looks_like_heading(text, draft, _HEADING_CHARS, _HEADING_WORDS)
    )


def _looks_like_heading(text: str, draft: _Draft, chars: int, words: int) -> bool:
    content = text[draft.start : min(draft.stop, draft.start + chars + 5)].strip(_EMPHASIS)
    return (
        draft.kind is BlockKind.PARAGRAPH
        and 0 < len(content) <= chars
        and len(content.split()) <= words
        and (content[0].isupper() or content[0].isdigit())
        and not content.endswith(_NOT_A_HEADING)
    )


def _headings(text: str, drafts: Sequence[_Draft]) -> list[_Draft]:
    """Marked headings without a body become paragraphs; where only a title is marked, or nothing,
    unmarked headings are found."""
    settled = [
        draft._replace(kind=BlockKind.PARAGRAPH, level=0) if _is_bare(drafts, index) else draft
        for index, draft in enumerate(drafts)
    ]
    if any(draft.marked for draft in drafts[1:]):
        return settled
    return _unmarked_headings(text, settled)


def _is_bare(drafts: Sequence[_Draft], index: int) -> bool:
    """Whether a marked heading has nothing beneath it."""
    draft = drafts[index]
    if not draft.marked or index + 1 == len(drafts):
        return draft.marked
    return drafts[index + 1].marked and drafts[index + 1].level <= draft.level


def _unmarked_headings(text: str, drafts: list[_Draft]) -> list[_Draft]:
    """Short lines that stand alone above a body become headings.

    At most two in a row (three at the start of the text: title, subtitle, heading), and none where
    such lines outnumber the other blocks, as in a poem.
    """
    titles = [
        draft.alone
        and not draft.marked
        and _looks_like_heading(
            text,
            draft,
            _HEADING_CHARS if index else _TITLE_CHARS,
            _HEADING_WORDS if index else _TITLE_WORDS,
        )
        for index, draft in enumerate(drafts)
    ]
    if 2 * sum(titles) > len(drafts):
        return drafts
    result = list(drafts)
    below_title = drafts[0].level + 1 if drafts and drafts[0].marked else 2
    index = 0
    while index < len(drafts):
        end = index
        while end < len(drafts) and titles[end]:
            end += 1
        most = 2 if index else 3
        if 0 < end - index <= most and end < len(drafts) and _is_body(text, drafts[end]):
            for position in range(index, end):
                level = (below_title if index else 1) + position - index
                if level == 1 or not _asks(text, drafts[position]):
                    result[position] = result[position]._replace(
                        kind=BlockKind.HEADING, level=level
                    )
        index = end + 1
    return result


def _is_body(text: str, draft: _Draft) -> bool:
    """Whether a heading may stand above ``draft``: a short reply is no body."""
    long = draft.stop - draft.start >= _SHORTEST_BODY
    return draft.kind is not BlockKind.PARAGRAPH or long or text[draft.stop - 1] in ":?"


def _asks(text: str, draft: _Draft) -> bool:
    if draft.stop - draft.start > _QUESTION_CHARS:
        return False
    content = text[draft.start : draft.stop].strip(_EMPHASIS)
    return content.endswith("?") and " " in content and not content[0].islower()


def _questions(text: str, drafts: Sequence[_Draft]) -> list[_Draft]:
    """Lines that ask, stand alone or are marked as headings, and are followed by an answer."""
    result = list(drafts)
    for index, draft in enumerate(drafts[:-1]):
        heading = draft.kind is BlockKind.HEADING
        if not (draft.alone or heading) or (heading and index == 0) or not _asks(text, draft):
            continue
        answer = drafts[index + 1]
        listed = answer.kind is BlockKind.ITEM and draft.kind is not BlockKind.ITEM
        answers = answer.kind is BlockKind.PARAGRAPH or listed
        if answers and not _asks(text, answer):
            result[index] = draft._replace(kind=BlockKind.QUESTION, level=draft.level * heading)
    return result


def _dialogue(text: str, drafts: Sequence[_Draft]) -> list[_Draft]:
    """Paragraphs that begin with a speaker, beside others that do, become lines.

    A line of its own at the start of the text may be a title with a colon in it.
    """
    speaks = [
        draft.kind is BlockKind.PARAGRAPH
        and not (draft.alone and draft is drafts[0])
        and _SPEAKER.match(text, draft.start, min(draft.stop, draft.start + _SPEAKER_CHARS))
        for draft in drafts
    ]
    beside = [None, *speaks, None]
    return [
        draft._replace(kind=BlockKind.LINE)
        if speaks[index] and (beside[index] or beside[index + 2])
        else draft
        for index, draft in enumerate(drafts)
    ]
