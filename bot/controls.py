"""The buttons under an answer: which there are for whom, in rows of at most five."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot import actions, markdown
from bot.links import source_link
from bot.texts.catalogue import text
from index.models import Answer, Outcome, Quote

LONGEST_URL = 512
"""Characters of a button's address that Discord accepts."""

LONGEST_LABEL = 80
"""Characters of a button's label that Discord accepts."""

BUTTONS = 5
"""Buttons in a row."""

TITLES = 3
"""Nearest articles that a miss offers."""


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button that opens a page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Button:
    """A button that does what its id says; see ``bot.actions``."""

    label: str
    custom_id: str


Row = tuple[LinkButton | Button, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom an answer is, by their id, and whether for them alone; in which server, if any.

    ``typed`` is the question as it was typed, where people are mentioned and not named.
    """

    asker: int
    private: bool
    guild: int | None
    typed: str = ""


def links(quotes: Sequence[Quote]) -> tuple[LinkButton, ...]:
    """Return one button for each page and place, numbered as the quotes are."""
    found: dict[str, str] = {}
    for number, quote in enumerate(quotes[:BUTTONS], 1):
        url = source_link(quote.meta.url, quote.text, LONGEST_URL)
        if url is not None:
            found.setdefault(url, text("open-source", number=number))
    return tuple(LinkButton(label, url) for url, label in found.items())


def rows(
    outcome: Outcome, shown: Sequence[Quote], further: Sequence[Quote], asked: Asked
) -> tuple[Row, ...]:
    """Return the rows under an answer of which ``shown`` is to be seen and ``further`` is not.

    What is kept for a server or shown to others is not offered outside of one.
    """
    words = actions.telling(asked.typed or outcome.question)
    return _rows(
        links(shown),
        _leading(outcome, shown, further, words),
        () if isinstance(outcome, Answer) else _nearest(outcome.closest, shown, words),
        _judging(outcome, shown, asked, words),
    )


def apart(shown: Sequence[Quote], asked: Asked) -> tuple[Row, ...]:
    """Return the rows under quotes that a button fetched; of the question, its words are known.

    What is about one quote is offered where there is one.
    """
    words = actions.telling(asked.typed)
    alone = shown[0] if len(shown) == 1 or not asked.private else None
    judging = [*_sharing(shown, asked, words), *(_thumbs(alone, asked) if alone else ())]
    return _rows(
        links(shown),
        walking(alone, words=words) if alone else (),
        [*judging, _delete(asked)],
    )


def walking(quote: Quote, kind: str = "context", words: str = "") -> list[Button]:
    """Return the buttons that lead to what stands around a quote."""
    if not quote.digest:
        return []
    return [
        Button(text("context-before"), actions.context(quote, "<", kind, words)),
        Button(text("context-after"), actions.context(quote, ">", kind, words)),
    ]


def confirming(question: str) -> tuple[Row, ...]:
    """Return the button that reveals what lies past the horizon."""
    return ((Button(text("reveal-yes"), actions.revealed(question)),),)


def _leading(
    outcome: Outcome, shown: Sequence[Quote], further: Sequence[Quote], words: str
) -> Iterator[Button]:
    """Yield what leads on from here to other quotes."""
    if shown:
        yield from walking(shown[0], words=words)
    if further := [quote for quote in further if quote.digest]:
        yield Button(text("more-quotes"), actions.more(further, words))
    if not isinstance(outcome, Answer):
        yield from _meant(outcome)
    if outcome.beyond:
        yield Button(text("reveal"), actions.reveal(outcome.question))


def _meant(outcome: Outcome) -> Iterator[Button]:
    """Yield the corrected question, for a miss of one that has a word put right."""
    question = outcome.question
    for each in outcome.corrections:
        asked = rf"(?<!\w){re.escape(each.asked)}(?!\w)"
        question = re.sub(asked, _cased(each.used), question, flags=re.IGNORECASE)
    custom_id = actions.ask(question)
    if question != outcome.question and custom_id:
        label = text("did-you-mean", question=markdown.plain(question))
        yield Button(markdown.shorten(label, LONGEST_LABEL), custom_id)


def _cased(word: str) -> Callable[[re.Match[str]], str]:
    """Return what puts a word in another's place, with a capital where that has one."""
    return lambda match: word[:1].upper() + word[1:] if match[0][:1].isupper() else word


def _nearest(quotes: Sequence[Quote], shown: Sequence[Quote], words: str) -> Iterator[Button]:
    """Yield the titles of the nearest articles, which show the nearest passage of each."""
    titles: set[str] = set()
    for quote in (each for each in quotes if each not in shown):
        title = markdown.shorten(quote.meta.title, LONGEST_LABEL) or text("untitled")
        if quote.digest and title not in titles and len(titles) < TITLES:
            titles.add(title)
            yield Button(title, actions.more([quote], words))


def _judging(
    outcome: Outcome, shown: Sequence[Quote], asked: Asked, words: str
) -> Iterator[Button]:
    """Yield what a reader may do about the answer."""
    if isinstance(outcome, Answer) and shown and shown[0].digest:
        yield from _sharing(shown, asked, words)
        yield from _thumbs(shown[0], asked)
    elif asked.guild and not outcome.beyond and (custom_id := actions.tell(asked.typed)):
        yield Button(text("tell-moderators"), custom_id)
    yield _delete(asked)


def _sharing(shown: Sequence[Quote], asked: Asked, words: str) -> Iterator[Button]:
    if asked.private and asked.guild:
        yield Button(text("share"), actions.share(shown, words))


def _thumbs(quote: Quote, asked: Asked) -> list[Button]:
    if not asked.guild:
        return []
    return [
        Button("\N{THUMBS UP SIGN}", actions.up(quote)),
        Button("\N{THUMBS DOWN SIGN}", actions.down(quote, asked.typed)),
    ]


def _delete(asked: Asked) -> Button:
    return Button(text("delete-answer"), actions.delete(asked.asker))


def _rows(*rows: Iterable[LinkButton | Button]) -> tuple[Row, ...]:
    """Return rows that have anything, no id in them twice."""
    seen: set[str] = set()
    kept: list[Row] = []
    for row in rows:
        fresh: list[LinkButton | Button] = []
        for button in row:
            target = button.url if isinstance(button, LinkButton) else button.custom_id
            if target not in seen:
                seen.add(target)
                fresh.append(button)
        if fresh:
            kept.append(tuple(fresh[:BUTTONS]))
    return tuple(kept)
