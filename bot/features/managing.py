"""What the managers' commands have in common."""

from __future__ import annotations

from typing import TypeVar

import discord
from discord import app_commands

from bot import markdown
from bot.replies import Interaction, is_manager

T = TypeVar("T")

MANAGERS = discord.Permissions(manage_guild=True)
"""Who is offered managers' commands, unless a server decides otherwise."""

IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
"""Where managers' commands are offered."""


class Group(app_commands.Group):
    """Commands that are offered to managers, in servers."""

    def __init__(self, name: str, description: str) -> None:
        super().__init__(
            name=name,
            description=description,
            default_permissions=MANAGERS,
            allowed_contexts=IN_SERVERS,
        )


def for_managers(command: T) -> T:
    """Offer a command to managers, in servers."""
    in_servers = app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    return app_commands.default_permissions(MANAGERS)(in_servers(command))


def guild_of(interaction: Interaction) -> int:
    """Return the server of a manager's command, which has one."""
    assert interaction.guild_id is not None
    return interaction.guild_id


async def manages(interaction: Interaction) -> bool:
    """Whether an interaction, also that of a form being filled in, is a manager's in a server."""
    return interaction.guild_id is not None and await is_manager(interaction)


def noted(command: str, *values: str) -> str:
    """Return a command as it stands on the audit list."""
    return f"{command} {markdown.shorten(' '.join(values), 100)}".rstrip()


def options(**given: str | None) -> str:
    """Return the options that a command was given as they stand on the audit list."""
    return " ".join(f"{name}:{value}" for name, value in given.items() if value)
