"""What the buttons of a card do, as ids that hold all they need, so that they outlive a restart.

Discord gives an id 100 characters. A place is the digest of a passage and the numbers of the first
and the last of its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot import gaps, markdown
from index.models import Quote

LONGEST_ID = 100
"""Characters of a ``custom_id`` that Discord accepts."""

MOST_PLACES = 3
"""Places that fit into an id."""

_PLACE = r"[0-9a-f]{16}\.[0-9]{1,5}\.[0-9]{1,5}"
_PLACES = rf"(?P<places>{_PLACE}(?:,{_PLACE}){{0,{MOST_PLACES - 1}}})"
_WORDS = r"(?P<words>[^\n]*)"

_MARKED = rf"(?::{_WORDS})?"

MORE = re.compile(rf"q:more:{_PLACES}{_MARKED}")
CONTEXT = re.compile(rf"q:(?P<kind>context|walk):(?P<way>[<>]):{_PLACES}{_MARKED}")
SHARE = re.compile(rf"q:share:{_PLACES}{_MARKED}")
DELETE = re.compile(r"q:delete:(?P<asker>[0-9]{1,20})")
UP = re.compile(r"q:up:(?P<digest>[0-9a-f]{16})")
DOWN = re.compile(rf"q:down:(?P<digest>[0-9a-f]{{16}}):{_WORDS}")
REASON = re.compile(rf"q:reason:(?P<digest>[0-9a-f]{{16}}):{_WORDS}")
TELL = re.compile(rf"q:tell:{_WORDS}")
ASK = re.compile(rf"q:ask:{_WORDS}")
REVEAL = re.compile(rf"q:reveal:{_WORDS}")
REVEALED = re.compile(rf"q:revealed:{_WORDS}")


class Place(NamedTuple):
    """Sentences of a passage."""

    digest: str
    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.digest}.{self.first}.{self.last}"


def place(quote: Quote) -> Place:
    """Return where a quote stands, whatever index it is from."""
    return Place(quote.digest, *quote.sentences)


def places(text: str) -> list[Place]:
    """Return the places of an id.

    >>> places("00aa00aa00aa00aa.0.1,11bb11bb11bb11bb.2.2")[1]
    Place(digest='11bb11bb11bb11bb', first=2, last=2)
    """
    parts = (each.split(".") for each in text.split(","))
    return [Place(digest, int(first), int(last)) for digest, first, last in parts]


def more(quotes: Sequence[Quote], words: str = "") -> str:
    """Show further quotes, in which as many of a question's words as fit are highlighted."""
    return _marking(f"q:more:{_joined(quotes)}", words)


def context(quote: Quote, way: str, kind: str = "context", words: str = "") -> str:
    """Show what stands before (``<``) or after (``>``) a quote, ``walk`` in the same message."""
    return _marking(f"q:{kind}:{way}:{place(quote)}", words)


def share(quotes: Sequence[Quote], words: str = "") -> str:
    """Post quotes for everybody."""
    return _marking(f"q:share:{_joined(quotes)}", words)


def delete(asker: int) -> str:
    """Delete the answer to somebody's question."""
    return f"q:delete:{asker}"


def up(quote: Quote) -> str:
    """Find a quote good."""
    return f"q:up:{quote.digest}"


def down(quote: Quote, question: str) -> str:
    """Find a quote bad as an answer to a question."""
    return _filled(f"q:down:{quote.digest}:", telling(question), room=2)


def reason(digest: str, words: str) -> str:
    """Say why; ``words`` are those of ``down``."""
    return f"q:reason:{digest}:{words}"


def tell(question: str) -> str | None:
    """Tell the moderators what the articles lack; None where nothing tells it."""
    custom_id = _filled("q:tell:", telling(question))
    return custom_id if custom_id != "q:tell:" else None


def ask(question: str) -> str | None:
    """Ask a question; None where it is too long."""
    custom_id = f"q:ask:{markdown.plain(question)}"
    return custom_id if markdown.size(custom_id) <= LONGEST_ID else None


def reveal(question: str) -> str:
    """Ask again without a horizon: of a long question, the words that count."""
    return _question("q:reveal:", question, room=2)


def revealed(question: str) -> str:
    """Do so, now that it is confirmed."""
    return _question("q:revealed:", question)


def _joined(quotes: Sequence[Quote]) -> str:
    return ",".join(str(place(quote)) for quote in quotes[:MOST_PLACES])


def telling(question: str) -> str:
    """Return the words of a question that ``/gaps`` would show."""
    missed = gaps.missed(question, 0)
    return markdown.plain(missed.words) if missed else ""


def _question(action: str, question: str, room: int = 0) -> str:
    whole = action + markdown.plain(question)
    fits = markdown.size(whole) <= LONGEST_ID - room
    return whole if fits else _filled(action, telling(question), room)


def _marking(action: str, words: str) -> str:
    return _filled(f"{action}:", words).removesuffix(":")


def _filled(action: str, words: str, room: int = 0) -> str:
    """Return an id with as many whole words as fit, ``room`` characters left."""
    kept = ""
    for word in words.split(" "):
        longer = f"{kept} {word}".strip()
        if markdown.size(action + longer) > LONGEST_ID - room:
            break
        kept = longer
    return action + kept
