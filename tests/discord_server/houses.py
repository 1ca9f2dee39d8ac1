"""What the people in charge of guilds arrange: channels, roles, permissions, the bot's coming."""

from __future__ import annotations

from .errors import Json
from .gateway import GUILDS, MEMBERS, Gateway
from .permissions import NONE, Overwrite, Permission
from .state import Channel, Guild, Member, Role, User
from .world import World


class Houses:
    """A part of :class:`DiscordServer`.

    What is not awaited is for the time before the bot connects. The rest may be done at any time
    and is announced to the bot.
    """

    world: World
    gateway: Gateway

    def channel(self, name: str, denied: Permission = NONE) -> Channel:
        """A new text channel; ``denied`` goes for all but the owner."""
        return self.world.new_channel(name, denied)

    def other_guild(self, name: str) -> Channel:
        """The one channel of another guild with the same people."""
        return self.world.new_guild(name)

    def member(self, name: str, *, bot: bool = False) -> User:
        """A new member without roles."""
        user = User(self.world.ids(), name, bot)
        self.world.users[user.id] = user
        self.world.guild.members[user.id] = Member(user)
        return user

    def role(self, name: str, permissions: Permission = NONE, *holders: User) -> Role:
        """A new role for some members."""
        role = Role(self.world.ids(), name, permissions)
        self.world.guild.roles.append(role)
        for user in holders:
            self.world.guild.members[user.id].roles.append(role)
        return role

    @property
    def own_role(self) -> Role:
        """The role that Discord made for the bot when it was invited."""
        return next(r for r in self.world.guild.roles if r.managed_by == self.world.bot.id)

    async def overwrite(
        self,
        channel: Channel,
        who: Role | User,
        *,
        allow: Permission = NONE,
        deny: Permission = NONE,
    ) -> None:
        """Set what a channel allows and denies to a role or member."""
        channel.overwrites[who.id] = Overwrite(who.id, isinstance(who, User), allow, deny)
        await self._announce("CHANNEL_UPDATE", self.world.guild_of(channel), channel.payload())

    async def permit(self, role: Role, permissions: Permission) -> None:
        """Set what a role may do."""
        role.permissions = permissions
        guild = next(each for each in self.world.guilds.values() if role in each.roles)
        shown = {"guild_id": str(guild.id), "role": role.payload(guild.roles.index(role))}
        await self._announce("GUILD_ROLE_UPDATE", guild, shown)

    async def give(self, user: User, *roles: Role) -> None:
        """Set the roles of a member."""
        guild = self.world.guild
        guild.members[user.id].roles = list(roles)
        shown = guild.members[user.id].payload() | {"guild_id": str(guild.id)}
        intent = GUILDS if user is self.world.bot else MEMBERS
        await self._announce("GUILD_MEMBER_UPDATE", guild, shown, intent)

    async def open_channel(self, name: str) -> Channel:
        """A new text channel."""
        channel = self.world.new_channel(name)
        await self._announce("CHANNEL_CREATE", self.world.guild, channel.payload())
        return channel

    async def close_channel(self, channel: Channel) -> None:
        """Delete a channel with its messages."""
        guild = self.world.guild_of(channel)
        del self.world.channels[channel.id], guild.channels[channel.id]
        await self._announce("CHANNEL_DELETE", guild, channel.payload())

    async def invite(self, name: str) -> Channel:
        """Invite the bot to another guild with the same people; returns its one channel."""
        channel = self.world.new_guild(name)
        guild = self.world.guild_of(channel)
        own = [guild.members[self.world.bot.id]]
        await self._announce("GUILD_CREATE", guild, guild.payload(own))
        return channel

    async def expel(self, channel: Channel) -> None:
        """Remove the bot from the guild of a channel."""
        guild = self.world.guilds.pop(self.world.guild_of(channel).id)
        for each in guild.channels:
            del self.world.channels[each]
        await self._announce("GUILD_DELETE", guild, {"id": str(guild.id)})

    async def _announce(self, name: str, guild: Guild, data: Json, intent: int = GUILDS) -> None:
        await self.gateway.dispatch(name, lambda s: data if s.intents & intent else None, guild.id)
