"""``/sources`` and ``/about``: what the answers come from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import discord
from discord import app_commands

from bot import notices
from bot.features.feature import Feature
from bot.pressing import PAGE, Press, show_page
from bot.replies import Interaction, Reply, is_manager, respond
from bot.texts.catalogue import spoken, text
from bot.views import view_of
from index.views import View

if TYPE_CHECKING:
    from index.search import Searcher

LIST = "quoth:sources"

MOST_KEPT = 16
"""Lists of a generation that are kept, by what is shown of it and in which language."""

_KEPT: WeakKeyDictionary[Searcher, dict[tuple[View, str], tuple[str, ...]]] = WeakKeyDictionary()


class Library(Feature):
    """Tells what there is to quote from."""

    @app_commands.command()
    async def sources(self, interaction: Interaction) -> None:
        """List the articles that answers are quoted from."""
        await _show(interaction, 0)

    @app_commands.command()
    async def about(self, interaction: Interaction) -> None:
        """What Quoth is, what it knows and how to ask."""

        async def answer(reply: Reply) -> None:
            stats = await self.bot.at_desk(interaction.guild_id, lambda desk: desk.stats())
            said = [notices.about(stats, self.bot.mention)]
            if interaction.guild_id is not None and await is_manager(interaction):
                said.append(text("about-managing"))
            await reply.show("\n".join(said))

        await respond(interaction, answer, private=True)


class Page(Press, template=f"{LIST}:{PAGE}"):
    """Turns to a page of the list of articles."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show it in place of the one that the button stands under."""
        await _show(interaction, int(self.match["page"]))


async def _show(interaction: Interaction, page: int) -> None:
    """Show one page of the list; only what whoever reads it may see is on it."""
    bot = interaction.client

    # A press changes the message of its button, which others may see.
    alone = interaction.message is None or interaction.message.flags.ephemeral

    async def answer(reply: Reply) -> None:
        view = await view_of(interaction, private=alone)
        pages = await bot.at_desk(interaction.guild_id, lambda desk: _pages(desk.searcher(), view))
        await show_page(reply, LIST, page, pages)

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


BUTTONS = (Page,)
