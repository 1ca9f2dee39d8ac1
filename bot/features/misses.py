"""Where the articles do not say: another question, the moderators, or past the horizon."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord

from bot import actions, answering, controls
from bot.app import Desk
from bot.asking import Asker
from bot.cards import Card, card, note
from bot.features.admission import refusal
from bot.gaps import missed
from bot.pressing import Press
from bot.replies import Reply, respond
from bot.texts.catalogue import text
from bot.views import view_of


class Tell(Press, template=actions.TELL):
    """Notes a gap, once for each person and question."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Note it where the server keeps such words."""
        words, guild, bot = self.match["words"], interaction.guild_id, interaction.client

        async def answer(reply: Reply) -> None:
            gap = missed(words, 0)
            if not (await bot.servers.settings(guild)).keep_missed:
                await reply.show(text("told-not"))
            elif bot.once.first("tell", guild, interaction.user.id, gap and gap.key):
                bot.work.later(bot.servers.miss(guild, words))
                await reply.show(text("told"))
            else:
                await reply.show(text("told-already"))

        await respond(interaction, answer, private=True, fresh=True)


class AskInstead(Press, template=actions.ASK):
    """Asks the corrected question, for the one who presses."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer as if it had been asked in private."""
        bot, guild = interaction.client, interaction.guild_id
        asker = Asker(interaction.channel_id, interaction.user.id, True)

        async def answer(reply: Reply) -> None:
            settings = await bot.servers.settings(guild)
            if refused := refusal(interaction, settings):
                await reply.show(refused)
            else:
                view = await view_of(interaction, private=True)
                words = self.match["words"]
                await reply.show_card(await answering.answer(bot, asker, words, view, guild))

        await respond(interaction, answer, private=True, fresh=True)


class Reveal(Press, template=actions.REVEAL):
    """Asks whether to look past the horizon."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Ask the one who presses to confirm."""
        rows = controls.confirming(self.match["words"])

        async def answer(reply: Reply) -> None:
            await reply.show_card(note(text("reveal-sure"), rows))

        await respond(interaction, answer, private=True, fresh=True)


class Revealed(Press, template=actions.REVEALED):
    """Answers without a horizon, now that it is confirmed; no button leads on from there."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Put the answer in the place of the question whether to show it."""
        question, bot = self.match["words"], interaction.client
        channel, user = interaction.channel_id, interaction.user.id

        async def answer(reply: Reply) -> None:
            settings = await bot.servers.settings(interaction.guild_id)
            if refused := refusal(interaction, settings):
                await reply.show(refused)
                return
            view = replace(await view_of(interaction, private=True), horizon=None)
            turns = [
                *bot.conversations.turns(Asker(channel, user, True)),
                *bot.conversations.turns(Asker(channel, user, False)),
            ]
            before = [turn for turn in turns if turn.question != question]

            def found(desk: Desk) -> Card:
                return card(desk.ask(question, before, view=view))

            await reply.show_card(await bot.at_desk(interaction.guild_id, found))

        await respond(interaction, answer, private=True)


BUTTONS = (Tell, AskInstead, Reveal, Revealed)
