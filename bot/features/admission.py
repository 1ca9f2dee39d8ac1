"""Whether a question is answered here and now."""

from __future__ import annotations

from bot.channels import is_on
from bot.replies import Interaction
from bot.store.records import ServerSettings
from bot.texts.catalogue import text

NAMED = 10
"""Channels that somebody is told of who asks in another."""


def refusal(interaction: Interaction, settings: ServerSettings) -> str | None:
    """Return why somebody's question is not answered; else None, and it is counted as asked."""
    if not is_on(settings, interaction.channel):
        return off_here(settings)
    asker = (interaction.guild_id, interaction.user.id)
    seconds = interaction.client.limits.wait(asker, settings.per_minute)
    return text("too-many", seconds=seconds) if seconds else None


def off_here(settings: ServerSettings) -> str:
    """Return that nothing is answered in a channel, and where it is, if in some alone."""
    others = [f"<#{each}>" for each in sorted(settings.only - settings.silent)[:NAMED]]
    return text("on-in", channels=", ".join(others)) if others else text("off-here")
