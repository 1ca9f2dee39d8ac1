"""All that people can do with the bot: its commands, its buttons and its forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot import actions
from bot.commands import Translator
from bot.features import (
    aliases,
    articles,
    ask,
    audit,
    digest,
    feedback,
    finding,
    gaps,
    library,
    listing,
    mention,
    misses,
    passages,
    permissions,
    privacy,
    progress,
    quotes,
    reindex,
    settings,
    sharing,
    spoilers,
)
from bot.features.feature import Feature
from bot.pressing import Press, stands_in
from bot.replies import Interaction, Reply
from bot.texts.catalogue import text

if TYPE_CHECKING:
    from bot.client import QuothBot


class Rest(Feature):
    """What discord.py hands to no button: forms, buttons that have gone from their message, and
    those of an older version."""

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer it."""
        kinds = (discord.InteractionType.component, discord.InteractionType.modal_submit)
        if interaction.type not in kinds:
            return
        data: Mapping[str, Any] = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        if match := actions.REASON.fullmatch(custom_id):
            await feedback.explained(interaction, match["digest"], match["words"])
        elif pressed := next(filter(None, (each.known(custom_id) for each in BUTTONS)), None):
            if not stands_in(interaction.message, custom_id):
                await pressed.callback(interaction)
        else:
            await Reply(interaction).tell(text("outdated"))


COGS: tuple[type[Feature], ...] = (
    ask.Ask, mention.Mention, finding.Finding, library.Library, progress.Progress, privacy.Privacy,
    reindex.Reindex, settings.ServerSettings, gaps.Gaps, audit.Audit, permissions.Permissions,
    digest.Digest, articles.Articles, passages.Passages, aliases.Aliases, spoilers.Spoilers,
    Rest,
)  # fmt: skip
"""What people can do, what managers can, and the rest."""

BUTTONS: tuple[type[Press], ...] = (
    *quotes.BUTTONS, *sharing.BUTTONS, *feedback.BUTTONS, *misses.BUTTONS, *library.BUTTONS,
    *reindex.BUTTONS, *settings.BUTTONS, *gaps.BUTTONS, *audit.BUTTONS,
    *articles.BUTTONS, *listing.BUTTONS, *passages.BUTTONS, *aliases.BUTTONS,
)  # fmt: skip
"""The buttons and menus of answers, then those of commands."""


async def add(bot: QuothBot) -> None:
    """Add all of it to a bot."""
    await bot.tree.set_translator(Translator())
    bot.add_dynamic_items(*BUTTONS)
    for cog in COGS:
        await bot.add_cog(cog(bot))
