"""The commands are registered when they have changed, and only then."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from discord import app_commands

from bot.app import Desk
from bot.client import QuothBot
from bot.commands import RECORD, sync
from tests.bot.conftest import Connect
from tests.discord_server import DiscordServer
from tests.discord_server.patience import PATIENCE

REGISTER = r"/commands$"


async def registered(bot: QuothBot) -> None:
    assert bot.registering is not None
    await asyncio.wait_for(bot.registering, PATIENCE)


async def test_commands_are_registered_once(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    for _ in range(2):
        async with connect(desk) as bot:
            await registered(bot)
    assert len(discord_server.requested("PUT", REGISTER)) == 1
    known = {command["name"]: command for command in discord_server.commands.all()}
    managing = {
        "reindex",
        "settings",
        "gaps",
        "audit",
        "permissions",
        "articles",
        "alias",
        "verify",
        "spoilers",
    }
    managing |= {"Pin this passage", "Hide this passage", "Verify this quote"}
    others = {"ask", "sources", "about", "privacy", "progress", "Find the quote for this"}
    assert known.keys() == others | managing
    for name in managing:
        assert known[name]["default_member_permissions"] == str(1 << 5)
        assert known[name]["contexts"] == [0]
    question, private = known["ask"]["options"]
    assert (question["min_length"], question["max_length"]) == (1, 300)
    assert (question["required"], private["required"]) == (True, False)


async def test_a_changed_command_is_registered_again(
    discord_server: DiscordServer, bot: QuothBot, desk: Desk
) -> None:
    @app_commands.command()
    async def tide(interaction: object) -> None:
        """When the tide comes in."""

    await registered(bot)
    assert not await sync(bot.tree, desk.settings)
    bot.tree.add_command(tide)
    assert await sync(bot.tree, desk.settings)
    assert "tide" in {command["name"] for command in discord_server.commands.all()}


async def test_one_server_while_developing(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    guild = discord_server.guild.id
    async with connect(Desk(replace(desk.settings, command_guild=guild))) as bot:
        await registered(bot)
    assert discord_server.commands.all() == []
    assert len(discord_server.commands.all(guild)) == 18


async def test_commands_that_discord_has_lost_are_registered_again(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    commands = discord_server.commands
    async with connect(desk) as bot:
        await registered(bot)
    commands.remove(None, int(commands.all()[0]["id"]))
    async with connect(desk) as bot:
        await registered(bot)
    assert len(commands.all()) == 18


async def test_a_failure_to_register_is_made_up_for_while_the_bot_answers(
    discord_server: DiscordServer,
    connect: Connect,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.commands.FIRST_PAUSE", 1.0)
    async with connect(desk) as bot:
        await registered(bot)
    (desk.settings.state_dir / RECORD).write_text("not a record", encoding="utf-8")
    discord_server.faults.rate_limit("PUT", REGISTER, via=False)
    async with connect(desk) as bot:
        used = await discord_server.slash(discord_server.fan, discord_server.general, "about")
        assert "2 articles" in (await used.final()).text
        await registered(bot)
    assert [each.status for each in discord_server.requested("PUT", REGISTER)] == [200, 429, 200]


async def test_the_bot_is_online_before_its_commands_are_registered(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    discord_server.faults.silence("PUT", REGISTER)
    async with connect(desk) as bot:
        asked = await discord_server.dm(discord_server.fan, "Who keeps the lighthouse?")
        await discord_server.wait_for_message(asked.channel, after=asked)
        assert bot.registering is not None
        assert not bot.registering.done()
