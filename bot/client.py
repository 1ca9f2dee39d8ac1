"""The bot on Discord: what it is made of, and what it does by itself."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeVar

import aiohttp
import discord
import discord.gateway
import discord.http
import yarl
from discord import app_commands
from discord.ext import commands

from bot import metrics
from bot.apologies import apologise
from bot.app import Desk, unlocked
from bot.asking import Conversations
from bot.channels import known_line
from bot.commands import Commands, keep_registered
from bot.curating import Curation
from bot.exchanges import Exchanges
from bot.fetching import Fetcher
from bot.gateway import survive
from bot.horizons import Horizons
from bot.latest import Latest
from bot.leaving import LOOKING_SECONDS, look
from bot.libraries import FRESHENING_SECONDS, Libraries
from bot.limits import Limits
from bot.once import Once
from bot.replies import Interaction, explain
from bot.servers import EXPIRING_SECONDS, Servers
from bot.shelves import Shelves
from bot.store.sqlite import FILE, SqliteStore
from bot.suggestions import Suggestions
from bot.waiting import FOLDER, Waiting
from bot.work import Work, begun
from index.errors import SearchError
from index.views import View

log = logging.getLogger(__name__)

CONNECTIONS = 100
"""To Discord at a time; more at once, and opening them takes longer than waiting for a free one."""

LAST_ANSWERS = 10.0
"""Seconds that answers in flight have when Discord closes the connection for good."""

FORGETTING_SECONDS = 60.0
"""How often conversations that are over are deleted."""

LOCALES = 10_000
"""People whose language is known in memory, as their latest interaction told."""

LONGEST_RATE_LIMIT = 30.0
"""Seconds that discord.py waits out a rate limit by itself; for a longer one see ``patiently``."""

T = TypeVar("T")


async def _nothing(_: QuothBot) -> None:
    """Add no features."""


class QuothBot(commands.AutoShardedBot):
    """Answers from one desk, and can do what ``features`` adds; see ``bot.features.registry``.

    Sharded, so that it asks Discord where its gateway is.
    """

    user: discord.ClientUser

    def __init__(
        self, desk: Desk, features: Callable[[QuothBot], Awaitable[None]] = _nothing
    ) -> None:
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
        self._features = features
        self.work = Work()
        self.once = Once()
        self.conversations = Conversations()
        self.exchanges = Exchanges()
        store = SqliteStore(desk.settings.state_dir / FILE)
        self.servers = Servers(store)
        self.horizons = Horizons(store)
        self.limits = Limits()
        self.locales = Latest[int, discord.Locale](LOCALES)
        self.suggestions = Suggestions()
        self.waiting = Waiting(desk.settings.state_dir / FOLDER)
        self.curation = Curation(store)
        self.libraries = Libraries(desk)
        self.shelves = Shelves(self.libraries)
        self.fetcher = Fetcher()
        self.registering: asyncio.Task[None] | None = None
        self._beside: set[asyncio.Task[None]] = set()
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

    async def at_desk(self, guild: int | None, call: Callable[[Desk], T]) -> T:
        """Call something with the desk that answers a server, off the event loop."""
        return await self.work.aside(lambda: call(self.libraries.desk(guild)))

    async def forget(self, person: int) -> None:
        """Delete at once all that is kept of a person, in every server."""
        self.conversations.forget(person)
        self.exchanges.forget(person)
        self.once.forget(person)
        self.locales.pop(person, None)
        await self.horizons.forget(person)
        await self.servers.forget_rater(person)

    async def setup_hook(self) -> None:
        """Add the features, and begin what goes on beside the answers."""
        await self._features(self)
        self.registering = begun(keep_registered(self.tree, self.desk.settings), self._beside)
        begun(self._warm(), self._beside)
        self.repeat(EXPIRING_SECONDS, self.servers.expire)
        self.repeat(FORGETTING_SECONDS, self.conversations.expire)
        self.repeat(FRESHENING_SECONDS, self.libraries.freshen)
        self.repeat(LOOKING_SECONDS, look, self)
        if left := await asyncio.to_thread(self.waiting.begin):
            log.warning("%d people were left waiting by the last run", len(left))
            self.work.later(apologise(self, left))
        # After a session that cannot be resumed discord.py asks nobody, but goes to this address.
        _, address, _ = await self.http.get_bot_gateway()
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address)

    async def connect(self, *, reconnect: bool = True) -> None:
        """Connect to Discord, and stay connected."""
        self._connecting = asyncio.current_task()
        await super().connect(reconnect=reconnect)

    async def close(self) -> None:
        """Disconnect; where Discord closes the connection for good, the answers in flight first."""
        if self._connecting is asyncio.current_task():
            await self.work.drain(LAST_ANSWERS, asyncio.Event())
        for task in self._beside:
            task.cancel()
        await super().close()
        await self.servers.close()
        await asyncio.to_thread(self.waiting.close)

    async def _warm(self) -> None:
        """Read the titles, so that nobody who types has to wait for them."""
        with contextlib.suppress(SearchError):
            await self.work.aside(lambda: self.desk.searcher().titles(""))

    def repeat(
        self, seconds: float, call: Callable[..., Awaitable[object] | None], *given: object
    ) -> None:
        """Call something now and every so many ``seconds``, for as long as the bot runs; what goes
        wrong is logged."""

        async def repeating() -> None:
            while True:
                try:
                    done = call(*given)
                    if done is not None:
                        await done
                except Exception as error:
                    explain(error, f"{call.__module__}.{call.__qualname__}")
                await asyncio.sleep(seconds)

        begun(repeating(), self._beside)

    async def on_ready(self) -> None:
        """Say that the bot is there."""
        log.info("connected as %s; servers: %d", self.user, len(self.guilds))

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

    async def on_interaction(self, interaction: Interaction) -> None:
        """Note the language of whoever does anything."""
        self.locales[interaction.user.id] = interaction.locale

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log what an event's handler could not deal with."""
        explain(sys.exc_info()[1] or RuntimeError(event_method), event_method)
