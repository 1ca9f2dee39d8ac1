"""Registers the commands with Discord, only when they have changed."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

from bot.replies import NETWORK_FAULTS, explain
from bot.settings import Settings

log = logging.getLogger(__name__)

RECORD = "commands.json"
"""File of the state folder: what is registered, as hashes by application and server."""


async def sync(tree: app_commands.CommandTree[Any], settings: Settings) -> bool:
    """Register the commands if they differ from what was last registered; return whether it did.

    A failure is logged and tried again at the next start: with the commands of last time the bot
    still answers.
    """
    guild = discord.Object(settings.command_guild) if settings.command_guild else None
    if guild:
        tree.copy_global_to(guild=guild)
    commands = [command.to_dict(tree) for command in tree.get_commands(guild=guild)]
    text = json.dumps(sorted(commands, key=lambda command: command["name"]), sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    where = f"{tree.client.application_id}:{guild.id if guild else 'everywhere'}"
    file = settings.state_dir / RECORD
    known = _read(file)
    if known.get(where) == digest:
        return False
    try:
        await tree.sync(guild=guild)
        _write(file, known | {where: digest})
    except (discord.DiscordException, *NETWORK_FAULTS) as error:
        explain(error, "registering the commands")
        return False
    log.info("registered %d commands", len(commands))
    return True


def _read(file: Path) -> dict[str, str]:
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _write(file: Path, record: dict[str, str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(f".{os.getpid()}.tmp")
    draft.write_text(json.dumps(record, indent=2), encoding="utf-8")
    draft.replace(file)
