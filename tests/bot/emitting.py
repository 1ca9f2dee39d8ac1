"""A gateway that says something else than Discord's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.discord_server.connection import Session
from tests.discord_server.gateway import Gateway

Data = dict[str, Any]


def rewrite(monkeypatch: pytest.MonkeyPatch, rewritten: Callable[[str, Data], Data]) -> None:
    """Let each event be sent with other data in place of its own, by its name."""
    emit = Gateway._emit

    async def emitted(self: Gateway, session: Session, name: str, data: Data) -> None:
        await emit(self, session, name, rewritten(name, data))

    monkeypatch.setattr(Gateway, "_emit", emitted)


def without(data: Data, part: str) -> Data:
    """Return data without a part."""
    return {name: value for name, value in data.items() if name != part}
