"""Permissions, and how a channel gives them to roles and members or takes them away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntFlag

from .errors import Json


class Permission(IntFlag):
    """The permission bits that this server checks or shows."""

    ADMINISTRATOR = 1 << 3
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    CONNECT = 1 << 20
    USE_APPLICATION_COMMANDS = 1 << 31
    SEND_MESSAGES_IN_THREADS = 1 << 38


NONE = Permission(0)
ALL = Permission((1 << 53) - 1)
USUAL = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.MENTION_EVERYONE  # Discord grants it to @everyone in a new server
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.SEND_MESSAGES_IN_THREADS
)


@dataclass(slots=True)
class Overwrite:
    """What a channel allows and denies to the role or member with this id."""

    id: int
    is_member: bool
    allow: Permission = NONE
    deny: Permission = NONE

    def payload(self) -> Json:
        """The overwrite object."""
        return {
            "id": str(self.id),
            "type": int(self.is_member),
            "allow": str(int(self.allow)),
            "deny": str(int(self.deny)),
        }


def merge(granted: Permission, overwrites: Iterable[Overwrite]) -> Permission:
    """Overwrites of one level (all roles, or the member): what any allows wins over the rest."""
    allowed = denied = NONE
    for overwrite in overwrites:
        allowed, denied = allowed | overwrite.allow, denied | overwrite.deny
    return granted & ~denied | allowed
