"""One SQLite file: opened, renewed by migrations, checked and copied; its faults in our words."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from bot import metrics
from bot.errors import StoreUnusable
from bot.store.traces import is_emptied

BUSY_SECONDS = 2.0
"""How long one process waits for another that is writing."""

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Database:
    """One SQLite file with one connection, which threads take in turn; opened at the first call."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

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
        self._recall()
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
    def _open(self, *, writing: bool = False) -> Iterator[sqlite3.Connection]:
        """Hold the connection; one that has failed is closed, so that the next call begins anew.

        Where nothing can be written, there is one for this call that only reads.
        """
        with self._lock, _translated(self.file):
            try:
                if self._connection is None:
                    self._connection = self._opened()
            except (sqlite3.OperationalError, OSError):
                if writing or not self._whole():
                    raise
                with closing(_connect(self.file, "?mode=ro&immutable=1")) as connection:
                    if _version(connection) != len(_migrations()):
                        raise
                    yield connection
                return
            try:
                yield self._connection
            except sqlite3.Error:
                self._drop()
                raise

    def _whole(self) -> bool:
        """Whether all that was ever written stands in the file, and nothing in its log."""
        log = self.file.with_name(f"{self.file.name}-wal")
        try:
            return self.file.stat().st_size > 0 and not (log.exists() and log.stat().st_size)
        except OSError:
            return False

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the connection in a transaction: all of the block happens, or nothing."""
        with self._open(writing=True) as connection, _transaction(connection):
            yield connection

    def _wipe(self) -> None:
        """Take what was deleted out of the write-ahead log too."""
        with self._open(writing=True) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _recall(self) -> None:
        """Raise ``StoreUnusable`` where all is lost that was kept, so that it is not overwritten by
        nothing."""
        if is_emptied(self.file):
            reason = "it was cut to nothing; put a backup in its place, or delete it to begin anew"
            raise StoreUnusable(self.file, reason)

    def _opened(self) -> sqlite3.Connection:
        self._recall()
        self.file.parent.mkdir(parents=True, exist_ok=True)
        begins = not self.file.exists()
        if begins:
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
            if begins and not self.file.stat().st_size:
                self.file.unlink()
            raise
        return connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        """Run the migrations that the file has not seen; it remembers how many it has."""
        scripts = _migrations()
        if _version(connection) == len(scripts):  # Nobody who writes need be waited for.
            return
        with _transaction(connection):
            seen = _version(connection)
            if seen > len(scripts):
                raise StoreUnusable(self.file, "it was written by a newer version of Quoth")
            for script in scripts[seen:]:
                for statement in script.read_text(encoding="utf-8").split(";\n"):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(scripts)}")


def _migrations() -> list[Traversable]:
    folder = files("bot.store") / "migrations"
    scripts = (each for each in folder.iterdir() if each.name.endswith(".sql"))
    return sorted(scripts, key=lambda each: each.name)


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _connect(file: Path, how: str = "") -> sqlite3.Connection:
    return sqlite3.connect(
        file.absolute().as_uri() + how,
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
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
        elif code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            reason = "it cannot be written to"
        elif code == sqlite3.SQLITE_IOERR:
            reason = "the disk is full, or failing"
        else:
            reason = str(error)
        raise StoreUnusable(file, reason) from error


def _check(connection: sqlite3.Connection) -> None:
    """Raise what SQLite would for a damaged page, wherever it is."""
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        error = sqlite3.DatabaseError("damaged")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error
