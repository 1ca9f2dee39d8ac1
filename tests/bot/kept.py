"""A store in which a server has set something of everything."""

from __future__ import annotations

from pathlib import Path

from bot.store.curation import Curated
from bot.store.records import Action, ServerSettings
from bot.store.sqlite import FILE, SqliteStore
from corpus.spoilers import Point

GUILD, FAN = 11, 14
ACTION = Action(7, "/test", 0)
DIGEST = "0123456789abcdef"
SET = ServerSettings(private=True, silent=frozenset({5}), only=frozenset({6}))
GARBAGE = b"no database " * 500


def filled(folder: Path) -> SqliteStore:
    """Return such a store, in a folder."""
    store = SqliteStore(folder / FILE)
    store.change(GUILD, lambda _: SET, ACTION)
    store.set_horizon(GUILD, 0, Point(1, 2), ACTION)
    store.mark(GUILD, DIGEST, "hidden", ACTION)
    return store


def assert_readable(store: SqliteStore) -> None:
    """Check that what was set is known."""
    assert store.settings(GUILD) == SET
    assert store.curated(GUILD) == Curated(hidden=frozenset({DIGEST}))
    assert store.horizons(GUILD) == {0: Point(1, 2)}
