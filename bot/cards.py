"""An answer as a Discord message: text of at most 2,000 characters and buttons. No discord here."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, assert_never

from bot import markdown
from bot.links import source_link, web_address
from bot.texts.catalogue import text
from corpus.models import Span
from index.models import Answer, Correction, NotFound, Outcome, Quote

LONGEST = 2000
"""Characters of a message that Discord accepts."""

LONGEST_URL = 512
"""Characters of a button's address that Discord accepts."""

SOURCE_SIZE = 800
"""Characters that a source line may take, so that a quote always has room."""

BUTTONS = 5
"""Buttons in a row."""

LONGEST_WORD = 100
"""Where a quote is cut, anything longer than this is not a word but a script without spaces."""

CLIPPED = "… "
"""Begins the source line of a quote that had to be cut to fit; the quote itself stays verbatim."""

_ITEM = re.compile(r"\s*(?:[-*+•–—]\s|\d{1,3}[.)]\s|[^\W\d_][\w.' -]{0,30}:\s)")
_BREAK = re.compile(r"\s*\n\s*")
_LINK = re.compile(r"!?\[([^\[\]\n]+)\]\((?:https?://|/|#)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*\)")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#39|#160);")


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button that opens a page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """A message without a link to any library: Markdown text and buttons under it."""

    content: str
    buttons: tuple[LinkButton, ...] = ()


class _Mark(NamedTuple):
    """How a part of a quote is set off: the signs before and after it."""

    opening: str = ""
    closing: str = ""


PLAIN, MATCH, ANSWER = _Mark(), _Mark("**", "**"), _Mark("__**", "**__")


class _Glyph(NamedTuple):
    """One character to show, and whether it matched the question or is its likely answer."""

    character: str
    mark: _Mark


_Line = list[_Glyph]


def card(outcome: Outcome) -> Card:
    """Return what the asker sees, always within Discord's limits.

    Later quotes are dropped when they do not fit. When even the first does not, it is cut after a
    word, and its source line begins with "…".
    """
    head = [line] if (line := _corrections(outcome.corrections)) else []
    match outcome:
        case Answer():
            return _quoted(head, outcome.worth_showing) or _not_found(head, outcome.quotes)
        case NotFound(near=Quote() as near):
            closest = [*head, text("closest-passage")]
            return _quoted(closest, [near]) or _not_found(head, outcome.closest)
        case NotFound():
            return _not_found(head, outcome.closest)
        case _:
            assert_never(outcome)


def source_line(quote: Quote) -> str:
    """Return where a quote comes from, as far as it fits into ``SOURCE_SIZE`` characters."""
    meta = quote.meta
    title = markdown.link(markdown.shorten(meta.title, 120), web_address(meta.url))
    headings = [h for h in map(markdown.plain, quote.headings) if h and h != meta.title]
    details = [
        markdown.escape(markdown.shorten(" › ".join(headings), 100)),
        markdown.escape(markdown.shorten(meta.publisher or "", 60)),
        day(meta.published) if meta.published else "",
        _also_in(quote.also_in),
    ]
    line = title
    for detail in filter(None, details):
        if markdown.size(longer := f"{line} · {detail}") <= SOURCE_SIZE:
            line = longer
    return f"— {line}"


def day(when: date) -> str:
    """Return a date as it stands under a quote, in the language that is spoken.

    >>> day(date(2024, 1, 12))
    '12 Jan 2024'
    """
    return text("date", day=str(when.day), month=when.month, year=str(when.year))


def _quoted(head: list[str], quotes: Sequence[Quote]) -> Card | None:
    """Return the quotes as far as they fit; None where none of them has anything to show."""
    blocks, shown = list(head), list[Quote]()
    for quote in quotes:
        lines, source = _lines(quote), source_line(quote)
        if not lines:
            continue
        block = f"{_block(lines)}\n{source}"
        if quote.disagrees and shown:
            block = f"{text('disagreeing')}\n{block}"
        if _fits([*blocks, block]):
            blocks.append(block)
        elif shown:
            break
        else:
            blocks.append(_clipped(blocks, lines, source))
        shown.append(quote)
    return Card("\n".join(blocks), tuple(_buttons(shown))) if shown else None


def _fits(blocks: Iterable[str]) -> bool:
    return markdown.size("\n".join(blocks)) <= LONGEST


