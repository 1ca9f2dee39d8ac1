"""The tables of what members think of passages: counts, and until they are old, who has said it.

Who it was is never written: only a hash of the person, the server and the passage, with a key that
is in a file beside the store, so that the store, or a backup of it, tells nothing.
"""

from __future__ import annotations

import hmac
import secrets
import sqlite3
from pathlib import Path

from bot.store.database import Database
from bot.store.records import Rating, Reason

KEY, KEY_BYTES, HASH_BYTES = "raters.key", 32, 16

MOST_REASONS = 500
"""The latest reasons of a server that are looked at."""


class Ratings(Database):
    """Opinions of passages."""

    def rate(self, guild: int, digest: str, user: int, day: int, *, good: bool) -> bool:
        with self._writing() as connection:
            who = _hash(_key(self.file.with_name(KEY)), guild, digest, user)
            connection.execute("INSERT OR IGNORE INTO servers (guild) VALUES (?)", (guild,))
            row = connection.execute(
                "SELECT good FROM opinions WHERE guild = ? AND digest = ? AND who = ?",
                (guild, digest, who),
            ).fetchone()
            if row == (good,):
                return False
            # Somebody who has come to think otherwise takes the earlier opinion back.
            was_good, was_bad = (row[0], 1 - row[0]) if row else (0, 0)
            connection.execute(
                "INSERT OR REPLACE INTO opinions (guild, digest, who, good, day)"
                " VALUES (?, ?, ?, ?, ?)",
                (guild, digest, who, good, day),
            )
            connection.execute(
                "INSERT INTO ratings VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE"
                " SET good = MAX(good + ?3 - ?5, 0), bad = MAX(bad + ?4 - ?6, 0)",
                (guild, digest, good, not good, was_good, was_bad),
            )
            return True

    def give_reason(self, guild: int, digest: str, user: int, reason: str) -> None:
        with self._writing() as connection:
            who = _hash(_key(self.file.with_name(KEY)), guild, digest, user)
            connection.execute(
                "UPDATE opinions SET reason = ? WHERE guild = ? AND digest = ? AND who = ?"
                " AND guild IN (SELECT guild FROM servers WHERE keep_missed)",
                (reason, guild, digest, who),
            )

    def ratings(self, guild: int) -> tuple[Rating, ...]:
        with self._open() as connection:
            rows = connection.execute(
                "SELECT digest, good, bad FROM ratings WHERE guild = ?", (guild,)
            )
            return tuple(Rating(*row) for row in rows)

    def reasons(self, guild: int) -> tuple[Reason, ...]:
        with self._open() as connection:
            rows = connection.execute(
                "SELECT digest, reason, day FROM opinions WHERE guild = ? AND reason <> ''"
                " AND NOT good ORDER BY day DESC LIMIT ?",
                (guild, MOST_REASONS),
            )
            return tuple(Reason(*row) for row in rows)

    def forget_rater(self, user: int) -> None:
        with self._writing() as connection:
            key = _key(self.file.with_name(KEY))
            rated = connection.execute("SELECT DISTINCT guild, digest FROM opinions").fetchall()
            connection.executemany(
                "DELETE FROM opinions WHERE guild = ? AND digest = ? AND who = ?",
                ((guild, digest, _hash(key, guild, digest, user)) for guild, digest in rated),
            )
        self._wipe()


def forget(connection: sqlite3.Connection, guild: int) -> None:
    """Delete every opinion of a server's members."""
    for table in ("ratings", "opinions"):
        connection.execute(f"DELETE FROM {table} WHERE guild = ?", (guild,))


def forget_reasons(connection: sqlite3.Connection, guild: int) -> None:
    """Delete why they think so."""
    connection.execute("UPDATE opinions SET reason = '' WHERE guild = ?", (guild,))


def expire(connection: sqlite3.Connection, today: int) -> None:
    """Delete who has said it, and why, where that is older than the server wants."""
    connection.execute(
        "DELETE FROM opinions WHERE day <= ? -"
        " (SELECT retention_days FROM servers WHERE servers.guild = opinions.guild)",
        (today,),
    )


def _hash(key: bytes, guild: int, digest: str, user: int) -> bytes:
    return hmac.digest(key, f"{guild}:{digest}:{user}".encode(), "sha256")[:HASH_BYTES]


def _key(file: Path) -> bytes:
    """Return the key, a new one where there is none; for whoever holds the store's write lock."""
    if file.exists() and len(key := file.read_bytes()) == KEY_BYTES:
        return key
    draft = file.with_suffix(".tmp")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_bytes(key := secrets.token_bytes(KEY_BYTES))
    draft.replace(file)
    return key
