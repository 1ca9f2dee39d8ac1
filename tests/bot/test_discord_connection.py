"""The line to Discord breaks, falls silent or begins anew, and nobody's question is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot import gateway, metrics
from bot.app import Desk
from bot.client import QuothBot
from bot.errors import BotError, DiscordUnreachable, TokenRefused
from bot.features import registry
from tests.bot.conftest import QUESTION, running
from tests.bot.desks import PausedDesk
from tests.bot.emitting import rewrite, without
from tests.bot.questions import (
    ask,
    assert_answers,
)
from tests.discord_server import DiscordServer
from tests.discord_server.patience import PATIENCE
from tests.discord_server.world import Limits


async def resumed(server: DiscordServer) -> None:
    await server.world.bell.until(lambda: server.gateway.resumed > 0, "a resumed session")


def reconnects() -> float:
    return float(metrics.RECONNECTS.labels("0")._value.get())


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
    async with QuothBot(desk, registry.add) as bot:
        bot._connection.heartbeat_timeout = 0.9
        serving = asyncio.create_task(bot.start(server.token))
        await server.connected()
        server.limits.heartbeat = Limits().heartbeat
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
    server.limits.heartbeat = Limits().heartbeat
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
    rewrite(monkeypatch, lambda _, data: without(data, "resume_gateway_url"))
    server = discord_server
    run = running(server, desk)
    assert_answers(await (await ask(server)).final())
    server.drop()
    await resumed(server)
    assert_answers(await (await ask(server)).final())
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run


@pytest.mark.usefixtures("hasty")
async def test_a_session_that_is_over_begins_anew_at_the_same_gateway(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    await server.connected()
    await server.invalidate()
    await server.world.bell.until(lambda: server.gateway.identified > 1, "a new session")
    assert_answers(await (await ask(server)).final())


@pytest.mark.usefixtures("hasty")
async def test_a_discord_that_went_away_is_found_again(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    await server.connected()
    await server.restart(0.5)
    await server.world.bell.until(lambda: server.gateway.identified > 1, "a new session")
    assert_answers(await (await ask(server)).final())


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("code", [1000, 1001, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009])
async def test_a_closed_connection_that_may_come_back_does(
    discord_server: DiscordServer, bot: QuothBot, code: int
) -> None:
    server = discord_server
    await server.connected()
    await server.close_gateway(code)
    gateway = server.gateway
    await server.world.bell.until(lambda: gateway.identified + gateway.resumed > 1, "a new line")
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
        await asyncio.wait_for(run, PATIENCE)
    assert_answers(await asked.final())
