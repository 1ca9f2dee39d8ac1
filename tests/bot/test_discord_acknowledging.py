"""Acknowledgements that stall, get lost or come too late, and the one answer after them."""

from __future__ import annotations

import pytest

from bot import patience, servers
from bot.client import QuothBot
from bot.features import ask as asking
from bot.features import sharing
from bot.patience import ACKNOWLEDGING, Patience
from bot.texts.catalogue import text
from tests.bot.questions import (
    CALLBACK,
    ask,
    assert_answers,
    settled,
)
from tests.discord_server import DiscordServer
from tests.discord_server.patience import PATIENCE
from tests.discord_server.world import Limits

BEFORE_AN_ACKNOWLEDGEMENT = (servers.PATIENCE, asking.PATIENCE, sharing.CHECKING)
"""Seconds that the bot waits for this machine while Discord waits for the bot."""


def unheard(server: DiscordServer, how: str, status: int = 502, times: int = 1) -> None:
    """Take the next acknowledgements, and let what is said of it be "lost" or the line "cut"."""
    if how == "lost":
        server.faults.lose_answer("POST", CALLBACK, status=status, times=times)
    else:
        server.faults.drop("POST", CALLBACK, acts=True, times=times)


def test_what_discord_waits_for_is_done_in_time() -> None:
    """In the tests below it has more."""
    assert ACKNOWLEDGING.each < ACKNOWLEDGING.within
    assert max(ACKNOWLEDGING.within, *BEFORE_AN_ACKNOWLEDGEMENT) < Limits().acknowledge


async def test_an_acknowledgement_that_stalls_is_sent_again(
    discord_server: DiscordServer, bot: QuothBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.replies.ACKNOWLEDGING", Patience(within=PATIENCE, each=1.0))
    discord_server.faults.silence("POST", CALLBACK)
    assert_answers(await (await ask(discord_server)).final())


async def test_an_acknowledgement_may_be_confirmed_without_a_word(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    server.faults.answer_nothing("POST", CALLBACK, times=2)
    assert_answers(await (await ask(server)).final())
    refused = await server.slash(server.fan, server.general, "reindex")
    assert (await refused.final()).text == text("moderators-only")
    assert len(server.requested("POST", CALLBACK)) == 2


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
    discord_server: DiscordServer,
    bot: QuothBot,
    how: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = discord_server
    monkeypatch.setattr("bot.replies.ACKNOWLEDGING", patience.ACKNOWLEDGING)
    unheard(server, how, status=503, times=99)
    asked = await ask(server)
    assert_answers(await asked.final())
    refused = await server.slash(server.fan, server.general, "reindex")
    assert (await refused.final()).text == text("moderators-only")
    await settled(bot)
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
    await settled(bot)
    assert not refused.followups


async def test_a_moment_that_has_passed_keeps_nobody_else_waiting(
    discord_server: DiscordServer, bot: QuothBot, caplog: pytest.LogCaptureFixture
) -> None:
    discord_server.faults.refuse("POST", CALLBACK, 10062)
    late = await ask(discord_server)
    await discord_server.wait_for_request("POST", CALLBACK)
    assert_answers(await (await ask(discord_server)).final())
    assert late.callback is None
    assert "Unknown interaction" in caplog.text
    assert "Traceback" not in caplog.text
    if discord_server.violations:
        discord_server.forgive("not acknowledged")
