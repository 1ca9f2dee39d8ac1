"""The question that is asked most in tests, and its answer; and waiting for the bot."""

from __future__ import annotations

import asyncio

from bot.client import QuothBot
from tests.bot.conftest import QUESTION
from tests.discord_server import DiscordServer, Interaction, Message, User
from tests.discord_server.patience import PATIENCE, happens

CALLBACK, ORIGINAL, MESSAGES = "/callback$", "@original$", "/messages$"
"""Where Discord takes acknowledgements, the answers to interactions, and messages."""

FERRY, PETREL = "What is the ferry of Oskar Bruun called?", "Petrel"
"""Another question, and the word that answers it."""


async def ask(server: DiscordServer) -> Interaction:
    """Ask it by the command."""
    return await server.slash(server.fan, server.general, "ask", {"question": QUESTION})


async def mentioned(server: DiscordServer) -> Message:
    """Ask it by a mention; return the question."""
    return await server.say(server.fan, server.general, f"{server.bot.mention} {QUESTION}")


async def asked(
    server: DiscordServer, words: str = QUESTION, by: User | None = None
) -> tuple[Message, Message]:
    """Ask by a mention; return the question and its answer."""
    question = await server.say(by or server.fan, server.general, f"{server.bot.mention} {words}")
    return question, await server.wait_for_message(server.general, after=question)


async def changed(server: DiscordServer, answer: Message, word: str) -> None:
    """Wait until an answer has a word."""
    await server.world.bell.until(lambda: word in answer.text, f"an answer with {word!r}")


async def heard(server: DiscordServer) -> None:
    """Wait until the bot has heard all that was said and done."""
    await (await server.slash(server.owner, server.general, "about")).final()


async def silence(bot: QuothBot, server: DiscordServer, after: Message) -> None:
    """Check that the bot, which has heard everything, posts nothing below a message."""
    await heard(server)
    await happens(lambda: not bot.work.in_flight)
    assert not [message.text for message in server.posted(after.channel, after)]


async def settled(bot: QuothBot) -> None:
    """Wait until the bot, which begins nothing new any more, has done all that it has heard of."""
    await bot.work.drain(PATIENCE, asyncio.Event())


def assert_answers(message: Message) -> None:
    assert "> Mara Lindqvist **keeps** the **lighthouse** on Gull Rock." in message.text
    assert "[The keeper of Gull Rock](<https://example.org/keeper>)" in message.text
    assert "Harbour Press · 12 Jan 2024" in message.text
