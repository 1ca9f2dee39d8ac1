"""More questions than a minute has room for, wherever they are asked."""

from __future__ import annotations

import pytest

from bot.client import QuothBot
from tests.bot.conftest import QUESTION
from tests.bot.house import House
from tests.bot.questions import (
    FERRY,
    asked,
    assert_answers,
    changed,
    mentioned,
    silence,
)
from tests.discord_server import DiscordServer


async def test_more_questions_than_a_minute_allows_get_one_kind_word(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    for _ in range(9):
        await house.ask(QUESTION)
    _, tenth = await asked(server)
    assert_answers(tenth)
    _, told = await asked(server)
    assert "Please ask again in" in told.text
    silent = await mentioned(server)
    await silence(bot, server, silent)
    refused = await house.ask(QUESTION)
    assert "Please ask again in" in refused.text
    assert refused.ephemeral
    _, others = await asked(server, by=server.owner)
    assert_answers(others)
    dm = await server.dm(server.fan, QUESTION)
    assert_answers(await server.wait_for_message(dm.channel, after=dm))


async def test_a_server_says_how_many_questions_a_minute_has(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    await house.use("settings", per_minute=1)
    question, answer = await asked(server)
    await server.edit(question, f"{bot.mention} {FERRY}")
    await changed(server, answer, "Please ask again in")
    await server.edit(question, f"{bot.mention} {FERRY} Tell me!")
    await silence(bot, server, answer)
    other = House(server, server.conversation(server.fan))
    assert_answers(await other.ask(QUESTION))


async def test_greetings_and_what_is_too_long_count_too(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    await house.use("settings", per_minute=2)
    replies = []
    for words in ("hi", "why " * 200, "thanks"):
        said = await server.say(server.fan, server.general, f"{bot.mention} {words}")
        replies.append(await server.wait_for_message(server.general, after=said))
    assert ["Please ask again in" in reply.text for reply in replies] == [False, False, True]
    await server.say(server.fan, server.general, f"{bot.mention} hello?")
    await silence(bot, server, replies[-1])


@pytest.mark.parametrize("action", ["q:ask", "q:revealed"])
async def test_questions_asked_by_buttons_count_too(
    discord_server: DiscordServer, bot: QuothBot, house: House, action: str
) -> None:
    server = discord_server
    await house.use("settings", per_minute=1)
    button = {"type": 2, "style": 2, "label": "Ask", "custom_id": f"{action}:{QUESTION}"}
    row = [{"type": 1, "components": [button]}]
    old = server.old_message(server.general, "", row)
    first = await server.click(server.fan, old, "Ask")
    await first.shown(lambda message: "Lindqvist" in message.text)
    old = server.old_message(server.general, "", row)
    second = await server.click(server.fan, old, "Ask")
    await second.shown(lambda message: "Please ask again in" in message.text)
