"""The doctor asks a real Discord (on loopback) and says what to do."""

from __future__ import annotations

import asyncio
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot import health
from bot.app import Desk
from bot.client import QuothBot
from bot.doctor import Finding, examine
from bot.settings import Settings
from bot.store.records import Action
from bot.store.sqlite import FILE, SqliteStore
from tests.discord_server import DiscordServer, Permission
from tests.index.helpers import write_articles


async def findings(tmp_path: Path, settings: Settings) -> list[Finding]:
    desk = Desk(settings, write_articles(tmp_path / "articles"))
    desk.build()
    return await asyncio.to_thread(lambda: list(examine(desk)))


def told(found: list[Finding], *, fine: bool) -> str:
    return "\n".join(f"{item.what} {item.advice}" for item in found if item.fine is fine)


async def test_a_good_set_up_is_fine_and_the_invitation_is_shown(
    tmp_path: Path, discord_server: DiscordServer
) -> None:
    settings = Settings(
        discord_token=discord_server.token,
        discord_api=discord_server.api_url,
        state_dir=tmp_path / "state",
    )
    found = await findings(tmp_path, settings)
    assert told(found, fine=False) == ""
    assert f"client_id={discord_server.application_id}" in told(found, fine=True)
    asked = discord_server.requested("GET", "")
    assert all(each.headers["User-Agent"].startswith("DiscordBot (") for each in asked)
    assert "has the permissions it needs" in told(found, fine=True)


async def test_a_folder_without_articles_is_named(tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "articles", {"aliases.txt": "Ada Quill = Lampy\n"})
    desk = Desk(Settings(state_dir=tmp_path / "state"), folder)
    found = await asyncio.to_thread(lambda: list(examine(desk)))
    assert "Put .md, .txt or .html files into it" in told(found, fine=False)


async def test_a_store_that_was_cut_to_nothing_is_named(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "state" / FILE)
    store.settings(1)
    store.close()
    store.file.write_bytes(b"")
    for _ in range(2):
        found = await findings(tmp_path, Settings(state_dir=tmp_path / "state"))
        assert "put a backup in its place" in told(found, fine=False)


async def test_a_missing_permission_is_named(tmp_path: Path, discord_server: DiscordServer) -> None:
    for role in discord_server.guild.roles:
        role.permissions &= ~Permission.SEND_MESSAGES
    settings = Settings(
        discord_token=discord_server.token,
        discord_api=discord_server.api_url,
        state_dir=tmp_path / "state",
    )
    assert "lacks Send Messages." in told(await findings(tmp_path, settings), fine=False)


async def test_a_refused_token_is_named(tmp_path: Path, discord_server: DiscordServer) -> None:
    settings = Settings(
        discord_token="wrong", discord_api=discord_server.api_url, state_dir=tmp_path / "state"
    )
    assert "Reset the token" in told(await findings(tmp_path, settings), fine=False)


async def test_an_unreachable_discord_is_named(tmp_path: Path) -> None:
    settings = Settings(
        discord_token="x", discord_api="http://127.0.0.1:9/api", state_dir=tmp_path / "state"
    )
    assert "could not be reached" in told(await findings(tmp_path, settings), fine=False)


async def test_a_state_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    settings = Settings(state_dir=tmp_path / "state")
    desk = Desk(settings, write_articles(tmp_path / "articles"))
    desk.build()
    (tmp_path / "file").write_text("")
    blocked = Desk(replace(settings, state_dir=tmp_path / "file"), tmp_path / "articles")
    found = await asyncio.to_thread(lambda: list(examine(blocked)))
    assert "set QUOTH_STATE_DIR" in told(found, fine=False)


async def test_a_damaged_store_is_named(tmp_path: Path) -> None:
    settings = Settings(state_dir=tmp_path / "state")
    store = SqliteStore(settings.state_dir / FILE)
    store.note(1, Action(2, "/reindex", 3))
    store.close()
    assert "undamaged" in told(await findings(tmp_path, settings), fine=True)
    store.file.write_bytes(b"no database " * 500)
    assert "put a backup in its place" in told(await findings(tmp_path, settings), fine=False)


async def test_a_damaged_index_is_named_though_an_older_one_answers(tmp_path: Path) -> None:
    settings = Settings(state_dir=tmp_path / "state")
    desk = Desk(settings, write_articles(tmp_path / "articles"))
    desk.build()
    found = await asyncio.to_thread(lambda: list(examine(desk)))
    assert re.search(r"\(\d minutes? ago\); it is up to date and undamaged", told(found, fine=True))
    next(desk.folder.iterdir()).unlink()
    desk.build()
    tokens = max(desk.home.glob("gen-*")) / "tokens.npy"
    tokens.write_bytes(tokens.read_bytes()[:-1] + b"?")
    found = await asyncio.to_thread(lambda: list(examine(desk)))
    assert "The newest index is damaged" in told(found, fine=False)
    assert "Run: quoth index" in told(found, fine=False)


async def test_a_servers_library_that_is_damaged_is_named(tmp_path: Path) -> None:
    settings = Settings(state_dir=tmp_path / "state")
    home = settings.state_dir / "servers" / "7" / "index"
    found = await findings(tmp_path, settings)
    shutil.copytree(next((settings.state_dir / "indexes").iterdir()), home)
    found = await findings(tmp_path, settings)
    assert "Servers with articles of their own: 1; " in told(found, fine=True)
    next(home.glob("gen-*/manifest.json")).write_text("{}")
    found = await findings(tmp_path, settings)
    assert "The library of server 7 has no sound index" in told(found, fine=False)


async def test_little_room_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(state_dir=tmp_path / "state")
    assert " MB are free" in told(await findings(tmp_path, settings), fine=True)
    monkeypatch.setattr("bot.doctor.ROOM", 1 << 60)
    assert "Make room" in told(await findings(tmp_path, settings), fine=False)


async def test_the_bot_that_is_running_is_asked_how_it_is(tmp_path: Path) -> None:
    settings = Settings(state_dir=tmp_path / "state")
    desk = Desk(settings, write_articles(tmp_path / "articles"))
    async with QuothBot(desk) as bot, health.served(bot, "127.0.0.1", 0) as port:
        asked = Desk(replace(settings, http_port=port, http_host="0.0.0.0"), desk.folder)
        found = await asyncio.to_thread(lambda: list(examine(asked)))
        assert "gateway: not connected to Discord" in told(found, fine=False)
    found = await asyncio.to_thread(lambda: list(examine(asked)))
    assert "No bot is running here" in told(found, fine=True)


async def test_a_port_that_another_program_has_is_named(
    tmp_path: Path, discord_server: DiscordServer
) -> None:
    port = int(discord_server.api_url.split(":")[2].split("/")[0])
    settings = Settings(state_dir=tmp_path / "state", http_port=port)
    assert "Set QUOTH_HTTP_PORT to another port" in told(
        await findings(tmp_path, settings), fine=False
    )
