"""Interactions: dispatched by a test, answered by the client within a time limit."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .commands import check_choices
from .errors import Json, Problems, refusal
from .forms import check_form
from .messages import Flag, Message
from .posting import Posting
from .rules import check_message
from .state import Channel, User
from .world import World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, FORM = 4, 5, 6, 7, 8, 9
SUITING: dict[int, frozenset[int]] = {
    COMMAND: frozenset({MESSAGE, DEFERRED, FORM}),
    COMPONENT: frozenset({MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, FORM}),
    AUTOCOMPLETE: frozenset({CHOICES}),
    MODAL: frozenset({MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE}),
}


@dataclass(frozen=True, slots=True)
class Callback:
    """How the client acknowledged: the callback's type, its data, seconds after the dispatch."""

    type: int
    data: Json
    after: float


class Interaction:
    """One use of a command, button or form, as the person who uses it sees it."""

    def __init__(
        self, posting: Posting, kind: int, user: User, channel: Channel, data: Json, name: str
    ) -> None:
        self._posting = posting
        self._world: World = posting.world
        self._clock = asyncio.get_running_loop().time
        self.id = self._world.ids()
        self.token = secrets.token_urlsafe(60)
        self.kind = kind
        self.user = user
        self.channel = channel
        self.data = data
        self.name = name
        self.source: Message | None = None
        self.opened_by: Interaction | None = None
        self.callback: Callback | None = None
        self.answer_lost = False
        self.original: Message | None = None
        self.followups: list[Message] = []
        self._began = self._clock()

    # -- what a test asks -----------------------------------------------------------------------

    async def acknowledged(self) -> Callback:
        """The callback that the client sent, as soon as it has."""
        return await self._world.bell.until(
            lambda: self.callback, f"an acknowledgement of {self.name}"
        )

    async def final(self) -> Message:
        """The message finally shown: a direct response, or what replaced "thinking…"."""
        return await self.shown(lambda message: True)

    async def shown(self, wanted: Callable[[Message], bool]) -> Message:
        """The response once ``wanted`` holds for it; later edits change the same object."""

        def look() -> Message | None:
            original = self.original
            ready = original is not None and not original.loading and original.versions
            return original if ready and original is not None and wanted(original) else None

        return await self._world.bell.until(look, f"the response to {self.name}")

    # -- what the client does -------------------------------------------------------------------

    @property
    def overdue(self) -> bool:
        """Whether the time to acknowledge has passed."""
        return self._clock() - self._began > self._world.limits.acknowledge

    @property
    def expired(self) -> bool:
        """Whether the token's life is over."""
        return self._clock() - self._began > self._world.limits.token_lifetime

    async def respond(self, body: Json, attachments: Sequence[Json] = ()) -> None:
        """Take the client's callback. Raises 40060, 10062 or 50035."""
        if self.callback is not None:
            raise refusal(40060)
        if self.overdue:
            raise refusal(10062)
        kind, data = body.get("type"), body.get("data") or {}
        problems = Problems()
        if kind not in SUITING[self.kind] or (
            kind in (DEFERRED_UPDATE, UPDATE) and self.source is None
        ):
            problems.add(("type",), "INTERACTION_TYPE_INVALID", "Not a response to this.")
        elif kind == CHOICES:
            choices = data.get("choices") or []
            if len(choices) > 25:
                problems.add(("data", "choices"), "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer.")
            check_choices(choices, problems, ("data", "choices"), self._completes)
        elif kind == FORM:
            check_form(data, problems, ("data",))
        elif kind != UPDATE:
            check_message(data, problems, ("data",), attachments)
        problems.raise_if_any()
        # Posting raises for an empty message, so the callback counts only after it.
        original = self.source
        if kind == MESSAGE:
            original = self._compose(data, attachments)
        elif kind == DEFERRED:
            private = int(data.get("flags") or 0) & Flag.EPHEMERAL
            original = self._compose({"flags": private | Flag.LOADING})
            original.versions.clear()
        elif kind == UPDATE and original is not None:
            self._posting.change(original, data, attachments, ("data",))
        self.callback = Callback(int(kind or 0), data, self._clock() - self._began)
        if kind == UPDATE and original is not None:
            await self._posting.announce_change(original)
        elif kind in (MESSAGE, DEFERRED) and original is not None:
            await self._posting.add(original)
        if kind in (MESSAGE, DEFERRED, UPDATE):
            self.original = original
        self._world.bell.ring()

    @property
    def _completes(self) -> int | None:
        """The type of the option that is being typed into."""
        options = list(self.data.get("options") or ())
        for option in options:
            options += option.get("options") or ()
        return next((option["type"] for option in options if option.get("focused")), None)

    def _compose(self, data: Json, attachments: Sequence[Json] = ()) -> Message:
        return self._posting.compose(
            self.channel,
            self._world.bot,
            data,
            attachments=attachments,
            interaction=self.metadata,
            kind=20 if self.kind == COMMAND else 0,
            flags=int(data.get("flags") or 0) & (Flag.LOADING | Flag.EPHEMERAL),
        )

    async def follow_up(self, body: Json, attachments: Sequence[Json] = ()) -> Message:
        """Post a follow-up; the first one after a deferral takes the place of "thinking…"."""
        if self.callback is None:
            raise refusal(10015)
        if self.original is not None and self.original.loading and not self.original.deleted:
            await self._posting.edit(self.original, body, attachments)
            return self.original
        message = self._compose(body, attachments)
        self.followups.append(message)
        await self._posting.add(message)
        return message

    def message(self, name: str) -> Message:
        """The message ``@original`` or one by its id. Raises 10015 or 10008."""
        if self.callback is None or self.kind == AUTOCOMPLETE:
            raise refusal(10015)
        if name == "@original":
            found = self.original
            if found is None and self.callback.type == DEFERRED_UPDATE:
                found = self.source
        else:
            own = [self.original, self.source, *self.followups]
            found = next((m for m in own if m is not None and str(m.id) == name), None)
        if found is None or found.deleted:
            raise refusal(10008)
        return found

    async def edit(self, name: str, body: Json, attachments: Sequence[Json] = ()) -> Message:
        """Edit a response."""
        message = self.message(name)
        await self._posting.edit(message, body, attachments)
        if message is self.source and self.original is None:
            self.original = message
        self._world.bell.ring()
        return message

    # -- how Discord describes it ---------------------------------------------------------------

    @property
    def owners(self) -> Json:
        """By whose installation the interaction came."""
        return {"0": str(self.channel.guild_id or 0)}

    @property
    def metadata(self) -> Json:
        """What a response says about the interaction."""
        metadata: Json = {
            "id": str(self.id),
            "type": self.kind,
            "user": self.user.payload(),
            "authorizing_integration_owners": self.owners,
        }
        if self.kind == COMMAND:
            metadata["name"] = self.name.removeprefix("/")
        elif self.opened_by is not None:
            metadata["triggering_interaction_metadata"] = self.opened_by.metadata
        elif self.source is not None:
            metadata["interacted_message_id"] = str(self.source.id)
        return metadata

    def outcome(self) -> Json:
        """The answer to a callback that asked for one (``with_response``)."""
        callback, original = self.callback, self.original
        summary: Json = {"id": str(self.id), "type": self.kind}
        answer: Json = {"interaction": summary}
        if callback is not None and original is not None:
            summary["response_message_id"] = str(original.id)
            summary["response_message_loading"] = original.loading
            summary["response_message_ephemeral"] = original.ephemeral
            shown = {"type": callback.type, "message": self._posting.show(original)}
            answer["resource"] = shown
        elif callback is not None:
            answer["resource"] = {"type": callback.type}
        return answer