def _clipped(blocks: list[str], lines: list[_Line], source: str) -> str:
    """Return the longest beginning of a quote that fits, whole words where there are any."""

    def block(count: int) -> str:
        return f"{_block(_first(lines, count))}\n{CLIPPED}{source}"

    low, high = 0, min(sum(map(len, lines)), LONGEST)
    while low < high:
        middle = (low + high + 1) // 2
        if _fits([*blocks, block(middle)]):
            low = middle
        else:
            high = middle - 1
    last = _first(lines, low)[-1]
    following = next(iter(_first(lines, low + 1)[-1][len(last) :]), None)
    if following is not None and following.character != " ":
        spaces = [at for at, glyph in enumerate(last) if glyph.character == " "]
        if spaces and len(last) - spaces[-1] <= LONGEST_WORD:
            low -= len(last) - spaces[-1]
    return block(low)


def _first(lines: list[_Line], count: int) -> list[_Line]:
    kept: list[_Line] = []
    for line in lines:
        if count <= 0 and kept:
            break
        kept.append(line[: max(count, 0)])
        count -= len(line)
    return kept


def _lines(quote: Quote) -> list[_Line]:
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
    glyphs = list(map(_Glyph, quote.text, marks))
    lines: list[_Line] = []
    for span in _cut(quote.text):
        line = list(_collapsed(_displayed(quote.text, glyphs, span)))
        if line:
            lines.append(line)
    return lines


def _cut(text: str) -> Iterator[Span]:
    start = 0
    for match in _BREAK.finditer(text):
        if "\n\n" in match.group().replace(" ", "") or _ITEM.match(text, match.end()):
            yield Span(start, match.start())
            start = match.end()
    yield Span(start, len(text))


def _displayed(text: str, glyphs: list[_Glyph], span: Span) -> Iterator[_Glyph]:
    at = span.start
    while at < span.stop:
        if text[at] in "![" and (link := _LINK.match(text, at, span.stop)):
            yield from glyphs[link.start(1) : link.end(1)]
            at = link.end()
        elif text[at] == "&" and (entity := _ENTITY.match(text, at, span.stop)):
            yield _Glyph(html.unescape(entity.group()), glyphs[at].mark)
            at = entity.end()
        else:
            yield glyphs[at]
            at += 1


def _collapsed(glyphs: Iterable[_Glyph]) -> Iterator[_Glyph]:
    space: _Glyph | None = None
    begun = False
    for glyph in glyphs:
        if glyph.character.isspace():
            space = _Glyph(" ", glyph.mark)
        elif markdown.visible(glyph.character):
            if space and begun:
                yield space
            yield glyph
            space, begun = None, True


def _block(lines: list[_Line]) -> str:
    return "\n".join(f"> {_marked(line)}" for line in lines)


def _marked(line: _Line) -> str:
    """Return a line with its matches in bold and the likely answer underlined as well.

    The signs never touch white space.
    """
    shown = markdown.escaped("".join(glyph.character for glyph in line))
    marks = [glyph.mark for glyph in line]
    for at, glyph in enumerate(line):
        if glyph.character == " ":
            joins = 0 < at < len(line) - 1 and marks[at - 1] == marks[at + 1]
            marks[at] = marks[at - 1] if joins else PLAIN
    out: list[str] = []
    inside = PLAIN
    for character, mark in zip(shown, marks, strict=True):
        if mark != inside:
            out += inside.closing, mark.opening
        out.append(character)
        inside = mark
    return "".join(out) + inside.closing


def _corrections(corrections: Sequence[Correction]) -> str:
    used = [f"**{markdown.escape(markdown.shorten(c.used, 40))}**" for c in corrections[:3]]
    asked = [f"“{markdown.escape(markdown.shorten(c.asked, 40))}”" for c in corrections[:3]]
    if not used:
        return ""
    return text("corrected", used=", ".join(used), asked=", ".join(asked))


def _not_found(head: list[str], closest: Sequence[Quote]) -> Card:
    content = "\n".join([*head, text("not-found")])
    titles: list[str] = []
    shown = content
    for quote in closest:
        title = markdown.link(markdown.shorten(quote.meta.title, 120), web_address(quote.meta.url))
        longer = f"{content}\n{text('closest-articles', titles=', '.join([*titles, title]))}"
        if title not in titles and len(titles) < 3 and _fits([longer]):
            titles.append(title)
            shown = longer
    return Card(shown)


def _also_in(titles: Sequence[str]) -> str:
    if not titles:
        return ""
    named = [markdown.escape(markdown.shorten(title, 60)) for title in titles[:2]]
    more = len(titles) - len(named)
    also = text("also-in", titles=", ".join(named))
    return f"{also} {text('and-more', count=more)}" if more else also


def _buttons(quotes: Sequence[Quote]) -> Iterator[LinkButton]:
    """Yield one button for each page and place, numbered as the quotes are."""
    seen: set[str] = set()
    for number, quote in enumerate(quotes[:BUTTONS], 1):
        url = source_link(quote.meta.url, quote.text, LONGEST_URL)
        if url is not None and url not in seen:
            seen.add(url)
            yield LinkButton(text("open-source", number=number), url)
