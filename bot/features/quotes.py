"""Further quotes, and what stands around one: for whoever presses, and for them alone."""

from __future__ import annotations

from typing import Any

import discord

from bot import actions
from bot.app import Desk
from bot.cards import Card, context_card, note, quotes_card
from bot.controls import Asked
from bot.pressing import Press
from bot.replies import Reply, respond
from bot.texts.catalogue import text
from bot.views import quotes_of, view_of


class More(Press, template=actions.MORE):
    """Shows further quotes."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show what still stands where the button says."""
        places, words = actions.places(self.match["places"]), self.match["words"] or ""
        asked = Asked(interaction.user.id, True, interaction.guild_id, words)

        async def answer(reply: Reply) -> None:
            found = await quotes_of(interaction, places, words, private=True)
            await reply.show_card(quotes_card(found, asked))

        await respond(interaction, answer, private=True, fresh=True)


class Context(Press, template=actions.CONTEXT):
    """Walks from a quote to its neighbours in the article."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the neighbour between its own; a message that does so already is changed."""
        (at,) = actions.places(self.match["places"])[:1]
        back, walking = self.match["way"] == "<", self.match["kind"] == "walk"
        words = self.match["words"] or ""

        async def answer(reply: Reply) -> None:
            view = await view_of(interaction, private=True)

            def found(desk: Desk) -> Card:
                searcher = desk.searcher()
                here = searcher.passage(at.digest, view, (at.first, at.last))
                if here is None:
                    return note(text("quote-gone"))
                before, after = searcher.neighbours(at.digest, (at.first, at.last), view)
                if next_ := before if back else after:
                    here = next_
                    before, after = searcher.neighbours(here.digest, here.sentences, view)
                before, after = (
                    each and searcher.marked(each, words, view) for each in (before, after)
                )
                here = searcher.marked(here, words, view)
                return context_card(before, here, after, words, ended=next_ is None)

            guild = interaction.guild_id
            await reply.show_card(await interaction.client.at_desk(guild, found))

        await respond(interaction, answer, private=True, fresh=not walking)


BUTTONS = (More, Context)
