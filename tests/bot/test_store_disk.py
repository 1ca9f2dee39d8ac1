"""A store on a disk that cannot be written to: what is set is read all the same."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import Desk
from bot.errors import StoreUnusable, say
from bot.settings import Settings
from bot.store.sqlite import FILE, SqliteStore
from bot.texts.catalogue import text
from tests.bot.conftest import QUESTION, Connect
from tests.bot.house import House
from tests.bot.kept import ACTION, GUILD, assert_readable, filled
from tests.bot.questions import assert_answers
from tests.bot.test_libraries import BELL
from tests.discord_server import DiscordServer, Upload


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return filled(tmp_path / "state")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of half a megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux":
        pytest.skip("needs Linux's disks in memory")
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "none", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)  # Indexes may be mapped.


def refuse_writing(disk: Path, how: str) -> None:
    """Let a disk be "full" or "read-only"."""
    if how == "read-only":
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        return
    with (disk / "full").open("wb", buffering=0) as full, suppress(OSError):
        while True:
            full.write(b"x" * 4096)


@pytest.mark.parametrize("killed", [False, True])
@pytest.mark.parametrize("how", ["full", "read-only"])
def test_what_is_set_is_read_from_a_disk_that_cannot_be_written_to(
    store: SqliteStore, small_disk: Path, how: str, killed: bool
) -> None:
    if not killed:
        store.close()
    for file in store.file.parent.glob(f"{FILE}*"):  # Without the copies.
        (small_disk / file.name).write_bytes(file.read_bytes())
    store.close()
    stuck = SqliteStore(small_disk / FILE)
    refuse_writing(small_disk, how)
    assert_readable(stuck)
    assert len(stuck.actions(GUILD, 9)) == 3
    with pytest.raises(StoreUnusable):
        stuck.note(GUILD, ACTION)
    assert_readable(stuck)
    if how == "full":
        (small_disk / "full").unlink()
        stuck.note(GUILD, ACTION)
        assert len(stuck.actions(GUILD, 9)) == 4
    stuck.close()


def test_a_program_that_writes_for_long_keeps_nobody_from_reading(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.database.BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(store.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        begun = SqliteStore(store.file)
        assert len(begun.actions(GUILD, 9)) == 3
        with pytest.raises(StoreUnusable) as told:
            begun.note(GUILD, ACTION)
        assert "another program is writing" in say(told.value)
        other.execute("ROLLBACK")
        begun.note(GUILD, ACTION)
        begun.close()


@pytest.mark.parametrize("how", ["full", "read-only"])
async def test_a_bot_on_such_a_disk_answers_and_says_what_it_cannot_keep(
    discord_server: DiscordServer,
    connect: Connect,
    settings: Settings,
    small_disk: Path,
    how: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server, house = discord_server, House(discord_server, discord_server.general)
    desk = Desk(replace(settings, state_dir=small_disk / "state"))
    desk.build()
    before = desk.stats().generation
    async with connect(desk):
        await house.use("settings", answers="private", keep_missed=True)
    refuse_writing(small_disk, how)
    async with connect(desk) as bot:
        answer = await house.ask(QUESTION)
        assert_answers(answer)
        assert answer.ephemeral
        assert text("not-kept") in (await house.use("settings", answers="public")).text
        (desk.folder / "bell.md").write_bytes(BELL * 500)
        used = await server.slash(server.moderator, server.general, "reindex")
        told = await used.shown(lambda message: "Reference" in message.text)
        assert text("not-indexed") in told.text
        upload = {"file": Upload("bell.md", BELL * 500)}
        used = await server.slash(server.moderator, server.general, "articles add", upload)
        told = await used.shown(lambda message: "Reference" in message.text)
        assert text("disk-refuses") in told.text
        assert_answers(await house.ask(QUESTION))
        await bot.work.noted()
    assert not any("bell" in name for *_, names in os.walk(small_disk) for name in names)
    assert Desk(desk.settings).stats().generation == before
    assert "Traceback" not in caplog.text
    if how == "full":
        (small_disk / "full").unlink()
        assert [each.name for each in desk.home.iterdir() if each.is_dir()] == [before]


def test_a_backup_onto_a_full_disk_leaves_the_one_before(
    store: SqliteStore, small_disk: Path
) -> None:
    target = small_disk / "saved.db"
    target.write_bytes(b"the last good one")
    refuse_writing(small_disk, "full")
    with pytest.raises(StoreUnusable) as told:
        store.backup(target)
    assert "full" in say(told.value)
    assert target.read_bytes() == b"the last good one"
    assert {each.name for each in small_disk.iterdir()} == {"saved.db", "full"}
