"""The bot on Discord: what it is made of, how it answers and which features it has."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import aiohttp
import discord
import discord.gateway
import discord.http
import yarl
from discord import app_commands
from discord.ext import commands

from bot import actions, metrics
from bot.apologies import apologise
from bot.app import Desk, unlocked
from bot.asking import Asker, Conversations, turn
from bot.cards import Card, card, note
from bot.channels import is_public, known_line
from bot.commands import Commands, Translator, keep_registered
from bot.controls import Asked
from bot.curating import Curation
from bot.features import feedback
from bot.features.registry import BUTTONS, COGS
from bot.fetching import Fetcher
from bot.gateway import survive
from bot.horizons import UNREAD, Horizons
from bot.leaving import keep_looking
from bot.libraries import Libraries
from bot.limits import Limits
from bot.locales import Locales
from bot.once import Once
from bot.pressing import stands_in
from bot.replies import Reply, explain
from bot.servers import Servers
from bot.shelves import Shelves
from bot.store.sqlite import FILE, SqliteStore
from bot.suggestions import Suggestions
from bot.texts.catalogue import text
from bot.waiting import FOLDER, Waiting
from bot.work import Work
from index.errors import SearchError
from index.models import NotFound, Outcome, Turn
from index.views import View

log = logging.getLogger(__name__)

CONNECTIONS = 100
"""To Discord at a time; more at once, and opening them takes longer than waiting for a free one."""

LAST_ANSWERS = 10.0
"""Seconds that answers in flight have when Discord closes the connection for good."""

LONGEST_RATE_LIMIT = 30.0
"""Seconds that a rate limit is waited out; a longer one is a failure."""

T = TypeVar("T")


class QuothBot(commands.AutoShardedBot):
    """Answers from one desk. Sharded, so that it asks Discord where its gateway is."""

    user: discord.ClientUser

    def __init__(self, desk: Desk) -> None:
        # Nothing is spoken here, so no library for it needs to be missed.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Commands,
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            max_ratelimit_timeout=LONGEST_RATE_LIMIT,
            http_trace=metrics.tracing(lambda: self.http.user_agent),
            connector=aiohttp.TCPConnector(limit=CONNECTIONS),
        )
        survive(self._connection.parsers)
        self.desk = desk
        self.work = Work()
        self.once = Once()
        self.conversations = Conversations()
        store = SqliteStore(desk.settings.state_dir / FILE)
        self.servers = Servers(store)
        self.horizons = Horizons(store)
        self.limits = Limits()
        self.locales = Locales()
        self.suggestions = Suggestions()
        self.waiting = Waiting(desk.settings.state_dir / FOLDER)
        self.curation = Curation(store)
        self.libraries = Libraries(desk)
        self.shelves = Shelves(self.libraries)
        self.fetcher = Fetcher()
        self.registering: asyncio.Task[None] | None = None
        self._expiring: asyncio.Task[None] | None = None
        self._warming: asyncio.Task[None] | None = None
        self._freshening: asyncio.Task[None] | None = None
        self._leaving: asyncio.Task[None] | None = None
        self._noting: set[asyncio.Task[None]] = set()
        self._connecting: asyncio.Task[None] | None = None

    @property
    def id(self) -> int:
        """The bot's user id."""
        return self.user.id

    @property
    def mention(self) -> str:
        """What a message says to mention the bot."""
        return self.user.mention

    async def view(self, guild: int | None, channel: object, user: int, *, private: bool) -> View:
        """Return what may be shown now in a channel: to everybody, or (``private``) to one user.

        Whatever shows a title or a word of an article asks here first, a button when it is pressed.

        Raises:
            bot.errors.Refused: that cannot be told just now.
        """
        horizon = await self.horizons.of(guild, known_line(channel), user, private=private)
        return await self.curation.joined(guild, replace(unlocked(), horizon=horizon))

    async def answer(
        self,
        who: Asker | None,
        question: str,
        view: View,
        guild: int | None = None,
        typed: str = "",
        after: Turn | None = None,
        asked: Asked | None = None,
    ) -> Card:
        """Answer a question off the event loop, quoting only what the ``view`` shows.

        It is part of the conversation of ``who``, or of none; then ``asked`` says for whom the
        buttons are. ``after`` is what it replies to. A ``guild`` may keep the words of a question
        that found nothing, as they were ``typed``, and those of an answered one that everybody
        could read are offered to others there.

        Raises:
            index.errors.SearchError: there is no index to answer from.
        """
        history = self.conversations.turns(who)
        if after is not None:
            history = (*(turn for turn in history if turn != after), after)

        public = False
        if guild is not None and who is not None and not who.private:
            public = is_public(self.get_guild(guild), who.channel)
        if who is not None:
            asked = Asked(who.user, who.private, guild, typed or question)

        def found() -> tuple[Outcome, Card, bool]:
            desk = self.libraries.desk(guild)
            with metrics.SEARCH.time():
                outcome = desk.ask(question, history, view=view)
            whole = public and not desk.searcher().leans(question, history)
            unread = view.horizon is UNREAD and isinstance(outcome, NotFound) and outcome.beyond
            shown = note(text("horizon-unread")) if unread else card(outcome, asked)
            return outcome, shown, whole

        with metrics.asking() as came:
            outcome, shown, whole = await self.work.aside(found)
            came(outcome)
        if who is not None:
            self.conversations.remember(who, turn(outcome))
        self.later(self.servers.count(guild, outcome))
        if isinstance(outcome, NotFound) and not outcome.beyond and who is not None:
            self.later(self.servers.miss(guild, typed or question, public=public))
        elif guild is not None and whole:
            self.suggestions.note(guild, typed or question, outcome, view)
        return shown

    async def at_desk(self, guild: int | None, call: Callable[[Desk], T]) -> T:
        """Call something with the desk that answers a server, off the event loop."""
        return await self.work.aside(lambda: call(self.libraries.desk(guild)))

    async def forget(self, person: int) -> None:
        """Delete at once all that is kept of a person, in every server."""
        self.conversations.forget(person)
        self.once.forget(person)
        self.locales.forget(person)
        await self.horizons.forget(person)
        await self.servers.forget_rater(person)

    async def setup_hook(self) -> None:
        """Add the features, and see to it in the background that Discord has their commands."""
        await self.add_features()
        self.registering = asyncio.create_task(keep_registered(self.tree, self.desk.settings))
        self._expiring = asyncio.create_task(self.servers.keep_expiring())
        self._warming = asyncio.create_task(self._warm())
        self._freshening = asyncio.create_task(self.libraries.keep_fresh())
        if left := await asyncio.to_thread(self.waiting.begin):
            log.warning("%d people were left waiting by the last run", len(left))
            self.later(apologise(self, left))
        # After a session that cannot be resumed discord.py asks nobody, but goes to this address.
        _, address, _ = await self.http.get_bot_gateway()
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address)

    async def add_features(self) -> None:
        """Add everything that the bot can do."""
        await self.tree.set_translator(Translator())
        self.add_dynamic_items(*BUTTONS)
        for cog in COGS:
            await self.add_cog(cog(self))

    async def connect(self, *, reconnect: bool = True) -> None:
        """Connect to Discord, and stay connected."""
        self._connecting = asyncio.current_task()
        await super().connect(reconnect=reconnect)

    async def close(self) -> None:
        """Disconnect; where Discord closes the connection for good, the answers in flight first."""
        if self._connecting is asyncio.current_task():
            await self.work.drain(LAST_ANSWERS, asyncio.Event())
        tasks = (self.registering, self._expiring, self._freshening, self._warming, self._leaving)
        for task in tasks:
            if task is not None:
                task.cancel()
        await super().close()
        await self.servers.close()
        await asyncio.to_thread(self.waiting.close)

    async def _warm(self) -> None:
        """Read the titles, so that nobody who types has to wait for them."""
        with contextlib.suppress(SearchError):
            await self.work.aside(lambda: self.desk.searcher().titles(""))

    def later(self, noting: Coroutine[Any, Any, None]) -> None:
        """Let something be noted after the answer, which does not wait for it."""

        async def counted() -> None:
            with self.work.counted():
                await noting

        task = asyncio.create_task(counted())
        self._noting.add(task)
        task.add_done_callback(self._noting.discard)

    async def noted(self) -> None:
        """Wait until everything is noted that was put off until after the answers."""
        while self._noting:
            await asyncio.wait(self._noting.copy())

    async def on_ready(self) -> None:
        """Say that the bot is there, and look which servers it is no longer in."""
        log.info("connected as %s; servers: %d", self.user, len(self.guilds))
        if self._leaving is None:
            self._leaving = asyncio.create_task(keep_looking(self))

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Count the connections that were lost; discord.py makes new ones."""
        if not self.work.stopping:
            metrics.RECONNECTS.labels(str(shard_id)).inc()

    async def on_message(self, message: discord.Message, /) -> None:
        """Look for no commands in messages; the mention feature reads them."""

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget a server that the bot has left; one that is only unavailable is kept."""
        await self.leave(guild.id)

    async def leave(self, guild: int) -> None:
        """Delete all that is kept of a server."""
        await self.servers.remove(guild)
        self.horizons.leave(guild)
        self.suggestions.forget(guild)
        self.curation.forget(guild)
        await self.libraries.remove(guild)

    async def on_interaction(self, interaction: discord.Interaction[QuothBot]) -> None:
        """Answer forms, and buttons of an older version; discord.py hands the others to theirs."""
        self.locales.note(interaction.user.id, interaction.locale)
        kinds = (discord.InteractionType.component, discord.InteractionType.modal_submit)
        if interaction.type not in kinds:
            return
        data: Mapping[str, Any] = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        if match := actions.REASON.fullmatch(custom_id):
            await feedback.explained(interaction, match["digest"], match["words"])
        elif pressed := next(filter(None, (each.known(custom_id) for each in BUTTONS)), None):
            if not stands_in(interaction.message, custom_id):
                await pressed.callback(interaction)
        else:
            await Reply(interaction).tell(text("outdated"))

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log what an event's handler could not deal with."""
        explain(sys.exc_info()[1] or RuntimeError(event_method), event_method)
