"""Who greets, thanks or says nothing is told how to ask; it is no gap."""

from __future__ import annotations

import pytest

from bot import notices
from bot.client import QuothBot
from bot.pleasantries import is_question
from bot.texts.catalogue import speaking
from tests.bot.conftest import QUESTION
from tests.bot.house import House
from tests.bot.questions import silence
from tests.bot.test_discord_servers import NOWHERE
from tests.discord_server import DiscordServer

NOTHING_ASKED = [
    *(".", "??", "\N{SLIGHTLY SMILING FACE}", "<:gull:41>", ":gull: !", "<@41>", "_"),
    *("hi", "Hello there", "good morning, everyone!", "Thanks!", "thank you so much", "good bot"),
    *("gracias", "¡Muchas gracias por la ayuda!", "Hola, buenos días", "merci beaucoup"),
    *("Vielen Dank", "Danke schön", "grazie mille", "obrigado", "thx :gull:"),
    *("Great answer!", "ok cool, thanks", "¡Genial!"),
]
ASKED = [
    *("Hi Bob", "hello?? who keeps the lighthouse", "thanks to whom did it burn?", "Oskar"),
    *(
        "The great storm",
        "is that ok?",
        "great storms",
        "Who said hello?",
        "what is gracias?",
        "why",
        "¿y ella?",
        "灯台",
    ),
]


@pytest.mark.parametrize("text", NOTHING_ASKED)
def test_nothing_is_asked_by(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize("text", ASKED)
def test_something_is_asked_by(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("language", ["en", "es"])
async def test_whoever_asks_nothing_is_told_how_and_it_is_no_gap(
    discord_server: DiscordServer, bot: QuothBot, house: House, language: str
) -> None:
    server, channel = discord_server, discord_server.general
    await house.use("settings", keep_missed=True, language=language)
    server.fan.locale = "es-ES" if language == "es" else "en-US"
    with speaking(language):
        how = notices.usage(bot.mention, role=False)
    for said in ("??", "hello there", "gracias"):
        shown = await house.ask(said)
        assert shown.text == how
        assert shown.ephemeral
        told = await server.say(server.fan, channel, f"{bot.mention} {said}")
        reply = await server.wait_for_message(channel, after=told)
        assert reply.text == how
    alone = await server.dm(server.fan, "thanks!")
    assert (await server.wait_for_message(alone.channel, after=alone)).text == how
    await house.ask(NOWHERE)
    gaps = await house.gaps(bot)
    assert "kraken" in gaps.text
    assert not any(word in gaps.text for word in ("hello", "gracias", "thanks"))


async def test_thanks_for_an_answer_need_none_and_leave_the_conversation_as_it_is(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server, channel = discord_server, discord_server.general
    asked = await server.say(server.fan, channel, f"{bot.mention} {QUESTION}")
    answer = await server.wait_for_message(channel, after=asked)
    thanks = await server.say(server.fan, channel, "thank you!", reply_to=answer)
    await silence(bot, server, thanks)
    more = await server.say(server.fan, channel, f"{bot.mention} who did she take over from?")
    reply = await server.wait_for_message(channel, after=more)
    assert "uncle" in reply.text


async def test_a_question_that_becomes_thanks_is_answered_no_more(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server, channel = discord_server, discord_server.general
    asked = await server.say(server.fan, channel, f"{bot.mention} {QUESTION}")
    answer = await server.wait_for_message(channel, after=asked)
    await server.edit(asked, f"{bot.mention} thanks!")
    how = notices.usage(bot.mention, role=False)
    await server.world.bell.until(lambda: answer.text == how, "how to ask")
