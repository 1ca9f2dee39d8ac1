"""``/audit``: what the server's admins did."""

from __future__ import annotations

from discord import app_commands

from bot import server_notices
from bot.features.feature import Feature
from bot.features.managing import for_managers, guild_of
from bot.pressing import pages_of, show_page
from bot.replies import Interaction, Reply, respond_to_manager

LIST = "quoth:audit"


class Audit(Feature):
    """For members who manage Quoth."""

    @app_commands.command()
    @for_managers
    async def audit(self, interaction: Interaction) -> None:
        """See what admins did here, latest first."""
        await respond_to_manager(interaction, lambda reply: _show(interaction, reply))


async def _show(interaction: Interaction, reply: Reply, page: int = 0) -> None:
    bot = interaction.client
    actions = await bot.servers.actions(guild_of(interaction))
    pages = await bot.work.aside(lambda: server_notices.audit_pages(actions))
    await show_page(reply, LIST, page, pages)


BUTTONS = (pages_of(LIST, _show),)
