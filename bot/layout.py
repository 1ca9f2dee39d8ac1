"""A card as Discord's components: a layout (Components V2), or the links of a plain message."""

from __future__ import annotations

from typing import Any

import discord

from bot.cards import Card
from bot.controls import Button, LinkButton

AnyView = discord.ui.View | discord.ui.LayoutView


def forms(card: Card) -> list[tuple[str | None, AnyView | None]]:
    """Return how a card may be sent, as content and view, the best first: as a layout, or as plain
    text with links, or without these too."""
    found: list[tuple[str | None, AnyView | None]] = [(card.content, None)]
    if card.buttons:
        found.insert(0, (card.content, _links(card)))
    if card.parts:
        found.insert(0, (None, layout(card)))
    return found


def layout(card: Card) -> discord.ui.LayoutView:
    """Return a card as a layout: one container of texts, a line between them, and buttons.

    Its buttons are answered by their ids, so discord.py need not remember it.
    """
    container: discord.ui.Container[Any] = discord.ui.Container()
    for at, part in enumerate(card.parts):
        if at:
            container.add_item(discord.ui.Separator())
        container.add_item(discord.ui.TextDisplay(part))
    for row in card.rows:
        container.add_item(discord.ui.ActionRow(*map(_button, row)))
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(container)
    view.stop()
    return view


def plain(sentence: str) -> discord.ui.LayoutView:
    """Return a sentence that takes the place of a layout."""
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.TextDisplay(sentence))
    view.stop()
    return view


def _links(card: Card) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    for button in card.buttons:
        view.add_item(_button(button))
    return view


def _button(button: Button | LinkButton) -> discord.ui.Button[Any]:
    if isinstance(button, LinkButton):
        return discord.ui.Button(label=button.label, url=button.url)
    return discord.ui.Button(label=button.label, custom_id=button.custom_id)
