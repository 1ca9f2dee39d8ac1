"""The file behind what is kept for the servers: whole, named when it is damaged, and backed up."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest

from bot.errors import StoreUnusable, say
from bot.servers import Servers
from bot.store.records import Missed, ServerSettings
from bot.store.sqlite import SqliteStore
from tests.bot.test_store import ACTION, DAY, ONE, opt_in, words
from tests.discord_server.patience import PATIENCE


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "state" / "quoth.db")


def test_a_file_of_the_version_before_is_read_and_keeps_what_it_had(tmp_path: Path) -> None:
    file = tmp_path / "quoth.db"
    script = (files("bot.store") / "migrations" / "0001_servers.sql").read_text("utf-8")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executescript(script)
        connection.execute("INSERT INTO servers VALUES (?, 1, 1, 9)", (ONE,))
        connection.execute("INSERT INTO missed VALUES (?, 'kraken', ?, 'kraken', 2)", (ONE, DAY))
        connection.execute("PRAGMA user_version = 1")
    store = SqliteStore(file)
    assert store.settings(ONE) == ServerSettings(private=True, keep_missed=True, retention_days=9)
    assert words(store, ONE) == [("kraken", 2)]


def test_forgotten_words_are_not_in_the_files_any_more(store: SqliteStore) -> None:
    opt_in(store, ONE)
    store.miss(ONE, Missed("leviathan", "leviathan", DAY))
    assert any(b"leviathan" in each.read_bytes() for each in store.file.parent.glob("*.*"))
    store.forget(ONE, ACTION)
    assert not any(b"leviathan" in each.read_bytes() for each in store.file.parent.glob("*.*"))


def test_threads_and_processes_may_write_at_once(store: SqliteStore) -> None:
    opt_in(store, ONE)
    others = [store, SqliteStore(store.file)]

    def write(number: int) -> None:
        for _ in range(10):
            others[number % 2].miss(ONE, Missed("kraken", "kraken", DAY))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert words(store, ONE) == [("kraken", 80)]


def test_a_full_disk_is_named_and_changes_nothing(tmp_path: Path) -> None:
    class FullStore(SqliteStore):
        """Stands on a disk that has no room for another page."""

        def _opened(self) -> sqlite3.Connection:
            connection = super()._opened()
            connection.execute("PRAGMA max_page_count = 1")
            return connection

    full = FullStore(tmp_path / "quoth.db")
    many = ServerSettings(silent=frozenset(range(10_000)))
    with pytest.raises(StoreUnusable) as told:
        full.change(ONE, lambda _: many, ACTION)
    assert "the disk is full" in say(told.value)
    assert full.settings(ONE) == ServerSettings()


@pytest.mark.parametrize("content", [b"not a database " * 500, b"SQLite format 3\0" + b"x" * 4096])
def test_a_damaged_file_is_named_and_a_restored_one_is_read(
    store: SqliteStore, content: bytes
) -> None:
    opt_in(store, ONE)
    store.close()
    sound = store.file.read_bytes()
    store.file.write_bytes(content)
    for _ in range(2):
        with pytest.raises(StoreUnusable) as told:
            store.actions(ONE, 5)
        assert str(store.file) in say(told.value)
        assert "put a backup in its place" in say(told.value)
    store.file.write_bytes(sound)
    assert len(store.actions(ONE, 5)) == 1


def test_a_file_of_a_newer_version_is_left_alone(store: SqliteStore) -> None:
    opt_in(store, ONE)
    store.close()
    with closing(sqlite3.connect(store.file)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreUnusable) as told:
        store.actions(ONE, 5)
    assert "newer version" in say(told.value)


def test_a_backup_is_whole_while_the_store_is_written_to(
    store: SqliteStore, tmp_path: Path
) -> None:
    opt_in(store, ONE)
    target = tmp_path / "saved.db"
    for _ in range(2):
        store.miss(ONE, Missed("kraken", "kraken", DAY))
        SqliteStore(store.file).backup(target)
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["saved.db"]
    assert words(SqliteStore(target), ONE) == [("kraken", 2)]


def test_a_damaged_store_takes_no_backups_place(store: SqliteStore, tmp_path: Path) -> None:
    target = tmp_path / "saved.db"
    target.write_bytes(b"the last good one")
    store.file.parent.mkdir()
    store.file.write_bytes(b"nonsense " * 500)
    with pytest.raises(StoreUnusable):
        store.backup(target)
    assert target.read_bytes() == b"the last good one"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["saved.db"]


def test_the_store_itself_is_no_place_for_its_backup(store: SqliteStore) -> None:
    opt_in(store, ONE)
    with pytest.raises(StoreUnusable):
        store.backup(store.file)
    assert store.settings(ONE).keep_missed


async def test_answers_do_not_wait_for_a_disk_that_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()

    class HangingStore(SqliteStore):
        """Answers only once it may."""

        def settings(self, guild: int) -> ServerSettings:
            release.wait(PATIENCE)
            return ServerSettings(private=True)

    servers = Servers(HangingStore(tmp_path / "quoth.db"))
    with monkeypatch.context() as hasty:
        hasty.setattr("bot.servers.PATIENCE", 0.1)
        assert await servers.settings(ONE) == ServerSettings()
    release.set()
    assert await servers.settings(ONE) == ServerSettings(private=True)
