"""``/audit``: what the server's admins did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot import server_notices
from bot.features.managing import for_managers, guild_of
from bot.pressing import PAGE, ManagerPress, show_page
from bot.replies import Interaction, Reply, respond_to_manager

if TYPE_CHECKING:
    from bot.client import QuothBot

LIST = "quoth:audit"


class Audit(commands.Cog):
    """For members who manage Quoth."""

    def __init__(self, bot: QuothBot) -> None:
        self.bot = bot

    @app_commands.command()
    @for_managers
    async def audit(self, interaction: Interaction) -> None:
        """See what admins did here, latest first."""
        await respond_to_manager(interaction, lambda reply: _show(interaction, reply, 0))


class Page(ManagerPress, template=f"{LIST}:{PAGE}"):
    """Turns to a page."""

    async def answer(self, interaction: Interaction, reply: Reply) -> None:
        """Show it."""
        await _show(interaction, reply, int(self.match["page"]))


async def _show(interaction: Interaction, reply: Reply, page: int) -> None:
    bot = interaction.client
    actions = await bot.servers.actions(guild_of(interaction))
    pages = await bot.work.aside(lambda: server_notices.audit_pages(actions))
    await show_page(reply, LIST, page, pages)


BUTTONS = (Page,)
