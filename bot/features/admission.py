"""Whether a question is answered here and now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.replies import places
from bot.texts.catalogue import text

if TYPE_CHECKING:
    from bot.client import QuothBot


async def refusal(interaction: discord.Interaction[QuothBot]) -> str | None:
    """Return why somebody's question is not answered; else None, and it is counted as asked."""
    bot, guild = interaction.client, interaction.guild_id
    settings = await bot.servers.settings(guild)
    if settings.silent & places(interaction.channel):
        return text("off-here")
    seconds = bot.limits.wait((guild, interaction.user.id), settings.per_minute)
    return text("too-many", seconds=seconds) if seconds else None
