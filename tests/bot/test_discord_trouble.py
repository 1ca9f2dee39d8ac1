"""Every way in which Discord says no, says it twice or says it at the wrong moment."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from bot import patience
from bot.app import Desk
from bot.client import QuothBot
from bot.errors import BotError, DiscordUnreachable, TokenRefused
from bot.texts.catalogue import text
from tests.bot.conftest import QUESTION, Connect, running
from tests.bot.desks import PausedDesk
from tests.bot.house import House
from tests.bot.questions import ask, assert_answers, mentioned
from tests.discord_server import DiscordServer, Interaction, Message
from tests.discord_server.connection import Session
from tests.discord_server.gateway import Gateway

CALLBACK, ORIGINAL, MESSAGES = "/callback$", "@original$", "/messages$"
FOLLOW_UP = "^/webhooks/\\d+/[^/]+$"


def unheard(server: DiscordServer, how: str, status: int = 502, times: int = 1) -> None:
    """Take the next acknowledgements, and let what is said of it be "lost" or the line "cut"."""
    if how == "lost":
        server.faults.lose_answer("POST", CALLBACK, status=status, times=times)
    else:
        server.faults.drop("POST", CALLBACK, acts=True, times=times)


# -- rate limits and errors ---------------------------------------------------------------------


@pytest.mark.parametrize("via", [True, False])
@pytest.mark.parametrize("everywhere", [True, False])
async def test_a_rate_limit_keeps_no_mention_from_one_answer(
    discord_server: DiscordServer, bot: QuothBot, via: bool, everywhere: bool
) -> None:
    server = discord_server
    server.faults.rate_limit("POST", MESSAGES, via=via, everywhere=everywhere, retry_after=0.5)
    asked = await mentioned(server)
    assert_answers(await server.wait_for_message(server.general, after=asked))
    assert_answers(await (await ask(server)).final())
    assert len(server.posted(server.general, after=asked)) == 1
    first, second = server.requested("POST", MESSAGES)
    assert second.at - first.at >= 0.5


def limited(server: DiscordServer, bot: QuothBot) -> None:
    """Limit messages for longer than the library waits by itself."""
    bot.http.max_ratelimit_timeout = 0.1
    server.faults.rate_limit("POST", MESSAGES, retry_after=1)


async def test_a_rate_limit_that_is_long_puts_an_answer_off(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    limited(server, bot)
    asked = await mentioned(server)
    assert_answers(await server.wait_for_message(server.general, after=asked))
    await bot.work.drain(10, asyncio.Event())
    assert len(server.posted(server.general, after=asked)) == 1


@pytest.mark.parametrize("becomes", ["Who sails the ferry?", ""])
async def test_a_question_that_is_edited_or_deleted_while_its_answer_is_put_off_is_known_as_such(
    discord_server: DiscordServer, bot: QuothBot, becomes: str
) -> None:
    server = discord_server
    limited(server, bot)
    asked = await mentioned(server)
    await server.world.bell.until(lambda: bool(server.requested("POST", MESSAGES)), 10, "a try")
    if becomes:
        await server.edit(asked, f"{bot.mention} {becomes}")
        answer = await server.wait_for_message(server.general, after=asked)
        await server.world.bell.until(lambda: "Oskar Bruun" in answer.text, 10, "the edit")
    else:
        await server.delete(asked)
    await bot.work.drain(10, asyncio.Event())
    assert len(server.posted(server.general, after=asked)) == bool(becomes)


async def test_questions_that_are_deleted_together_while_their_answers_are_put_off_get_none(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    limited(server, bot)
    limited(server, bot)
    first, second = await mentioned(server), await mentioned(server)
    await server.world.bell.until(lambda: bool(server.requested("POST", MESSAGES)), 10, "a try")
    await server.purge(first, second)
    await bot.work.drain(10, asyncio.Event())
    assert not server.posted(server.general, after=second)
    assert not server.requested("DELETE", r"/messages/\d+$")


async def test_a_rate_limit_that_is_too_long_is_not_waited_for(
    discord_server: DiscordServer, bot: QuothBot, caplog: pytest.LogCaptureFixture
) -> None:
    server = discord_server
    server.faults.rate_limit("POST", MESSAGES, retry_after=3600)
    asked = await mentioned(server)
    await server.world.bell.until(lambda: bool(server.requested("POST", MESSAGES)), 10, "a try")
    await bot.work.drain(10, asyncio.Event())
    assert not server.posted(server.general, after=asked)
    assert "could not reply" in caplog.text


@pytest.mark.parametrize("status", [429, 502, 503, 520])
@pytest.mark.parametrize("path", [CALLBACK, ORIGINAL, MESSAGES])
async def test_a_page_of_cloudflare_passes(
    discord_server: DiscordServer, bot: QuothBot, status: int, path: str
) -> None:
    server = discord_server
    server.faults.block("*", path, status=status)
    if path == MESSAGES:
        asked = await mentioned(server)
        assert_answers(await server.wait_for_message(server.general, after=asked))
        assert len(server.posted(server.general, after=asked)) == 1
    else:
        assert_answers(await (await ask(server)).final())


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize("acts", [True, False])
async def test_a_message_whose_confirmation_is_lost_appears_once(
    discord_server: DiscordServer, bot: QuothBot, status: int, acts: bool
) -> None:
    server = discord_server
    server.faults.fail("POST", MESSAGES, status=status, times=2).acts = acts
    asked = await mentioned(server)
    assert_answers(await server.wait_for_message(server.general, after=asked))
    await bot.work.drain(10, asyncio.Event())
    assert len(server.posted(server.general, after=asked)) == 1


# -- lost acknowledgements ----------------------------------------------------------------------


@pytest.mark.parametrize("how", ["lost", "cut"])
async def test_an_acknowledgement_whose_answer_is_lost_ends_in_one_answer(
    discord_server: DiscordServer, bot: QuothBot, how: str
) -> None:
    unheard(discord_server, how, status=503)
    asked = await ask(discord_server)
    assert_answers(await asked.final())
    assert not asked.followups


@pytest.mark.parametrize("how", ["lost", "cut"])
async def test_a_button_whose_acknowledgement_is_lost_does_what_it_does_once(
    discord_server: DiscordServer, bot: QuothBot, how: str
) -> None:
    server = discord_server
    answer = await (await ask(server)).final()
    unheard(server, how)
    click = await server.click(server.fan, answer, text("context-after"))
    shown = await click.final()
    assert "The lamp burns paraffin" in shown.text
    assert not click.followups


@pytest.mark.parametrize("how", ["lost", "cut"])
async def test_an_acknowledgement_of_which_nothing_is_ever_heard_is_answered_all_the_same(
    discord_server: DiscordServer, bot: QuothBot, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    server = discord_server
    unheard(server, how, status=503, times=99)
    asked = await ask(server)
    assert_answers(await asked.final())
    refused = await server.slash(server.fan, server.general, "reindex")
    assert (await refused.final()).text == text("moderators-only")
    await bot.work.drain(10, asyncio.Event())
    assert not asked.followups
    assert not refused.followups
    assert "not known whether Discord was told" in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("how", ["lost", "cut"])
async def test_a_refusal_whose_confirmation_is_lost_is_said_once(
    discord_server: DiscordServer, bot: QuothBot, how: str
) -> None:
    server = discord_server
    unheard(server, how)
    refused = await server.slash(server.fan, server.general, "reindex")
    assert (await refused.final()).text == text("moderators-only")
    await bot.work.drain(10, asyncio.Event())
    assert not refused.followups


# -- what is not there any more -----------------------------------------------------------------


async def test_a_webhook_that_stays_unknown_is_answered_by_a_follow_up(
    discord_server: DiscordServer, bot: QuothBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.replies.SHOWING", patience.Patience(within=1.0, each=0.5))
    server = discord_server
    server.faults.refuse("PATCH", ORIGINAL, patience.UNKNOWN_WEBHOOK, times=99)
    asked = await ask(server)
    assert_answers(await asked.final())
    assert not asked.followups
    server.faults.planned.clear()
    assert_answers(await (await ask(server)).final())


async def test_where_no_word_gets_through_the_log_says_so(
    discord_server: DiscordServer,
    bot: QuothBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for name in ("SHOWING", "AT_LAST"):
        monkeypatch.setattr(f"bot.replies.{name}", patience.Patience(within=1.0, each=0.5))
    server = discord_server
    server.faults.refuse("*", "^/webhooks/", patience.UNKNOWN_WEBHOOK, times=99)
    await ask(server)
    await server.world.bell.until(
        lambda: bool(server.requested("POST", FOLLOW_UP)), 10, "a follow-up"
    )
    await bot.work.drain(10, asyncio.Event())
    assert "nothing to answer any more" in caplog.text
    assert "Traceback" not in caplog.text


async def test_what_is_unknown_for_long_shows_the_answer_in_the_end(
    discord_server: DiscordServer, bot: QuothBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.replies.SHOWING", patience.Patience(within=0.5, each=0.5))
    server = discord_server
    server.faults.refuse("PATCH", ORIGINAL, patience.UNKNOWN_WEBHOOK, times=5)
    server.faults.refuse("POST", FOLLOW_UP, patience.UNKNOWN_WEBHOOK)
    asked = await ask(server)
    assert_answers(await asked.final())
    assert server.requested("POST", FOLLOW_UP)
    assert not asked.followups


@pytest.mark.parametrize("code", [10003, 10008, 50001, 50013])
async def test_a_channel_that_takes_no_answer_keeps_nobody_else_waiting(
    discord_server: DiscordServer, bot: QuothBot, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    server = discord_server
    server.faults.refuse("POST", MESSAGES, code)
    lost = await mentioned(server)
    await server.world.bell.until(lambda: bool(server.requested("POST", MESSAGES)), 10, "a try")
    again = await mentioned(server)
    assert_answers(await server.wait_for_message(server.general, after=again))
    assert all(each.reference is not lost for each in server.posted(server.general, after=lost))
    assert len(server.requested("POST", MESSAGES)) == 2
    assert "could not reply" in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_question_that_was_deleted_while_it_was_answered_gets_no_answer(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server, paused = discord_server, PausedDesk(desk)
    async with connect(paused) as bot:
        asked = await mentioned(server)
        await server.delete(asked)
        await (await server.slash(server.owner, server.general, "about")).final()
        paused.may.set()
        await bot.work.drain(10, asyncio.Event())
        assert not server.posted(server.general, after=asked)


async def test_an_answer_dismissed_while_it_was_looked_for_is_no_fault(
    discord_server: DiscordServer, connect: Connect, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    server, paused = discord_server, PausedDesk(desk)
    async with connect(paused):
        asked = await ask(server)
        await asked.acknowledged()
        assert asked.original is not None
        await server.delete(asked.original)
        paused.may.set()
        await server.world.bell.until(lambda: bool(asked.followups), 10, "the answer")
        assert_answers(asked.followups[0])
    assert "Traceback" not in caplog.text


# -- twice, and too early -----------------------------------------------------------------------


async def test_what_the_gateway_sends_twice_is_answered_once(
    discord_server: DiscordServer,
    bot: QuothBot,
    desk: Desk,
    house: House,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    emit = Gateway._emit

    async def twice(self: Gateway, session: Session, name: str, data: dict[str, Any]) -> None:
        for _ in range(2 if name in ("INTERACTION_CREATE", "MESSAGE_CREATE") else 1):
            await emit(self, session, name, data)

    monkeypatch.setattr(Gateway, "_emit", twice)
    server = discord_server
    asked = await ask(server)
    assert_answers(await asked.final())
    mention = await mentioned(server)
    assert_answers(await server.wait_for_message(server.general, after=mention))
    used = await server.slash(server.moderator, server.general, "reindex")
    done = await used.shown(lambda message: message.text.startswith("Done"), 20)
    await house.use("settings", answers="private")
    await bot.work.drain(10, asyncio.Event())
    assert done.text.startswith("Done")
    assert len(server.posted(server.general, after=mention)) == 1
    assert not asked.followups
    assert asked.original
    assert len(asked.original.versions) == 1
    actions = (await bot.servers.overview(server.guild.id)).actions
    assert sorted(action.what for action in actions) == ["/reindex", "/settings answers:private"]
    callbacks = [each.path for each in server.requested("POST", CALLBACK)]
    assert len(callbacks) == len(set(callbacks))


@pytest.mark.parametrize("before", ["READY", "GUILD_CREATE"])
async def test_who_asks_before_the_bot_knows_its_servers_is_answered(
    discord_server: DiscordServer,
    connect: Connect,
    desk: Desk,
    before: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = discord_server
    async with connect(desk) as bot:
        assert bot.registering is not None
        await bot.registering
    emit, asked, mentions = Gateway._emit, list[Interaction](), list[Message]()

    async def emitted(self: Gateway, session: Session, name: str, data: dict[str, Any]) -> None:
        if name == before and not mentions:
            mentions.append(await mentioned(server))
            asked.append(await ask(server))
        await emit(self, session, name, data)

    monkeypatch.setattr(Gateway, "_emit", emitted)
    async with connect(desk):
        assert_answers(await asked[0].final())
        if before == "GUILD_CREATE":
            shown = await server.wait_for_message(server.general, after=mentions[0])
            assert_answers(shown)
        assert_answers(await (await ask(server)).final())


@pytest.mark.parametrize("years", [-5, 10])
async def test_a_clock_that_jumps_changes_nothing_for_those_who_ask(
    discord_server: DiscordServer,
    bot: QuothBot,
    house: House,
    years: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = time.time
    assert_answers(await house.ask(QUESTION))
    monkeypatch.setattr(time, "time", lambda: now() + years * 365.25 * 86400)
    assert_answers(await house.ask(QUESTION))
    asked = await discord_server.dm(discord_server.fan, QUESTION)
    assert_answers(await discord_server.wait_for_message(asked.channel, after=asked))
    await house.use("settings", answers="private", keep_missed=True)
    assert (await house.ask(QUESTION)).ephemeral


# -- close codes --------------------------------------------------------------------------------


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("code", [1000, 1001, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009])
async def test_a_closed_connection_that_may_come_back_does(
    discord_server: DiscordServer, bot: QuothBot, code: int
) -> None:
    server = discord_server
    await server.connected()
    await server.close_gateway(code)
    await server.disconnected()
    await server.connected(20)
    assert_answers(await (await ask(server)).final())


@pytest.mark.parametrize(
    ("code", "expected"),
    [(4004, TokenRefused), (4010, DiscordUnreachable), (4012, DiscordUnreachable)],
)
async def test_a_connection_closed_for_good_answers_first_whom_it_has_heard(
    discord_server: DiscordServer, desk: Desk, code: int, expected: type[BotError]
) -> None:
    server, paused = discord_server, PausedDesk(desk)
    run = running(server, paused)
    asked = await ask(server)
    await asked.acknowledged()
    await server.close_gateway(code)
    paused.may.set()
    with pytest.raises(expected):
        await asyncio.wait_for(run, 30)
    assert_answers(await asked.final())


async def test_a_token_that_is_refused_in_the_middle_keeps_no_answer_back(
    discord_server: DiscordServer, bot: QuothBot, caplog: pytest.LogCaptureFixture
) -> None:
    """Interactions need no token; messages do."""
    server = discord_server
    server.faults.fail("POST", MESSAGES, status=401, times=1)
    await mentioned(server)
    assert_answers(await (await ask(server)).final())
    await bot.work.drain(10, asyncio.Event())
    assert "could not reply" in caplog.text
    assert "Traceback" not in caplog.text
