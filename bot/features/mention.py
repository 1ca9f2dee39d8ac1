"""A message that mentions the bot, or is written to it alone, is a question."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from collections.abc import Awaitable, Mapping
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot import metrics, notices
from bot.asking import Asker
from bot.cards import Card
from bot.layout import forms
from bot.replies import NETWORK_FAULTS, SHOWING, blames, explain, patiently, places
from bot.texts.catalogue import speaking, spoken, text
from bot.waiting import Note

if TYPE_CHECKING:
    from bot.client import QuothBot

log = logging.getLogger(__name__)

SLOW = 1.0
"""Seconds after which the bot shows that it is typing."""

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&\d+>")
_EMOJI = re.compile(r"<a?(:\w+:)\d+>")


def question(content: str, names: Mapping[int, str]) -> str:
    """Return what a message asks, with people's ``names`` (by id) in place of their mentions.

    A name may be empty, as the bot's own is. Nothing is left of a message without a word.

    >>> question("<@1> who is <@!2>?", {1: "", 2: "Ed"})
    'who is Ed?'
    >>> question("<@1> ???", {1: ""})
    ''
    """
    text = _USER.sub(lambda match: names.get(int(match[1]), ""), content)
    text = " ".join(_EMOJI.sub(r"\1", _ROLE.sub("", text)).split()).strip(" ,")
    return text if any(character.isalnum() for character in text) else ""


class Mention(commands.Cog):
    """Answers messages."""

    def __init__(self, bot: QuothBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
        if self._is_for_me(message):
            with self.bot.work.counted():
                preferred = message.guild and message.guild.preferred_locale
                with speaking(await self.bot.servers.locale(_guild(message), preferred)):
                    await self._reply(message)

    async def _reply(self, message: discord.Message) -> None:
        asked = self._question(message)
        if not asked and self._pinged_by_reply_only(message):
            return
        with self.bot.work.counted():
            settings = await self.bot.servers.settings(_guild(message))
            if settings.silent & places(message.channel):
                return
            with self.bot.waiting.noted(Note(message.id, message.channel.id, spoken())):
                await self._send(message, await self._answer(message, asked))

    def _is_for_me(self, message: discord.Message) -> bool:
        if message.author.bot or message.webhook_id or message.is_system():
            return False
        if message.mention_everyone or self.bot.user is None:
            return False
        mine = message.guild and message.guild.self_role
        return (
            isinstance(message.channel, discord.DMChannel)
            or self.bot.user in message.mentions
            or self.bot.id in message.raw_mentions
            or (mine is not None and mine in message.role_mentions)
        )

    def _question(self, message: discord.Message) -> str:
        names = {user.id: user.display_name for user in message.mentions}
        return question(message.content, names | {self.bot.id: ""})

    def _pinged_by_reply_only(self, message: discord.Message) -> bool:
        typed = {int(number) for number in _USER.findall(message.content)}
        return message.reference is not None and self.bot.id not in typed

    async def _answer(self, message: discord.Message, asked: str) -> Card:
        if self.bot.work.stopping:
            return Card(text("stopping"))
        if not asked:
            return Card(notices.usage(self.bot.mention))
        if len(asked) > notices.QUESTION_LENGTH:
            return Card(text("too-long", most=notices.QUESTION_LENGTH))
        who = Asker(message.channel.id, message.author.id, False)
        # What was typed has ids in place of people's names, which are never kept.
        answering = asyncio.create_task(
            self.bot.answer(who, asked, _guild(message), message.content)
        )
        try:
            done, _ = await asyncio.wait({answering}, timeout=SLOW)
            if not done:
                with contextlib.suppress(discord.DiscordException, *NETWORK_FAULTS):
                    async with asyncio.timeout(SLOW):
                        await message.channel.typing()
            return await answering
        except asyncio.CancelledError:
            answering.cancel()
            return Card(text("interrupted"))
        except Exception as error:
            return Card(explain(error, "a mention"))

    async def _send(self, message: discord.Message, card: Card) -> None:
        """Reply to a message, more plainly or without the reference where Discord refuses that."""
        reference: Any = message.to_reference(fail_if_not_exists=False)
        shapes = forms(card)

        def send() -> Awaitable[object]:
            # The nonce keeps a message that is sent again after a lost answer from appearing twice.
            content, view = shapes[0]
            parts: Any = {"reference": reference, "view": view}
            return message.channel.send(
                content,
                mention_author=False,
                suppress_embeds=True,
                nonce=str(message.id),
                **parts,
            )

        while True:
            try:
                await patiently(send, SHOWING)
                metrics.replied()
            except Exception as error:
                if reference and _blames(error, "message_reference"):
                    reference = None
                    continue
                if len(shapes) > 1 and _blames(error, "components", "flags"):
                    del shapes[0]
                    continue
                log.warning("could not reply in channel %s: %s", message.channel.id, error)
            return


def _guild(message: discord.Message) -> int | None:
    return message.guild.id if message.guild else None


def _blames(error: Exception, *fields: str) -> bool:
    return isinstance(error, discord.HTTPException) and blames(error, *fields)
