"""A store that cannot be read or written: what holds then, and what people are told."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import Desk
from bot.curating import Curation
from bot.errors import Refused, StoreUnusable, say
from bot.horizons import UNREAD, Horizons
from bot.settings import Settings
from bot.store.curation import Curated
from bot.store.records import Action, ServerSettings
from bot.store.sqlite import FILE, SqliteStore
from bot.store.traces import COPIES
from bot.texts.catalogue import text
from corpus.spoilers import NOTHING, Point
from index.models import Answer
from index.views import View
from tests.bot.conftest import QUESTION, Connect, harmless
from tests.bot.house import House
from tests.bot.questions import assert_answers, mentioned
from tests.bot.test_discord_servers import NOWHERE
from tests.bot.test_libraries import BELL
from tests.discord_server import DiscordServer, Upload
from tests.discord_server.patience import PATIENCE

GUILD, FAN = 11, 14
ACTION = Action(7, "/test", 0)
DIGEST = "0123456789abcdef"
SET = ServerSettings(private=True, silent=frozenset({5}), only=frozenset({6}))
GARBAGE = b"no database " * 500


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    """A store in which a server has set something of everything."""
    store = SqliteStore(tmp_path / "state" / FILE)
    store.change(GUILD, lambda _: SET, ACTION)
    store.set_horizon(GUILD, 0, Point(1, 2), ACTION)
    store.mark(GUILD, DIGEST, "hidden", ACTION)
    return store


def assert_readable(store: SqliteStore) -> None:
    assert store.settings(GUILD) == SET
    assert store.curated(GUILD) == Curated(hidden=frozenset({DIGEST}))
    assert store.horizons(GUILD) == {0: Point(1, 2)}


# -- reading where nothing can be written -------------------------------------------------------


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


# -- copies -------------------------------------------------------------------------------------


def test_what_was_set_is_known_of_a_damaged_store_until_the_server_is_left(
    store: SqliteStore,
) -> None:
    store.close()
    sound = store.file.read_bytes()
    store.file.write_bytes(GARBAGE)
    begun = SqliteStore(store.file)
    assert_readable(begun)
    for read in (begun.settings, begun.curated, begun.horizons):
        with pytest.raises(StoreUnusable) as told:
            read(GUILD + 1)
        assert not told.value.lost
    with pytest.raises(StoreUnusable):
        begun.mark(GUILD, DIGEST, None, ACTION)
    assert_readable(begun)
    store.file.write_bytes(sound)
    begun.remove(GUILD)
    assert not list((store.file.parent / COPIES).iterdir())


@pytest.mark.parametrize("content", ["{", ""])
def test_a_damaged_copy_is_none(store: SqliteStore, content: str) -> None:
    store.close()
    store.file.write_bytes(GARBAGE)
    for file in (store.file.parent / COPIES).iterdir():
        file.write_text(content)
    for read in (store.settings, store.curated, store.horizons):
        with pytest.raises(StoreUnusable) as told:
            read(GUILD)
        assert told.value.lost


def test_a_store_that_was_cut_to_nothing_does_not_begin_anew(
    store: SqliteStore, tmp_path: Path
) -> None:
    store.backup(saved := tmp_path / "saved.db")
    store.close()
    store.file.write_bytes(b"")
    for call in (
        lambda: store.note(GUILD, ACTION),
        lambda: store.settings(GUILD + 1),
        lambda: store.progress(FAN),
        lambda: store.backup(tmp_path / "again.db"),
        store.check,
    ):
        with pytest.raises(StoreUnusable) as told:
            call()
        assert "it was cut to nothing; put a backup in its place" in say(told.value)
        assert not told.value.unwritten
    assert not store.file.stat().st_size
    assert not (tmp_path / "again.db").exists()
    assert_readable(store)  # From the copies.
    store.file.write_bytes(saved.read_bytes())
    assert_readable(store)
    store.note(GUILD, ACTION)
    store.close()
    store.file.unlink()
    store.note(GUILD, ACTION)
    assert store.horizons(GUILD) == {}


def test_a_log_without_its_store_is_kept_for_whoever_can_read_it(
    store: SqliteStore, tmp_path: Path
) -> None:
    other = tmp_path / "other" / FILE
    other.parent.mkdir()
    log = store.file.with_name(f"{FILE}-wal").read_bytes()
    assert log
    other.write_bytes(b"")
    other.with_name(f"{FILE}-wal").write_bytes(log)
    with pytest.raises(StoreUnusable):
        SqliteStore(other).settings(GUILD)
    assert other.with_name(f"{FILE}-wal").read_bytes() == log
    store.close()


async def test_where_the_store_was_cut_to_nothing_the_horizon_is_the_narrowest(
    store: SqliteStore,
) -> None:
    store.close()
    store.file.write_bytes(b"")
    horizons = Horizons(SqliteStore(store.file))
    assert await horizons.of(GUILD, (9,), FAN, private=False) == Point(1, 2)
    assert await horizons.of(GUILD + 1, (9,), FAN, private=False) is UNREAD
    assert await horizons.of(None, (9,), FAN, private=True) is UNREAD


# -- what is shown then -------------------------------------------------------------------------


class Hanging(SqliteStore):
    """Answers only once it may."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.may = threading.Event()

    def curated(self, guild: int) -> Curated:
        self.may.wait(PATIENCE)
        return super().curated(guild)


