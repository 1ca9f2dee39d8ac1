"""Buttons and menus that are known by their ``custom_id`` alone, so that they survive a restart."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Self

import discord

from bot.replies import Interaction, Reply, respond_to_manager
from bot.texts.catalogue import text

CANCEL = "quoth:manage:cancel:"
"""The ``custom_id`` of the button that ends a build of the index."""

PAGE = "(?P<page>[0-9]{1,4})"
"""Ends the ``custom_id`` of a button that turns to a page, of which the first is 0."""


class Press(discord.ui.DynamicItem[discord.ui.Item[Any]], template="(?!)"):
    """A button or menu that was used, whichever run of the bot has posted it.

    The ``template`` of a subclass says which ones are meant; all it needs stands in its ``match``.
    Those of the bot's features are named in ``BUTTONS`` of ``bot.features.registry``.
    """

    def __init__(self, item: discord.ui.Item[Any], match: re.Match[str]) -> None:
        super().__init__(item)
        self.match = match

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """Return what was pressed."""
        return cls(item, match)

    @classmethod
    def known(cls, custom_id: str) -> Self | None:
        """Return the button or menu of a ``custom_id``, in no message; None if it is another's."""
        match = cls.__discord_ui_compiled_template__.fullmatch(custom_id)
        return cls(discord.ui.Button(custom_id=custom_id), match) if match else None


def stands_in(message: discord.Message | None, custom_id: str) -> bool:
    """Whether discord.py finds what was pressed in its message, and hands it to its class.

    It is not there where the message was changed after the press.
    """
    if message is None:
        return False
    kind = discord.ui.LayoutView if message.flags.components_v2 else discord.ui.View
    items = kind.from_message(message, timeout=None).walk_children()
    return any(getattr(item, "custom_id", None) == custom_id for item in items)


class ManagerPress(Press, template="(?!)"):
    """A button or menu that only members who manage Quoth may use."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Respond in private to whoever may press."""
        await respond_to_manager(interaction, lambda reply: self.answer(interaction, reply))

    @abstractmethod
    async def answer(self, interaction: Interaction, reply: Reply) -> None:
        """Show what comes of it in place of the message of the button."""


def controls(*items: discord.ui.Item[Any]) -> discord.ui.View | None:
    """Return buttons and menus as Discord wants them; None when there are none."""
    view = discord.ui.View(timeout=None)
    for item in items:
        view.add_item(item)
    view.stop()  # Presses are told by their custom_id, so discord.py need not remember it.
    return view if items else None


def turning(name: str, page: int, pages: int) -> list[discord.ui.Item[Any]]:
    """Return buttons to the neighbours of a page; their ``custom_id`` is ``name`` and the page."""
    neighbours = ((text("previous-page"), page - 1), (text("next-page"), page + 1))
    return [
        discord.ui.Button(label=label, custom_id=f"{name}:{other}", row=4)
        for label, other in neighbours
        if 0 <= other < pages
    ]


async def show_page(reply: Reply, name: str, page: int, pages: Sequence[str]) -> None:
    """Show a page, or the last where there are fewer, with the buttons that ``turning`` returns."""
    shown = min(page, len(pages) - 1)
    await reply.show(pages[shown], controls(*turning(name, shown, len(pages))))


def pages_of(
    name: str, show: Callable[[Interaction, Reply, int], Awaitable[None]]
) -> type[ManagerPress]:
    """Return the buttons that turn the pages of a list for managers, each of which ``show`` shows;
    see ``turning``."""

    class Page(ManagerPress, template=f"{name}:{PAGE}"):
        async def answer(self, interaction: Interaction, reply: Reply) -> None:
            await show(interaction, reply, int(self.match["page"]))

    return Page


def chosen(interaction: Interaction) -> Sequence[str]:
    """Return what was chosen in a menu."""
    data: Any = interaction.data or {}
    return [str(value) for value in data.get("values") or ()]
