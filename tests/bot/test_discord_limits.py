"""Rate limits and errors of Discord's that pass: one answer comes, if it is wanted still."""

from __future__ import annotations

import pytest

from bot.client import QuothBot
from bot.patience import Patience
from tests.bot.conftest import QUESTION
from tests.bot.questions import (
    CALLBACK,
    MESSAGES,
    ORIGINAL,
    ask,
    assert_answers,
    heard,
    mentioned,
    settled,
)
from tests.discord_server import DiscordServer, Fault
from tests.discord_server.patience import PATIENCE


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize(("method", "path"), [("POST", CALLBACK), ("PATCH", ORIGINAL)])
async def test_a_server_error_anywhere_passes(
    discord_server: DiscordServer, bot: QuothBot, status: int, method: str, path: str
) -> None:
    discord_server.faults.fail(method, path, status=status)
    assert_answers(await (await ask(discord_server)).final())


@pytest.mark.parametrize("status", [503, 520])
async def test_a_server_error_passes(
    discord_server: DiscordServer, bot: QuothBot, status: int
) -> None:
    server = discord_server
    server.faults.fail("POST", f"{CALLBACK}|{MESSAGES}", status=status, times=2)
    asked = await server.dm(server.fan, QUESTION)
    assert_answers(await server.wait_for_message(asked.channel, after=asked))
    server.faults.fail("POST", CALLBACK, status=status)
    assert_answers(await (await ask(server)).final())


@pytest.mark.parametrize("via", [True, False])
@pytest.mark.parametrize(("method", "path"), [("POST", CALLBACK), ("PATCH", ORIGINAL)])
async def test_a_rate_limit_is_waited_out(
    discord_server: DiscordServer, bot: QuothBot, via: bool, method: str, path: str
) -> None:
    discord_server.faults.rate_limit(method, path, via=via, retry_after=0.3)
    assert_answers(await (await ask(discord_server)).final())


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


def limited(server: DiscordServer, bot: QuothBot, times: int = 1) -> Fault:
    """Limit messages for longer than the library waits by itself."""
    bot.http.max_ratelimit_timeout = 0.1
    return server.faults.rate_limit("POST", MESSAGES, retry_after=1, times=times)


async def test_a_rate_limit_that_is_long_puts_an_answer_off(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    limited(server, bot)
    asked = await mentioned(server)
    assert_answers(await server.wait_for_message(server.general, after=asked))
    await settled(bot)
    assert len(server.posted(server.general, after=asked)) == 1


@pytest.mark.parametrize("becomes", ["Who sails the ferry?", ""])
async def test_a_question_that_is_edited_or_deleted_while_its_answer_is_put_off_is_known_as_such(
    discord_server: DiscordServer, bot: QuothBot, becomes: str
) -> None:
    server = discord_server
    fault = limited(server, bot).hold()
    asked = await mentioned(server)
    await server.wait_for_request("POST", MESSAGES)
    if becomes:
        await server.edit(asked, f"{bot.mention} {becomes}")
        fault.release()
        answer = await server.wait_for_message(server.general, after=asked)
        await server.world.bell.until(lambda: "Oskar Bruun" in answer.text, "the edit")
    else:
        await server.delete(asked)
        await heard(server)
        fault.release()
    await settled(bot)
    assert len(server.posted(server.general, after=asked)) == bool(becomes)


async def test_questions_that_are_deleted_together_while_their_answers_are_put_off_get_none(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    fault = limited(server, bot, times=2).hold()
    first, second = await mentioned(server), await mentioned(server)
    await server.wait_for_request("POST", MESSAGES)
    await server.purge(first, second)
    await heard(server)
    fault.release()
    await settled(bot)
    assert not server.posted(server.general, after=second)
    assert not server.requested("DELETE", r"/messages/\d+$")


async def test_a_rate_limit_that_is_too_long_is_not_waited_for(
    discord_server: DiscordServer, bot: QuothBot, caplog: pytest.LogCaptureFixture
) -> None:
    server = discord_server
    server.faults.rate_limit("POST", MESSAGES, retry_after=3600)
    asked = await mentioned(server)
    await server.wait_for_request("POST", MESSAGES)
    await settled(bot)
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
    await settled(bot)
    assert len(server.posted(server.general, after=asked)) == 1


@pytest.mark.parametrize("method", ["PATCH", "POST"])
async def test_an_answer_that_stalls_is_sent_again(
    discord_server: DiscordServer, bot: QuothBot, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = Patience(within=PATIENCE, each=1.0)
    monkeypatch.setattr("bot.replies.SHOWING", short)
    monkeypatch.setattr("bot.posting.SHOWING", short)
    server = discord_server
    server.faults.silence(method, f"{ORIGINAL}|{MESSAGES}")
    if method == "PATCH":
        assert_answers(await (await ask(server)).final())
    else:
        asked = await server.dm(server.fan, QUESTION)
        assert_answers(await server.wait_for_message(asked.channel, after=asked))
