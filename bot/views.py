"""What may be shown to whom: one place that every button asks, at the moment of the press."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.actions import Place
from bot.replies import Interaction
from index.models import Quote

if TYPE_CHECKING:
    from bot.app import Desk
    from index.views import View


async def view_of(interaction: Interaction, *, private: bool) -> View:
    """Return what may be shown here: to the one who acts, or (not ``private``) to everybody."""
    guild, channel, user = interaction.guild_id, interaction.channel, interaction.user.id
    return await interaction.client.view(guild, channel, user, private=private)


async def quotes_of(
    interaction: Interaction,
    places: Iterable[Place],
    words: str,
    *,
    private: bool,
) -> list[Quote]:
    """Return what stands at places, as far as it is there and may be shown, with a question's
    words highlighted."""
    view = await view_of(interaction, private=private)

    def found(desk: Desk) -> list[Quote]:
        searcher = desk.searcher()
        quotes = (searcher.passage(at.digest, view, (at.first, at.last)) for at in places)
        return [searcher.marked(quote, words, view) for quote in quotes if quote is not None]

    return await interaction.client.at_desk(interaction.guild_id, found)
