"""Starting and stopping: nobody is left waiting, and what is wrong with Discord has a name."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import Desk
from bot.errors import BotError, DiscordUnreachable, IntentsRefused, TokenMissing, TokenRefused
from bot.running import run
from bot.settings import Settings
from bot.texts.catalogue import text
from tests.bot.conftest import QUESTION, running, until
from tests.bot.desks import PausedDesk
from tests.bot.questions import ask, assert_answers
from tests.discord_server import DiscordServer

ROOT = Path(__file__).resolve().parents[2]

HANGING = """
import sys, time
from bot import running
from bot.app import Desk
from bot.cli import main

Desk.ask = lambda *args, **options: time.sleep(60)
running.PATIENCE = 0.2
sys.argv = ["quoth", "run"]
main()
"""

STUBBORN = """
import sys
from bot import running
from bot.cli import main

running.PATIENCE = 600
sys.argv = ["quoth", "run"]
main()
"""


@asynccontextmanager
async def program(
    server: DiscordServer, settings: Settings, *how: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """``quoth run`` as a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, *(how or ("-m", "bot", "run"))),
        cwd=settings.state_dir.parent,
        env=os.environ
        | {
            "PYTHONPATH": str(ROOT),
            "DISCORD_TOKEN": server.token,
            "QUOTH_DISCORD_API": server.api_url,
            "QUOTH_ARTICLES": str(settings.articles),
            "QUOTH_STATE_DIR": str(settings.state_dir),
        },
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def finished(
    process: asyncio.subprocess.Process, within: float = 30
) -> tuple[int | None, str]:
    _, errors = await asyncio.wait_for(process.communicate(), within)
    return process.returncode, errors.decode()


async def test_sigterm_lets_answers_in_flight_finish(
    discord_server: DiscordServer, desk: Desk
) -> None:
    server = discord_server
    async with program(server, desk.settings) as process:
        await server.connected(60)
        server.faults.delay("PATCH", "@original$", 1.0)
        server.faults.delay("POST", "/messages$", 1.0)
        asked = await ask(server)
        mention = await server.say(server.fan, server.lounge, f"{server.bot.mention} {QUESTION}")
        await server.world.bell.until(
            lambda: bool(
                server.requested("PATCH", "@original$") and server.requested("POST", "/messages$")
            ),
            10,
            "both answers under way",
        )
        process.terminate()
        assert_answers(await asked.final())
        assert_answers(await server.wait_for_message(server.lounge, after=mention))
        code, errors = await finished(process)
    assert code == 0, errors
    assert "Traceback" not in errors
    await server.disconnected()


async def test_a_second_signal_closes_at_once(discord_server: DiscordServer, desk: Desk) -> None:
    server = discord_server
    async with program(server, desk.settings, "-c", STUBBORN) as process:
        await server.connected(60)
        server.faults.delay("PATCH", "@original$", 600, times=99)
        await ask(server)
        await server.world.bell.until(
            lambda: bool(server.requested("PATCH", "@original$")), 10, "an answer under way"
        )
        process.terminate()
        await asyncio.sleep(0.3)
        assert process.returncode is None
        process.send_signal(signal.SIGINT)
        code, errors = await finished(process)
    assert code == 0, errors


@pytest.mark.parametrize("path", ["/users/@me$", "/applications/@me$", "/gateway/bot$"])
async def test_a_signal_while_logging_in_ends_quietly(
    discord_server: DiscordServer, desk: Desk, path: str
) -> None:
    server = discord_server
    server.faults.delay("GET", path, 20)
    async with program(server, desk.settings) as process:
        await server.world.bell.until(lambda: bool(server.requested("GET", path)), 60, "a login")
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
    await until(lambda: "stopping" in caplog.text)
    late = await ask(server)
    told = await late.final()
    assert told.text == text("stopping")
    assert told.ephemeral
    paused.may.set()
    assert_answers(await first.final())
    assert await asyncio.wait_for(run, 30) == 0


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
    assert await asyncio.wait_for(run, 30) == 0
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
        await asyncio.wait_for(run, 30)


async def test_a_search_that_hangs_does_not_keep_the_process(
    discord_server: DiscordServer, desk: Desk
) -> None:
    server = discord_server
    async with program(server, desk.settings, "-c", HANGING) as process:
        await server.connected(60)
        asked = await ask(server)
        await asked.acknowledged()
        process.terminate()
        assert (await asked.final()).text == text("interrupted")
        code, errors = await finished(process)
    assert code == 0, errors
