"""A quote as Discord's Markdown: its very words in a block, matches and likely answer set off."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from bot import markdown
from corpus.models import Span
from index.models import Quote

LONGEST_WORD = 100
"""Where a quote is cut, anything longer than this is not a word but a script without spaces."""

LONGEST_QUOTE = 4000
"""Characters of a quote that is cut; no message holds more."""

_ITEM = re.compile(r"\s*(?:[-*+•–—]\s|\d{1,3}[.)]\s|[^\W\d_][\w.' -]{0,30}:\s)")
_BREAK = re.compile(r"\s*\n\s*")
_LINK = re.compile(r"!?\[([^\[\]\n]+)\]\((?:https?://|/|#)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*\)")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#39|#160);")


class _Mark(NamedTuple):
    """How a part of a quote is set off: the signs before and after it."""

    opening: str = ""
    closing: str = ""


PLAIN, MATCH, ANSWER = _Mark(), _Mark("**", "**"), _Mark("__**", "**__")


Glyph = tuple[str, _Mark]
"""One character to show, and whether it matched the question or is its likely answer."""

Line = list[Glyph]


def lines(quote: Quote) -> list[Line]:
    """Return a quote as lines of visible characters, white space collapsed.

    A paragraph is one line. The lines of a list or a dialogue stay apart. Links inside the text
    show as their words and character references as their characters.
    """
    marks = [PLAIN] * len(quote.text)
    answer = [quote.answer] if quote.answer else []
    for mark, spans in ((MATCH, quote.highlights), (ANSWER, answer)):
        for span in spans:
            for at in range(max(span.start, 0), min(span.stop, len(marks))):
                marks[at] = mark
    glyphs = list(zip(quote.text, marks, strict=True))
    found = (_line(quote.text, glyphs, span) for span in _cut(quote.text))
    return [line for line in found if line]


def block(lines: list[Line]) -> str:
    """Return lines as a block quote."""
    return "\n".join(f"> {_marked(line)}" for line in lines)


def clipped(lines: list[Line], end: str, fits: Callable[[str], bool]) -> str:
    """Return the longest beginning of a quote that ``fits``, in whole words where there are any.

    ``end`` follows it.
    """

    def beginning(count: int) -> str:
        return f"{block(_first(lines, count))}\n{end}"

    low, high = 0, min(sum(map(len, lines)), LONGEST_QUOTE)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(beginning(middle)):
            low = middle
        else:
            high = middle - 1
    last = _first(lines, low)[-1]
    following = next(iter(_first(lines, low + 1)[-1][len(last) :]), None)
    if following is not None and following[0] != " ":
        spaces = [at for at, (character, _) in enumerate(last) if character == " "]
        if spaces and len(last) - spaces[-1] <= LONGEST_WORD:
            low -= len(last) - spaces[-1]
    return beginning(low)


def _first(lines: list[Line], count: int) -> list[Line]:
    kept: list[Line] = []
    for line in lines:
        if count <= 0 and kept:
            break
        kept.append(line[: max(count, 0)])
        count -= len(line)
    return kept


def _cut(text: str) -> Iterator[Span]:
    start = 0
    for match in _BREAK.finditer(text):
        if "\n\n" in match.group().replace(" ", "") or _ITEM.match(text, match.end()):
            yield Span(start, match.start())
            start = match.end()
    yield Span(start, len(text))


def _line(text: str, glyphs: Line, span: Span) -> Line:
    """Return a line as it is shown, which most often is as it stands."""
    words = text[span.start : span.stop]
    usual = markdown.is_plain(words) and words == " ".join(words.split())
    if usual and not _LINK.search(words) and not _ENTITY.search(words):
        return glyphs[span.start : span.stop]
    return list(_collapsed(_displayed(text, glyphs, span)))


def _displayed(text: str, glyphs: Line, span: Span) -> Iterator[Glyph]:
    at = span.start
    while at < span.stop:
        if text[at] in "![" and (link := _LINK.match(text, at, span.stop)):
            yield from glyphs[link.start(1) : link.end(1)]
            at = link.end()
        elif text[at] == "&" and (entity := _ENTITY.match(text, at, span.stop)):
            yield html.unescape(entity.group()), glyphs[at][1]
            at = entity.end()
        else:
            yield glyphs[at]
            at += 1


def _collapsed(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    space: Glyph | None = None
    begun = False
    spaced = ((" " if each.isspace() else each, mark) for each, mark in glyphs)
    for glyph in markdown.readable(spaced, itemgetter(0)):
        if glyph[0] == " ":
            space = glyph
            continue
        if space and begun:
            yield space
        yield glyph
        space, begun = None, True


def _marked(line: Line) -> str:
    """Return a line with its matches in bold and the likely answer underlined as well.

    The signs never touch white space.
    """
    characters, marks = "".join(map(itemgetter(0), line)), [*map(itemgetter(1), line)]
    for at, character in enumerate(characters):
        if character == " ":
            joins = 0 < at < len(line) - 1 and marks[at - 1] == marks[at + 1]
            marks[at] = marks[at - 1] if joins else PLAIN
    shown = zip(markdown.escaped(characters), marks, strict=True)
    return "".join(
        f"{mark.opening}{''.join(map(itemgetter(0), run))}{mark.closing}"
        for mark, run in groupby(shown, itemgetter(1))
    )
