"""Where a channel stands, such as a thread in its channel, and whether everybody may read it."""

from __future__ import annotations

import discord


def places(channel: object) -> frozenset[int]:
    """Return the ids of a channel and of what it stands in: a thread's channel, the category."""
    return frozenset(lineage(channel))


def lineage(channel: object) -> tuple[int, ...]:
    """Return the ids of a channel and of what it stands in, the nearest first."""
    line = [getattr(channel, "id", None)]
    if isinstance(channel, discord.Thread):
        line.append(channel.parent_id)
        channel = channel.parent
    line.append(getattr(channel, "category_id", None))
    return tuple(each for each in line if each is not None)


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
    return everybody is not None and found.permissions_for(everybody).view_channel
