"""Messages that mention the bot, or are written to it alone."""

from __future__ import annotations

import pytest

from bot import notices
from bot.app import Desk
from bot.client import QuothBot
from bot.features import mention
from bot.texts.catalogue import text
from tests.bot.conftest import QUESTION, Connect
from tests.bot.desks import BrokenDesk, NotingDesk, PausedDesk
from tests.bot.emitting import Data, rewrite
from tests.bot.questions import assert_answers, mentioned, silence
from tests.discord_server import DiscordServer


@pytest.mark.parametrize("text", ["{bot} " + QUESTION, "hey {bot}, who keeps the lighthouse?"])
async def test_a_question_gets_a_reply_that_pings_nobody(
    discord_server: DiscordServer, bot: QuothBot, text: str
) -> None:
    asked = await discord_server.say(
        discord_server.fan, discord_server.general, text.format(bot=bot.mention)
    )
    reply = await discord_server.wait_for_message(discord_server.general, after=asked)
    assert_answers(reply)
    assert reply.reference is asked
    assert reply.message_reference is not None
    assert reply.message_reference["fail_if_not_exists"] is False
    named = {name: part for name, part in reply.message_reference.items() if name.endswith("_id")}
    assert all(isinstance(part, str) for part in named.values()), "as Discord describes ids"
    assert not reply.pings
    assert reply.controls[0]["label"] == "Open source"


