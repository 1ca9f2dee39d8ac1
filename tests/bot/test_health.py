"""What an operator's tools see of a running bot: its health, its figures and its log."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import os
import re
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot import health, log
from bot.app import Desk
from bot.client import QuothBot
from bot.settings import Settings
from bot.store.sqlite import FILE
from index import storage
from index.analysis import ANALYSER
from tests.bot.conftest import QUESTION, Connect
from tests.bot.questions import ask, assert_answers, settled
from tests.discord_server import DiscordServer
from tests.discord_server.patience import happens

NOWHERE = "Which kraken sank the Petrel near Zanzibar?"


class Tools:
    """What asks a bot's port."""

    def __init__(self, session: aiohttp.ClientSession, port: int) -> None:
        self._session, self._base = session, f"http://127.0.0.1:{port}"

    async def health(self) -> tuple[int, dict[str, Any]]:
        async with self._session.get(f"{self._base}/healthz") as response:
            return response.status, await response.json()

    async def metrics(self) -> str:
        async with self._session.get(f"{self._base}/metrics") as response:
            assert response.status == 200
            return await response.text()

    async def figure(self, name: str) -> float:
        found = re.search(rf"^{re.escape(name)} (\S+)$", await self.metrics(), re.M)
        return float(found[1]) if found else 0.0


@asynccontextmanager
async def tools(bot: QuothBot) -> AsyncIterator[Tools]:
    """Serve a bot's health at a free port; zero is one that the system chooses."""
    async with health.served(bot, "127.0.0.1", 0) as port, aiohttp.ClientSession() as session:
        assert port
        yield Tools(session, port)


