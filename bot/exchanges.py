"""Which message was answered by which, so that an edit or a deletion reaches the answer."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field

import discord

from bot.latest import Latest
from index.models import Turn

KEPT = 10_000
"""Messages whose answers are known; the oldest make way."""

_SOURCE = re.compile(r"— (?:\[(?P<link>(?:\\.|[^\]\\])+)\]\(<|\*\*(?P<bold>(?:\\.|[^*\\])+)\*\*)")
"""The title in the line under a quote (``cards.source_line``)."""


@dataclass(slots=True, eq=False)
class Exchange:
    """A question that came as a message, and its answer.

    Attributes:
        asker: the id of who asked.
        edits: how often it was heard; the latest counts.
        shown: the question that the answer is to, None while there is none.
        answer: the message that answers, None while there is none.
        turn: what a conversation remembers of it.
        gone: whether the question or the answer was deleted, so that nothing more is to be said.
        lock: held by whoever answers, so that one edit follows the other.
    """

    asker: int
    edits: int = 0
    shown: str | None = None
    answer: discord.Message | None = None
    turn: Turn | None = None
    gone: bool = False
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Exchanges:
    """The latest exchanges, by the ids of both messages. In memory only."""

    def __init__(self) -> None:
        self._questions = Latest[int, Exchange](KEPT)
        self._answers = Latest[int, Exchange](KEPT)

    def begun(self, question: int, asker: int) -> Exchange:
        """Return the exchange of a message, a new one where there is none."""
        return self._questions.setdefault(question, Exchange(asker))

    def answered(self, exchange: Exchange, answer: discord.Message) -> None:
        """Note which message answers."""
        exchange.answer = answer
        self._answers[answer.id] = exchange

    def of_question(self, message: int) -> Exchange | None:
        """Return the exchange that a message began."""
        return self._questions.get(message)

    def of_answer(self, message: int) -> Exchange | None:
        """Return the exchange that a message answers."""
        return self._answers.get(message)

    def forget(self, person: int) -> None:
        """Forget what somebody asked and was answered, but not by which message."""
        for exchange in (*self._questions.values(), *self._answers.values()):
            if exchange.asker == person:
                exchange.shown = exchange.turn = None


def quoted_title(message: discord.Message) -> str:
    """Return the title of the first article that one of the bot's messages quotes, or nothing."""
    parts = [message.content]
    parts += (
        each.content
        for component in message.components
        for each in (component, *getattr(component, "children", ()))
        if isinstance(each, discord.TextDisplay)
    )
    found = _SOURCE.search("\n".join(parts))
    return re.sub(r"\\(.)|\u200b", r"\1", found["link"] or found["bold"]) if found else ""