async def test_a_direct_message_needs_no_mention(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    asked = await discord_server.dm(discord_server.fan, QUESTION)
    assert_answers(await discord_server.wait_for_message(asked.channel, after=asked))


@pytest.mark.parametrize("text", ["{bot}", "{bot} ?", "{bot} \n "])
async def test_a_mention_and_nothing_else_gets_to_know_how_to_ask(
    discord_server: DiscordServer, bot: QuothBot, text: str
) -> None:
    asked = await discord_server.say(
        discord_server.fan, discord_server.general, text.format(bot=bot.mention)
    )
    reply = await discord_server.wait_for_message(discord_server.general, after=asked)
    assert reply.text == notices.usage(bot.mention, role=False)
    assert not reply.pings


async def test_the_role_of_the_bot_gets_to_know_how_to_ask(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    """Without the intent for it, Discord hides the text of such a message."""
    role = next(role for role in discord_server.guild.roles if role.managed_by == bot.id)
    asked = await discord_server.say(
        discord_server.owner, discord_server.general, f"<@&{role.id}> {QUESTION}"
    )
    reply = await discord_server.wait_for_message(discord_server.general, after=asked)
    assert reply.text == notices.usage(bot.mention, role=True)
    assert reply.text != notices.usage(bot.mention, role=False)


async def test_others_bots_webhooks_and_crowds_are_left_alone(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server, channel = discord_server, discord_server.general
    ask = f"{bot.mention} {QUESTION}"
    first = await server.say(server.fan, channel, QUESTION)
    await server.say(server.other_bot, channel, ask)
    await server.say_by_webhook(channel, ask)
    await server.say(server.owner, channel, f"@everyone {ask}")
    await silence(bot, server, first)


async def test_a_reply_that_pings_without_a_word_is_left_alone(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server, channel = discord_server, discord_server.general
    asked = await server.say(server.fan, channel, f"{bot.mention} {QUESTION}")
    answer = await server.wait_for_message(channel, after=asked)
    thumbs = await server.say(server.fan, channel, "\U0001f44d", reply_to=answer)
    await silence(bot, server, thumbs)


async def test_a_reply_to_an_answer_is_a_follow_up(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    noting = NotingDesk(desk)
    server, channel = discord_server, discord_server.general
    async with connect(noting) as bot:
        asked = await server.say(server.fan, channel, f"{bot.mention} {QUESTION}")
        answer = await server.wait_for_message(channel, after=asked)
        more = await server.say(server.fan, channel, "since which year?", reply_to=answer)
        await server.wait_for_message(channel, after=more)
    assert noting.noted[0] == (QUESTION, ())
    question, history = noting.noted[1]
    assert question == "since which year?"
    assert history[0].question == QUESTION
    assert history[0].reply.startswith("Mara Lindqvist")


@pytest.fixture
def instead(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What the gateway says of each message of a person, in place of what it would say."""
    parts = dict[str, object]()

    def rewritten(name: str, data: Data) -> Data:
        asks = name == "MESSAGE_CREATE" and not data["author"].get("bot")
        return data | parts if asks else data

    rewrite(monkeypatch, rewritten)
    return parts


async def test_a_message_that_is_forwarded_to_the_bot_alone_is_a_question(
    discord_server: DiscordServer, bot: QuothBot, instead: dict[str, object]
) -> None:
    then = "2026-01-01T00:00:00+00:00"
    original = {"type": 0, "content": QUESTION, "timestamp": then, "edited_timestamp": None}
    there = {"type": 1, "channel_id": "4711", "message_id": "4712"}
    instead |= {"content": "", "message_snapshots": [{"message": original}]}
    instead |= {"flags": 1 << 14, "message_reference": there}
    asked = await discord_server.dm(discord_server.fan, "Look at this")
    assert_answers(await discord_server.wait_for_message(asked.channel, after=asked))


@pytest.mark.parametrize(
    "part",
    [
        {"poll": {"question": {"text": "Who?"}, "answers": [], "expiry": None}},
        {"attachments": [{"id": "4713", "filename": "voice.ogg", "waveform": "no base64"}]},
        {"embeds": [{"type": 7, "fields": [{}]}], "sticker_items": [{}], "reactions": [{}]},
        {"call": {}, "thread": {}, "application": {}, "interaction_metadata": {"type": 99}},
    ],
    ids=["a poll without end", "a voice message", "embeds", "parts of other messages"],
)
async def test_parts_of_a_message_that_are_of_no_interest_need_not_be_understood(
    discord_server: DiscordServer,
    bot: QuothBot,
    instead: dict[str, object],
    part: dict[str, object],
) -> None:
    server = discord_server
    instead |= part
    asked = await server.say(server.fan, server.general, f"{bot.mention} {QUESTION}")
    assert_answers(await server.wait_for_message(server.general, after=asked))


async def test_a_server_whose_roles_are_unknown_is_answered_as_well(
    discord_server: DiscordServer, desk: Desk, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = discord_server
    parts: dict[str, Data] = {"GUILD_CREATE": {"roles": []}}
    rewrite(monkeypatch, lambda name, data: data | parts.get(name, {}))
    async with connect(desk) as bot:
        asked = await server.say(server.fan, server.general, f"{bot.mention} {QUESTION}")
        assert_answers(await server.wait_for_message(server.general, after=asked))


async def test_people_mentioned_in_a_question_go_by_their_names(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    mara = discord_server.member("lighthouse")
    asked = await discord_server.say(
        discord_server.fan, discord_server.general, f"{bot.mention} who keeps the {mara.mention}?"
    )
    assert_answers(await discord_server.wait_for_message(discord_server.general, after=asked))


async def test_a_question_that_is_too_long_is_told_so(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    asked = await discord_server.say(
        discord_server.fan, discord_server.general, f"{bot.mention} {'why ' * 100}"
    )
    reply = await discord_server.wait_for_message(discord_server.general, after=asked)
    assert reply.text == text("too-long", most=notices.QUESTION_LENGTH)


async def test_the_bot_types_when_it_is_slow_only(
    discord_server: DiscordServer,
    connect: Connect,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask, general = f"<@{discord_server.bot.id}> {QUESTION}", discord_server.general
    requested = discord_server.requested
    async with connect(desk):
        asked = await discord_server.say(discord_server.fan, general, ask)
        await discord_server.wait_for_message(general, after=asked)
        assert requested("POST", "/typing$") == []
    monkeypatch.setattr(mention, "SLOW", 0.1)
    paused = PausedDesk(desk)
    async with connect(paused):
        asked = await discord_server.say(discord_server.fan, general, ask)
        await discord_server.wait_for_request("POST", "/typing$")
        paused.may.set()
        assert_answers(await discord_server.wait_for_message(general, after=asked))
        assert len(requested("POST", "/typing$")) == 1


async def test_a_failure_is_a_sentence(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    broken = BrokenDesk(desk.settings)
    broken.fault = RuntimeError("boom")
    async with connect(broken):
        asked = await mentioned(discord_server)
        reply = await discord_server.wait_for_message(discord_server.general, after=asked)
    assert reply.text.startswith("Something went wrong inside Quoth.")


async def test_where_it_may_not_write_it_tries_once_and_logs(
    discord_server: DiscordServer, bot: QuothBot, caplog: pytest.LogCaptureFixture
) -> None:
    channel = discord_server.locked
    asked = await discord_server.say(discord_server.owner, channel, f"{bot.mention} {QUESTION}")
    await silence(bot, discord_server, asked)
    tries = discord_server.requested("POST", "/messages$")
    assert [each.status for each in tries] == [403]
    assert f"could not reply in channel {channel.id}" in caplog.text
