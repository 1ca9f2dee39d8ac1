"""Desks that behave in a way of their own when they are asked."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Sequence

from bot.app import Desk
from bot.wire import Event
from index.models import Outcome, Turn
from index.views import View
from tests.discord_server.patience import PATIENCE


class ListeningDesk(Desk):
    """Hears a question, and the turns that come with it, before it is answered."""

    def hear(self, question: str, history: Sequence[Turn]) -> None:
        """What a subclass does first."""

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        top: int = 3,
        view: View | None = None,
    ) -> Outcome:
        self.hear(question, history)
        return super().ask(question, history, top, view)


class NotingDesk(ListeningDesk):
    """Notes what it hears."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.settings)
        self.noted: list[tuple[str, Sequence[Turn]]] = []

    def hear(self, question: str, history: Sequence[Turn]) -> None:
        self.noted.append((question, history))


class PausedDesk(ListeningDesk):
    """Begins to look for an answer only once it may."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.settings)
        self.may = threading.Event()

    def hear(self, question: str, history: Sequence[Turn]) -> None:
        assert self.may.wait(PATIENCE)


class BrokenDesk(ListeningDesk):
    """Fails at every question."""

    fault: Exception

    def hear(self, question: str, history: Sequence[Turn]) -> None:
        raise self.fault


class QuickDesk(Desk):
    """Builds in this process, which spares the time in which another begins."""

    async def _building(self) -> AsyncGenerator[Event, None]:
        yield await asyncio.to_thread(self.build)


class HeldDesk(Desk):
    """Begins to read the articles only once it may."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.settings)
        self.may = asyncio.Event()

    async def _building(self) -> AsyncGenerator[Event, None]:
        await self.may.wait()
        async for event in super()._building():
            yield event
