"""Points of the story as people type them into a command, and as they read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from discord import app_commands

from bot.errors import Refused
from bot.features.choices import choices
from bot.replies import Interaction
from bot.views import view_of
from index.errors import SearchError

Typed = app_commands.Range[str, 1, 100]


async def offered(
    interaction: Interaction, typed: str, others: Sequence[tuple[str, str]]
) -> list[app_commands.Choice[str]]:
    """Return what may be meant by what was typed: ``others`` (their names and values), then the
    points that this server's articles have, inside no horizon."""
    try:
        view = replace(await view_of(interaction, private=True), horizon=None)
        points = await interaction.client.at_desk(
            interaction.guild_id, lambda desk: desk.searcher().points(view)
        )
    except (Refused, SearchError):
        points = []
    named = [*others, *((str(point), str(point)) for point in points)]
    return choices(named, typed)
