"""Thumbs up and down: counted for a passage, never for a person."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any

import discord

from bot import actions
from bot.errors import StoreUnusable, say
from bot.pressing import Press
from bot.replies import Interaction, Reply, guarded, respond
from bot.texts.catalogue import text

log = logging.getLogger(__name__)

LONGEST_REASON = 100
"""Characters of a reason."""


class Up(Press, template=actions.UP):
    """Counts a quote as good."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Count it once for each person."""

        async def answer(reply: Reply) -> None:
            counted = await _count(interaction, self.match["digest"], good=True)
            await reply.show(text("rated") if counted else text("rated-already"))

        await respond(interaction, answer, private=True, fresh=True)


class Down(Press, template=actions.DOWN):
    """Counts a quote as bad and asks why."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Count it once for each person; the question's words are a gap, where these are kept."""
        digest, words = self.match["digest"], self.match["words"]

        async def answer(reply: Reply) -> None:
            interaction.client.work.later(_disliked(interaction, digest, words))
            await reply.open(_form(digest, words))

        await guarded(interaction, answer)


def _form(digest: str, words: str) -> discord.ui.Modal:
    """Return the form that asks why; it is answered by its id, as the buttons are."""
    form = discord.ui.Modal(title=text("rating-title"), custom_id=actions.reason(digest, words))
    field: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id="reason", required=False, max_length=LONGEST_REASON
    )
    form.add_item(
        discord.ui.Label(
            text=text("rating-reason"), description=text("rating-kept"), component=field
        )
    )
    form.stop()
    return form


async def explained(interaction: Interaction, digest: str, words: str) -> None:
    """Take a form that says why a quote is bad; the reason stands with the quote and with the gap,
    if any is kept."""
    data: Mapping[str, Any] = interaction.data or {}
    reason = next((value for value in _values(data)), "")[:LONGEST_REASON].strip()

    async def answer(reply: Reply) -> None:
        bot, guild, user = interaction.client, interaction.guild_id, interaction.user.id
        kept = (await bot.servers.settings(guild)).keep_missed
        if reason and kept:
            bot.work.later(bot.servers.explain(guild, digest, user, words, reason))
        await reply.show(text("rated") if kept or not reason else text("rating-not-kept"))

    await respond(interaction, answer, private=True, fresh=True)


def _values(part: Mapping[str, Any]) -> Iterator[str]:
    """Yield what was typed into the fields of a form."""
    if isinstance(part.get("value"), str):
        yield part["value"]
    inner = [*(part.get("components") or ()), part.get("component") or {}]
    for each in inner:
        if each:
            yield from _values(each)


async def _count(interaction: Interaction, digest: str, *, good: bool) -> bool:
    """Count what somebody thinks of a passage; False where they have said it already."""
    guild, user = interaction.guild_id, interaction.user.id
    if guild is None:
        return False
    return await interaction.client.servers.rate(guild, digest, user, good=good)


async def _disliked(interaction: Interaction, digest: str, words: str) -> None:
    """Do so for a bad one; the first time, the question's words are a gap."""
    bot, guild, user = interaction.client, interaction.guild_id, interaction.user.id
    try:
        counted = await _count(interaction, digest, good=False)
        # Who changes their mind to and fro has disliked it once.
        if counted and bot.once.first("disliked", guild, user, digest):
            await bot.servers.miss(guild, words, disliked=True)
    except StoreUnusable as error:
        log.warning("counting feedback failed: %s", say(error))


BUTTONS = (Up, Down)
