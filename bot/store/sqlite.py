"""The store in one SQLite file of the state folder."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path

from bot import metrics
from bot.errors import StoreUnusable
from bot.store.records import Action, Missed, ServerSettings

FILE = "quoth.db"
"""The store's file in the state folder."""

BUSY_SECONDS = 2.0
"""How long one process waits for another that is writing."""

MOST_MISSED = 10_000
"""Rows of missed words that are kept of a server; the oldest and rarest make way."""

ACTION_DAYS = 365
"""Days that an admin's action stays on the audit list."""

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class SqliteStore:
    """A ``Store`` with one connection, which threads take in turn; opened at the first call."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def settings(self, guild: int) -> ServerSettings:
        with self._open() as connection:
            return _settings(connection, guild)

    def change(
        self, guild: int, edit: Callable[[ServerSettings], ServerSettings], action: Action
    ) -> ServerSettings:
        with self._writing() as connection:
            new = edit(_settings(connection, guild))
            _note(connection, guild, action)
            connection.execute(
                "UPDATE servers SET private = ?, keep_missed = ?, retention_days = ?"
                " WHERE guild = ?",
                (new.private, new.keep_missed, new.retention_days, guild),
            )
            connection.execute("DELETE FROM silent_channels WHERE guild = ?", (guild,))
            connection.executemany(
                "INSERT INTO silent_channels VALUES (?, ?)", [(guild, each) for each in new.silent]
            )
            oldest = action.at // 86400 - new.retention_days
            connection.execute(
                "DELETE FROM missed WHERE guild = ? AND (NOT ? OR day <= ?)",
                (guild, new.keep_missed, oldest),
            )
            return new

    def note(self, guild: int, action: Action) -> None:
        with self._writing() as connection:
            _note(connection, guild, action)

    def actions(self, guild: int, most: int) -> tuple[Action, ...]:
        with self._open() as connection:
            rows = connection.execute(
                "SELECT user, what, at FROM actions WHERE guild = ? ORDER BY number DESC LIMIT ?",
                (guild, most),
            )
            return tuple(Action(*row) for row in rows)

    def miss(self, guild: int, missed: Missed) -> None:
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO missed (guild, key, day, words, times)"
                " SELECT guild, ?, ?, ?, ? FROM servers WHERE guild = ? AND keep_missed"
                " ON CONFLICT DO UPDATE SET words = excluded.words, times = times + excluded.times",
                (missed.key, missed.day, missed.words, missed.times, guild),
            )
            connection.execute(
                "DELETE FROM missed WHERE guild = ?1 AND (key, day) IN (SELECT key, day FROM missed"
                " WHERE guild = ?1 ORDER BY day DESC, times DESC LIMIT -1 OFFSET ?2)",
                (guild, MOST_MISSED),
            )

    def missed(self, guild: int) -> tuple[Missed, ...]:
        with self._open() as connection:
            rows = connection.execute(
                "SELECT key, words, day, times FROM missed WHERE guild = ?", (guild,)
            )
            return tuple(Missed(*row) for row in rows)

    def forget(self, guild: int, action: Action) -> None:
        with self._writing() as connection:
            connection.execute("DELETE FROM missed WHERE guild = ?", (guild,))
            _note(connection, guild, action)
        self._wipe()

    def remove(self, guild: int) -> None:
        with self._writing() as connection:
            connection.execute("DELETE FROM servers WHERE guild = ?", (guild,))
        self._wipe()

    def expire(self, today: int) -> None:
        with self._writing() as connection:
            connection.execute(
                "DELETE FROM missed WHERE day <= ? -"
                " (SELECT retention_days FROM servers WHERE servers.guild = missed.guild)",
                (today,),
            )
            oldest = (today - ACTION_DAYS) * 86400
            connection.execute("DELETE FROM actions WHERE at < ?", (oldest,))
        self._wipe()

    def close(self) -> None:
        with self._lock:
            self._drop()

    def check(self) -> None:
        """Raise ``StoreUnusable`` where the file cannot be read or is damaged anywhere."""
        with self._open() as connection:
            _check(connection)

    def backup(self, target: Path) -> None:
        """Copy the store as it is now to ``target``, in whole or not at all.

        Raises:
            StoreUnusable: there is no store, it is damaged, or ``target`` cannot be written to.
        """
        if not self.file.exists():
            raise StoreUnusable(self.file, "there is nothing to back up yet")
        if target.exists() and target.samefile(self.file):
            raise StoreUnusable(target, "it is the store itself; give another file")
        draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            with _translated(self.file), closing(_connect(self.file)) as source:
                _check(source)
                with _translated(target):
                    draft.touch(mode=0o600)
                    with closing(_connect(draft)) as copy:
                        source.backup(copy)
                        copy.execute("PRAGMA journal_mode = DELETE")
                    draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Hold the connection; one that has failed is closed, so that the next call begins anew."""
        with self._lock, _translated(self.file):
            try:
                if self._connection is None:
                    self._connection = self._opened()
                yield self._connection
            except sqlite3.Error:
                self._drop()
                raise

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the connection in a transaction: all of the block happens, or nothing."""
        with self._open() as connection, _transaction(connection):
            yield connection

    def _wipe(self) -> None:
        """Take what was deleted out of the write-ahead log too."""
        with self._open() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _opened(self) -> sqlite3.Connection:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.touch(mode=0o600)
        connection = _connect(self.file)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            self._migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        """Run the migrations that the file has not seen; it remembers how many it has."""
        folder = files("bot.store") / "migrations"
        scripts = sorted(
            (each for each in folder.iterdir() if each.name.endswith(".sql")),
            key=lambda each: each.name,
        )
        with _transaction(connection):
            seen = connection.execute("PRAGMA user_version").fetchone()[0]
            if seen > len(scripts):
                raise StoreUnusable(self.file, "it was written by a newer version of Quoth")
            for script in scripts[seen:]:
                for statement in script.read_text(encoding="utf-8").split(";\n"):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(scripts)}")


def _connect(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def _translated(file: Path) -> Iterator[None]:
    """Turn what SQLite and the disk raise into this room's error."""
    try:
        yield
    except OSError as error:
        metrics.STORE_FAILURES.inc()
        raise StoreUnusable(file, error.strerror or str(error)) from error
    except sqlite3.Error as error:
        metrics.STORE_FAILURES.inc()
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGED:
            reason = "it is damaged; put a backup in its place, or move it away to begin anew"
        elif code == sqlite3.SQLITE_FULL:
            reason = "the disk is full"
        elif code in _BUSY:
            reason = "another program is writing to it"
        else:
            reason = str(error)
        raise StoreUnusable(file, reason) from error


def _check(connection: sqlite3.Connection) -> None:
    """Raise what SQLite would for a damaged page, wherever it is."""
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        error = sqlite3.DatabaseError("damaged")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _settings(connection: sqlite3.Connection, guild: int) -> ServerSettings:
    row = connection.execute(
        "SELECT private, keep_missed, retention_days FROM servers WHERE guild = ?", (guild,)
    ).fetchone()
    if row is None:
        return ServerSettings()
    channels = connection.execute("SELECT channel FROM silent_channels WHERE guild = ?", (guild,))
    silent = frozenset(channel for (channel,) in channels)
    return ServerSettings(bool(row[0]), bool(row[1]), row[2], silent)


def _note(connection: sqlite3.Connection, guild: int, action: Action) -> None:
    connection.execute("INSERT OR IGNORE INTO servers (guild) VALUES (?)", (guild,))
    connection.execute(
        "INSERT INTO actions (guild, user, what, at) VALUES (?, ?, ?, ?)",
        (guild, action.user, action.what, action.at),
    )