async def test_nothing_is_shown_while_it_is_not_known_what_is_hidden(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hanging = Hanging(store.file)
    curation = Curation(hanging)
    with monkeypatch.context() as hasty:
        hasty.setattr("bot.curating.PATIENCE", 0.1)
        with pytest.raises(Refused) as told:
            await curation.joined(GUILD, View())
    assert told.value.sentence == text("hidden-unread")
    assert "the disk does not answer" in caplog.text
    assert await curation.joined(None, View()) == View()
    hanging.may.set()
    assert (await curation.joined(GUILD, View())).hidden == {DIGEST}


async def test_of_a_store_never_written_to_nothing_is_hidden(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    store = SqliteStore(tmp_path / "state" / FILE)
    assert await Curation(store).joined(GUILD, View()) == View()


async def test_progress_that_cannot_be_read_is_no_progress(store: SqliteStore) -> None:
    store.close()
    store.file.write_bytes(GARBAGE)
    horizons = Horizons(SqliteStore(store.file))
    assert await horizons.of(GUILD, (9,), FAN, private=True) is UNREAD
    assert await horizons.of(GUILD, (9,), FAN, private=False) == Point(1, 2)
    assert UNREAD == NOTHING


async def test_what_was_hidden_stays_hidden_when_a_start_finds_the_store_damaged(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    harmless(desk)
    outcome = desk.ask(QUESTION)
    assert isinstance(outcome, Answer)
    server, file = discord_server, desk.settings.state_dir / FILE
    async with connect(desk) as bot:
        assert_answers(await house.ask(QUESTION))
        digest = outcome.quotes[0].digest
        await bot.curation.mark(server.guild.id, digest, "hidden", server.owner.id, "hide")
    for part in file.parent.glob(f"{FILE}*"):
        part.write_bytes(GARBAGE)
    async with connect(desk):
        for private in (True, False):
            shown = await house.ask(QUESTION, private=private)
            assert "Mara Lindqvist keeps" not in shown.text
            assert "Reference" not in shown.text
    for copy in (file.parent / COPIES).iterdir():
        copy.write_text("{")
    async with connect(desk) as bot:
        assert (await house.ask(QUESTION)).text == text("hidden-unread")
        assert await server.complete(server.fan, server.general, "ask", "question", "mara") == []
        mention = await mentioned(server)
        told = await server.wait_for_message(server.general, after=mention)
        assert told.text == text("hidden-unread")


async def test_where_the_horizon_cannot_be_read_the_articles_are_not_said_to_be_silent(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    (desk.settings.state_dir / FILE).write_bytes(GARBAGE)
    async with connect(desk):
        assert (await house.ask(QUESTION)).text == text("horizon-unread")
        assert "don't say" in (await house.ask(NOWHERE)).text


async def test_what_a_server_set_holds_when_a_start_finds_the_store_damaged(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    server, file = discord_server, desk.settings.state_dir / FILE
    async with connect(desk):
        await house.use("settings", answers="private", off_in=server.lounge)
        assert_answers(await house.ask(QUESTION))
    for part in file.parent.glob(f"{FILE}*"):
        part.write_bytes(GARBAGE)
    async with connect(desk):
        answer = await house.ask(QUESTION, private=False)
        assert_answers(answer)
        off = House(server, server.lounge)
        assert (await off.ask(QUESTION)).text == text("off-here")
        assert (await house.ask(QUESTION)).ephemeral
