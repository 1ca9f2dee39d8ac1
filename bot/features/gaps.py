"""``/gaps``: what members asked for and the articles lack."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import markdown, notices
from bot.pressing import chosen, controls, turning
from bot.replies import Reply, respond_to_manager
from bot.texts.catalogue import text

if TYPE_CHECKING:
    from bot.client import QuothBot

OPEN, IGNORED = "open", "ignored"


class Gaps(commands.Cog):
    """For members who manage Quoth."""

    presses = re.compile(
        r"quoth:gaps:(?P<list>open|ignored):(?:(?P<do>done|ignore|restore):)?(?P<page>[0-9]{1,4})"
    )

    def __init__(self, bot: QuothBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.describe(ignored="Show those that are ignored instead.")
    async def gaps(self, interaction: discord.Interaction[QuothBot], ignored: bool = False) -> None:
        """See what was asked for but is not in the articles."""

        async def answer(reply: Reply) -> None:
            assert interaction.guild_id is not None
            await self._show(reply, interaction.guild_id, IGNORED if ignored else OPEN, 0)

        await respond_to_manager(interaction, answer)

    async def press(
        self, interaction: discord.Interaction[QuothBot], pressed: re.Match[str]
    ) -> None:
        """Turn to a page, or settle, ignore or restore what was chosen on it."""

        async def answer(reply: Reply) -> None:
            guild, user, servers = interaction.guild_id, interaction.user.id, self.bot.servers
            assert guild is not None
            names, listed = set(chosen(interaction)), pressed["list"]
            if names:
                found = await servers.gaps(guild, ignored=listed == IGNORED)
                keys = [gap.key for gap in found if gap.name in names]
                if keys and pressed["do"] == "done":
                    await servers.settle(guild, keys, user)
                elif keys:
                    await servers.ignore(guild, keys, user, ignored=pressed["do"] == "ignore")
            await self._show(reply, guild, listed, int(pressed["page"]))

        await respond_to_manager(interaction, answer)

    async def _show(self, reply: Reply, guild: int, listed: str, page: int) -> None:
        if not (await self.bot.servers.overview(guild)).settings.keep_missed:
            await reply.show(text("no-gaps-kept"))
            return
        found = await self.bot.servers.gaps(guild, ignored=listed == IGNORED)
        today = self.bot.servers.today
        pages = await self.bot.work.aside(lambda: notices.gap_pages(found, today))
        page = min(page, len(pages) - 1)
        shown, gaps = pages[page]
        options = [
            discord.SelectOption(label=markdown.shorten(gap.words, 100), value=gap.name)
            for gap in gaps
        ]
        name = f"quoth:gaps:{listed}"
        does = {"done": text("gaps-done"), "ignore": text("gaps-ignore")}
        if listed == IGNORED:
            does = {"restore": text("gaps-restore")}
        menus: list[discord.ui.Item[Any]] = [
            discord.ui.Select(
                placeholder=label,
                custom_id=f"{name}:{do}:{page}",
                max_values=len(options),
                options=options,
            )
            for do, label in does.items()
            if options
        ]
        await reply.show(shown, controls([*menus, *turning(name, page, len(pages))]))
