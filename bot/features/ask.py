"""``/ask``: a question, answered with quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking import Asker
from bot.notices import QUESTION_LENGTH
from bot.replies import Reply, places, respond
from bot.texts.catalogue import text

if TYPE_CHECKING:
    from bot.client import QuothBot

Question = app_commands.Range[str, 1, QUESTION_LENGTH]


class Ask(commands.Cog):
    """Answers a question with quotes."""

    def __init__(self, bot: QuothBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(
        question="What would you like to know?", private="Show the answer to you alone."
    )
    async def ask(
        self,
        interaction: discord.Interaction[QuothBot],
        question: Question,
        private: bool | None = None,
    ) -> None:
        """Ask a question; the articles answer, word for word."""
        # Discord's form keeps to the type and length, but a forged request need not.
        question = str(question)
        if len(question) > QUESTION_LENGTH:
            await Reply(interaction).tell(text("too-long", most=QUESTION_LENGTH))
            return

        async def answer(reply: Reply) -> None:
            who = Asker(interaction.channel_id, interaction.user.id, alone)
            await reply.show_card(await self.bot.answer(who, question, interaction.guild_id))

        with self.bot.work.counted():
            settings = await self.bot.servers.settings(interaction.guild_id)
            alone = settings.private if private is None else private
            if settings.silent & places(interaction.channel):
                await Reply(interaction).tell(text("off-here"))
            else:
                await respond(interaction, answer, private=alone)
