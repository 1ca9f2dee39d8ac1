"""``/reindex``: the articles are read anew, while questions go on being answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import notices
from bot.features.indexing import CANCEL, Shown
from bot.features.managing import Interaction, guild_of
from bot.replies import Reply, respond_to_manager
from bot.texts.catalogue import text
from index.models import BuildReport

if TYPE_CHECKING:
    from bot.client import QuothBot


class Admin(commands.Cog):
    """For members who manage the server."""

    def __init__(self, bot: QuothBot) -> None:
        self.bot = bot
        self._renewing: set[int] = set()
        bot.presses[CANCEL] = self._cancel

    @app_commands.command()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def reindex(self, interaction: discord.Interaction[QuothBot]) -> None:
        """Read the articles again and bring the index up to date."""

        async def answer(reply: Reply) -> None:
            guild = guild_of(interaction)
            try:
                await self._reindex(reply, guild)
            finally:
                await self.bot.servers.note(guild, interaction.user.id, "/reindex")

        await respond_to_manager(interaction, answer)

    async def _reindex(self, reply: Reply, guild: int) -> None:
        async with Shown(reply) as progress:
            report = await self._renewed(guild, progress)
        await reply.show(notices.summary(report))

    async def _renewed(self, guild: int, progress: Shown) -> BuildReport:
        """Renew the index that answers a server: its own, if it has articles of its own."""
        libraries = self.bot.libraries
        if libraries.has_own(guild):
            async with libraries.changing(guild):
                return await libraries.own(guild).reindex(progress.note)
        first = guild not in self._renewing
        self._renewing.add(guild)
        try:
            return await self.bot.desk.reindex(progress.note)
        finally:
            if first:
                self._renewing.discard(guild)

    async def _cancel(self, interaction: Interaction, reply: Reply, _: str) -> None:
        """End the build that this server has begun; whoever waits for it tells that."""
        guild = guild_of(interaction)
        desk = self.bot.desk if guild in self._renewing else self.bot.libraries.own(guild)
        if desk.cancel():
            await self.bot.servers.note(guild, interaction.user.id, "/reindex cancel")
        else:
            await reply.show(text("reindex-over"))
