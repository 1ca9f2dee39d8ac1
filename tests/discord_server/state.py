"""Who and what is on this Discord: users, roles, channels, one guild. Ids are snowflakes (int)."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .errors import Json
from .permissions import ALL, NONE, Overwrite, Permission, merge

EPOCH_MS = 1_420_070_400_000  # 2015-01-01, where snowflakes begin


class Snowflakes:
    """Ever-growing ids that carry the time, as Discord makes them."""

    def __init__(self) -> None:
        self._count = itertools.count()

    def __call__(self) -> int:
        """The next id; ids of one millisecond differ in their low 12 bits."""
        count = next(self._count)
        return (int(time.time() * 1000) - EPOCH_MS << 22) + count


def iso(moment: datetime) -> str:
    """Discord's timestamps: ISO 8601 with microseconds and offset."""
    return moment.isoformat(timespec="microseconds")


@dataclass(slots=True)
class User:
    """An account."""

    id: int
    username: str
    bot: bool = False
    locale: str = "en-US"

    @property
    def mention(self) -> str:
        """What a message says to ping this user."""
        return f"<@{self.id}>"

    def payload(self) -> Json:
        """The user object."""
        return {
            "id": str(self.id),
            "username": self.username,
            "discriminator": "4242" if self.bot else "0",
            "global_name": None if self.bot else self.username.title(),
            "avatar": None,
            "bot": self.bot,
            "system": False,
            "public_flags": 0,
        }


@dataclass(slots=True)
class Role:
    """A role; ``managed_by`` is the bot user that it was made for, if any."""

    id: int
    name: str
    permissions: Permission
    managed_by: int | None = None

    def payload(self, position: int = 0) -> Json:
        """The role object."""
        tags = {} if self.managed_by is None else {"tags": {"bot_id": str(self.managed_by)}}
        return {
            "id": str(self.id),
            "name": self.name,
            "permissions": str(int(self.permissions)),
            "position": position,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": self.managed_by is not None,
            "mentionable": False,
            "flags": 0,
            **tags,
        }


@dataclass(slots=True)
class Member:
    """A user in the guild."""

    user: User
    roles: list[Role] = field(default_factory=list)
    joined: datetime = field(default_factory=lambda: datetime.now(UTC))

    def payload(self, *, with_user: bool = True) -> Json:
        """The member object (partial, without the user, inside messages)."""
        payload: Json = {
            "roles": [str(role.id) for role in self.roles],
            "nick": None,
            "avatar": None,
            "banner": None,
            "joined_at": iso(self.joined),
            "premium_since": None,
            "communication_disabled_until": None,
            "deaf": False,
            "mute": False,
            "pending": False,
            "flags": 0,
        }
        return payload | ({"user": self.user.payload()} if with_user else {})


THREAD = 11
"""The kind of a public thread."""

VOICE = 2
"""The kind of a voice channel, which has messages as well."""


@dataclass(slots=True)
class Channel:
    """A channel of a guild (of ``kind`` 0: text), or a direct conversation with ``recipient``.

    One of ``kind`` THREAD has the channel that it belongs to as its ``category``.

    ``denied`` takes permissions from everyone but the owner, as a channel's overwrite for
    @everyone does; ``overwrites`` are those for roles and members, by id.
    """

    id: int
    name: str
    guild_id: int | None = None
    recipient: User | None = None
    denied: Permission = NONE
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    kind: int = 0
    category: Channel | None = None

    def payload(self) -> Json:
        """The channel object."""
        if self.recipient is not None:
            return {
                "id": str(self.id),
                "type": 1,
                "last_message_id": None,
                "flags": 0,
                "recipients": [self.recipient.payload()],
            }
        everyone = Overwrite(self.guild_id or 0, is_member=False, deny=self.denied)
        overwrites = [everyone] if self.denied else []
        overwrites += self.overwrites.values()
        thread: Json = {}
        if self.kind == THREAD:
            thread = {"owner_id": str(self.guild_id), "message_count": 0, "member_count": 1}
            thread["thread_metadata"] = {
                "archived": False,
                "auto_archive_duration": 1440,
                "archive_timestamp": iso(datetime.now(UTC)),
                "locked": False,
            }
        voice: Json = {"bitrate": 64000, "user_limit": 0} if self.kind == VOICE else {}
        return (thread | voice) | {
            "id": str(self.id),
            "type": self.kind,
            "guild_id": str(self.guild_id),
            "name": self.name,
            "position": 0,
            "parent_id": None if self.category is None else str(self.category.id),
            "topic": None,
            "nsfw": False,
            "rate_limit_per_user": 0,
            "last_message_id": None,
            "flags": 0,
            "permission_overwrites": [overwrite.payload() for overwrite in overwrites],
        }


@dataclass(slots=True)
class Guild:
    """A server of Discord, with its roles (``@everyone`` first), members and channels."""

    id: int
    name: str
    owner: User
    roles: list[Role] = field(default_factory=list)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    preferred_locale: str = "en-US"

    def permissions(self, user: User, channel: Channel) -> Permission:
        """What ``user`` may do in ``channel``; nothing for somebody who is not a member."""
        member = self.members.get(user.id)
        if member is None:
            return NONE
        if user is self.owner:
            return ALL
        granted = self.roles[0].permissions
        for role in member.roles:
            granted |= role.permissions
        if Permission.ADMINISTRATOR in granted:
            return ALL
        granted &= ~channel.denied
        for wanted in ({role.id for role in member.roles}, {user.id}):
            granted = merge(granted, [o for o in channel.overwrites.values() if o.id in wanted])
        return granted if Permission.VIEW_CHANNEL in granted else NONE

    def payload(self, members: list[Member]) -> Json:
        """The guild as GUILD_CREATE brings it, with the given members."""
        roles = [role.payload(position) for position, role in enumerate(self.roles)]
        channels = self.channels.values()
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": str(self.owner.id),
            "icon": None,
            "description": None,
            "features": [],
            "roles": roles,
            "emojis": [],
            "stickers": [],
            "channels": [each.payload() for each in channels if each.kind != THREAD],
            "threads": [each.payload() for each in channels if each.kind == THREAD],
            "members": [member.payload() for member in members],
            "member_count": len(self.members),
            "presences": [],
            "voice_states": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
            "verification_level": 1,
            "default_message_notifications": 1,
            "explicit_content_filter": 2,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_tier": 0,
            "premium_subscription_count": 0,
            "preferred_locale": self.preferred_locale,
            "system_channel_flags": 0,
            "afk_timeout": 300,
            "large": False,
            "unavailable": False,
            "joined_at": iso(datetime.now(UTC)),
        }
