"""A message that mentions the bot, or is written to it alone, is a question."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot import answering, metrics, notices, posting
from bot.access import IN_VAIN
from bot.asking import Asker
from bot.cards import Card
from bot.channels import is_on, lineage
from bot.exchanges import Exchange, quoted_title
from bot.features.feature import Feature
from bot.patience import NETWORK_FAULTS
from bot.pleasantries import is_question
from bot.replies import explain
from bot.texts.catalogue import speaking, spoken, text
from bot.waiting import Note
from index.models import Turn

if TYPE_CHECKING:
    from bot.client import QuothBot

SLOW = 1.0
"""Seconds after which the bot shows that it is typing."""

EDITABLE = timedelta(minutes=2)
"""For so long after it was written an edited message is answered anew."""

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&\d+>")
_EMOJI = re.compile(r"<a?(:\w+:)\d+>")


def question(content: str, names: Mapping[int, str]) -> str:
    """Return what a message asks, with people's ``names`` (by id) in place of their mentions.

    A name may be empty, as the bot's own is.

    >>> question("<@1> who is <@!2>?", {1: "", 2: "Ed"})
    'who is Ed?'
    """
    text = _USER.sub(lambda match: names.get(int(match[1]), ""), content)
    return " ".join(_EMOJI.sub(r"\1", _ROLE.sub("", text)).split()).strip(" ,")


def words(message: discord.Message) -> str:
    """Return what a message says; one that forwards another says what that did."""
    return message.content or "".join(each.content for each in message.message_snapshots)


class Mention(Feature):
    """Answers messages."""

    def __init__(self, bot: QuothBot) -> None:
        super().__init__(bot)
        self.exchanges = bot.exchanges
        self._since = discord.utils.utcnow()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
        if self._is_for_me(message):
            await self._hear(message)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer a question anew that was just edited, or one that has only now become one."""
        message = payload.message
        edited = message.edited_at  # A preview of a link that is added is no edit.
        if edited is None or edited - message.created_at > EDITABLE:
            return
        # What was written before this start may have been answered before it.
        known = self.exchanges.of_question(message.id) or message.created_at > self._since
        if known and self._is_for_me(message):
            await self._hear(message)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Delete the answer to a question that was deleted."""
        await self._deleted({payload.message_id})

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Delete the answers to questions that were deleted."""
        await self._deleted(payload.message_ids)

    async def _deleted(self, messages: set[int]) -> None:
        for answered in filter(None, map(self.exchanges.of_answer, messages)):
            answered.gone, answered.answer = True, None
        found = [each for each in map(self.exchanges.of_question, messages) if each]
        for exchange in found:  # All, before any of them is waited for.
            exchange.gone = True
        with self.bot.work.counted():
            for exchange in found:
                async with exchange.lock:
                    await self._remove(exchange)

    async def _hear(self, message: discord.Message) -> None:
        asked = self._question(message)
        if not is_question(asked) and self._pinged_by_reply_only(message):
            return
        # Before anything is waited for, so that a deletion finds it and the latest edit wins.
        exchange = self.exchanges.begun(message.id, message.author.id)
        exchange.edits += 1
        latest = exchange.edits
        servers, guild = self.bot.servers, _guild(message)
        # With a message Discord does not tell its author's language.
        own = self.bot.locales.get(message.author.id)
        preferred = message.guild.preferred_locale if message.guild else own
        with self.bot.work.counted(), speaking(await servers.locale(guild, preferred)):
            if not is_on(await servers.settings(guild), message.channel):
                return
            note = Note(message.id, message.channel.id, spoken())
            async with exchange.lock:
                # A later edit has its turn, too, and one that comes twice is no edit.
                if not exchange.gone and exchange.edits == latest and asked != exchange.shown:
                    with self.bot.waiting.noted(note):
                        await self._show(message, asked, exchange)

    async def _show(self, message: discord.Message, asked: str, exchange: Exchange) -> None:
        """Answer a message, or put another answer in place of the one it has."""
        if exchange.turn is not None:
            self.bot.conversations.undo(_who(message), exchange.turn.question)
        answered = await self._answer(message, asked, exchange)
        if answered is None or exchange.gone:
            return
        exchange.shown = asked
        if exchange.answer is not None:
            if not await posting.change(exchange.answer, answered):
                exchange.gone, exchange.answer = True, None
        elif sent := await posting.post(message, answered, lambda: not exchange.gone):
            metrics.replied()
            self.exchanges.answered(exchange, sent)
        else:
            for place in lineage(message.channel):
                self.bot.once.first(IN_VAIN, place)
        if exchange.gone:
            await self._remove(exchange)

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
        return question(words(message), names | {self.bot.id: ""})

    def _pinged_by_reply_only(self, message: discord.Message) -> bool:
        typed = {int(number) for number in _USER.findall(message.content)}
        is_reply = message.type is discord.MessageType.reply
        return is_reply and self.bot.id not in typed

    async def _answer(
        self, message: discord.Message, asked: str, exchange: Exchange
    ) -> Card | None:
        """Return what is said to a message; None where it was said a moment ago."""
        if self.bot.work.stopping:
            return Card(text("stopping"))
        guild, user = _guild(message), message.author.id
        settings = await self.bot.servers.settings(guild)
        if seconds := self.bot.limits.wait((guild, user), settings.per_minute):
            tell = self.bot.limits.may_tell((guild, user))
            return Card(text("too-many", seconds=seconds)) if tell else None
        if not is_question(asked):
            return Card(notices.usage(self.bot.mention, role=bool(message.role_mentions)))
        if len(asked) > notices.QUESTION_LENGTH:
            return Card(text("too-long", most=notices.QUESTION_LENGTH))
        answering = asyncio.create_task(self._found(message, asked, exchange))
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

    async def _found(self, message: discord.Message, asked: str, exchange: Exchange) -> Card:
        guild, who = _guild(message), _who(message)
        view = await self.bot.view(guild, message.channel, message.author.id, private=False)
        # What was typed has ids in place of people's names, which are never kept.
        typed, after = message.content, self._replied_to(message)
        found = await answering.answer(self.bot, who, asked, view, guild, typed, after)
        exchange.turn = next(reversed(self.bot.conversations.turns(who)), None)
        return found

    def _replied_to(self, message: discord.Message) -> Turn | None:
        """Return what a reply to one of the bot's answers takes along: its asker's own question,
        and of an answer to somebody else the title of what it quotes."""
        replied = message.reference and message.reference.resolved
        if not isinstance(replied, discord.Message) or replied.author.id != self.bot.id:
            return None
        exchange = self.exchanges.of_answer(replied.id)
        if exchange and exchange.asker == message.author.id and exchange.turn:
            return exchange.turn
        title = quoted_title(replied)
        return Turn(title) if title else None

    async def _remove(self, exchange: Exchange) -> None:
        """Delete an answer, and forget what it was to."""
        answer, exchange.answer = exchange.answer, None
        if answer is None:
            return
        if exchange.turn is not None:
            who = Asker(answer.channel.id, exchange.asker, False)
            self.bot.conversations.undo(who, exchange.turn.question)
        await posting.delete(answer)


def _who(message: discord.Message) -> Asker:
    return Asker(message.channel.id, message.author.id, False)


def _guild(message: discord.Message) -> int | None:
    # A server that is not known is none the less the one whose settings and horizons hold.
    return message.guild.id if message.guild else getattr(message.channel, "guild_id", None)
