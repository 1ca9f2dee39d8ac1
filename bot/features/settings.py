"""``/settings``: what a server has set, to see and to change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot import notices
from bot.replies import Reply, respond_to_manager
from bot.store import records

if TYPE_CHECKING:
    from bot.client import QuothBot

Days = app_commands.Range[int, 1, 365]


class AnyChannel(app_commands.Transformer):
    """The id of a channel of any kind; discord.py's own would name kinds that Discord refuses."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    async def transform(self, interaction: discord.Interaction, value: Any) -> int:
        return int(value.id)


Channel = app_commands.Transform[int, AnyChannel]


class ServerSettings(commands.Cog):
    """For members who manage the server."""

    def __init__(self, bot: QuothBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.describe(
        answers="Who sees answers to /ask, unless the asker says otherwise?",
        off_in="Switch me off in this channel, category or thread.",
        on_in="Switch me on again there.",
        keep_missed="Keep the words of questions that found nothing, for /gaps?",
        days="For how many days are they kept?",
    )
    async def settings(
        self,
        interaction: discord.Interaction[QuothBot],
        answers: Literal["public", "private"] | None = None,
        off_in: Channel | None = None,
        on_in: Channel | None = None,
        keep_missed: bool | None = None,
        days: Days | None = None,
    ) -> None:
        """See and change how I behave in this server."""

        def edit(old: records.ServerSettings) -> records.ServerSettings:
            return replace(
                old,
                silent=frozenset(each for each in (*old.silent, off_in) if each and each != on_in),
                private=old.private if answers is None else answers == "private",
                keep_missed=old.keep_missed if keep_missed is None else keep_missed,
                retention_days=old.retention_days if days is None else days,
            )

        given = {
            "answers": answers,
            "off_in": off_in and f"<#{off_in}>",
            "on_in": on_in and f"<#{on_in}>",
            "keep_missed": keep_missed,
            "days": days,
        }
        changes = [f"{name}:{value}" for name, value in given.items() if value is not None]

        async def answer(reply: Reply) -> None:
            guild, servers = interaction.guild_id, self.bot.servers
            assert guild is not None
            if changes:
                what = " ".join(["/settings", *changes])
                await servers.change(guild, edit, interaction.user.id, what)
            await reply.show(notices.settings(await servers.overview(guild)))

        await respond_to_manager(interaction, answer)
