"""What an interaction tells about the people, roles, channels and files that it names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .cdn import Upload
from .errors import Json
from .state import Channel, Role, User
from .world import World


def resolve(world: World, asker: User, channel: Channel, values: Iterable[Any]) -> Json:
    """The ``resolved`` data for the values that are more than texts; empty without any."""
    found: Json = {}
    guild = world.guild_of(channel)
    for value in values:
        if isinstance(value, Channel):
            found.setdefault("channels", {})[str(value.id)] = _partial(world, asker, value)
        elif isinstance(value, Role):
            place = guild.roles.index(value)
            found.setdefault("roles", {})[str(value.id)] = value.payload(place)
        elif isinstance(value, User):
            found.setdefault("users", {})[str(value.id)] = value.payload()
            if value.id in guild.members and channel.guild_id is not None:
                member = guild.members[value.id].payload(with_user=False)
                member["permissions"] = str(int(world.permissions(value, channel)))
                found.setdefault("members", {})[str(value.id)] = member
    return found


def send(world: World, value: Any) -> tuple[Any, Json]:
    """A value as an option sends it, and the attachments that come with it."""
    if isinstance(value, Upload):
        attachment = world.cdn.store(value, ephemeral=True)
        return attachment["id"], {attachment["id"]: attachment}
    if isinstance(value, (User, Channel, Role)):
        return str(value.id), {}
    return value, {}


def _partial(world: World, asker: User, channel: Channel) -> Json:
    """A channel as an option's value describes it."""
    granted = str(int(world.permissions(asker, channel)))
    kept = ("id", "type", "name", "parent_id", "position", "flags", "nsfw", "guild_id")
    return {key: channel.payload()[key] for key in kept} | {"permissions": granted}
