"""``/progress``: how far somebody has come in the story, for answers to them alone."""

from __future__ import annotations

import re

from discord import app_commands

from bot import server_notices
from bot.features import points
from bot.features.feature import Feature
from bot.features.points import Typed
from bot.horizons import reached
from bot.replies import Interaction, Reply, respond
from bot.store.horizons import ALONE
from bot.texts.catalogue import text
from corpus.spoilers import EVERYTHING
from index.folding import fold

FORGET = "forget"
_FORGET = re.compile(r"forget(?:\s+me)?[.!]?", re.IGNORECASE)


class Progress(Feature):
    """For everybody."""

    @app_commands.command()
    @app_commands.describe(point="S02E05, Book 2, seen everything, nothing, or forget me.")
    async def progress(self, interaction: Interaction, point: Typed | None = None) -> None:
        """Tell me how far you have come, for answers that only you see."""
        guild, user = interaction.guild_id, interaction.user.id

        async def answer(reply: Reply) -> None:
            if point is None:
                known = (await self.bot.horizons.progress(user)).get(guild or ALONE)
                await reply.show(server_notices.progress(known))
            elif _is_forget(point.strip()):
                await self.bot.forget(user)
                await reply.show(text("progress-forgotten"))
            elif (said := reached(point)) is None:
                await reply.show(text("no-point"))
            else:
                await self.bot.horizons.set_progress(user, guild, said)
                await reply.show(server_notices.progress(said))

        await respond(interaction, answer, private=True)

    @progress.autocomplete("point")
    async def suggest(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the points that the articles have."""
        others = [(text("seen-everything"), str(EVERYTHING)), (text("forget-me"), FORGET)]
        return await points.offered(interaction, typed, others)


def _is_forget(typed: str) -> bool:
    return fold(typed) == fold(text("forget-me")) or bool(_FORGET.fullmatch(typed))
