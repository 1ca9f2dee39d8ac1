"""The commands are registered when they have changed, and only then."""

from __future__ import annotations

from dataclasses import replace

from discord import app_commands

from bot.app import Desk
from bot.client import QuothBot
from bot.commands import RECORD, sync
from tests.bot.conftest import Connect
from tests.discord_server import DiscordServer

REGISTER = r"/commands$"


async def test_commands_are_registered_once(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    for _ in range(2):
        async with connect(desk):
            await discord_server.connected()
    assert len(discord_server.requested("PUT", REGISTER)) == 1
    registered = {command["name"]: command for command in discord_server.commands.all()}
    assert registered.keys() == {"ask", "sources", "about", "reindex"}
    assert registered["reindex"]["default_member_permissions"] == str(1 << 5)
    assert registered["reindex"]["contexts"] == [0]
    question, private = registered["ask"]["options"]
    assert (question["min_length"], question["max_length"]) == (1, 300)
    assert (question["required"], private["required"]) == (True, False)


async def test_a_changed_command_is_registered_again(
    discord_server: DiscordServer, bot: QuothBot, desk: Desk
) -> None:
    @app_commands.command()
    async def tide(interaction: object) -> None:
        """When the tide comes in."""

    assert not await sync(bot.tree, desk.settings)
    bot.tree.add_command(tide)
    assert await sync(bot.tree, desk.settings)
    assert "tide" in {command["name"] for command in discord_server.commands.all()}


async def test_one_server_while_developing(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    guild = discord_server.guild.id
    async with connect(Desk(replace(desk.settings, command_guild=guild))):
        await discord_server.connected()
    assert discord_server.commands.all() == []
    assert len(discord_server.commands.all(guild)) == 4


async def test_a_failure_to_register_does_not_keep_the_bot_from_answering(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    async with connect(desk):
        await discord_server.connected()
    (desk.settings.state_dir / RECORD).write_text("not a record", encoding="utf-8")
    discord_server.faults.rate_limit("PUT", REGISTER, via=False)
    async with connect(desk):
        used = await discord_server.slash(discord_server.fan, discord_server.general, "about")
        assert "2 articles" in (await used.final()).content
    async with connect(desk):
        await discord_server.connected()
    assert [each.status for each in discord_server.requested("PUT", REGISTER)] == [200, 429, 200]
