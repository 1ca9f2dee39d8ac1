"""``/sources`` and ``/about``: what the answers come from."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import discord
from discord import app_commands
from discord.ext import commands

from bot import notices
from bot.replies import Reply, respond
from bot.texts.catalogue import spoken, text
from index.views import ALL, View

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

        async def answer(reply: Reply) -> None:
            await show_page(self.bot, reply, 0, interaction.guild_id)

        await respond(interaction, answer, private=True)

    @app_commands.command()
    async def about(self, interaction: discord.Interaction[QuothBot]) -> None:
        """What Quoth is, what it knows and how to ask."""

        async def answer(reply: Reply) -> None:
            guild, libraries = interaction.guild_id, self.bot.libraries
            stats = await self.bot.work.aside(lambda: libraries.desk(guild).stats())
            await reply.show(notices.about(stats, self.bot.mention))

        await respond(interaction, answer, private=True)


async def show_page(bot: QuothBot, reply: Reply, page: int, guild: int | None) -> None:
    """Show one page of a server's list of articles (the first is 0), with buttons to its
    neighbours."""
    view = await bot.view(guild)
    pages = await bot.work.aside(lambda: _pages(bot.libraries.desk(guild).searcher(), view))
    page = min(page, len(pages) - 1)
    sides = discord.ui.View(timeout=None)
    for label, other in ((text("previous-page"), page - 1), (text("next-page"), page + 1)):
        if 0 <= other < len(pages):
            sides.add_item(discord.ui.Button(label=label, custom_id=f"quoth:sources:{other}"))
    sides.stop()  # Presses are answered by their custom_id, so discord.py need not remember it.
    await reply.show(pages[page], sides if sides.children else None)


def _pages(searcher: Searcher, view: View = ALL) -> tuple[str, ...]:
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
