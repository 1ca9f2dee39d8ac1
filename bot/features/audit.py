"""``/audit``: what the server's admins did."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import notices
from bot.pressing import controls, turning
from bot.replies import Reply, respond_to_manager

if TYPE_CHECKING:
    from bot.client import QuothBot


class Audit(commands.Cog):
    """For members who manage Quoth."""

    presses = re.compile(r"quoth:audit:(?P<page>[0-9]{1,4})")

    def __init__(self, bot: QuothBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def audit(self, interaction: discord.Interaction[QuothBot]) -> None:
        """See what admins did here, latest first."""
        await self._show(interaction, 0)

    async def press(
        self, interaction: discord.Interaction[QuothBot], pressed: re.Match[str]
    ) -> None:
        """Turn to a page."""
        await self._show(interaction, int(pressed["page"]))

    async def _show(self, interaction: discord.Interaction[QuothBot], page: int) -> None:
        async def answer(reply: Reply) -> None:
            assert interaction.guild_id is not None
            actions = await self.bot.servers.actions(interaction.guild_id)
            pages = await self.bot.work.aside(lambda: notices.audit_pages(actions))
            at = min(page, len(pages) - 1)
            await reply.show(pages[at], controls(turning("quoth:audit", at, len(pages))))

        await respond_to_manager(interaction, answer)
