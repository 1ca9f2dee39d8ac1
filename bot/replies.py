"""Answering interactions: acknowledged in time, finished by an edit, and never left in silence."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import aiohttp
import discord

from bot import metrics, notices
from bot.cards import Card
from bot.errors import DISK_REFUSES, BotError, Refused, ReindexCancelled, say
from bot.layout import AnyView, forms, plain
from bot.patience import (
    ACKNOWLEDGING,
    AT_LAST,
    NETWORK_FAULTS,
    SHOWING,
    UNKNOWN_WEBHOOK,
    blames,
    patiently,
)
from bot.texts.catalogue import spoken, text
from bot.waiting import Note
from corpus.errors import CorpusError
from index.errors import SearchError

if TYPE_CHECKING:
    from bot.client import QuothBot

Interaction: TypeAlias = "discord.Interaction[QuothBot]"
"""An interaction with this bot; a button's is one with any, as discord.py has it."""

log = logging.getLogger(__name__)

ALREADY_ACKNOWLEDGED, UNKNOWN_MESSAGE, TOKEN_EXPIRED = 40060, 10008, 50027
"""Codes of Discord's refusals."""


def explain(error: BaseException, doing: str) -> str:
    """Log a fault under a short reference; return the sentence for people that names it.

    A refusal or a cancellation is no fault, so it is only told.
    """
    if isinstance(error, Refused | ReindexCancelled):
        return notices.trouble(error)
    reference = secrets.token_hex(3)
    extra = {"reference": reference}
    metrics.FAILURES.inc()
    full = isinstance(error, OSError) and error.errno in DISK_REFUSES
    if full or isinstance(error, BotError | CorpusError | SearchError):
        log.warning("%s failed [%s]: %s", doing, reference, say(error), extra=extra)
    elif isinstance(error, aiohttp.ClientError | TimeoutError):
        why = str(error) or type(error).__name__
        log.warning("%s failed [%s]: %s", doing, reference, why, extra=extra)
    else:
        log.error("%s failed [%s]", doing, reference, exc_info=error, extra=extra)
    return f"{notices.trouble(error)}\n-# {text('reference', reference=reference)}"


class Reply:
    """The one message that answers an interaction."""

    def __init__(self, interaction: Interaction) -> None:
        self._interaction = interaction
        self._acknowledged = interaction.response.is_done()
        self._private = True
        self._fresh = self._laid_out = False
        self._instead: discord.WebhookMessage | None = None

    async def acknowledge(self, *, private: bool, fresh: bool = False) -> None:
        """Tell Discord that an answer will come; ``private`` ones only the asker sees.

        A button's answer takes the place of the button's message, unless it is a ``fresh`` one. A
        ``private`` one is always fresh where others see that message.

        Raises:
            discord.NotFound: it is too late (code 10062).
        """
        source = self._interaction.message
        fresh = fresh or (private and source is not None and not source.flags.ephemeral)
        self._private, self._fresh = private, fresh
        self._laid_out = source is not None and source.flags.components_v2 and not fresh
        # An acknowledgement whose confirmation got lost is repeated and comes back as 40060.
        respond = self._interaction.response
        await self._once(lambda: respond.defer(ephemeral=private, thinking=fresh))

    async def open(self, form: discord.ui.Modal) -> None:
        """Open a form, which is an acknowledgement too."""
        await self._once(lambda: self._interaction.response.send_modal(form))

    async def show(self, content: str | None, view: AnyView | None = None) -> None:
        """Put something in place of what the reply showed before."""
        if self._laid_out and content is not None:  # There is no way back from a layout.
            view = plain(content)
            content = None
        interaction, instead = self._interaction, self._instead
        change = instead.edit if instead else interaction.edit_original_response

        def edit() -> Awaitable[object]:
            return change(content=content, view=view)

        try:
            await patiently(edit, SHOWING)
        except discord.NotFound as error:
            # What cannot be edited gets a follow-up, which Discord puts in place of "thinking…".
            if error.code not in (UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK) or instead:
                raise
            try:
                self._instead = await self._send(content, view, private=self._private)
            except (discord.NotFound, discord.DiscordServerError, *NETWORK_FAULTS):
                if error.code == UNKNOWN_MESSAGE:
                    raise
                await patiently(edit, AT_LAST)

    async def show_card(self, card: Card) -> None:
        """Put a card in place of what the reply showed before: as a layout, or else as plain text
        with links, or without these too."""
        for content, view in (shapes := forms(card)):
            try:
                await self.show(content, view)
            except discord.HTTPException as error:
                if (content, view) == shapes[-1] or not blames(error, "components", "flags"):
                    raise
                log.warning("an answer is shown more plainly: %s", error)
            else:
                self._laid_out = content is None
                return

    async def remove(self) -> None:
        """Delete the message that the reply would take the place of."""
        await patiently(self._interaction.delete_original_response, SHOWING)

    async def _send(
        self, content: str | None, view: AnyView | None, *, private: bool
    ) -> discord.WebhookMessage:
        parts: dict[str, Any] = {"content": content, "view": view}
        given = {name: part for name, part in parts.items() if part is not None}
        async with asyncio.timeout(SHOWING.each):
            return await self._interaction.followup.send(**given, ephemeral=private, wait=True)

    async def tell(self, sentence: str) -> None:
        """Say why there is no answer, to the asker alone where Discord still allows that."""
        with self._interaction.client.work.counted():
            try:
                await self._tell(sentence)
            # A RuntimeError: the connection has been closed meanwhile.
            except (discord.DiscordException, RuntimeError, *NETWORK_FAULTS) as error:
                log.warning("could not tell the asker: %s", error)

    async def _tell(self, sentence: str) -> None:
        interaction = self._interaction

        def send() -> Awaitable[object]:
            return interaction.response.send_message(sentence, ephemeral=True, suppress_embeds=True)

        if not self._acknowledged and await self._once(send):
            return
        if interaction.type is discord.InteractionType.application_command or self._fresh:
            await self.show(sentence)
        else:
            await self._send(sentence, None, private=True)

    async def _once(self, respond: Callable[[], Awaitable[object]]) -> bool:
        """Respond; return False when Discord had already taken a response, or may have: nothing
        was heard of it, and whoever sees "thinking…" must be answered."""
        taken = True
        try:
            await patiently(respond, ACKNOWLEDGING)
        except discord.InteractionResponded:
            taken = False
        except (discord.DiscordServerError, *NETWORK_FAULTS) as error:
            log.warning(
                "it is not known whether Discord was told: %s", str(error) or type(error).__name__
            )
            taken = False
        except discord.HTTPException as error:
            if error.code != ALREADY_ACKNOWLEDGED:
                raise
            taken = False
        except Exception:
            # discord.py notes the success before it stumbles over an answer without a body.
            if not self._interaction.response.is_done():
                raise
        self._acknowledged = True
        metrics.acknowledged()
        return taken