async def test_a_bot_that_answers_is_healthy_and_one_without_discord_is_not(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    async with connect(desk) as bot, tools(bot) as seen:
        assert await seen.health() == (200, {"healthy": True, "failing": {}})
        await discord_server.stop()
        await discord_server.disconnected()
        told = {"healthy": False, "failing": {"gateway": "not connected to Discord"}}

        async def ill() -> bool:
            return await seen.health() == (503, told)

        await happens(ill)
        assert 'quoth_gateway_connected{shard="0"} 0.0' in await seen.metrics()


async def test_a_bot_without_an_index_is_not_healthy(settings: Settings) -> None:
    async with QuothBot(Desk(settings)) as bot, tools(bot) as seen:
        status, told = await seen.health()
        assert status == 503
        assert told["failing"].keys() == {"gateway", "index"}
        assert "quoth index" in told["failing"]["index"]
        assert await seen.figure("quoth_index_usable") == 0


async def test_questions_are_counted_by_where_they_come_from_and_what_comes_of_them(
    discord_server: DiscordServer, bot: QuothBot, desk: Desk
) -> None:
    server, fan, general = discord_server, discord_server.fan, discord_server.general
    names = [
        f'quoth_questions_total{{outcome="{outcome}",surface="{surface}"}}'
        for surface, outcome in [
            ("command", "answered"),
            ("command", "missed"),
            ("mention", "answered"),
            ("message", "answered"),
        ]
    ]
    names += [f'quoth_reply_seconds_count{{surface="{each}"}}' for each in ("command", "mention")]
    names += ["quoth_acknowledgement_seconds_count", "quoth_search_seconds_count"]
    async with tools(bot) as seen:
        before = [await seen.figure(name) for name in names]
        for question in (QUESTION, NOWHERE):
            asked = await server.slash(fan, general, "ask", {"question": question})
            await asked.final()
        mention = await server.say(fan, general, f"{bot.mention} {QUESTION}")
        assert_answers(await server.wait_for_message(general, after=mention))
        message = await server.dm(fan, QUESTION)
        assert_answers(await server.wait_for_message(message.channel, after=message))
        await settled(bot)
        after = [await seen.figure(name) for name in names]
        grown = [new - old for new, old in zip(after, before, strict=True)]
        assert grown == [1, 1, 1, 1, 2, 1, 2, 4]
        text = await seen.metrics()
    assert "quoth_index_articles 2.0" in text
    assert "quoth_index_generation 1.0" in text
    assert 'quoth_discord_responses_total{status="200"}' in text
    ids = [server.guild.id, fan.id, general.id, message.channel.id, server.bot.id]
    assert not [each for each in ids if str(each) in text]
    words = ("lighthouse", "kraken", "Lindqvist", fan.username)
    assert not [word for word in words if word in text]


async def test_servers_own_indexes_are_told_of_together(
    discord_server: DiscordServer, bot: QuothBot, desk: Desk
) -> None:
    async with tools(bot) as seen:
        assert await seen.figure("quoth_server_indexes") == 0
        for guild in (1, 2):
            own = Desk(desk.settings, guild=guild)
            own.folders[0].mkdir(parents=True)
            (own.folders[0] / "bell.md").write_text("# The bell\n\nThe bell rings at noon.\n")
            if guild == 1:
                own.build()
        names = ("", "_missing", "_articles", "_passages")
        figures = [await seen.figure(f"quoth_server_indexes{name}") for name in names]
        assert figures[:3] == [2, 1, 3]
        assert figures[3] > 2
        assert await seen.figure("quoth_server_indexes_bytes") > 1000
        assert 0 <= await seen.figure("quoth_server_indexes_age_seconds") < 3600


async def test_a_reindex_and_a_store_that_fails_are_counted(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server = discord_server
    (desk.settings.state_dir / FILE).write_bytes(b"no database " * 500)
    async with connect(desk) as bot, tools(bot) as seen:
        names = ("quoth_reindex_seconds_count", "quoth_store_failures_total")
        before = [await seen.figure(name) for name in names]
        (desk.folder / "ferry.md").unlink()
        used = await server.slash(server.moderator, server.general, "reindex")
        await used.shown(lambda message: "Done" in str(message.versions[-1]))
        used = await server.slash(server.moderator, server.general, "settings")
        await used.final()
        after = [await seen.figure(name) for name in names]
        assert after[0] == before[0] + 1
        assert after[1] > before[1]
        assert await seen.figure("quoth_reindex_running") == 0
        assert await seen.figure("quoth_index_generation") == 2


async def test_a_damaged_index_is_told_and_the_one_before_answers(
    discord_server: DiscordServer, connect: Connect, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    server = discord_server
    (desk.folder / "ferry.md").unlink()
    desk.build()
    current = desk.home / (storage.current_name(desk.home) or "")
    (current / "tokens.npy").write_bytes(b"no tokens")
    async with connect(desk) as bot, tools(bot) as seen:
        asked = await ask(server)
        assert_answers(await asked.final())
        assert "The index is damaged (tokens.npy)" in caplog.text
        assert (await seen.health())[0] == 200
        assert await seen.figure("quoth_index_damaged") == 1
        used = await server.slash(server.moderator, server.general, "reindex")
        await used.shown(lambda message: "Done" in str(message.versions[-1]))
        assert await seen.figure("quoth_index_damaged") == 0
    assert storage.damage(desk.home, ANALYSER) is None


async def test_where_every_index_is_damaged_the_open_one_answers_until_a_new_one_is_there(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    before = desk.searcher()
    (desk.folder / "ferry.md").unlink()
    desk.build()
    for manifest in desk.home.glob("gen-*/manifest.json"):
        manifest.write_text("{}")
    assert desk.searcher() is before
    assert desk.damaged
    assert caplog.text.count("The index is damaged") == 1
    desk.searcher()
    assert caplog.text.count("The index is damaged") == 1
    await desk.reindex()
    assert not desk.damaged
    assert desk.stats().articles == 1


# -- the log ------------------------------------------------------------------------------------


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the log of a bot with a secret token says, as JSON."""
    root, level = logging.getLogger(), logging.getLogger("discord").level
    handlers, before = root.handlers[:], root.level
    root.handlers = []
    log.configure(Settings(discord_token="very.secret", log_format="json"))
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    with closing(io.StringIO()) as stream:
        handler.setStream(stream)
        yield stream
    root.handlers = handlers
    root.setLevel(before)
    logging.getLogger("discord").setLevel(level)


def records(stream: io.StringIO) -> list[dict[str, str]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_record_is_one_line_even_with_a_traceback(lines: io.StringIO) -> None:
    try:
        raise ValueError("two\nlines")
    except ValueError:
        logging.getLogger("bot.x").exception("it failed", extra={"reference": "a1b2c3"})
    (record,) = records(lines)
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", record["time"])
    assert record["level"] == "ERROR"
    assert record["logger"] == "bot.x"
    assert record["event"] == "it failed"
    assert record["reference"] == "a1b2c3"
    assert record["exception"].endswith("two\nlines")


def test_no_token_is_ever_in_the_log(lines: io.StringIO) -> None:
    made_up = f"{'M' * 24}.{'x' * 6}.{'y' * 30}"
    logging.getLogger("x").error("very.secret %s /interactions/1/aW50ZX/callback", made_up)
    (record,) = records(lines)
    assert record["event"] == "[hidden] [hidden] /interactions/1/[hidden]/callback"


async def test_the_log_of_a_conversation_has_no_word_of_it(
    discord_server: DiscordServer, connect: Connect, desk: Desk, lines: io.StringIO
) -> None:
    logging.getLogger().setLevel(logging.DEBUG)
    server = discord_server
    broken = Desk(replace(desk.settings, state_dir=desk.settings.state_dir / "none"))
    async with connect(broken) as bot:
        server.faults.fail("PATCH", "@original$", status=400)
        asked = await server.slash(server.fan, server.general, "ask", {"question": NOWHERE})
        await asked.acknowledged()
        mention = await server.say(server.fan, server.general, f"{bot.mention} {NOWHERE}")
        answer = await server.wait_for_message(server.general, after=mention)
    assert "Reference" in answer.text
    said = lines.getvalue()
    assert any("reference" in record for record in records(lines))
    assert not [word for word in ("kraken", "Zanzibar", server.token, asked.token) if word in said]


async def test_a_port_that_is_taken_is_an_error(desk: Desk, tmp_path: Path) -> None:
    async with QuothBot(desk) as bot, health.served(bot, "127.0.0.1", 0) as port:
        with pytest.raises(OSError, match=str(port)):
            async with health.served(bot, "127.0.0.1", port):
                pass


async def test_the_containers_health_check_sees_whether_the_bot_is_well(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    dockerfile = (Path(__file__).parents[2] / "Dockerfile").read_text("utf-8")
    found = re.search(r"^HEALTHCHECK .*?CMD (\[.*?\])$", dockerfile, re.M | re.S)
    assert found
    program, *arguments = json.loads(found[1].replace("\\\n", ""))
    assert program == "python"

    async def check(port: int) -> int | None:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, *arguments),
            env=os.environ | {"QUOTH_HTTP_PORT": str(port)},
            stderr=asyncio.subprocess.DEVNULL,
        )
        return await process.wait()

    async with QuothBot(desk) as bot, health.served(bot, "127.0.0.1", 0) as port:
        assert port
        assert await check(port) == 1
    assert await check(port) == 1
    async with connect(desk) as bot, health.served(bot, "127.0.0.1", 0) as port:
        assert port
        assert await check(port) == 0
