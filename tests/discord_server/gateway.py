"""The gateway, version 10: HELLO, heartbeats, IDENTIFY and RESUME, events in sequence."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from .compression import STREAMS
from .connection import MOST_PAYLOADS, PER_SECONDS, Closing, Connection, Session
from .errors import Json
from .state import Channel
from .world import World

GUILDS, MEMBERS, PRESENCES = 1 << 0, 1 << 1, 1 << 8
GUILD_MESSAGES, DIRECT_MESSAGES, CONTENT = 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = MEMBERS | PRESENCES | CONTENT
KNOWN_INTENTS = (1 << 26) - 1
LONGEST_PAYLOAD = 4096  # bytes that Discord accepts from a client

Event = Callable[[Session], Json | None]


class Gateway:
    """Every connection and session of the bot."""

    def __init__(self, world: World, shards: int) -> None:
        self.world = world
        self.shards = shards
        self.url = ""
        self.connections: list[Connection] = []
        self.sessions: dict[str, Session] = {}
        self.identified = 0
        self.resumed = 0
        self.heartbeats = 0

    def live(self) -> Session | None:
        """The latest session with a connection, if any."""
        live = [s for s in self.sessions.values() if s.valid and s.connection is not None]
        return live[-1] if live else None

    async def connected(self) -> Session:
        """The bot's session, as soon as it is connected."""
        return await self.world.bell.until(self.live, "a connection to the gateway")

    # -- events ---------------------------------------------------------------------------------

    async def dispatch(self, name: str, event: Event, guild_id: int | None) -> int:
        """Send an event to the sessions of its shard for which ``event`` makes a payload.

        Direct conversations (``guild_id`` ``None``) belong to shard 0. Returns to how many
        sessions it went; a session without a connection keeps it for RESUME.
        """
        reached = 0
        for session in list(self.sessions.values()):
            number, count = session.shard
            if session.valid and ((guild_id or 0) >> 22) % count == number:
                data = event(session)
                if data is not None:
                    reached += 1
                    await self._emit(session, name, data)
        return reached

    async def _emit(self, session: Session, name: str, data: Json) -> None:
        session.sequence += 1
        payload = {"op": 0, "t": name, "s": session.sequence, "d": data}
        session.kept.append(payload)
        if session.connection is not None:
            await session.connection.send(payload)

    @staticmethod
    def message_intent(channel: Channel) -> int:
        """The intent that brings the messages of a channel."""
        return GUILD_MESSAGES if channel.guild_id is not None else DIRECT_MESSAGES

    # -- a connection ---------------------------------------------------------------------------

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one websocket until either side closes it."""
        socket = web.WebSocketResponse(max_msg_size=1 << 20)
        await socket.prepare(request)
        compress = request.query.get("compress")
        refused: Closing | None = None
        if request.query.get("v") not in ("9", "10"):
            refused = Closing(4012, "Invalid API version")
        elif request.query.get("encoding", "json") != "json" or (
            compress is not None and compress not in STREAMS
        ):
            refused = Closing(4002, "Error while decoding payload")
        if refused is not None:
            self.world.violation(f"gateway: {refused} for ?{request.query_string}")
            await socket.close(code=refused.code, message=refused.reason.encode())
            return socket
        connection = Connection(request, socket, STREAMS[compress]() if compress else None)
        self.connections.append(connection)
        watch = asyncio.create_task(self._watch(connection))
        try:
            interval = round(self.world.limits.heartbeat * 1000)
            hello = {"heartbeat_interval": interval, "_trace": ["loopback"]}
            await connection.send({"op": 10, "t": None, "s": None, "d": hello})
            async for message in socket:
                if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                    await self._receive(connection, message.data)
        except Closing as closing:
            if closing.code in (4001, 4002, 4003, 4005, 4008):
                self.world.violation(f"gateway: closed with {closing}")
            await connection.close(closing.code, closing.reason)
        finally:
            watch.cancel()
            self._part(connection)
        return socket

    def _part(self, connection: Connection) -> None:
        self.connections.remove(connection)
        session = connection.session
        if session is not None and session.connection is connection:
            session.connection = None
            session.valid = session.valid and not connection.said_goodbye
        self.world.bell.ring()

    async def _watch(self, connection: Connection) -> None:
        """Close a connection whose heartbeats stopped."""
        clock = asyncio.get_running_loop().time
        patience = self.world.limits.heartbeat + self.world.limits.lateness
        while True:
            left = connection.beat + patience - clock()
            if left <= 0:
                await connection.close(4009, "Session timed out")
                return
            await asyncio.sleep(left)

    async def _receive(self, connection: Connection, raw: str | bytes) -> None:
        now = asyncio.get_running_loop().time()
        if len(connection.received) == MOST_PAYLOADS and now - connection.received[0] < PER_SECONDS:
            raise Closing(4008, "Rate limited")
        connection.received.append(now)
        size = len(raw.encode() if isinstance(raw, str) else raw)
        try:
            payload: Any = json.loads(raw)
            op, data = payload["op"], payload.get("d")
        except (ValueError, TypeError, KeyError, AttributeError):
            raise Closing(4002, "Error while decoding payload") from None
        if size > LONGEST_PAYLOAD:
            raise Closing(4002, "Error while decoding payload")
        if op == 1:
            self.heartbeats += 1
            connection.beat = now
            await connection.send({"op": 11, "t": None, "s": None, "d": None})
            self.world.bell.ring()
        elif op == 2:
            await self._identify(connection, data)
        elif op == 6:
            await self._resume(connection, data)
        elif connection.session is None:
            raise Closing(4003, "Not authenticated")
        elif op == 8:
            await self._request_members(connection.session, data)
        elif op not in (3, 4):  # presence and voice state change nothing here
            raise Closing(4001, "Unknown opcode")

    async def _identify(self, connection: Connection, data: Json) -> None:
        if connection.session is not None:
            raise Closing(4005, "Already authenticated")
        if data.get("token") != self.world.token:
            raise Closing(4004, "Authentication failed")
        number, count = data.get("shard", (0, 1))
        if not 0 <= number < count:
            raise Closing(4010, "Invalid shard")
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~KNOWN_INTENTS:
            raise Closing(4013, "Invalid intent(s)")
        if intents & PRIVILEGED & ~self.world.granted_intents:
            raise Closing(4014, "Disallowed intent(s)")
        session = Session(secrets.token_hex(16), (number, count), intents, connection=connection)
        connection.session = self.sessions[session.id] = session
        world = self.world
        guilds = [each for each in world.guilds.values() if (each.id >> 22) % count == number]
        ready: Json = {
            "v": 10,
            "user": world.bot.payload() | {"verified": True, "mfa_enabled": False, "email": None},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "private_channels": [],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.url,
            "shard": [number, count],
            "application": {"id": str(world.application_id), "flags": self.application_flags},
        }
        await self._emit(session, "READY", ready)
        if intents & GUILDS:
            for guild in guilds:
                own = [guild.members[world.bot.id]]
                await self._emit(session, "GUILD_CREATE", guild.payload(own))
        self.identified += 1
        world.bell.ring()

    @property
    def application_flags(self) -> int:
        """The application's flags: the privileged intents granted to a small bot."""
        granted = self.world.granted_intents
        places = ((PRESENCES, 13), (MEMBERS, 15), (CONTENT, 19))
        return sum(1 << place for intent, place in places if granted & intent)

    async def _resume(self, connection: Connection, data: Json) -> None:
        if connection.session is not None:
            raise Closing(4005, "Already authenticated")
        if data.get("token") != self.world.token:
            raise Closing(4004, "Authentication failed")
        session = self.sessions.get(data.get("session_id", ""))
        if session is None or not session.valid:
            await connection.send({"op": 9, "t": None, "s": None, "d": False})
            return
        seen = data.get("seq") or 0
        if seen > session.sequence:
            raise Closing(4007, "Invalid seq")
        if session.kept and session.kept[0]["s"] > seen + 1:  # older than what is kept
            await connection.send({"op": 9, "t": None, "s": None, "d": False})
            return
        if session.connection is not None:
            session.connection.abort()
        session.connection = None  # what happens during the replay joins its end
        while seen < session.sequence:
            event = next(event for event in session.kept if event["s"] > seen)
            await connection.send(event)
            seen = event["s"]
        session.connection, connection.session = connection, session
        await self._emit(session, "RESUMED", {"_trace": ["loopback"]})
        self.resumed += 1
        self.world.bell.ring()

    async def _request_members(self, session: Session, data: Json) -> None:
        guild = self.world.guilds[int(data["guild_id"])]
        query, wanted = data.get("query"), data.get("user_ids") or []
        if query == "" and not data.get("limit") and not session.intents & MEMBERS:
            return  # Discord answers a request for everybody only with the intent
        chosen = {str(each) for each in (wanted if isinstance(wanted, list) else [wanted])}
        found = [
            member.payload()
            for member in guild.members.values()
            if str(member.user.id) in chosen
            or (query is not None and member.user.username.startswith(query))
        ]
        chunk = {"guild_id": str(guild.id), "members": found, "chunk_index": 0, "chunk_count": 1}
        await self._emit(session, "GUILD_MEMBERS_CHUNK", chunk | {"nonce": data.get("nonce")})
