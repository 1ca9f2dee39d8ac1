"""Starting and stopping: nobody is left waiting, and what is wrong with Discord has a name."""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import replace

import pytest

from bot.app import Desk
from bot.errors import BotError, DiscordUnreachable, IntentsRefused, TokenMissing, TokenRefused
from bot.running import run
from bot.texts.catalogue import text
from tests.bot.conftest import QUESTION, running
from tests.bot.desks import PausedDesk
from tests.bot.programs import HANGING, STUBBORN, finished, program, stop
from tests.bot.questions import MESSAGES, ORIGINAL, ask, assert_answers
from tests.discord_server import DiscordServer
from tests.discord_server.patience import PATIENCE, happens


async def test_sigterm_lets_answers_in_flight_finish(
    discord_server: DiscordServer, desk: Desk
) -> None:
    server = discord_server
    async with program(server, desk.settings, STUBBORN) as process:
        await server.connected()
        asked = await ask(server)
        await asked.acknowledged()
        held = [server.faults.hold("PATCH", ORIGINAL, times=99)]
        held.append(server.faults.hold("POST", MESSAGES, times=99))
        mention = await server.say(server.fan, server.lounge, f"{server.bot.mention} {QUESTION}")
        await server.wait_for_request("POST", MESSAGES)
        await stop(server, process)
        for each in held:
            each.release()
        assert_answers(await asked.final())
        assert_answers(await server.wait_for_message(server.lounge, after=mention))
        code, errors = await finished(process)
    assert code == 0, errors
    assert "Traceback" not in errors
    await server.disconnected()


async def test_a_second_signal_closes_at_once(discord_server: DiscordServer, desk: Desk) -> None:
    server = discord_server
    async with program(server, desk.settings, STUBBORN) as process:
        await server.connected()
        server.faults.hold("PATCH", ORIGINAL, times=99)
        await ask(server)
        await server.wait_for_request("PATCH", ORIGINAL)
        await stop(server, process)
        assert process.returncode is None
        process.send_signal(signal.SIGINT)
        code, errors = await finished(process)
    assert code == 0, errors


@pytest.mark.parametrize("path", ["/users/@me$", "/applications/@me$", "/gateway/bot$"])
async def test_a_signal_while_logging_in_ends_quietly(
    discord_server: DiscordServer, desk: Desk, path: str
) -> None:
    server = discord_server
    server.faults.silence("GET", path)
    async with program(server, desk.settings) as process:
        await server.wait_for_request("GET", path)
        process.terminate()
        code, errors = await finished(process)
    assert code == 0, repr(errors)
    assert "Traceback" not in errors
    assert "ERROR" not in errors


async def test_who_asks_while_the_bot_stops_is_told(
    discord_server: DiscordServer, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot.running")
    server, paused = discord_server, PausedDesk(desk)
    run = running(server, paused)
    first = await ask(server)
    await first.acknowledged()
    os.kill(os.getpid(), signal.SIGTERM)
    await happens(lambda: "stopping" in caplog.text)
    late = await ask(server)
    told = await late.final()
    assert told.text == text("stopping")
    assert told.ephemeral
    paused.may.set()
    assert_answers(await first.final())
    assert await asyncio.wait_for(run, PATIENCE) == 0


async def test_what_cannot_finish_in_time_is_told_so(
    discord_server: DiscordServer, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.running.PATIENCE", 0.2)
    server, paused = discord_server, PausedDesk(desk)
    run = running(server, paused)
    asked = await ask(server)
    await asked.acknowledged()
    os.kill(os.getpid(), signal.SIGTERM)
    assert (await asked.final()).text == text("interrupted")
    assert await asyncio.wait_for(run, PATIENCE) == 0
    paused.may.set()


@pytest.mark.parametrize(
    ("token", "status", "expected"),
    [
        (None, None, TokenMissing),
        ("not.the.token", None, TokenRefused),
        ("right", 429, DiscordUnreachable),
    ],
)
async def test_why_the_bot_cannot_log_in_has_a_name(
    discord_server: DiscordServer,
    desk: Desk,
    token: str | None,
    status: int | None,
    expected: type[BotError],
) -> None:
    if status is not None:
        discord_server.faults.rate_limit("GET", "/users/@me", via=False)
    token = discord_server.token if token == "right" else token
    settings = replace(desk.settings, discord_token=token, discord_api=discord_server.api_url)
    with pytest.raises(expected):
        await run(Desk(settings))


async def test_no_network_has_a_name(discord_server: DiscordServer, desk: Desk) -> None:
    nowhere = "http://127.0.0.1:9/api/v10"
    settings = replace(desk.settings, discord_token=discord_server.token, discord_api=nowhere)
    with pytest.raises(DiscordUnreachable):
        await run(Desk(settings))


@pytest.mark.parametrize(
    ("code", "expected"),
    [(4004, TokenRefused), (4014, IntentsRefused), (4011, DiscordUnreachable)],
)
async def test_why_the_gateway_closes_for_good_has_a_name(
    discord_server: DiscordServer, desk: Desk, code: int, expected: type[BotError]
) -> None:
    run = running(discord_server, desk)
    await discord_server.connected()
    await discord_server.close_gateway(code)
    with pytest.raises(expected):
        await asyncio.wait_for(run, PATIENCE)


async def test_a_search_that_hangs_does_not_keep_the_process(
    discord_server: DiscordServer, desk: Desk
) -> None:
    server = discord_server
    async with program(server, desk.settings, HANGING) as process:
        await server.connected()
        asked = await ask(server)
        await asked.acknowledged()
        process.terminate()
        assert (await asked.final()).text == text("interrupted")
        code, errors = await finished(process)
    assert code == 0, errors
