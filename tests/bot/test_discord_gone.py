"""What is not there any more, or not yet: webhooks, channels, messages, a token."""

from __future__ import annotations

import pytest

from bot import metrics, patience
from bot.app import Desk
from bot.client import QuothBot
from bot.patience import Patience
from tests.bot.conftest import Connect
from tests.bot.desks import PausedDesk
from tests.bot.questions import (
    MESSAGES,
    ORIGINAL,
    ask,
    assert_answers,
    heard,
    mentioned,
    settled,
)
from tests.discord_server import DiscordServer
from tests.discord_server.patience import PATIENCE

FOLLOW_UP = "^/webhooks/\\d+/[^/]+$"
BRIEF = Patience(within=PATIENCE, each=PATIENCE, unknown=0.5)
"""With Discord not knowing a webhook; with all else, as much as a test has."""


async def test_a_webhook_that_discord_does_not_know_yet_is_tried_again(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    before = metrics.DISCORD_ERRORS.labels("10015")._value.get()
    discord_server.faults.refuse("PATCH", ORIGINAL, patience.UNKNOWN_WEBHOOK, times=2)
    asked = await ask(discord_server)
    assert_answers(await asked.final())
    assert not asked.followups
    assert metrics.DISCORD_ERRORS.labels("10015")._value.get() == before + 2


async def test_a_webhook_that_stays_unknown_is_answered_by_a_follow_up(
    discord_server: DiscordServer, bot: QuothBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.replies.SHOWING", BRIEF)
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
        monkeypatch.setattr(f"bot.replies.{name}", BRIEF)
    server = discord_server
    server.faults.refuse("*", "^/webhooks/", patience.UNKNOWN_WEBHOOK, times=99)
    await ask(server)
    await server.wait_for_request("POST", FOLLOW_UP)
    await settled(bot)
    assert "nothing to answer any more" in caplog.text
    assert "Traceback" not in caplog.text


async def test_what_is_unknown_for_long_shows_the_answer_in_the_end(
    discord_server: DiscordServer, bot: QuothBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.replies.SHOWING", BRIEF)
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
    await server.wait_for_request("POST", MESSAGES)
    again = await mentioned(server)
    assert_answers(await server.wait_for_message(server.general, after=again))
    assert all(each.reference is not lost for each in server.posted(server.general, after=lost))
    assert len(server.requested("POST", MESSAGES)) == 2
    assert "could not reply" in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_token_that_is_refused_in_the_middle_keeps_no_answer_back(
    discord_server: DiscordServer, bot: QuothBot, caplog: pytest.LogCaptureFixture
) -> None:
    """Interactions need no token; messages do."""
    server = discord_server
    server.faults.fail("POST", MESSAGES, status=401, times=1)
    await mentioned(server)
    assert_answers(await (await ask(server)).final())
    await settled(bot)
    assert "could not reply" in caplog.text
    assert "Traceback" not in caplog.text


async def test_an_answer_that_was_deleted_meanwhile_is_posted_anew(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    fault = server.faults.fail("PATCH", ORIGINAL, status=404)
    fault.body = {"message": "Unknown Message", "code": 10008}
    assert_answers(await (await ask(server)).final())
    assert len(server.requested("POST", "/webhooks/")) == 1


async def test_a_question_that_was_deleted_while_it_was_answered_gets_no_answer(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server, paused = discord_server, PausedDesk(desk)
    async with connect(paused) as bot:
        asked = await mentioned(server)
        await server.delete(asked)
        await heard(server)
        paused.may.set()
        await settled(bot)
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
        await server.world.bell.until(lambda: bool(asked.followups), "the answer")
        assert_answers(asked.followups[0])
    assert "Traceback" not in caplog.text
