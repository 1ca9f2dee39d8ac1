"""How a request finds its handler."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from ..commands import Commands
from ..desk import Desk
from ..errors import Json, refusal
from ..gateway import Gateway
from ..posting import Posting
from ..state import Channel
from ..world import World


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers work with."""

    world: World
    gateway: Gateway
    posting: Posting
    desk: Desk
    commands: Commands


@dataclass(slots=True)
class Call:
    """One request: path parameters, query and decoded JSON body."""

    services: Services
    params: dict[str, str]
    query: dict[str, str]
    body: Any
    attachments: list[Json] = field(default_factory=list)

    @property
    def world(self) -> World:
        """The world of the server."""
        return self.services.world

    @property
    def fields(self) -> Json:
        """The body as an object; 50109 when it is something else."""
        if not isinstance(self.body, dict):
            raise refusal(50109)
        return self.body

    def id(self, name: str) -> int:
        """A path parameter that is a snowflake."""
        return int(self.params[name])

    @property
    def channel(self) -> Channel:
        """The channel of the path; 10003 when there is none."""
        channel = self.world.channels.get(self.id("channel_id"))
        if channel is None:
            raise refusal(10003)
        return channel


@dataclass(frozen=True, slots=True)
class Reply:
    """Status and JSON body of an answer; no body for ``None``."""

    data: Any = None
    status: int = 200


NOTHING = Reply(None, 204)
Handler = Callable[[Call], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Route:
    """A method and path template; ``public`` where a token in the path stands for the header."""

    method: str
    template: str
    pattern: re.Pattern[str]
    handler: Handler
    public: bool


ROUTES: list[Route] = []


def route(method: str, template: str, *, public: bool = False) -> Callable[[Handler], Handler]:
    """Register a handler; ``{…_id}`` in the template is a snowflake, other names any segment."""

    def parameter(found: re.Match[str]) -> str:
        digits = found[1].endswith("_id")
        return f"(?P<{found[1]}>{'[0-9]+' if digits else '[^/]+'})"

    pattern = re.compile(re.sub(r"\{(\w+)\}", parameter, template))

    def register(handler: Handler) -> Handler:
        ROUTES.append(Route(method, template, pattern, handler, public))
        return handler

    return register


def find(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """The route for a path below the API's root, with its path parameters."""
    for each in ROUTES:
        found = each.pattern.fullmatch(path) if each.method == method else None
        if found is not None:
            return each, found.groupdict()
    return None
