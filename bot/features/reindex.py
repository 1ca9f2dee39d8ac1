"""``/reindex``: the articles are read anew, while questions go on being answered."""

from __future__ import annotations

from discord import app_commands

from bot import notices
from bot.features.feature import Feature
from bot.features.indexing import Shown
from bot.features.managing import for_managers, guild_of
from bot.pressing import CANCEL, ManagerPress
from bot.replies import Interaction, Reply, respond_to_manager
from bot.texts.catalogue import text


class Reindex(Feature):
    """For members who manage the server."""

    @app_commands.command()
    @for_managers
    async def reindex(self, interaction: Interaction) -> None:
        """Read the articles again and bring the index up to date."""

        async def answer(reply: Reply) -> None:
            guild = guild_of(interaction)
            try:
                async with Shown(reply) as progress:
                    report = await self.bot.libraries.reindex(guild, progress.note)
                await reply.show(notices.summary(report))
            finally:
                await self.bot.servers.note(guild, interaction.user.id, "/reindex")

        await respond_to_manager(interaction, answer)


class Cancel(ManagerPress, template=CANCEL):
    """Ends the build that this server has begun; whoever waits for it tells that."""

    async def answer(self, interaction: Interaction, reply: Reply) -> None:
        """End it, if it is still going on."""
        guild, bot = guild_of(interaction), interaction.client
        if bot.libraries.cancel(guild):
            await bot.servers.note(guild, interaction.user.id, "/reindex cancel")
        else:
            await reply.show(text("reindex-over"))


BUTTONS = (Cancel,)
