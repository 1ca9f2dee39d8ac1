"""``/gaps``: what members asked for and the articles lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import notices
from bot.replies import Reply, respond_to_manager
from bot.texts.catalogue import text

if TYPE_CHECKING:
    from bot.client import QuothBot


class Gaps(commands.Cog):
    """For members who manage the server."""

    def __init__(self, bot: QuothBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def gaps(self, interaction: discord.Interaction[QuothBot]) -> None:
        """See what was asked for but is not in the articles."""

        async def answer(reply: Reply) -> None:
            guild, servers = interaction.guild_id, self.bot.servers
            assert guild is not None
            if (await servers.overview(guild)).settings.keep_missed:
                await reply.show(notices.gaps(await servers.gaps(guild), servers.today))
            else:
                await reply.show(text("no-gaps-kept"))

        await respond_to_manager(interaction, answer)
