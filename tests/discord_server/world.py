"""The one small world that every test starts from, and the list of rules broken in it."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass

from .bell import Bell
from .cdn import Cdn
from .errors import refusal
from .messages import Message
from .permissions import NONE, USUAL, Permission
from .state import Channel, Guild, Member, Role, Snowflakes, User


@dataclass(slots=True)
class Limits:
    """Times in seconds: to acknowledge an interaction, a token's life, between two heartbeats, and
    by how much one of these may be late."""

    acknowledge: float = 3.0
    token_lifetime: float = 900.0
    heartbeat: float = 41.25
    lateness: float = 20.0


class World:
    """A guild with an owner, a moderator, a fan, another bot and ours, and its channels.

    Ours may write in ``general`` and ``lounge``, only read ``locked``, and not see ``hidden``.
    """

    def __init__(self, limits: Limits, granted_intents: int) -> None:
        self.limits = limits
        self.granted_intents = granted_intents
        self.ids = Snowflakes()
        self.bell = Bell()
        self.cdn = Cdn(self.ids)
        self.violations: list[str] = []
        self.owner = User(self.ids(), "owner")
        self.moderator = User(self.ids(), "moderator")
        self.fan = User(self.ids(), "fan")
        self.other_bot = User(self.ids(), "other bot", bot=True)
        self.bot = User(self.ids(), "quoth", bot=True)
        self.users = {
            user.id: user
            for user in (self.owner, self.moderator, self.fan, self.other_bot, self.bot)
        }
        self.application_id = self.bot.id
        self.token = self._new_token()
        self.guild = self._new_guild("Loopback")
        self.guilds = {self.guild.id: self.guild}
        self.channels: dict[int, Channel] = {}
        self.general = self.new_channel("general")
        self.lounge = self.new_channel("lounge")
        self.locked = self.new_channel("locked", Permission.SEND_MESSAGES)
        self.hidden = self.new_channel("hidden", Permission.VIEW_CHANNEL)
        self.messages: dict[int, Message] = {}
        self.closed_conversations: set[int] = set()

    def _new_token(self) -> str:
        """A token of the usual shape: the bot's id, a moment, a secret."""
        name = base64.b64encode(str(self.bot.id).encode()).decode().rstrip("=")
        return f"{name}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)}"

    def new_guild(self, name: str) -> Channel:
        """Another guild with the same people in it; returns its one channel."""
        guild = self._new_guild(name)
        self.guilds[guild.id] = guild
        return self.new_channel("general", guild=guild)

    def _new_guild(self, name: str) -> Guild:
        guild = Guild(self.ids(), name, self.owner)
        moderators = Role(self.ids(), "Moderators", Permission.MANAGE_GUILD)
        own = Role(self.ids(), self.bot.username, USUAL, managed_by=self.bot.id)
        guild.roles = [Role(guild.id, "@everyone", USUAL), own, moderators]
        for user in self.users.values():
            guild.members[user.id] = Member(user)
        guild.members[self.bot.id].roles.append(own)
        guild.members[self.moderator.id].roles.append(moderators)
        return guild

    def new_channel(
        self, name: str, denied: Permission = NONE, guild: Guild | None = None
    ) -> Channel:
        """A text channel of a guild that denies some permissions to everyone but the owner."""
        guild = guild or self.guild
        channel = Channel(self.ids(), name, guild_id=guild.id, denied=denied)
        self.channels[channel.id] = guild.channels[channel.id] = channel
        return channel

    def guild_of(self, channel: Channel) -> Guild:
        """The guild of a channel; the first one for a direct conversation."""
        return self.guild if channel.guild_id is None else self.guilds[channel.guild_id]

    def conversation(self, user: User) -> Channel:
        """The direct conversation between ``user`` and the bot."""
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        channel = Channel(self.ids(), user.username, recipient=user)
        self.channels[channel.id] = channel
        return channel

    def permissions(self, user: User, channel: Channel) -> Permission:
        """What ``user`` may do in ``channel``; everything usual in a direct conversation."""
        if channel.recipient is not None:
            return USUAL if user in (channel.recipient, self.bot) else NONE
        return self.guild_of(channel).permissions(user, channel)

    def require(self, channel: Channel, *needed: Permission) -> None:
        """Raise 50001 when the bot does not see ``channel``, 50013 when it lacks a permission."""
        granted = self.permissions(self.bot, channel)
        if Permission.VIEW_CHANNEL not in granted:
            raise refusal(50001)
        if any(permission not in granted for permission in needed):
            raise refusal(50013)

    def violation(self, text: str) -> None:
        """Record that the client broke a rule."""
        self.violations.append(text)
        self.bell.ring()
