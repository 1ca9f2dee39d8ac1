"""``/alias``: names that mean the same on a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import curation_notices, notices
from bot.errors import Refused, StoreUnusable
from bot.features.managing import (
    IN_SERVERS,
    Interaction,
    guild_of,
    manages,
    noted,
    show_page,
    token,
)
from bot.markdown import shorten
from bot.replies import Reply, respond_to_manager
from bot.texts.catalogue import text
from corpus.aliases import parse

if TYPE_CHECKING:
    from bot.client import QuothBot

CHOICES, LONGEST_CHOICE = 25, 100

Name = app_commands.Range[str, 1, 100]


class Aliases(commands.Cog):
    """For members who manage the server."""

    alias = app_commands.Group(
        name="alias",
        description="Names that mean the same.",
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_contexts=IN_SERVERS,
    )

    def __init__(self, bot: QuothBot) -> None:
        self.bot = bot
        bot.presses["aliases"] = self._turn

    @alias.command()
    @app_commands.describe(
        name="A name, as the articles write it.", other="Another name for the same."
    )
    async def add(
        self, interaction: discord.Interaction[QuothBot], name: Name, other: Name
    ) -> None:
        """Let another name mean the same."""

        async def answer(reply: Reply) -> None:
            guild, user = guild_of(interaction), interaction.user.id
            groups, _ = parse(f"{str(name).lstrip('# ')} = {other}")
            if not groups:
                raise Refused(text("alias-bad"))
            what = noted("/alias add", *groups[0])
            await self.bot.curation.alias(guild, groups[0], True, user, what)
            await reply.show(text("alias-is-added", names=notices.short(" = ".join(groups[0]))))

        await respond_to_manager(interaction, answer)

    @alias.command(name="list")
    async def list_(self, interaction: discord.Interaction[QuothBot]) -> None:
        """List the names that this server has added."""
        await respond_to_manager(interaction, lambda reply: self._turn(interaction, reply, "0"))

    @alias.command()
    @app_commands.describe(names="Which ones?")
    async def remove(self, interaction: discord.Interaction[QuothBot], names: Name) -> None:
        """Let names no longer mean the same."""

        async def answer(reply: Reply) -> None:
            guild, user = guild_of(interaction), interaction.user.id
            groups = (await self.bot.curation.of(guild)).aliases
            typed = str(names).casefold()
            group = next(
                (g for g in groups if names == token(" = ".join(g)) or typed in _written(g)), None
            )
            if group is None:
                raise Refused(text("alias-unknown"))
            await self.bot.curation.alias(guild, group, False, user, noted("/alias remove", *group))
            await reply.show(text("alias-is-removed", names=notices.short(" = ".join(group))))

        await respond_to_manager(interaction, answer)

    @remove.autocomplete("names")
    async def _names(
        self, interaction: discord.Interaction[QuothBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        if not await manages(interaction):
            return []
        try:
            groups = (await self.bot.curation.of(guild_of(interaction))).aliases
        except StoreUnusable:
            return []
        lines = [" = ".join(group) for group in groups]
        return [
            app_commands.Choice(name=shorten(line, LONGEST_CHOICE), value=token(line))
            for line in lines
            if typed.casefold() in line.casefold()
        ][:CHOICES]

    async def _turn(self, interaction: Interaction, reply: Reply, page: str) -> None:
        set_here = await self.bot.curation.of(guild_of(interaction))
        pages = curation_notices.alias_pages(set_here.aliases)
        await show_page(reply, "aliases", page, pages)


def _written(group: tuple[str, ...]) -> set[str]:
    """Return how somebody may type a group: any of its names, or all."""
    return {name.casefold() for name in (*group, " = ".join(group))}
