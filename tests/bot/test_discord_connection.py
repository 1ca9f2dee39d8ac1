"""The line to Discord breaks, falls silent or begins anew, and nobody's question is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot import gateway, metrics, patience
from bot.app import Desk
from bot.client import QuothBot
from tests.bot.conftest import QUESTION, running
from tests.bot.questions import ask, assert_answers
from tests.discord_server import DiscordServer
from tests.discord_server.connection import Session
from tests.discord_server.gateway import Gateway

CALLBACK, ORIGINAL = "/callback$", "@original$"


async def resumed(server: DiscordServer, times: int = 1) -> None:
    await server.world.bell.until(lambda: server.gateway.resumed == times, 15, "a resumed session")


def reconnects() -> float:
    return float(metrics.RECONNECTS.labels("0")._value.get())


# -- the gateway --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "breaks",
    [
        lambda server: asyncio.sleep(0, server.drop()),
        lambda server: server.ask_to_reconnect(),
        lambda server: server.close_gateway(4000),
        lambda server: server.invalidate(resumable=True),
    ],
    ids=["dropped", "asked to reconnect", "closed", "invalidated"],
)
async def test_a_broken_line_is_resumed_and_what_was_asked_meanwhile_is_answered_once(
    discord_server: DiscordServer, bot: QuothBot, breaks: Callable[[DiscordServer], Any]
) -> None:
    server, before = discord_server, reconnects()
    await server.connected()
    assert bot.registering is not None
    await bot.registering
    await breaks(server)
    await server.disconnected()
    asked = await server.dm(server.fan, QUESTION)
    await resumed(server)
    assert_answers(await server.wait_for_message(asked.channel, after=asked))
    assert_answers(await (await ask(server)).final())
    assert len(server.posted(asked.channel, after=asked)) == 1
    assert server.gateway.identified == 1
    assert reconnects() == before + 1


async def test_a_silent_line_is_given_up_and_resumed(
    discord_server: DiscordServer, desk: Desk
) -> None:
    server = discord_server
    server.limits.heartbeat = 0.3
    async with QuothBot(desk) as bot:
        bot._connection.heartbeat_timeout = 0.9
        serving = asyncio.create_task(bot.start(server.token))
        await server.connected()
        server.go_silent()
        asked = await server.dm(server.fan, QUESTION)
        await resumed(server)
        assert_answers(await server.wait_for_message(asked.channel, after=asked))
        assert len(server.posted(asked.channel, after=asked)) == 1
    await serving


async def test_a_heartbeat_without_an_answer_is_noticed_at_any_interval(
    discord_server: DiscordServer, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "LEAST_PATIENCE", 0.4)
    server = discord_server
    server.limits.heartbeat = 0.4
    run = running(server, desk)
    await server.connected()
    server.go_silent()
    asked = await server.dm(server.fan, QUESTION)
    await resumed(server)
    assert_answers(await server.wait_for_message(asked.channel, after=asked))
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run


async def test_a_welcome_without_an_address_to_resume_at_is_good_enough(
    discord_server: DiscordServer, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    emit = Gateway._emit

    async def emitted(self: Gateway, session: Session, name: str, data: dict[str, Any]) -> None:
        data.pop("resume_gateway_url", None)
        await emit(self, session, name, data)

    monkeypatch.setattr(Gateway, "_emit", emitted)
    server = discord_server
    run = running(server, desk)
    assert_answers(await (await ask(server)).final())
    server.drop()
    await resumed(server)
    assert_answers(await (await ask(server)).final())
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run


# -- requests -----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize(("method", "path"), [("POST", CALLBACK), ("PATCH", ORIGINAL)])
async def test_a_server_error_anywhere_passes(
    discord_server: DiscordServer, bot: QuothBot, status: int, method: str, path: str
) -> None:
    discord_server.faults.fail(method, path, status=status)
    assert_answers(await (await ask(discord_server)).final())


@pytest.mark.parametrize("via", [True, False])
@pytest.mark.parametrize(("method", "path"), [("POST", CALLBACK), ("PATCH", ORIGINAL)])
async def test_a_rate_limit_is_waited_out(
    discord_server: DiscordServer, bot: QuothBot, via: bool, method: str, path: str
) -> None:
    discord_server.faults.rate_limit(method, path, via=via, retry_after=0.3)
    assert_answers(await (await ask(discord_server)).final())


async def test_a_webhook_that_discord_does_not_know_yet_is_tried_again(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    before = metrics.DISCORD_ERRORS.labels("10015")._value.get()
    discord_server.faults.refuse("PATCH", ORIGINAL, patience.UNKNOWN_WEBHOOK, times=2)
    asked = await ask(discord_server)
    assert_answers(await asked.final())
    assert not asked.followups
    assert metrics.DISCORD_ERRORS.labels("10015")._value.get() == before + 2


async def test_a_moment_that_has_passed_keeps_nobody_else_waiting(
    discord_server: DiscordServer, bot: QuothBot, caplog: pytest.LogCaptureFixture
) -> None:
    discord_server.faults.refuse("POST", CALLBACK, 10062)
    late = await ask(discord_server)
    bell, requested = discord_server.world.bell, discord_server.requested
    await bell.until(lambda: bool(requested("POST", CALLBACK)), 10, "the refusal")
    assert_answers(await (await ask(discord_server)).final())
    assert late.callback is None
    assert "Unknown interaction" in caplog.text
    assert "Traceback" not in caplog.text
    if discord_server.violations:
        discord_server.forgive("not acknowledged")
