"""A private answer is posted for everybody, and an answer is deleted again."""

from __future__ import annotations

import logging

import discord

from bot import actions
from bot.cards import quotes_card
from bot.controls import Asked
from bot.features.press import Press, Pressed
from bot.replies import NETWORK_FAULTS, Reply, places, respond
from bot.texts.catalogue import text
from bot.views import quotes_of

log = logging.getLogger(__name__)


class Share(Press, template=actions.SHARE):
    """Posts the quotes of a private answer, as far as everybody in the channel may see them."""

    async def callback(self, interaction: Pressed) -> None:
        """Check what the channel may see now, post once, and switch the button off."""
        await respond(interaction, lambda reply: self._share(interaction, reply), private=True)

    async def _share(self, interaction: Pressed, reply: Reply) -> None:
        bot, message = interaction.client, interaction.message
        assert message is not None
        settings = await bot.servers.settings(interaction.guild_id)
        if settings.silent & places(interaction.channel):
            await reply.whisper(text("off-here"))
            return
        wanted = actions.places(self.match["places"])
        found = await quotes_of(interaction, wanted, private=False)
        if [actions.place(quote) for quote in found] != wanted:
            await reply.whisper(text("shared-not"))
            return
        if not bot.once.first("share", message.id):
            await reply.whisper(text("shared-already"))
            return
        head = text("shared", who=interaction.user.mention)
        asked = Asked(interaction.user.id, False, interaction.guild_id)
        try:
            await reply.post(quotes_card(found, head, asked))
        except discord.HTTPException as error:
            if error.status >= 500:
                log.warning("sharing an answer: %s", error)
                await reply.whisper(text("shared-unknown"))
                return
            bot.once.again("share", message.id)
            raise
        except NETWORK_FAULTS as error:
            log.warning("sharing an answer: %s", error)
            await reply.whisper(text("shared-unknown"))
            return
        await self._switch_off(reply)

    async def _switch_off(self, reply: Reply) -> None:
        self.item.disabled = True
        assert self.view is not None
        self.view.stop()
        await reply.show(None, self.view)


class Delete(Press, template=actions.DELETE):
    """Deletes the answer, for who asked and for moderators."""

    async def callback(self, interaction: Pressed) -> None:
        """Delete the message that the button stands under."""
        may = interaction.permissions
        asked = interaction.user.id == int(self.match["asker"], 36)
        if asked or may.manage_messages or may.manage_guild or may.administrator:
            await respond(interaction, Reply.remove, private=True)
        else:
            await Reply(interaction).tell(text("delete-others"))


BUTTONS = (Share, Delete)
