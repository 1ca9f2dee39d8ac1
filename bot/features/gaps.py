"""``/gaps``: what members asked for and the articles lack."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot import markdown, server_notices
from bot.app import Desk, unlocked
from bot.features.feature import Feature
from bot.features.managing import for_managers, guild_of
from bot.gaps import Gap
from bot.pressing import PAGE, ManagerPress, chosen, controls, turning
from bot.replies import Interaction, Reply, respond_to_manager
from bot.texts.catalogue import text
from index.errors import SearchError
from index.models import Answer

if TYPE_CHECKING:
    from bot.client import QuothBot

OPEN, IGNORED = "open", "ignored"


class Gaps(Feature):
    """For members who manage Quoth."""

    @app_commands.command()
    @for_managers
    @app_commands.describe(ignored="Show those that are ignored instead.")
    async def gaps(self, interaction: Interaction, ignored: bool = False) -> None:
        """See what was asked for but is not in the articles."""
        listed = IGNORED if ignored else OPEN
        await respond_to_manager(interaction, lambda reply: _show(interaction, reply, listed, 0))


class Used(
    ManagerPress,
    template=rf"quoth:gaps:(?P<list>{OPEN}|{IGNORED}):(?:(?P<do>done|ignore|restore):)?{PAGE}",
):
    """Turns to a page, or settles, ignores or restores what was chosen on it."""

    async def answer(self, interaction: Interaction, reply: Reply) -> None:
        """Do so, and show the page."""
        guild, user = guild_of(interaction), interaction.user.id
        servers = interaction.client.servers
        names, listed = set(chosen(interaction)), self.match["list"]
        if names:
            found = await servers.gaps(guild, ignored=listed == IGNORED)
            keys = [gap.key for gap in found if gap.name in names]
            if keys and self.match["do"] == "done":
                await servers.settle(guild, keys, user)
            elif keys:
                await servers.ignore(guild, keys, user, ignored=self.match["do"] == "ignore")
        await _show(interaction, reply, listed, int(self.match["page"]))


async def _show(interaction: Interaction, reply: Reply, listed: str, page: int) -> None:
    guild, bot = guild_of(interaction), interaction.client
    if not (await bot.servers.overview(guild)).settings.keep_missed:
        await reply.show(text("no-gaps-kept"))
        return
    found = await bot.servers.gaps(guild, ignored=listed == IGNORED)
    if listed == IGNORED and not found:
        await reply.show(text("no-gaps-ignored"))
        return
    today = bot.servers.today
    pages = await bot.work.aside(lambda: server_notices.gap_pages(found, today))
    page = min(page, len(pages) - 1)
    shown, gaps = pages[page]
    answered = await _answered(bot, guild, gaps)
    options = [
        discord.SelectOption(
            label=markdown.shorten(gap.words, 100),
            value=gap.name,
            emoji="✅" if gap in answered else None,
        )
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
    shown = server_notices.ticked(shown, gaps, answered)
    await reply.show(shown, controls(*menus, *turning(name, page, len(pages))))


async def _answered(bot: QuothBot, guild: int, gaps: Iterable[Gap]) -> list[Gap]:
    """Return the gaps whose words the articles answer by now, in all that may be quoted."""
    view = await bot.curation.joined(guild, unlocked())
    missed = [gap for gap in gaps if gap.times > gap.disliked]

    def answered(desk: Desk) -> list[Gap]:
        return [gap for gap in missed if isinstance(desk.ask(gap.words, view=view), Answer)]

    try:
        return await bot.at_desk(guild, answered)
    except SearchError:  # There is no index; what was missed can be seen all the same.
        return []


BUTTONS = (Used,)
