"""The slash commands: their names, and registering them when they have changed or are gone."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
import discord.http
from discord import app_commands

from bot.replies import Reply, explain
from bot.settings import Settings
from bot.texts import catalogue
from bot.texts.catalogue import text

if TYPE_CHECKING:
    from bot.client import QuothBot

log = logging.getLogger(__name__)

RECORD = "commands.json"
"""File of the state folder: what is registered, as hashes by API, application and server."""

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 1800.0
"""Seconds between two tries; each pause is twice the one before."""


class Commands(app_commands.CommandTree["QuothBot"]):
    """The slash commands; what fails before or outside of a command's own code ends up here."""

    async def on_error(
        self, interaction: discord.Interaction[QuothBot], error: app_commands.AppCommandError
    ) -> None:
        """Tell the asker what went wrong."""
        outdated = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)
        if isinstance(error, outdated):
            log.warning("a command that is no longer the registered one was used: %s", error)
            sentence = text("changed")
        else:
            sentence = explain(getattr(error, "original", error), "a command")
        await Reply(interaction).tell(sentence)


class Translator(app_commands.Translator):
    """Names and descriptions of commands in every language that has texts; English is the code's.

    A command's text is ``command-privacy-show``, its attributes are ``about`` and, for each option,
    its name and ``<name>-about``. A choice's is ``choice-public``.
    """

    async def load(self) -> None:
        """Read the texts, so that no answer has to wait for them."""
        catalogue.load()

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Return a text for one of Discord's languages; None where there is none."""
        language = catalogue.language(locale)
        if language == catalogue.ENGLISH:
            return None
        return catalogue.translated(language, self.text_name(context))

    @staticmethod
    def text_name(context: app_commands.TranslationContextTypes) -> str:
        """Return the name of the text that stands for a part of a command."""
        about = context.location.name.endswith("description")
        match context.data:
            case app_commands.Choice() as choice:
                return f"choice-{choice.name}"
            case app_commands.Parameter() as option:
                command, part = option.command, f".{option.name}" + ("-about" if about else "")
            case command:
                part = ".about" if about else ""
        return f"command-{command.qualified_name.lower().replace(' ', '-')}{part}"


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
    translator = tree.translator or Translator()
    commands = [
        await command.get_translated_payload(tree, translator)
        for command in tree.get_commands(guild=guild)
    ]
    payload = json.dumps(sorted(commands, key=lambda command: command["name"]), sort_keys=True)
    digest = hashlib.sha256(payload.encode()).hexdigest()
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
