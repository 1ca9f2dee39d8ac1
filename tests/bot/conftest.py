"""A small library, and the real bot connected to a Discord on loopback."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import Desk
from bot.client import QuothBot
from bot.features import registry
from bot.patience import Patience
from bot.running import run
from bot.settings import Settings
from tests.bot.desks import QuickDesk
from tests.bot.house import House
from tests.bot.shelf import Shelf
from tests.bot.terminal import Quoth
from tests.discord_server import DiscordServer
from tests.discord_server.fixtures import discord_server
from tests.discord_server.patience import PATIENCE, happens

__all__ = ["discord_server"]

KEEPER = """---
title: The keeper of Gull Rock
url: https://example.org/keeper
publisher: Harbour Press
published: 2024-01-12
---
Mara Lindqvist keeps the lighthouse on Gull Rock. She took over from her uncle in 1931.

The lamp burns paraffin. Mara lights it at dusk and @everyone in the harbour can see it.
"""
FERRY = """---
title: The ferry of Oskar Bruun
url: https://example.org/ferry
---
Oskar Bruun sails the ferry between Tarn and the mainland. His ferry is called the Petrel.
"""
QUESTION = "Who keeps the lighthouse?"

Connect = Callable[[Desk], AbstractAsyncContextManager[QuothBot]]


LIMITS = (
    *(f"bot.{room}.PATIENCE" for room in ("servers", "horizons", "curating", "waiting", "running")),
    *("bot.features.ask.PATIENCE", "bot.features.sharing.CHECKING", "bot.features.mention.SLOW"),
    *("bot.client.LAST_ANSWERS", "bot.work.LAST_WORDS", "bot.store.database.BUSY_SECONDS"),
    *("bot.intake.SECONDS", "bot.doctor.TIMEOUT_SECONDS"),
)
"""The seconds after which the bot gives something up that goes on on this machine alone."""

READER = """
import os, runpy

os.nice = lambda _: 0
runpy.run_module("corpus.intake", run_name="__main__")
"""

DAY, TODAY = 86400, time.time() // 86400


def noon(days: int = 0) -> float:
    """Noon of the day of this run, or some days later: no test crosses midnight."""
    return (TODAY + days + 0.5) * DAY


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the bot in this process have its time, and what it begins beside itself its turn, on any
    machine; a test that is about a limit sets it."""
    for limit in LIMITS:
        monkeypatch.setattr(limit, PATIENCE)
    monkeypatch.setattr("bot.replies.ACKNOWLEDGING", Patience(PATIENCE, PATIENCE))
    monkeypatch.setattr("bot.app.NICENESS", 0)
    monkeypatch.setattr("bot.intake.READER", ("-c", READER))


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with two articles and their index, which tests copy."""
    folder = tmp_path_factory.mktemp("library")
    articles = folder / "articles"
    articles.mkdir()
    (articles / "keeper.md").write_text(KEEPER, encoding="utf-8")
    (articles / "ferry.md").write_text(FERRY, encoding="utf-8")
    desk = Desk(Settings(articles=articles, state_dir=folder / "state"))
    desk.build()
    return desk


async def forgotten(bot: QuothBot, guild: int) -> None:
    """Wait until nothing is kept of a server any more."""

    async def nothing() -> bool:
        kept = (await bot.servers.overview(guild)).actions
        return not (kept or await bot.horizons.horizons(guild))

    await happens(nothing)


@pytest.fixture
def settings(tmp_path: Path, library: Desk) -> Settings:
    """Settings with a folder of two articles."""
    articles = shutil.copytree(library.folder, tmp_path / "articles")
    return Settings(articles=articles, state_dir=tmp_path / "state")


@pytest.fixture
def desk(settings: Settings, library: Desk) -> Desk:
    """A desk with an index of the two articles."""
    desk = Desk(settings)
    shutil.copytree(library.home, desk.home)
    return desk


def publish(desk: Desk, **articles: str) -> Desk:
    """Add articles to a desk, or change them."""
    for name, article in articles.items():
        (desk.folder / f"{name}.md").write_text(article, encoding="utf-8")
    desk.build()
    return desk


def harmless(desk: Desk) -> None:
    """Let the keeper's article say that it reveals nothing."""
    publish(desk, keeper=KEEPER.replace("title:", "spoils: none\ntitle:", 1))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the servers' own indexes be built in this process."""
    monkeypatch.setattr("bot.libraries.Desk", QuickDesk)


@pytest.fixture
def connect(discord_server: DiscordServer) -> Connect:
    """Connect the bot of a desk for as long as a block runs, while its clocks stand still."""

    @asynccontextmanager
    async def connected(desk: Desk) -> AsyncIterator[QuothBot]:
        before = discord_server.gateway.identified
        async with QuothBot(desk, registry.add) as bot:
            bot.servers._clock, bot.limits._clock = noon, lambda: 0.0
            serving = asyncio.create_task(bot.start(discord_server.token))
            # Not "ready": that comes two seconds later, in case there are more servers.
            gateway, bell = discord_server.gateway, discord_server.world.bell
            await bell.until(lambda: gateway.identified > before, "a new session")
            yield bot
        await serving

    return connected


def running(server: DiscordServer, desk: Desk) -> asyncio.Task[int]:
    """``quoth run`` in this process, with a desk."""
    token, api = server.token, server.api_url
    desk.settings = replace(desk.settings, discord_token=token, discord_api=api)
    return asyncio.create_task(run(desk))


@pytest.fixture
async def bot(connect: Connect, desk: Desk) -> AsyncIterator[QuothBot]:
    """The bot, connected, with the two articles."""
    async with connect(desk) as bot:
        yield bot


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do without the five seconds that the library waits before it begins a session anew."""

    async def at_once(self: QuothBot, shard_id: int | None, *, initial: bool = False) -> None:
        return None

    monkeypatch.setattr(QuothBot, "before_identify_hook", at_once)


@pytest.fixture
def house(discord_server: DiscordServer) -> House:
    return House(discord_server, discord_server.general)


@pytest.fixture
def shelf(discord_server: DiscordServer) -> Shelf:
    return Shelf(discord_server, discord_server.general)


@pytest.fixture
def other(discord_server: DiscordServer) -> Shelf:
    """Another server, with the same people in it."""
    return Shelf(discord_server, discord_server.other_guild("The other house"))


@pytest.fixture
def quoth(tmp_path: Path) -> Quoth:
    return Quoth(tmp_path)
