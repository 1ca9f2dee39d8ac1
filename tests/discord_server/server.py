"""The face that tests see: a Discord on loopback that people use and a bot connects to."""

from __future__ import annotations

import asyncio
import re

from aiohttp import web

from .commands import Commands
from .connection import Session
from .desk import Desk
from .front import Front, Request
from .gateway import Gateway
from .houses import Houses
from .messages import Message
from .people import People
from .posting import Posting
from .rest import Services
from .state import Channel
from .world import Limits, World


class DiscordServer(Houses, People):
    """REST API and gateway, version 10, on 127.0.0.1.

    Times are in seconds. ``granted_intents`` are the privileged intents that the application
    has (none unless said). Rules that the client breaks collect in ``violations``. Comparing each
    request with Discord's own description may be left out, as it takes longer than all else.
    """

    def __init__(
        self,
        *,
        acknowledge_within: float = 3.0,
        token_lifetime: float = 900.0,
        heartbeat: float = 41.25,
        granted_intents: int = 0,
        shards: int = 1,
        described: bool = True,
    ) -> None:
        limits = Limits(acknowledge_within, token_lifetime, heartbeat)
        self.world = world = World(limits, granted_intents)
        self.gateway = Gateway(world, shards)
        self.posting = Posting(world, self.gateway)
        self.commands = Commands(world.ids, world.application_id)
        self.desk = Desk(self.posting, self.commands)
        services = Services(world, self.gateway, self.posting, self.desk, self.commands)
        self._front = Front(services)
        self._front.describes = described
        self._runner: web.AppRunner | None = None
        self._port = 0
        self.api_url = ""
        self.faults = self._front.faults
        self.requests: list[Request] = self._front.requests
        self.violations = world.violations
        self.token, self.application_id, self.bot = world.token, world.application_id, world.bot
        self.guild, self.limits, self.cdn = world.guild, limits, world.cdn
        self.owner, self.moderator, self.fan = world.owner, world.moderator, world.fan
        self.other_bot = world.other_bot
        self.general, self.lounge = world.general, world.lounge
        self.locked, self.hidden = world.locked, world.hidden

    # -- running --------------------------------------------------------------------------------

    async def start(self) -> None:
        """Listen on a free port; ``api_url`` and ``gateway.url`` say where."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_get("/attachments/{rest:.*}", self._front.handle_file)
        app.router.add_get("/ephemeral-attachments/{rest:.*}", self._front.handle_file)
        app.router.add_route("*", "/api/{rest:.*}", self._front.handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = port = self._runner.addresses[0][1]
        self.api_url = f"http://127.0.0.1:{port}/api/v10"
        self.cdn.origin = f"http://127.0.0.1:{port}"
        self.gateway.url = f"ws://127.0.0.1:{port}/gateway"

    async def restart(self, away: float) -> None:
        """Go away for some seconds, and come back at the same address without the sessions."""
        await self.stop()
        self.gateway.sessions.clear()
        await asyncio.sleep(away)
        await self.start()

    async def stop(self) -> None:
        """Cut every line and close the port."""
        self.desk.stop()
        for connection in list(self.gateway.connections):
            connection.abort()
        if self._runner is not None:
            await self._runner.cleanup()

    def forgive(self, pattern: str) -> list[str]:
        """Take the violations that match ``pattern`` off the list; there must be one at least."""
        found = [each for each in self.violations if re.search(pattern, each)]
        if not found:
            raise AssertionError(f"no violation matches {pattern!r}: {self.violations}")
        self.violations[:] = [each for each in self.violations if each not in found]
        return found

    # -- the bot's connection -------------------------------------------------------------------

    def session(self) -> Session | None:
        """The latest session with a connection, if any."""
        return self.gateway.live()

    async def connected(self) -> Session:
        """The bot's session, as soon as it is connected."""
        return await self.gateway.connected()

    async def disconnected(self) -> None:
        """Return once the bot has no connection."""
        connections = self.gateway.connections
        await self.world.bell.until(lambda: not connections, "the end of the connection")

    def drop(self) -> None:
        """Cut the bot's lines without a goodbye; it can resume."""
        for connection in list(self.gateway.connections):
            connection.abort()

    def go_silent(self) -> None:
        """Leave the bot's lines open, and neither send nor acknowledge anything on them."""
        for connection in self.gateway.connections:
            connection.silent = True

    async def close_gateway(self, code: int) -> None:
        """Close the bot's connections with a close code."""
        for connection in list(self.gateway.connections):
            await connection.close(code)

    async def ask_to_reconnect(self) -> None:
        """Op 7: the bot should connect again and resume."""
        for connection in list(self.gateway.connections):
            await connection.send({"op": 7, "t": None, "s": None, "d": None})

    async def invalidate(self, *, resumable: bool = False) -> None:
        """Op 9: the session is over, or can be resumed by a new connection."""
        for connection in list(self.gateway.connections):
            if connection.session is not None:
                connection.session.valid = resumable
            await connection.send({"op": 9, "t": None, "s": None, "d": resumable})

    # -- what the bot did -----------------------------------------------------------------------

    def posted(self, channel: Channel, after: Message | None = None) -> list[Message]:
        """The bot's messages in a channel, oldest first, without responses to interactions."""
        since = 0 if after is None else after.id
        return [
            message
            for message in self.world.messages.values()
            if message.author is self.bot
            and message.channel is channel
            and message.interaction is None
            and not message.deleted
            and message.id > since
        ]

    async def wait_for_message(self, channel: Channel, after: Message | None = None) -> Message:
        """The bot's first message in ``channel`` (after another)."""

        def look() -> Message | None:
            return next(iter(self.posted(channel, after)), None)

        return await self.world.bell.until(look, f"a message in #{channel.name}")

    def requested(self, method: str, path: str) -> list[Request]:
        """The requests of a method whose path matches a regular expression."""
        return [r for r in self.requests if r.method == method and re.search(path, r.path)]

    async def wait_for_request(self, method: str, path: str, times: int = 1) -> None:
        """Return once there were so many of them."""
        what = f"{times} × {method} {path}"
        await self.world.bell.until(lambda: len(self.requested(method, path)) >= times, what)
