"""What is kept for the servers: each its own, whole or not at all, and clear words on failure."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.store.curation import Curated
from bot.store.horizons import ALONE
from bot.store.missed import MOST_MISSED
from bot.store.ratings import KEY
from bot.store.records import Action, Count, Missed, Rating, Reason, ServerSettings
from bot.store.servers import ACTION_DAYS
from bot.store.sqlite import SqliteStore
from corpus.spoilers import EVERYTHING

ONE, OTHER = 1 << 62, (1 << 62) + 1
DAY = 20_000
ACTION = Action(user=7, what="/settings", at=DAY * 86400)


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "state" / "quoth.db")


def opt_in(store: SqliteStore, guild: int, days: int = 30) -> None:
    store.change(guild, lambda _: ServerSettings(keep_missed=True, retention_days=days), ACTION)


def words(store: SqliteStore, guild: int) -> list[tuple[str, int]]:
    return sorted((each.words, each.times) for each in store.missed(guild))


def test_a_server_without_settings_has_the_defaults(store: SqliteStore) -> None:
    assert store.settings(ONE) == ServerSettings(False, False, 30, frozenset())
    assert store.actions(ONE, 5) == ()


def test_settings_survive_a_restart(store: SqliteStore) -> None:
    wanted = ServerSettings(True, True, 7, frozenset({3, ONE}))
    assert store.change(ONE, lambda _: wanted, ACTION) == wanted
    store.close()
    assert SqliteStore(store.file).settings(ONE) == wanted


def test_servers_never_see_each_other(store: SqliteStore) -> None:
    for guild, word in ((ONE, "kraken"), (OTHER, "sextant")):
        store.change(
            guild,
            lambda old, guild=guild: replace(old, keep_missed=True, silent=frozenset({guild})),
            replace(ACTION, what=word),
        )
        store.miss(guild, Missed(word, word, DAY))
    assert words(store, ONE) == [("kraken", 1)]
    assert store.settings(ONE).silent == {ONE}
    assert [action.what for action in store.actions(ONE, 5)] == ["kraken"]
    store.forget(ONE, ACTION)
    assert words(store, ONE) == []
    assert words(store, OTHER) == [("sextant", 1)]
    assert [action.what for action in store.actions(OTHER, 5)] == ["sextant"]


def test_nothing_is_kept_of_a_server_that_did_not_opt_in(store: SqliteStore) -> None:
    store.miss(ONE, Missed("kraken", "kraken", DAY))
    store.change(OTHER, lambda old: old, ACTION)
    store.miss(OTHER, Missed("kraken", "kraken", DAY))
    assert words(store, ONE) == words(store, OTHER) == []


def test_the_same_words_on_a_day_are_counted(store: SqliteStore) -> None:
    opt_in(store, ONE)
    for said, day in (("the kraken", DAY), ("kraken", DAY), ("Kraken", DAY + 1)):
        store.miss(ONE, Missed("kraken", said, day))
    assert words(store, ONE) == [("Kraken", 1), ("kraken", 2)]


def test_a_reason_stays_with_the_words_that_are_missed_again(store: SqliteStore) -> None:
    opt_in(store, ONE)
    for each in ("kraken", "kraken: out of date", "kraken"):
        store.miss(ONE, Missed("kraken", each, DAY, int(":" not in each)))
    assert words(store, ONE) == [("kraken: out of date", 2)]
    store.miss(ONE, Missed("kraken", "krakens", DAY))
    assert words(store, ONE) == [("krakens", 3)]


def test_opting_out_deletes_what_was_kept(store: SqliteStore) -> None:
    opt_in(store, ONE)
    store.miss(ONE, Missed("kraken", "kraken", DAY))
    store.change(ONE, lambda old: replace(old, private=True), ACTION)
    assert words(store, ONE) == [("kraken", 1)]
    store.change(ONE, lambda old: replace(old, keep_missed=False), ACTION)
    assert words(store, ONE) == []


def test_what_is_too_old_goes_at_each_servers_own_time(store: SqliteStore) -> None:
    opt_in(store, ONE, days=2)
    opt_in(store, OTHER, days=30)
    for guild in (ONE, OTHER):
        for age in (0, 1, 2, 30):
            store.miss(guild, Missed("kraken", f"{age}", DAY - age))
    store.expire(DAY)
    assert words(store, ONE) == [("0", 1), ("1", 1)]
    assert words(store, OTHER) == [("0", 1), ("1", 1), ("2", 1)]
    store.change(OTHER, lambda old: replace(old, retention_days=1), ACTION)
    assert words(store, OTHER) == [("0", 1)]
    assert store.actions(ONE, 5)
    store.expire(DAY + ACTION_DAYS + 1)
    assert not store.actions(ONE, 5)


def test_of_a_server_that_is_removed_nothing_is_left(store: SqliteStore) -> None:
    wanted = ServerSettings(
        True, True, 7, frozenset({3}), frozenset({4}), "es", 5, 6, frozenset({8})
    )
    for guild in (ONE, OTHER):
        assert store.change(guild, lambda _: wanted, ACTION) == wanted == store.settings(guild)
        store.miss(guild, Missed("kraken", "kraken", DAY))
        store.ignore(guild, ["kraken"], ACTION)
        store.count(guild, DAY, (Count("answered"),))
        store.set_horizon(guild, 3, EVERYTHING, ACTION)
        store.set_progress(7, guild, EVERYTHING)
        store.rate(guild, "0123456789abcdef", 7, DAY, good=True)
        store.add_article(guild, "bell.md", ACTION)
        store.hide_article(guild, "keeper.md", True, ACTION)
        store.mark(guild, "0123456789abcdef", "pinned", ACTION)
        store.alias(guild, ("Mara", "Wickwoman"), True, ACTION)
    store.remove(ONE)
    store.close()
    with closing(sqlite3.connect(store.file)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
        ).fetchall()
        assert len(tables) >= 6
        for (table,) in tables:
            guilds = connection.execute(f"SELECT DISTINCT guild FROM {table}").fetchall()
            assert guilds == [(OTHER,)], table


def test_a_server_is_absent_from_when_that_is_first_seen_until_it_is_there_again(
    store: SqliteStore,
) -> None:
    third = ONE + 2
    opt_in(store, ONE)
    store.set_progress(7, OTHER, EVERYTHING)
    store.set_progress(7, ALONE, EVERYTHING)
    assert store.absent([ONE, OTHER, third], [], DAY) == {}
    assert store.absent([ONE], [third], DAY) == {OTHER: DAY, third: DAY}
    assert store.absent([], [], DAY + 1) == {ONE: DAY + 1, OTHER: DAY, third: DAY}
    assert store.absent([OTHER], [], DAY + 2) == {ONE: DAY + 1, third: DAY}
    assert store.absent([], [], DAY + 3) == {ONE: DAY + 1, OTHER: DAY + 3, third: DAY}
    assert store.settings(ONE).keep_missed
    store.remove(ONE)
    assert ONE not in store.absent([], [], DAY + 4)


def test_what_is_ignored_is_so_until_nobody_asks_for_it_any_more(store: SqliteStore) -> None:
    opt_in(store, ONE, days=2)
    store.miss(ONE, Missed("kraken", "kraken", DAY))
    store.ignore(ONE, ["kraken", "never missed"], ACTION)
    store.miss(ONE, Missed("kraken", "kraken", DAY + 1))
    store.expire(DAY + 2)
    assert words(store, ONE) == []
    assert [each.day for each in store.missed(ONE, ignored=True)] == [DAY + 1]
    store.expire(DAY + 3)
    store.miss(ONE, Missed("kraken", "kraken", DAY + 3))
    assert words(store, ONE) == [("kraken", 1)]


def test_a_flood_of_questions_fills_no_disk(store: SqliteStore) -> None:
    opt_in(store, ONE)
    with closing(sqlite3.connect(store.file)) as connection, connection:
        rows = [(ONE, f"{number}", DAY - 1, 0, "x", 1, 0) for number in range(MOST_MISSED)]
        connection.executemany("INSERT INTO missed VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    store.miss(ONE, Missed("kraken", "kraken", DAY))
    assert len(store.missed(ONE)) == MOST_MISSED
    assert "kraken" in {each.words for each in store.missed(ONE)}


def test_a_change_that_fails_changes_nothing(store: SqliteStore) -> None:
    opt_in(store, ONE)

    def fail(old: ServerSettings) -> ServerSettings:
        raise LookupError

    with pytest.raises(LookupError):
        store.change(ONE, fail, ACTION)
    assert store.settings(ONE).keep_missed
    assert len(store.actions(ONE, 5)) == 1


def test_opinions_are_counted_for_each_server_and_forgotten_with_its_questions(
    store: SqliteStore,
) -> None:
    for user, good in enumerate((True, False, True)):
        assert store.rate(ONE, "0123456789abcdef", user, DAY, good=good)
    store.rate(OTHER, "0123456789abcdef", 0, DAY, good=False)
    assert store.ratings(ONE) == (Rating("0123456789abcdef", 2, 1),)
    store.forget(ONE, ACTION)
    assert store.ratings(ONE) == ()
    assert store.ratings(OTHER) == (Rating("0123456789abcdef", 0, 1),)
    store.remove(OTHER)
    assert store.ratings(OTHER) == ()


def test_an_opinion_counts_once_for_each_person_until_it_is_too_old(store: SqliteStore) -> None:
    digest, user = "0123456789abcdef", (1 << 61) + 5
    opt_in(store, ONE, days=7)
    assert store.rate(ONE, digest, user, DAY, good=True)
    store.close()
    store = SqliteStore(store.file)
    assert not store.rate(ONE, digest, user, DAY, good=True)
    assert store.rate(ONE, digest, user, DAY, good=False)  # they have come to think otherwise
    assert store.ratings(ONE) == (Rating(digest, 0, 1),)
    store.give_reason(ONE, digest, user, "too old")
    store.give_reason(ONE, digest, user, "out of date")
    store.give_reason(ONE, digest, 6, "has not judged it")
    assert store.reasons(ONE) == (Reason(digest, "out of date", DAY),)
    assert store.reasons(OTHER) == ()
    store.expire(DAY + 6)
    assert not store.rate(ONE, digest, user, DAY + 6, good=False)
    store.expire(DAY + 7)
    assert store.reasons(ONE) == ()
    assert store.ratings(ONE) == (Rating(digest, 0, 1),)
    assert store.rate(ONE, digest, user, DAY + 7, good=False)


def test_who_judged_is_not_in_the_files_and_can_be_forgotten(store: SqliteStore) -> None:
    digest, user = "0123456789abcdef", (1 << 61) + 5
    opt_in(store, ONE)
    for guild in (ONE, OTHER):
        store.rate(guild, digest, user, DAY, good=False)
        store.give_reason(guild, digest, user, "wrong")
    assert [each.words for each in store.reasons(ONE)] == ["wrong"]
    assert not store.reasons(OTHER), "which keeps no words"
    with closing(sqlite3.connect(store.file)) as connection:
        hashes = connection.execute("SELECT who FROM opinions").fetchall()
    assert len(set(hashes)) == 2
    key = store.file.with_name(KEY)
    assert key.stat().st_mode & 0o077 == 0
    copy = store.file.with_name("copy.db")
    store.backup(copy)
    written = copy.read_bytes() + store.file.read_bytes()
    assert key.read_bytes() not in written
    assert str(user).encode() not in written
    assert user.to_bytes(8, "big") not in written

    store.change(ONE, lambda old: replace(old, keep_missed=False), ACTION)
    assert not store.reasons(ONE)
    store.forget_rater(6)
    assert not store.rate(OTHER, digest, user, DAY, good=False)
    store.forget_rater(user)
    assert store.ratings(ONE) == (Rating(digest, 0, 1),)
    with closing(sqlite3.connect(store.file)) as connection:
        assert connection.execute("SELECT who FROM opinions").fetchall() == []


def test_a_servers_curation_is_its_own_and_can_be_undone(store: SqliteStore) -> None:
    digest = "0123456789abcdef"
    for guild in (ONE, OTHER):
        store.mark(guild, digest, "hidden", ACTION)
    store.mark(ONE, digest, "pinned", ACTION)
    store.alias(ONE, ("Mara", "Wickwoman"), True, ACTION)
    store.add_article(ONE, "bell.md", ACTION)
    store.hide_article(ONE, "bell.md", True, ACTION)
    here = Curated(
        frozenset({"bell.md"}), frozenset(), frozenset({digest}), (("Mara", "Wickwoman"),)
    )
    assert store.curated(ONE) == here
    assert store.curated(OTHER) == Curated(hidden=frozenset({digest}))
    added = store.added(ONE, "bell.md")
    assert added
    assert (added.user, added.at) == (ACTION.user, ACTION.at)
    assert store.added(OTHER, "bell.md") is None
    store.drop_article(ONE, "bell.md", ACTION)
    store.alias(ONE, ("Mara", "Wickwoman"), False, ACTION)
    store.mark(ONE, digest, None, ACTION)
    assert store.curated(ONE) == Curated()
