"""What the managers' commands have in common: buttons that only managers may press."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import discord
from discord import app_commands

from bot import notices
from bot.replies import Reply, is_manager, respond_to_manager
from bot.texts.catalogue import text

if TYPE_CHECKING:
    from bot.client import QuothBot

Interaction: TypeAlias = "discord.Interaction[QuothBot]"
Press: TypeAlias = Callable[[Any, Reply, str], Awaitable[None]]
"""Shows in a reply what comes of a press on a button with the last words of its custom_id."""

IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
"""Where managers' commands are offered."""

MANAGER_BUTTON = re.compile(r"quoth:manage:(?P<does>[a-z]+):(?P<what>.{0,70})")
"""The custom_id of a button that only managers may press."""


class ManagerButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=MANAGER_BUTTON,
):
    """A button that ``does`` something with ``what``, by the bot's ``presses``; also long after it
    was shown, for all it needs is in its custom_id."""

    def __init__(
        self,
        does: str,
        what: str,
        label: str = "…",
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    ) -> None:
        custom_id = f"quoth:manage:{does}:{what}"
        super().__init__(discord.ui.Button(label=label, style=style, custom_id=custom_id))
        self.does, self.what = does, what

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> ManagerButton:
        return cls(match["does"], match["what"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        press: Press = interaction.client.presses.get(self.does, _outdated)
        await respond_to_manager(interaction, lambda reply: press(interaction, reply, self.what))


async def _outdated(_: Interaction, reply: Reply, what: str) -> None:
    await reply.show(text("outdated"))


def buttons(*shown: ManagerButton) -> discord.ui.View:
    """Return a view of buttons that discord.py need not remember."""
    view = discord.ui.View(timeout=None)
    for button in shown:
        view.add_item(button)
    view.stop()
    return view


async def show_page(reply: Reply, does: str, page: str, pages: tuple[str, ...]) -> None:
    """Show one of the pages (the first is 0), with buttons that turn to its neighbours."""
    number = min(int(page), len(pages) - 1) if page.isascii() and page.isdigit() else 0
    sides = ((text("previous-page"), number - 1), (text("next-page"), number + 1))
    shown = [ManagerButton(does, str(n), label) for label, n in sides if 0 <= n < len(pages)]
    await reply.show(pages[number], buttons(*shown) if shown else None)


def token(name: str) -> str:
    """Return what stands for a name of any length in a button or a choice."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def guild_of(interaction: Interaction) -> int:
    """Return the server of a manager's command, which has one."""
    assert interaction.guild_id is not None
    return interaction.guild_id


async def manages(interaction: Interaction) -> bool:
    """Whether an interaction, also that of a form being filled in, is a manager's in a server."""
    return interaction.guild_id is not None and await is_manager(interaction)


def noted(command: str, *values: str) -> str:
    """Return a command as it stands on the audit list."""
    return f"{command} {notices.short(' '.join(values), 100)}".rstrip()
