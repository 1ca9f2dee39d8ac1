"""An answer as a Discord message: a layout of texts and buttons, or plain text. No discord here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from bot import actions, blocks, controls, markdown
from bot.controls import Asked, LinkButton, Row
from bot.links import web_address
from bot.texts.catalogue import text
from index.models import Answer, Correction, NotFound, Outcome, Quote

LONGEST = 2000
"""Characters of a message that Discord accepts."""

LONGEST_LAYOUT = 4000
"""Characters of all texts of a layout that Discord accepts."""

SOURCE_SIZE = 800
"""Characters that a source line may take, so that a quote always has room."""

CLIPPED = "… "
"""Begins the source line of a quote that had to be cut to fit; the quote itself stays verbatim."""

SMALL = "-# "
"""Makes a line small."""


@dataclass(frozen=True, slots=True)
class Card:
    """A message without a link to any library.

    ``parts`` are the texts of a layout, with lines between them, and ``rows`` the buttons under
    them. Without parts, or where Discord takes no layout, it is ``content`` with ``buttons``. All
    texts are Markdown.
    """

    content: str
    buttons: tuple[LinkButton, ...] = ()
    parts: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A quote with what is to be seen of it."""

    quote: Quote
    lines: list[blocks.Line]
    block: str
    source: str


def card(outcome: Outcome, asked: Asked | None = None) -> Card:
    """Return what the asker sees, always within Discord's limits.

    Further quotes are behind a button, or dropped in plain text where they do not fit. When even
    the first does not, it is cut after a word, and its source line begins with "…". Unless it is
    known who ``asked``, there are no buttons but links.
    """
    head = [line] if (line := _corrections(outcome.corrections)) else []
    foot = [text("beyond")] if outcome.beyond else []
    match outcome:
        case Answer():
            found = _drawn(outcome.worth_showing)
        case NotFound(near=Quote() as near):
            found = _drawn([near])
            head += [text("closest-passage")] if found else []
        case NotFound():
            found = []
        case _:
            assert_never(outcome)
    if not found:
        closest = outcome.quotes if isinstance(outcome, Answer) else outcome.closest
        content = _not_found(head, closest, foot)
        rows = controls.rows(outcome, (), (), asked) if asked else ()
        return Card(content, parts=(content,), rows=rows)
    return _quoted(outcome, head, found, foot, asked)


def quotes_card(quotes: Sequence[Quote], asked: Asked, head: str = "") -> Card:
    """Return quotes that a button fetched, without the question."""
    found = _drawn(quotes)
    if not found:
        return note(text("quote-gone"))
    above = [head] if head else []
    plain, linked = _fitted(above, found, [], LONGEST)
    parts, shown = _fitted(above, found, [], LONGEST_LAYOUT, SMALL)
    rows = controls.apart(shown, asked)
    return Card("\n".join(plain), controls.links(linked), tuple(parts), rows)


def context_card(
    before: Quote | None, quote: Quote, after: Quote | None, words: str, *, ended: bool = False
) -> Card:
    """Return a quote between the sentences around it, as far as they fit and are shown.

    ``words`` are those of the question, ``ended`` says that there is nothing where somebody wanted
    to go.
    """
    found = _drawn([quote])
    if not found:
        return note(text("quote-gone"))
    foot = [text("context-end")] if ended else []
    plain, _ = _fitted([], found, foot, LONGEST)
    parts, _ = _fitted([], found, foot, LONGEST_LAYOUT, SMALL)
    for each, above in ((after, False), (before, True)):
        for drawn in _drawn([each] if each else []):
            block = drawn.block
            wider = [block, *parts] if above else [parts[0], block, *parts[1:]]
            parts = wider if _size(wider) <= LONGEST_LAYOUT else parts
    rows = (*_linked([quote]), tuple(controls.walking(quote, "walk", actions.telling(words))))
    return Card("\n".join(plain), parts=tuple(parts), rows=rows)


def note(sentence: str, rows: tuple[Row, ...] = ()) -> Card:
    """Return a sentence as a layout."""
    return Card(sentence, parts=(sentence,), rows=rows)


