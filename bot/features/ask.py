"""``/ask``: a question, answered with quotes."""

from __future__ import annotations

import asyncio

from discord import app_commands

from bot import answering
from bot.app import Desk
from bot.asking import Asker
from bot.channels import is_on
from bot.errors import Refused
from bot.features.admission import refusal
from bot.features.choices import LONGEST, MOST
from bot.features.feature import Feature
from bot.markdown import plain, size
from bot.notices import QUESTION_LENGTH, usage
from bot.pleasantries import is_question
from bot.replies import Interaction, Reply, respond
from bot.texts.catalogue import text
from bot.views import view_of
from index.errors import SearchError

PATIENCE = 2.5
"""Seconds until nothing is offered to somebody who types; Discord waits for 3."""

ASKED = 5
"""Earlier questions among what is offered."""

Question = app_commands.Range[str, 1, QUESTION_LENGTH]


class Ask(Feature):
    """Answers a question with quotes."""

    @app_commands.command()
    @app_commands.describe(
        question="What would you like to know?", private="Show the answer to you alone."
    )
    async def ask(
        self,
        interaction: Interaction,
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
            view = await view_of(interaction, private=alone)
            guild = interaction.guild_id
            who = Asker(interaction.channel_id, interaction.user.id, alone)
            await reply.show_card(await answering.answer(self.bot, who, question, view, guild))

        with self.bot.work.counted():
            settings = await self.bot.servers.settings(interaction.guild_id)
            alone = settings.private if private is None else private
            if refused := refusal(interaction, settings):
                await Reply(interaction).tell(refused)
            elif not is_question(question):
                await Reply(interaction).tell(usage(self.bot.mention, role=False))
            else:
                await respond(interaction, answer, private=alone)

    @ask.autocomplete("question")
    async def suggest(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer well-asked questions, titles and headings, inside the horizon of the answer."""
        try:
            async with asyncio.timeout(PATIENCE):
                found = await self._suggested(interaction, typed)
        except (TimeoutError, Refused, SearchError):
            found = []
        return [app_commands.Choice(name=each, value=each) for each in found]

    async def _suggested(self, interaction: Interaction, typed: str) -> list[str]:
        guild, channel, bot = interaction.guild_id, interaction.channel, self.bot
        settings = await bot.servers.settings(guild)
        if not is_on(settings, channel):
            return []
        chosen = interaction.namespace.private
        alone = chosen if isinstance(chosen, bool) else settings.private
        view = await view_of(interaction, private=alone)

        def found(desk: Desk) -> list[str]:
            searcher = desk.searcher()

            def shown(digest: str) -> bool:
                return searcher.passage(digest, view) is not None

            asked = bot.suggestions.matching(guild, typed, view, shown, ASKED)
            asked = [each for each in asked if searcher.is_seen(each, view)]
            fitting = map(plain, (*asked, *searcher.titles(typed, view, MOST)))
            return [each for each in dict.fromkeys(fitting) if 0 < size(each) <= LONGEST][:MOST]

        return await bot.at_desk(guild, found)
