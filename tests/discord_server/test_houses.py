"""Permissions by role, channel and member, and what changes while the bot is there."""

from __future__ import annotations

import discord

from . import DiscordServer, Permission
from .parrot import Parrot
from .patience import happens

VIEW, SEND = Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES


async def test_overwrites_count_by_level() -> None:
    server = DiscordServer()
    role = server.role("Editors", Permission.MANAGE_GUILD, server.fan)
    other = server.role("Muted", Permission(0), server.fan)
    channel = server.channel("letters", VIEW)
    granted = server.world.permissions
    assert granted(server.fan, channel) == Permission(0)
    await server.overwrite(channel, role, allow=VIEW)
    await server.overwrite(channel, other, deny=VIEW | SEND)
    assert granted(server.fan, channel) & (VIEW | SEND) == VIEW
    await server.overwrite(channel, server.fan, allow=SEND, deny=Permission.EMBED_LINKS)
    assert granted(server.fan, channel) & (VIEW | SEND) == VIEW | SEND
    assert Permission.EMBED_LINKS not in granted(server.fan, channel)
    assert Permission.MANAGE_GUILD in granted(server.fan, channel)


async def test_the_client_sees_the_same_permissions(server: DiscordServer, bot: Parrot) -> None:
    (guild,) = bot.guilds
    for who, allow, deny in (
        (server.own_role, Permission(0), SEND),
        (server.bot, VIEW, Permission(0)),
    ):
        await server.overwrite(server.hidden, who, allow=allow, deny=deny)
    ours = server.world.permissions(server.bot, server.hidden)
    assert ours & (VIEW | SEND) == VIEW

    def shown() -> discord.Permissions:
        channel = guild.get_channel(server.hidden.id)
        assert channel is not None
        return channel.permissions_for(guild.me)

    await happens(lambda: shown().view_channel)
    assert not shown().send_messages
    await server.permit(server.own_role, Permission(0))
    await server.permit(server.guild.roles[0], SEND)
    await happens(lambda: not guild.me.guild_permissions.embed_links)


async def test_channels_and_guilds_come_and_go(server: DiscordServer, bot: Parrot) -> None:
    channel = await server.open_channel("news")
    await happens(lambda: bot.get_channel(channel.id) is not None)
    await server.close_channel(channel)
    await happens(lambda: bot.get_channel(channel.id) is None)
    elsewhere = await server.invite("Elsewhere")
    await happens(lambda: len(bot.guilds) == 2)
    used = await server.slash(server.fan, elsewhere, "say", {"text": "hello"})
    assert (await used.final()).channel is elsewhere
    await server.expel(elsewhere)
    await happens(lambda: len(bot.guilds) == 1)


async def test_an_interaction_tells_the_roles_of_its_member(
    server: DiscordServer, bot: Parrot
) -> None:
    seen: list[discord.Interaction] = []

    async def remember(interaction: discord.Interaction) -> bool:
        seen.append(interaction)
        return True

    bot.tree.interaction_check = remember  # type: ignore[method-assign]
    await server.give(server.fan, server.role("Editors", Permission.MANAGE_GUILD))
    await server.overwrite(server.general, server.bot, deny=Permission.EMBED_LINKS)
    await (await server.slash(server.fan, server.general, "say", {"text": "."})).final()
    (used,) = seen
    assert isinstance(used.user, discord.Member)
    assert used.permissions.manage_guild
    assert not used.app_permissions.embed_links