def source_line(quote: Quote) -> str:
    """Return where a quote comes from, as far as it fits into ``SOURCE_SIZE`` characters."""
    meta = quote.meta
    title = markdown.link(markdown.shorten(meta.title, 120), web_address(meta.url))
    headings = [h for h in map(markdown.plain, quote.headings) if h and h != meta.title]
    details = [
        f"`{text('tier', tier=meta.tier.value)}`" if meta.tier else "",
        markdown.short(" › ".join(headings), 100),
        markdown.short(meta.publisher or "", 60),
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


def _drawn(quotes: Sequence[Quote]) -> list[_Drawn]:
    """Return the quotes that have anything to show."""
    found = ((quote, blocks.lines(quote)) for quote in quotes)
    return [
        _Drawn(quote, lines, blocks.block(lines), source_line(quote))
        for quote, lines in found
        if lines
    ]


def _quoted(
    outcome: Outcome, head: list[str], found: list[_Drawn], foot: list[str], asked: Asked | None
) -> Card:
    """Return the best quote and those that contradict it; the others are further ones."""
    plain, linked = _fitted(head, found, foot, LONGEST)
    first, *others = found
    beside = [drawn for drawn in others if drawn.quote.disagrees or asked is None]
    if any(drawn.quote.disagrees for drawn in beside):
        head = [*head, f"**{text('disagree')}**"]
    parts, shown = _fitted(head, [first, *beside], foot, LONGEST_LAYOUT, SMALL)
    further = [drawn.quote for drawn in others if drawn.quote not in shown]
    rows = controls.rows(outcome, shown, further, asked) if asked else _linked(shown)
    return Card("\n".join(plain), controls.links(linked), tuple(parts), rows)


def _linked(shown: Sequence[Quote]) -> tuple[Row, ...]:
    links = controls.links(shown)
    return (links,) if links else ()


def _fitted(
    head: Sequence[str], found: Sequence[_Drawn], foot: Sequence[str], limit: int, small: str = ""
) -> tuple[list[str], list[Quote]]:
    """Return the texts that fit into ``limit`` characters, and the quotes among them.

    ``small`` begins the source lines, as it does in a layout, where nothing else needs to be said
    between quotes that contradict each other.
    """
    parts, shown = list(head), list[Quote]()

    def fits(part: str) -> bool:
        return _size([*parts, part, *foot]) <= limit

    for drawn in found:
        source = small + drawn.source
        part = f"{drawn.block}\n{source}"
        if drawn.quote.disagrees and shown and not small:
            part = f"{text('disagreeing')}\n{part}"
        if not fits(part):
            if shown:
                break
            part = blocks.clipped(drawn.lines, f"{small}{CLIPPED}{drawn.source}", fits)
        parts.append(part)
        shown.append(drawn.quote)
    return [*parts, *foot], shown


def _size(parts: Sequence[str]) -> int:
    return markdown.size("\n".join(parts))


def _corrections(corrections: Sequence[Correction]) -> str:
    used = [f"**{markdown.short(c.used, 40)}**" for c in corrections[:3]]
    asked = [f"“{markdown.short(c.asked, 40)}”" for c in corrections[:3]]
    if not used:
        return ""
    return text("corrected", used=", ".join(used), asked=", ".join(asked))


def _not_found(head: list[str], closest: Sequence[Quote], foot: list[str]) -> str:
    content = "\n".join([*head, text("not-found")])
    titles: list[str] = []
    shown = content
    for quote in closest:
        title = markdown.link(markdown.shorten(quote.meta.title, 120), web_address(quote.meta.url))
        longer = f"{content}\n{text('closest-articles', titles=', '.join([*titles, title]))}"
        fits = _size([longer, *foot]) <= LONGEST
        if title not in titles and len(titles) < 3 and fits:
            titles.append(title)
            shown = longer
    return "\n".join([shown, *foot])


def _also_in(titles: Sequence[str]) -> str:
    if not titles:
        return ""
    named = [markdown.short(title, 60) for title in titles[:2]]
    more = len(titles) - len(named)
    also = text("also-in", titles=", ".join(named))
    return f"{also} {text('and-more', count=more)}" if more else also
