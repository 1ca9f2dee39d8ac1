"""Registers the commands with Discord, only when they have changed or are gone."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import os
from pathlib import Path
from typing import Any

import discord
import discord.http
from discord import app_commands

from bot.replies import explain
from bot.settings import Settings

log = logging.getLogger(__name__)

RECORD = "commands.json"
"""File of the state folder: what is registered, as hashes by API, application and server."""

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 1800.0
"""Seconds between two tries; each pause is twice the one before."""


async def keep_registered(tree: app_commands.CommandTree[Any], settings: Settings) -> None:
    """Try until the commands are registered; with those of last time the bot still answers."""
    pause = FIRST_PAUSE
    while True:
        try:
            await sync(tree, settings)
            return
        except Exception as error:
            explain(error, "registering the commands")
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


async def sync(tree: app_commands.CommandTree[Any], settings: Settings) -> bool:
    """Register the commands if they have changed or Discord lacks any; return whether it did.

    Raises:
        discord.DiscordException: Discord refuses them.
    """
    guild = discord.Object(settings.command_guild) if settings.command_guild else None
    if guild:
        tree.copy_global_to(guild=guild)
    commands = [command.to_dict(tree) for command in tree.get_commands(guild=guild)]
    text = json.dumps(sorted(commands, key=lambda command: command["name"]), sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    place = guild.id if guild else "everywhere"
    where = f"{discord.http.Route.BASE} {tree.client.application_id}:{place}"
    file = settings.state_dir / RECORD
    known = await asyncio.to_thread(_read, file)
    if known.get(where) == digest:
        there = {command.name for command in await tree.fetch_commands(guild=guild)}
        if there == {command["name"] for command in commands}:
            return False
    await tree.sync(guild=guild)
    try:
        await asyncio.to_thread(_write, file, known | {where: digest})
    except OSError as error:
        log.warning("cannot note what is registered: %s", error)
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
