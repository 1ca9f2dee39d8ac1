"""``/sources`` and ``/about``: what the answers come from."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import discord
from discord import app_commands
from discord.ext import commands

from bot import notices
from bot.replies import Reply, respond
from bot.texts.catalogue import spoken, text
from index.views import View

if TYPE_CHECKING:
    from bot.client import QuothBot
    from index.search import Searcher

PAGE_BUTTON = re.compile(r"quoth:sources:(?P<page>[0-9]{1,4})")
"""The custom_id of a button that turns to a page; buttons go on working after a restart."""

MOST_KEPT = 16
"""Lists of a generation that are kept, by what is shown of it and in which language."""

_KEPT: WeakKeyDictionary[Searcher, dict[tuple[View, str], tuple[str, ...]]] = WeakKeyDictionary()


class Library(commands.Cog):
    """Tells what there is to quote from."""

    def __init__(self, bot: QuothBot) -> None:
        self.bot = bot

    @app_commands.command()
    async def sources(self, interaction: discord.Interaction[QuothBot]) -> None:
        """List the articles that answers are quoted from."""
        await show_page(interaction, 0)

    @app_commands.command()
    async def about(self, interaction: discord.Interaction[QuothBot]) -> None:
        """What Quoth is, what it knows and how to ask."""

        async def answer(reply: Reply) -> None:
            guild, libraries = interaction.guild_id, self.bot.libraries
            stats = await self.bot.work.aside(lambda: libraries.desk(guild).stats())
            await reply.show(notices.about(stats, self.bot.mention))

        await respond(interaction, answer, private=True)


async def show_page(interaction: discord.Interaction[QuothBot], page: int) -> None:
    """Show the asker one page of the list of articles (the first is 0), with buttons to its
    neighbours; only what the asker may see is on it."""
    bot = interaction.client

    # A press changes the message of its button, which others may see.
    alone = interaction.message is None or interaction.message.flags.ephemeral

    async def answer(reply: Reply) -> None:
        guild, channel, user = interaction.guild_id, interaction.channel, interaction.user.id
        view = await bot.view(guild, channel, user, private=alone)
        pages = await bot.work.aside(lambda: _pages(bot.libraries.desk(guild).searcher(), view))
        shown = min(page, len(pages) - 1)
        turning = discord.ui.View(timeout=None)
        for label, other in ((text("previous-page"), shown - 1), (text("next-page"), shown + 1)):
            if 0 <= other < len(pages):
                button = discord.ui.Button[Any](label=label, custom_id=f"quoth:sources:{other}")
                turning.add_item(button)
        turning.stop()  # Presses are answered by their custom_id, so it need not be remembered.
        await reply.show(pages[shown], turning if turning.children else None)

    await respond(interaction, answer, private=alone)


def _pages(searcher: Searcher, view: View) -> tuple[str, ...]:
    """Return the list of a generation's articles, which are described once however many turn it.

    What is unlocked is there a minute later at the most.
    """
    minute = view.now and view.now.replace(second=0, microsecond=0)
    key = replace(view, now=minute, pinned=frozenset(), aliases=()), spoken()
    kept = _KEPT.setdefault(searcher, {})
    if key not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = notices.source_pages(searcher.articles(key[0]))
    return kept[key]
