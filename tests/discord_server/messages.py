"""Messages: what they say, whom they ping, and how Discord shows them to a client."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntFlag

from .cdn import unfurl
from .components import CONTROLS, media, numbered, texts, walk
from .errors import Json
from .state import Channel, Guild, Role, User, iso

USER = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(?:everyone|here)\b")


class Flag(IntFlag):
    """Message flags that matter here."""

    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15


@dataclass(slots=True, eq=False)
class Message:
    """A message as it stands now; an edit changes it in place and ``versions`` keeps the texts.

    ``mentions``, ``mention_roles`` and ``mention_everyone`` are who was really pinged, after
    ``allowed_mentions``. ``message_reference`` and ``allowed_mentions`` are what the client sent.
    ``interaction`` is the metadata of the interaction that a message responds to.
    """

    id: int
    channel: Channel
    author: User
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    flags: int = 0
    kind: int = 0
    reference: Message | None = None
    message_reference: Json | None = None
    allowed_mentions: Json | None = None
    interaction: Json | None = None
    webhook_id: int | None = None
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[Role] = field(default_factory=list)
    mention_everyone: bool = False
    tts: bool = False
    nonce: str | int | None = None
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    edited: datetime | None = None
    deleted: bool = False
    versions: list[str] = field(default_factory=list)

    @property
    def ephemeral(self) -> bool:
        """Whether only the asker sees it."""
        return bool(self.flags & Flag.EPHEMERAL)

    @property
    def loading(self) -> bool:
        """Whether it still says that the bot is thinking."""
        return bool(self.flags & Flag.LOADING)

    @property
    def controls(self) -> list[Json]:
        """Buttons and menus, in order."""
        return [part for _, part in walk(self.components) if part["type"] in CONTROLS]

    @property
    def labels(self) -> list[str]:
        """What the buttons say, in order."""
        return [control["label"] for control in self.controls if control.get("label")]

    @property
    def text(self) -> str:
        """What it says: the content and the text displays in order, a line break between."""
        return "\n".join(part for part in (self.content, *texts(self.components)) if part)

    @property
    def pings(self) -> bool:
        """Whether it notified anybody."""
        return bool(self.mentions or self.mention_roles or self.mention_everyone)

    def change(self, body: Json, attachments: Sequence[Json] = ()) -> None:
        """Apply the fields of an edit; what the body does not name stays."""
        if "content" in body:
            self.content = body["content"] or ""
        if "embeds" in body:
            self.embeds = [{"type": "rich", **embed} for embed in body["embeds"] or []]
        if "components" in body:
            self.components = numbered(body["components"] or [])
        if body.get("flags") is not None:
            lasting = self.flags & (Flag.EPHEMERAL | Flag.COMPONENTS_V2)
            self.flags = int(body["flags"]) & ~Flag.EPHEMERAL & ~Flag.LOADING | lasting
        if "attachments" in body:
            kept = {str(a.get("id")) for a in body["attachments"] or []}
            self.attachments = [a for a in self.attachments if a["id"] in kept]
        self.attachments = [*self.attachments, *attachments]
        for _, component, item in media(self.components):
            unfurl(item, component, self.attachments)
        self.versions.append(self.text)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        shown = self.content.strip() or self.embeds or self.components or self.attachments
        return not shown

    def ping(self, guild: Guild, users: dict[int, User], may_ping_all: bool) -> None:
        """Work out who is pinged by the content and the reply under ``allowed_mentions``."""
        allowed = self.allowed_mentions
        parse = {"users", "roles", "everyone"} if allowed is None else {*allowed.get("parse", ())}
        listed = allowed or {}
        chosen_users = {int(user) for user in listed.get("users") or ()}
        chosen_roles = {int(role) for role in listed.get("roles") or ()}
        named = [int(found) for found in USER.findall(self.text)]
        wanted = [i for i in named if "users" in parse or i in chosen_users]
        replied = self.reference
        # A response to a command is a webhook's message: replying to it pings no one.
        if (
            replied is not None
            and replied.interaction is None
            and (allowed is None or allowed.get("replied_user"))
        ):
            wanted.append(replied.author.id)
        self.mentions = [users[i] for i in dict.fromkeys(wanted) if i in users]
        roles = {int(found) for found in ROLE.findall(self.text)}
        self.mention_roles = [
            role
            for role in guild.roles
            if role.id in roles
            and may_ping_all
            and ("roles" in parse or role.id in chosen_roles)
            and self.channel.guild_id is not None
        ]
        everyone = "everyone" in parse and may_ping_all and self.channel.guild_id is not None
        self.mention_everyone = everyone and bool(EVERYONE.search(self.text))

    def payload(
        self, guild: Guild, sees: Callable[[Message], bool], *, event: bool = False
    ) -> Json:
        """The message object.

        ``sees`` says of which messages the client may read the content; the others arrive blank.
        ``event`` adds what only the gateway sends (guild and member).
        """
        blank = not sees(self)
        mentions = []
        for user in self.mentions:
            member = guild.members.get(user.id)
            extra = {"member": member.payload(with_user=False)} if event and member else {}
            mentions.append(user.payload() | extra)
        payload: Json = {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "author": self.author.payload(),
            "content": "" if blank else self.content,
            "timestamp": iso(self.created),
            "edited_timestamp": self.edited and iso(self.edited),
            "tts": self.tts,
            "mention_everyone": self.mention_everyone,
            "mentions": mentions,
            "mention_roles": [str(role.id) for role in self.mention_roles],
            "attachments": [] if blank else self.attachments,
            "embeds": [] if blank else self.embeds,
            "components": [] if blank else self.components,
            "pinned": False,
            "type": self.kind,
            "flags": self.flags,
        }
        if self.nonce is not None:
            payload["nonce"] = self.nonce
        if self.webhook_id is not None:
            payload["webhook_id"] = str(self.webhook_id)
        if self.interaction is not None:
            payload["application_id"] = str(self.webhook_id)
            payload["interaction_metadata"] = self.interaction
        if self.reference is not None:
            replied = self.reference
            payload["message_reference"] = {
                "type": 0,
                "message_id": str(replied.id),
                "channel_id": str(replied.channel.id),
            }
            gone = replied.deleted
            payload["referenced_message"] = None if gone else replied.payload(guild, sees)
        if event and self.channel.guild_id is not None:
            payload["guild_id"] = str(guild.id)
            member = guild.members.get(self.author.id)
            if member is not None and self.webhook_id is None:
                payload["member"] = member.payload(with_user=False)
        return payload
