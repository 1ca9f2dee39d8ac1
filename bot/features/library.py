"""``/sources`` and ``/about``: what the answers come from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import discord
from discord import app_commands
from discord.ext import commands

from bot import notices
from bot.replies import Reply, respond
from bot.texts.catalogue import text

if TYPE_CHECKING:
    from bot.client import QuothBot
    from index.search import Searcher

PAGE_BUTTON = re.compile(r"quoth:sources:(?P<page>[0-9]{1,4})")
"""The custom_id of a button that turns to a page; buttons go on working after a restart."""

_KEPT: WeakKeyDictionary[Searcher, tuple[str, ...]] = WeakKeyDictionary()


class Library(commands.Cog):
    """Tells what there is to quote from."""

    def __init__(self, bot: QuothBot) -> None:
        self.bot = bot

    @app_commands.command()
    async def sources(self, interaction: discord.Interaction[QuothBot]) -> None:
        """List the articles that answers are quoted from."""
        await respond(interaction, lambda reply: show_page(self.bot, reply, 0), private=True)

    @app_commands.command()
    async def about(self, interaction: discord.Interaction[QuothBot]) -> None:
        """What Quoth is, what it knows and how to ask."""

        async def answer(reply: Reply) -> None:
            stats = await self.bot.work.aside(self.bot.desk.stats)
            await reply.show(notices.about(stats, self.bot.mention))

        await respond(interaction, answer, private=True)


async def show_page(bot: QuothBot, reply: Reply, page: int) -> None:
    """Show one page of the list of articles (the first is 0), with buttons to its neighbours."""
    pages = await bot.work.aside(lambda: _pages(bot.desk.searcher()))
    page = min(page, len(pages) - 1)
    view = discord.ui.View(timeout=None)
    for label, other in ((text("previous-page"), page - 1), (text("next-page"), page + 1)):
        if 0 <= other < len(pages):
            view.add_item(discord.ui.Button(label=label, custom_id=f"quoth:sources:{other}"))
    view.stop()  # Presses are answered by their custom_id, so discord.py need not remember it.
    await reply.show(pages[page], view if view.children else None)


def _pages(searcher: Searcher) -> tuple[str, ...]:
    """Return the list of a generation's articles, which are described once however many turn it."""
    if searcher not in _KEPT:
        _KEPT[searcher] = notices.source_pages(searcher.articles())
    return _KEPT[searcher]
