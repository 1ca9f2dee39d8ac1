"""Buttons and menus that are known by their ``custom_id`` alone, so that they survive a restart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import discord

from bot.texts.catalogue import text

if TYPE_CHECKING:
    from bot.client import QuothBot


@runtime_checkable
class Pressed(Protocol):
    """A feature whose buttons and menus have a ``custom_id`` that ``presses`` matches."""

    presses: re.Pattern[str]

    async def press(
        self, interaction: discord.Interaction[QuothBot], pressed: re.Match[str]
    ) -> None:
        """Respond to a press, by whomever and wherever."""


def controls(items: Iterable[discord.ui.Item[Any]]) -> discord.ui.View | None:
    """Return buttons and menus as Discord wants them; None when there are none."""
    view = discord.ui.View(timeout=None)
    for item in items:
        view.add_item(item)
    view.stop()  # Presses are told by their custom_id, so discord.py need not remember it.
    return view if view.children else None


def turning(name: str, page: int, pages: int) -> list[discord.ui.Item[Any]]:
    """Return buttons to the neighbours of a page; their ``custom_id`` is ``name`` and the page."""
    neighbours = ((text("previous-page"), page - 1), (text("next-page"), page + 1))
    return [
        discord.ui.Button(label=label, custom_id=f"{name}:{other}", row=4)
        for label, other in neighbours
        if 0 <= other < pages
    ]


def chosen(interaction: discord.Interaction[QuothBot]) -> Sequence[str]:
    """Return what was chosen in a menu."""
    data: Any = interaction.data or {}
    return [str(value) for value in data.get("values") or ()]
