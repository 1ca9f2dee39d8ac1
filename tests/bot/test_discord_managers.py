"""What is for managers alone is refused to everybody else, whatever Discord lets through."""

from __future__ import annotations

from typing import Any

from discord import app_commands

from bot.client import QuothBot
from bot.texts.catalogue import text
from tests.bot.conftest import QUESTION
from tests.bot.house import House
from tests.discord_server import DiscordServer, Permission

GIVEN = {
    "article": "keeper.md",
    "name": "Mara",
    "names": "Mara",
    "other": "The Lamp",
    "point": "S01",
    "quote": "Mara lights it at dusk",
}
"""What a command is given that needs it."""


def managing(bot: QuothBot) -> list[tuple[str, dict[str, Any]]]:
    """Every command for managers, with what it needs."""
    return [
        (each.qualified_name, {p.name: GIVEN[p.name] for p in each.parameters if p.required})
        for each in bot.tree.walk_commands()
        if isinstance(each, app_commands.Command)
        if (each.root_parent or each).default_permissions
    ]


async def test_members_are_told_that_they_may_not(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server, found = discord_server, managing(bot)
    assert len(found) > 15
    before = (await house.use("settings", keep_missed=True)).text
    answered = await house.ask(QUESTION)
    refused = []
    for name, options in found:
        forged = Permission.SEND_MESSAGES
        for by, permissions in ((server.fan, None), (server.moderator, forged)):
            used = await server.slash(by, house.channel, name, options, permissions=permissions)
            refused.append((name, await used.final()))
    for name in ("Pin this passage", "Hide this passage", "Verify this quote"):
        used = await server.menu(server.fan, house.channel, name, answered)
        refused.append((name, await used.final()))
    for name, shown in refused:
        assert (shown.text, shown.ephemeral) == (text("moderators-only"), True), name
    assert (await house.use("settings")).text == before
    assert (await house.ask(QUESTION)).text == answered.text


async def test_they_are_for_servers_only(discord_server: DiscordServer, bot: QuothBot) -> None:
    server, owner = discord_server, discord_server.owner
    for name, options in managing(bot):
        used = await server.slash(owner, server.conversation(owner), name, options)
        assert (await used.final()).text == text("server-only"), name
