"""The table of what members think of passages: counts, and nobody's name."""

from __future__ import annotations

import sqlite3

from bot.store.database import Database
from bot.store.records import Rating


class Ratings(Database):
    """Opinions of passages."""

    def rate(self, guild: int, digest: str, *, good: bool) -> None:
        with self._writing() as connection:
            connection.execute("INSERT OR IGNORE INTO servers (guild) VALUES (?)", (guild,))
            connection.execute(
                "INSERT INTO ratings VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET good = good + excluded.good, bad = bad + excluded.bad",
                (guild, digest, good, not good),
            )

    def ratings(self, guild: int) -> tuple[Rating, ...]:
        with self._open() as connection:
            rows = connection.execute(
                "SELECT digest, good, bad FROM ratings WHERE guild = ?", (guild,)
            )
            return tuple(Rating(*row) for row in rows)


def forget(connection: sqlite3.Connection, guild: int) -> None:
    """Delete every opinion of a server's members."""
    connection.execute("DELETE FROM ratings WHERE guild = ?", (guild,))
