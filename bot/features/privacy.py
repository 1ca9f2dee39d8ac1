"""``/privacy``: what is kept, and the end of it."""

from __future__ import annotations

from discord import app_commands

from bot import server_notices
from bot.features.feature import Feature
from bot.replies import Interaction, Reply, is_manager, respond
from bot.texts.catalogue import text


class Privacy(Feature):
    """Tells what is kept, and deletes it."""

    privacy = app_commands.Group(name="privacy", description="What I keep, and how to delete it.")

    @privacy.command()
    async def show(self, interaction: Interaction) -> None:
        """See exactly what I keep here."""

        async def answer(reply: Reply) -> None:
            guild, servers = interaction.guild_id, self.bot.servers
            if guild is None:
                await reply.show(server_notices.privacy(None, 0))
                return
            settings = (await servers.overview(guild)).settings
            found = [*await servers.gaps(guild), *await servers.gaps(guild, ignored=True)]
            kept = sum(gap.times for gap in found)
            await reply.show(server_notices.privacy(settings, kept))

        await respond(interaction, answer, private=True)

    @privacy.command()
    @app_commands.describe(only_mine="Leave what is kept of the server's questions, as an admin.")
    async def forget(self, interaction: Interaction, only_mine: bool = False) -> None:
        """Delete at once what I keep of you; for admins, of this server's questions too."""

        async def answer(reply: Reply) -> None:
            guild, user = interaction.guild_id, interaction.user.id
            await self.bot.forget(user)
            lines = [text("forgotten-yours")]
            if guild is not None and not only_mine and await is_manager(interaction):
                self.bot.suggestions.forget(guild)
                await self.bot.servers.forget(guild, user, "/privacy forget")
                lines.append(text("forgotten"))
            await reply.show("\n".join(lines))

        await respond(interaction, answer, private=True)
