"""``/permissions check``: what the bot lacks in a server, and how to grant it."""

from __future__ import annotations

import discord
from discord import app_commands

from bot import access
from bot.access import IN_VAIN, Access, Place
from bot.channels import is_on
from bot.doctor import invite_url
from bot.features import managing
from bot.features.feature import Feature
from bot.features.settings import Channel
from bot.replies import Interaction, Reply, respond_to_manager
from bot.texts.catalogue import text

NAMES = (*access.NEEDED, *access.SPARE, access.COMMANDS)


class Permissions(Feature):
    """For members who manage Quoth."""

    permissions = managing.Group("permissions", "What I may do in this server.")

    @permissions.command()
    @app_commands.describe(channel="Only this channel, category or thread.")
    async def check(self, interaction: Interaction, channel: Channel | None = None) -> None:
        """See which permissions I lack here, and how to grant them."""

        async def answer(reply: Reply) -> None:
            guild = interaction.guild
            if guild is None or guild.me is None:
                await reply.show(text("access-unknown"))
            else:
                await reply.show(access.notice(await self._access(interaction, guild, channel)))

        await respond_to_manager(interaction, answer)

    async def _access(
        self, interaction: Interaction, guild: discord.Guild, only: int | None
    ) -> Access:
        settings = (await self.bot.servers.overview(guild.id)).settings
        if only:
            found = guild.get_channel_or_thread(only)
            # One that the bot does not see may not even be known to it, such as a private thread.
            nothing = Place(only, frozenset(), frozenset())
            wanted = [_place(interaction, guild, found) if found else nothing]
        else:
            wanted = [
                _place(interaction, guild, each)
                for each in _channels(guild)
                if each.permissions_for(_asker(interaction)).view_channel and is_on(settings, each)
            ]
        digest = guild.get_channel_or_thread(settings.digest_channel or 0)
        return Access(
            role=guild.self_role.mention if guild.self_role else guild.me.mention,
            everywhere=_names(guild.me.guild_permissions),
            places=wanted,
            digest=_place(interaction, guild, digest) if digest else settings.digest_channel and 0,
            invite=invite_url(str(self.bot.application_id)),
        )


def _channels(guild: discord.Guild) -> list[discord.abc.GuildChannel]:
    """The channels in which people write, as they are listed."""
    kinds = (discord.TextChannel, discord.VoiceChannel, discord.StageChannel, discord.ForumChannel)
    return [each for each in guild.channels if isinstance(each, kinds)]


def _place(
    interaction: Interaction,
    guild: discord.Guild,
    channel: discord.abc.GuildChannel | discord.Thread,
) -> Place:
    # For the channel where the command is used, Discord says what the bot may do.
    here = channel.id == interaction.channel_id
    mine = interaction.app_permissions if here else channel.permissions_for(guild.me)
    members = channel.permissions_for(guild.default_role)
    is_thread = isinstance(channel, discord.Thread)
    in_vain = interaction.client.once.seen(IN_VAIN, channel.id)
    return Place(channel.id, _names(mine), _names(members), is_thread, in_vain)


def _names(granted: discord.Permissions) -> frozenset[str]:
    return frozenset(name for name in NAMES if granted.administrator or getattr(granted, name))


def _asker(interaction: Interaction) -> discord.Member:
    assert isinstance(interaction.user, discord.Member)
    return interaction.user
