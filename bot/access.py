"""What Discord lets the bot do in a server, and how to grant what it lacks. No discord here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot import markdown
from bot.texts.catalogue import text

VIEW = "view_channel"
SEND, SEND_IN_THREADS = "send_messages", "send_messages_in_threads"

NEEDED = (VIEW, SEND, SEND_IN_THREADS, "read_message_history")
"""What answering takes, by discord.py's names."""

SPARE = ("embed_links", "attach_files")
"""What others' bots often need and this one does not."""

COMMANDS = "use_application_commands"
"""What members need for commands."""

IN_VAIN = "in_vain"
"""Notes (``bot.once``) a channel where somebody mentioned the bot, which could not reply."""


@dataclass(frozen=True, slots=True)
class Place:
    """A channel by its id, or a thread: which permissions the bot has there, and members without
    any role; and whether somebody has asked there ``in_vain``."""

    channel: int
    mine: frozenset[str]
    members: frozenset[str]
    is_thread: bool = False
    in_vain: bool = False

    @property
    def lacks(self) -> tuple[str, ...]:
        """What the bot needs and has not; that is all, where it cannot even see the channel."""
        needless = SEND if self.is_thread else ""
        lacking = tuple(name for name in NEEDED if name not in self.mine and name != needless)
        return (VIEW,) if VIEW in lacking else lacking

    @property
    def lacks_to_post(self) -> tuple[str, ...]:
        """What the bot lacks to post something there."""
        needed = (VIEW, SEND_IN_THREADS if self.is_thread else SEND)
        return tuple(name for name in self.lacks if name in needed)

    @property
    def hushes_commands(self) -> bool:
        """Whether members without a role see the channel, but cannot use commands there."""
        return VIEW in self.members and COMMANDS not in self.members


@dataclass(frozen=True, slots=True)
class Access:
    """What the bot may do in a server.

    ``role`` is the mention of its role, ``everywhere`` what that grants, ``digest`` where the
    weekly digest goes (None without one, 0 where that channel is gone), ``invite`` the link that
    invites the bot with all it needs.
    """

    role: str
    everywhere: frozenset[str]
    places: Sequence[Place]
    digest: Place | int | None
    invite: str

    @property
    def lacks(self) -> tuple[str, ...]:
        """What the bot lacks in the whole server."""
        return tuple(name for name in NEEDED if name not in self.everywhere)


def notice(access: Access) -> str:
    """Return what the bot lacks in a server and how to grant it, in one message."""
    lines = [f"**{text('access-title')}**"]
    if access.lacks:
        names, invite = _names(access.lacks), f"<{access.invite}>"
        lines.append(text("access-server", names=names, role=access.role, invite=invite))
    if lacking := [place for place in access.places if place.lacks]:
        lines.append(text("access-channels", role=access.role))
        lacking.sort(key=lambda place: not place.in_vain)
        lines += _fitting(list(map(_lacking, lacking)), 550)
    if access.places and not (lacking or access.lacks):
        lines.append(text("access-fine", channels=len(access.places)))
    if hushed := [place for place in access.places if place.hushes_commands]:
        lines.append(text("access-members", command=_names([COMMANDS])))
        lines += _fitting([f"- <#{each.channel}>" for each in hushed], 300)
    match access.digest:
        case Place() as place if lacks := place.lacks_to_post:
            lines.append(text("access-digest", channel=f"<#{place.channel}>", names=_names(lacks)))
        case 0:
            lines.append(text("access-digest-gone"))
    if len(access.places) == 1:
        lines.append(f"-# {text('access-spare', names=_names(SPARE))}")
    return "\n".join(lines)


def _lacking(place: Place) -> str:
    line = f"- <#{place.channel}>: {_names(place.lacks)}"
    return f"{line} · {text('access-in-vain')}" if place.in_vain else line


def _names(permissions: Collection[str]) -> str:
    return ", ".join(f"**{text('permission', permission=name)}**" for name in permissions)


def _fitting(lines: Sequence[str], room: int) -> list[str]:
    kept: list[str] = []
    for number, line in enumerate(lines):
        if markdown.size("\n".join([*kept, line])) > room:
            return [*kept, text("gaps-more", count=len(lines) - number)]
        kept.append(line)
    return kept
