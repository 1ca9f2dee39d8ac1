"""Telling those who were left waiting by a bot that was killed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Iterable
from typing import TYPE_CHECKING

import discord

from bot.replies import NETWORK_FAULTS, SHOWING, patiently
from bot.texts.catalogue import speaking, text
from bot.waiting import Asker

if TYPE_CHECKING:
    from bot.client import QuothBot

log = logging.getLogger(__name__)


async def apologise(bot: QuothBot, askers: Iterable[Asker]) -> None:
    """Ask those who were left waiting to ask again; who has an answer already is told nothing."""
    await asyncio.gather(*(_apologise(bot, asker) for asker in askers))


async def _apologise(bot: QuothBot, asker: Asker) -> None:
    with speaking(asker.locale):
        tell = _interaction(bot, asker) if asker.token else _message(bot, asker)
    try:
        await tell
    except (discord.DiscordException, *NETWORK_FAULTS) as error:
        log.warning("could not tell somebody who was left waiting: %s", error)


def _interaction(bot: QuothBot, asker: Asker) -> Awaitable[None]:
    assert bot.application_id is not None
    webhook = discord.Webhook.partial(bot.application_id, asker.token, client=bot)
    sentence = text("restarted")

    async def tell() -> None:
        try:
            # Discord's name for the first response stands where the library expects a number.
            shown = await webhook.fetch_message("@original")  # type: ignore[arg-type]
        except discord.NotFound:
            return  # It was not acknowledged in time, which Discord itself has told the asker.
        if shown.flags.loading:
            await shown.edit(content=sentence)

    return patiently(tell, SHOWING)


def _message(bot: QuothBot, asker: Asker) -> Awaitable[object]:
    channel = bot.get_partial_messageable(asker.channel)
    question = channel.get_partial_message(asker.id)
    sentence = text("restarted")

    def tell() -> Awaitable[object]:
        # By the nonce Discord knows that this is the place of an answer that it may have already.
        return channel.send(
            sentence,
            reference=question.to_reference(fail_if_not_exists=False),
            mention_author=False,
            nonce=str(asker.id),
        )

    return patiently(tell, SHOWING)
