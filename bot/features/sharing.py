"""A private answer is posted for everybody, and an answer is deleted again."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import discord

from bot import actions
from bot.cards import quotes_card
from bot.channels import is_on
from bot.controls import Asked
from bot.features.admission import off_here
from bot.patience import NETWORK_FAULTS, SHOWING
from bot.pressing import Press
from bot.replies import Interaction, Reply, guarded, is_manager, respond
from bot.texts.catalogue import text
from bot.views import quotes_of

log = logging.getLogger(__name__)

CHECKING = 2.0
"""Seconds in which it is known whether something may be shared; Discord waits for 3."""


class Share(Press, template=actions.SHARE):
    """Posts the quotes of a private answer, as far as everybody in the channel may see them."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Check what the channel may see now, post once, and switch the button off."""
        await guarded(interaction, lambda reply: self._share(interaction, reply))

    async def _share(self, interaction: Interaction, reply: Reply) -> None:
        bot, message = interaction.client, interaction.message
        wanted, words = actions.places(self.match["places"]), self.match["words"] or ""
        # Whether the acknowledgement is for everybody to see depends on what is found.
        async with asyncio.timeout(CHECKING):
            settings = await bot.servers.settings(interaction.guild_id)
            found = await quotes_of(interaction, wanted, words, private=False)
        if not is_on(settings, interaction.channel):
            await reply.tell(off_here(settings))
        elif [actions.place(quote) for quote in found] != wanted:
            await reply.tell(text("shared-not"))
        elif message is None or not bot.once.first("share", message.id):
            await reply.tell(text("shared-already"))
        else:
            # Posted as the answer to the press, which can be repeated without being there twice.
            await reply.acknowledge(private=False, fresh=True)
            head = text("shared", who=interaction.user.mention)
            asked = Asked(interaction.user.id, False, interaction.guild_id, words)
            await reply.show_card(quotes_card(found, asked, head))
            await self._switch_off(interaction, message)

    async def _switch_off(self, interaction: Interaction, message: discord.Message) -> None:
        assert isinstance(self.item, discord.ui.Button)
        if self.view is None:
            return
        self.item.disabled = True
        self.view.stop()
        try:
            async with asyncio.timeout(SHOWING.each):
                await interaction.followup.edit_message(message.id, view=self.view)
        except (discord.DiscordException, *NETWORK_FAULTS) as error:
            log.warning("a button was not switched off: %s", error)


class Delete(Press, template=actions.DELETE):
    """Deletes the answer, for who asked and for moderators."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Delete the message that the button stands under."""
        asked = interaction.user.id == int(self.match["asker"])
        if asked or interaction.permissions.manage_messages or await is_manager(interaction):
            await respond(interaction, Reply.remove, private=False)
        else:
            await Reply(interaction).tell(text("delete-others"))


BUTTONS = (Share, Delete)
