"""A command for messages: the quote for what somebody has written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import answering
from bot.controls import Asked
from bot.features.admission import refusal
from bot.features.feature import Feature
from bot.features.mention import question, words
from bot.markdown import shorten
from bot.notices import QUESTION_LENGTH
from bot.pleasantries import is_question
from bot.replies import Interaction, Reply, respond
from bot.texts.catalogue import text
from bot.views import view_of

if TYPE_CHECKING:
    from bot.client import QuothBot


class Finding(Feature):
    """Answers in private. Nothing of somebody else's message is kept."""

    def __init__(self, bot: QuothBot) -> None:
        super().__init__(bot)
        self.menu = app_commands.ContextMenu(name="Find the quote for this", callback=self.find)

    async def cog_load(self) -> None:
        """Add the command, which discord.py does not find by itself."""
        self.bot.tree.add_command(self.menu)

    async def find(self, interaction: Interaction, message: discord.Message) -> None:
        """Take a message's words as a question, or as a quote that somebody claims."""
        bot, guild = self.bot, interaction.guild_id
        names = {each.id: each.display_name for each in message.mentions}
        asked = question(words(message), names | {bot.id: ""})

        async def answer(reply: Reply) -> None:
            if not is_question(asked):
                await reply.show(text("nothing-to-find"))
            else:
                view = await view_of(interaction, private=True)
                wanted = shorten(asked, QUESTION_LENGTH)
                who = Asked(interaction.user.id, True, guild)
                card = await answering.answer(bot, None, wanted, view, guild, asked=who)
                await reply.show_card(card)

        with bot.work.counted():
            settings = await bot.servers.settings(guild)
            if refused := refusal(interaction, settings):
                await Reply(interaction).tell(refused)
            else:
                await respond(interaction, answer, private=True)