def note_of(interaction: Interaction) -> Note:
    """Return where the answer to an interaction belongs."""
    return Note(interaction.id, interaction.channel_id or 0, spoken(), interaction.token)


def manages_server(interaction: Interaction) -> bool:
    """Whether somebody has the permission to manage the server that they are in."""
    granted = interaction.permissions
    return interaction.guild_id is not None and (granted.manage_guild or granted.administrator)


async def is_manager(interaction: Interaction) -> bool:
    """Whether a member may manage Quoth: who manages the server, or has a role that it chose.

    Discord hides such commands by a default that a server can change, so it is checked here.
    """
    if manages_server(interaction):
        return True
    member = interaction.user
    if not isinstance(member, discord.Member):
        return False
    settings = await interaction.client.servers.settings(interaction.guild_id)
    return any(member.get_role(role) for role in settings.managers)


async def respond_to_manager(
    interaction: Interaction, answer: Callable[[Reply], Awaitable[None]]
) -> None:
    """Respond in private to a member who manages Quoth; tell anybody else who may."""
    if interaction.guild_id is None:
        await Reply(interaction).tell(text("server-only"))
    elif not await is_manager(interaction):
        await Reply(interaction).tell(text("moderators-only"))
    else:
        await respond(interaction, answer, private=True)


async def respond(
    interaction: Interaction,
    answer: Callable[[Reply], Awaitable[None]],
    *,
    private: bool,
    fresh: bool = False,
) -> None:
    """Acknowledge an interaction and let ``answer`` show its reply; every fault is told."""

    async def acknowledged(reply: Reply) -> None:
        with interaction.client.work.arriving():
            await reply.acknowledge(private=private, fresh=fresh)
        await answer(reply)

    await guarded(interaction, acknowledged)


async def guarded(interaction: Interaction, answer: Callable[[Reply], Awaitable[None]]) -> None:
    """Let ``answer`` acknowledge an interaction and reply to it; every fault is told."""
    work = interaction.client.work
    reply = Reply(interaction)
    doing = interaction.command.qualified_name if interaction.command else "a button"
    with work.counted():
        if work.stopping:
            await reply.tell(text("stopping"))
            return
        try:
            with interaction.client.waiting.noted(note_of(interaction)):
                await answer(reply)
            metrics.replied()
        except asyncio.CancelledError:
            await reply.tell(text("interrupted"))
            raise
        except Exception as error:
            gone = isinstance(error, discord.HTTPException) and error.code == TOKEN_EXPIRED
            if gone or isinstance(error, discord.NotFound):
                # The moment has passed, or the asker has dismissed the reply: nobody is waiting.
                log.warning("%s: nothing to answer any more: %s", doing, error)
            else:
                await reply.tell(explain(error, doing))
