"""A store that is damaged, or cut to nothing: what was set holds by its copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import StoreUnusable, say
from bot.horizons import UNREAD, Horizons
from bot.store.sqlite import FILE, SqliteStore
from bot.store.traces import COPIES
from corpus.spoilers import Point
from tests.bot.kept import ACTION, DIGEST, FAN, GARBAGE, GUILD, assert_readable, filled


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return filled(tmp_path / "state")


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
