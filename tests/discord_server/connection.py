"""A websocket of the gateway, and the session that outlives it."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import deque
from dataclasses import dataclass, field

from aiohttp import web

from .compression import Squeeze
from .errors import Json

MOST_PAYLOADS, PER_SECONDS = 120, 60.0
KEPT_EVENTS = 1000


@dataclass(slots=True, eq=False)
class Session:
    """What IDENTIFY began and RESUME continues: events are numbered and kept for a replay."""

    id: str
    shard: tuple[int, int]
    intents: int
    sequence: int = 0
    kept: deque[Json] = field(default_factory=lambda: deque(maxlen=KEPT_EVENTS))
    connection: Connection | None = None
    valid: bool = True


class Closing(Exception):
    """The server closes the connection with one of the gateway's close codes."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code = code
        self.reason = reason


class Connection:
    """One websocket."""

    def __init__(
        self, request: web.Request, socket: web.WebSocketResponse, squeeze: Squeeze | None
    ) -> None:
        self.socket = socket
        self._request = request
        self.session: Session | None = None
        self.beat = asyncio.get_running_loop().time()
        self.received: deque[float] = deque(maxlen=MOST_PAYLOADS)
        self._squeeze = squeeze
        self._turn = asyncio.Lock()
        self._closed_here = False
        self.silent = False

    @property
    def said_goodbye(self) -> bool:
        """Whether the client closed it for good, which ends its session."""
        return not self._closed_here and self.socket.close_code in (1000, 1001)

    async def send(self, payload: Json) -> None:
        """Send one payload; a client that has gone is not an error (it may resume)."""
        if self.silent:
            return
        data = json.dumps(payload).encode()
        async with self._turn:
            with contextlib.suppress(ConnectionError, RuntimeError):
                if self._squeeze is None:
                    await self.socket.send_str(data.decode())
                else:
                    await self.socket.send_bytes(self._squeeze(data))

    async def close(self, code: int, reason: str = "") -> None:
        """Close the socket from our side."""
        self._closed_here = True
        await self.socket.close(code=code, message=reason.encode())

    def abort(self) -> None:
        """Cut the line without a goodbye."""
        self._closed_here = True
        if self._request.transport is not None:
            self._request.transport.abort()
