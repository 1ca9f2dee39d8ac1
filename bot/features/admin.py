"""``/reindex``: the articles are read anew, while questions go on being answered."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import notices
from bot.replies import NETWORK_FAULTS, Reply, respond_to_manager
from index.build import Progress
from index.errors import BuildRunning

if TYPE_CHECKING:
    from bot.client import QuothBot

log = logging.getLogger(__name__)

PROGRESS_SECONDS = 2.0
"""Progress is shown at most this often."""


class Admin(commands.Cog):
    """For members who manage the server."""

    def __init__(self, bot: QuothBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def reindex(self, interaction: discord.Interaction[QuothBot]) -> None:
        """Read the articles again and bring the index up to date."""

        async def answer(reply: Reply) -> None:
            assert interaction.guild_id is not None
            try:
                await self._reindex(reply)
            finally:
                await self.bot.servers.note(interaction.guild_id, interaction.user.id, "/reindex")

        await respond_to_manager(interaction, answer)

    async def _reindex(self, reply: Reply) -> None:
        await reply.show(notices.indexing())
        progress = _Shown(reply)
        try:
            async with progress:
                report = await self.bot.desk.reindex(progress.note)
        except BuildRunning as error:
            await reply.show(notices.trouble(error))
        else:
            await reply.show(notices.summary(report))


class _Shown(contextlib.AbstractAsyncContextManager["_Shown"]):
    """Progress that is noted at any rate and shown at a calm one."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self._latest: Progress | None = None
        self._over = asyncio.Event()

    def note(self, progress: Progress) -> None:
        """Remember how far the build is."""
        self._latest = progress

    async def __aenter__(self) -> _Shown:
        self._showing = asyncio.create_task(self._show())
        return self

    async def __aexit__(self, *_: object) -> None:
        # An edit under way is awaited, or it could overtake the summary.
        self._over.set()
        await self._showing

    async def _show(self) -> None:
        shown: Progress | None = None
        while not self._over.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), PROGRESS_SECONDS)
            if self._latest is not shown and not self._over.is_set():
                shown = self._latest
                try:
                    await self._reply.show(notices.indexing(shown))
                except (discord.DiscordException, *NETWORK_FAULTS) as error:
                    log.warning("could not show progress: %s", error)
