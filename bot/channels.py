"""Where a channel stands, whether questions are answered in it, and who may read it."""

from __future__ import annotations

import discord

from bot.store.records import ServerSettings

_VOCAL = discord.VoiceChannel | discord.StageChannel


def lineage(channel: object) -> tuple[int, ...]:
    """Return the ids of a channel and of what it stands in, the nearest first: a thread's channel,
    the category."""
    line = [getattr(channel, "id", None)]
    if isinstance(channel, discord.Thread):
        line.append(channel.parent_id)
        channel = channel.parent
    line.append(getattr(channel, "category_id", None))
    return tuple(each for each in line if each is not None)


def is_on(settings: ServerSettings, channel: object) -> bool:
    """Whether questions are answered in a channel.

    The nearest of its ``lineage`` that a server has listed decides; where none is, a server that
    has listed others as the only ones is silent, and one that has listed silent ones is where it
    cannot be told whether the channel stands in one of them.
    """
    for place in lineage(channel):
        if place in settings.silent:
            return False
        if place in settings.only:
            return True
    return not (settings.only or (settings.silent and known_line(channel) is None))


def known_line(channel: object) -> tuple[int, ...] | None:
    """Return the ``lineage`` of a channel, None where a part of it may be unknown."""
    if not isinstance(channel, discord.abc.GuildChannel | discord.DMChannel | discord.Thread):
        return None
    if isinstance(channel, discord.Thread) and channel.parent is None:
        return None
    return lineage(channel)


def is_public(guild: discord.Guild | None, channel: int | None) -> bool:
    """Whether everybody in a server may read a channel; not where either is unknown."""
    found = guild.get_channel_or_thread(channel or 0) if guild else None
    if guild is None or found is None:
        return False
    if isinstance(found, discord.Thread) and (found.is_private() or not found.parent):
        return False
    everybody = guild.get_role(guild.id)  # A server's default role, which Discord may leave out.
    if everybody is None:
        return False
    granted = found.permissions_for(everybody)
    # What is written in a voice channel reads who may join it.
    return granted.view_channel and (granted.connect or not isinstance(found, _VOCAL))
