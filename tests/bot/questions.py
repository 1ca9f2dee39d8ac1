"""The question that is asked most in tests, and its answer."""

from __future__ import annotations

from bot.client import QuothBot
from tests.bot.conftest import QUESTION, until
from tests.discord_server import DiscordServer, Interaction, Message


async def ask(server: DiscordServer) -> Interaction:
    """Ask it by the command."""
    return await server.slash(server.fan, server.general, "ask", {"question": QUESTION})


async def mentioned(server: DiscordServer) -> Message:
    """Ask it by a mention; return the question."""
    return await server.say(server.fan, server.general, f"{server.bot.mention} {QUESTION}")


async def silence(bot: QuothBot, server: DiscordServer, after: Message) -> None:
    """Check that the bot, which has heard everything, posts nothing below a message."""
    await (await server.slash(server.owner, server.general, "about")).final()
    await until(lambda: not bot.work.in_flight)
    await server.silence(after.channel, after, seconds=0)


def assert_answers(message: Message) -> None:
    assert "> Mara Lindqvist **keeps** the **lighthouse** on Gull Rock." in message.text
    assert "[The keeper of Gull Rock](<https://example.org/keeper>)" in message.text
    assert "Harbour Press · 12 Jan 2024" in message.text
