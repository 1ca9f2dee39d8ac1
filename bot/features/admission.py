"""Whether a question is answered here and now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.channels import places
from bot.store.records import ServerSettings
from bot.texts.catalogue import text

if TYPE_CHECKING:
    from bot.client import QuothBot


def refusal(interaction: discord.Interaction[QuothBot], settings: ServerSettings) -> str | None:
    """Return why somebody's question is not answered; else None, and it is counted as asked."""
    if settings.silent & places(interaction.channel):
        return text("off-here")
    asker = (interaction.guild_id, interaction.user.id)
    seconds = interaction.client.limits.wait(asker, settings.per_minute)
    return text("too-many", seconds=seconds) if seconds else None
