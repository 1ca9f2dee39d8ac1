"""Telling those who were left waiting by a bot that was killed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Iterable
from typing import TYPE_CHECKING

import discord

from bot.patience import NETWORK_FAULTS, SHOWING, patiently
from bot.posting import Reference
from bot.pressing import CANCEL, stands_in
from bot.texts.catalogue import speaking, text
from bot.waiting import Note

if TYPE_CHECKING:
    from bot.client import QuothBot

log = logging.getLogger(__name__)


async def apologise(bot: QuothBot, notes: Iterable[Note]) -> None:
    """Ask those who were left waiting to ask again; who has an answer already is told nothing."""
    await asyncio.gather(*(_apologise(bot, note) for note in notes))


async def _apologise(bot: QuothBot, note: Note) -> None:
    with speaking(note.language):
        tell = _interaction(bot, note) if note.token else _message(bot, note)
    try:
        await tell
    except (discord.DiscordException, *NETWORK_FAULTS) as error:
        log.warning("could not tell somebody who was left waiting: %s", error)


def _interaction(bot: QuothBot, note: Note) -> Awaitable[None]:
    assert bot.application_id is not None
    webhook = discord.Webhook.partial(bot.application_id, note.token, client=bot)
    sentence, reading = text("restarted"), text("articles-fetching")

    async def tell() -> None:
        try:
            # Discord's name for the first response stands where the library expects a number.
            shown = await webhook.fetch_message("@original")  # type: ignore[arg-type]
        except discord.NotFound:
            return  # It was not acknowledged in time, which Discord itself has told the asker.
        unfinished = shown.flags.loading or shown.content == reading
        if unfinished or stands_in(shown, CANCEL):
            await shown.edit(content=sentence, view=None)

    return patiently(tell, SHOWING)


def _message(bot: QuothBot, note: Note) -> Awaitable[object]:
    channel = bot.get_partial_messageable(note.channel)
    question = Reference.to(channel.get_partial_message(note.id))
    question.fail_if_not_exists = True  # Who has deleted the question is told nothing.
    sentence = text("restarted")

    def tell() -> Awaitable[object]:
        # By the nonce Discord knows that this is the place of an answer that it may have already.
        return channel.send(
            sentence,
            reference=question,
            mention_author=False,
            nonce=str(note.id),
        )

    return patiently(tell, SHOWING)
