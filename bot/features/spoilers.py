"""``/spoilers``: how far the story may be told in a server and in its channels."""

from __future__ import annotations

from dataclasses import replace

from discord import app_commands

from bot import server_notices
from bot.app import Desk, unlocked
from bot.channels import known_line
from bot.errors import Refused
from bot.features import managing, points
from bot.features.feature import Feature
from bot.features.managing import guild_of
from bot.features.points import Typed
from bot.features.settings import Channel
from bot.horizons import nearest, reached
from bot.replies import Interaction, Reply, respond_to_manager
from bot.server_notices import Quoted
from bot.store.horizons import SERVER
from bot.texts.catalogue import text
from corpus.spoilers import EVERYTHING, NOTHING
from index.errors import SearchError

CLEAR = "clear"
"""Takes a horizon away."""


class Spoilers(Feature):
    """For members who manage the server."""

    spoilers = managing.Group("spoilers", "How far I may tell the story here.")

    @spoilers.command()
    async def show(self, interaction: Interaction) -> None:
        """See how far I tell the story in this server."""
        await respond_to_manager(interaction, lambda reply: self._show(interaction, reply))

    @spoilers.command()
    @app_commands.describe(point="Up to where: S04E10, Book 2, everything, nothing, or clear.")
    async def server(self, interaction: Interaction, point: Typed) -> None:
        """Set how far I tell the story in this server."""
        await self._set(interaction, SERVER, point)

    @spoilers.command()
    @app_commands.describe(
        point="Up to where: S04E10, Book 2, everything, nothing, or clear.",
        channel="Another channel than this, a category or a thread.",
    )
    async def channel(
        self,
        interaction: Interaction,
        point: Typed,
        channel: Channel | None = None,
    ) -> None:
        """Set how far I tell the story in a channel."""
        await self._set(interaction, channel or interaction.channel_id, point)

    @server.autocomplete("point")
    @channel.autocomplete("point")
    async def suggest(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the points that the articles have."""
        others = [(server_notices.point(each), str(each)) for each in (EVERYTHING, NOTHING)]
        return await points.offered(interaction, typed, [*others, (text("clear-it"), CLEAR)])

    async def _set(self, interaction: Interaction, channel: int | None, typed: str) -> None:
        async def answer(reply: Reply) -> None:
            guild = guild_of(interaction)
            if channel is None:
                raise Refused(text("no-channel"))
            clear = typed.strip().casefold() in (CLEAR, text("clear-it").casefold())
            point = None if clear else reached(typed)
            if point is None and not clear:
                await reply.show(text("no-point"))
                return
            server = channel == SERVER
            place = "/spoilers server" if server else f"/spoilers channel channel:<#{channel}>"
            what = f"{place} point:{CLEAR if point is None else point}"
            await self.bot.horizons.set_horizon(guild, channel, point, interaction.user.id, what)
            await self._show(interaction, reply)

        await respond_to_manager(interaction, answer)

    async def _show(self, interaction: Interaction, reply: Reply) -> None:
        guild = guild_of(interaction)
        set_here = await self.bot.horizons.horizons(guild)
        here = nearest(set_here, known_line(interaction.channel))
        view = await self.bot.curation.joined(guild, unlocked())

        def quoted(desk: Desk) -> Quoted:
            found = desk.articles(view)
            inside = desk.articles(replace(view, horizon=here))
            silent = sum(info.meta.spoils is None for info in found)
            return Quoted(len(inside), len(found), silent)

        try:
            left = await self.bot.at_desk(guild, quoted) if here else None
        except SearchError:
            left = None
        await reply.show(server_notices.horizons(set_here, here, left))
