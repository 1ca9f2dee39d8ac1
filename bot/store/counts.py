"""The table of what is counted for the weekly digest, and when the next one is due."""

from __future__ import annotations

import sqlite3

from bot.store.database import Database
from bot.store.records import Count

COUNT_DAYS = 365
"""Days that counts are kept."""

WEEK, LATEST = 7, 60
"""Days between two digests, and more than there ever are until the next."""


class Counts(Database):
    """Counts for the digest."""

    def count(self, guild: int, day: int, counts: tuple[Count, ...]) -> None:
        with self._writing() as connection:
            connection.executemany(
                "INSERT INTO counts (guild, day, what, article, times) SELECT guild, ?, ?, ?, ?"
                " FROM servers WHERE guild = ? AND digest_channel IS NOT NULL"
                " ON CONFLICT DO UPDATE SET times = times + excluded.times",
                [(day, each.what, each.article, each.times, guild) for each in counts],
            )

    def counted(self, guild: int, first: int, last: int) -> tuple[Count, ...]:
        with self._open() as connection:
            rows = connection.execute(
                "SELECT what, article, SUM(times) FROM counts"
                " WHERE guild = ? AND day BETWEEN ? AND ? GROUP BY what, article",
                (guild, first, last),
            )
            return tuple(Count(*row) for row in rows)

    def digest_day(self, guild: int) -> int:
        with self._open() as connection:
            found = "SELECT digest_due FROM servers WHERE guild = ?"
            return int((connection.execute(found, (guild,)).fetchone() or (0,))[0])

    def due(self, today: int) -> tuple[int, ...]:
        with self._open() as connection:
            rows = connection.execute(
                "SELECT guild FROM servers WHERE digest_channel IS NOT NULL AND digest_due <= ?",
                (today,),
            )
            return tuple(guild for (guild,) in rows)

    def claim(self, guild: int, today: int) -> bool:
        with self._writing() as connection:
            claimed = connection.execute(
                "UPDATE servers SET digest_due = ?1 + ?2 WHERE guild = ?3"
                " AND digest_channel IS NOT NULL AND digest_due <= ?1",
                (today, WEEK, guild),
            )
            return claimed.rowcount == 1

    def postpone(self, guild: int, day: int) -> None:
        with self._writing() as connection:
            connection.execute("UPDATE servers SET digest_due = ? WHERE guild = ?", (day, guild))


def begin(connection: sqlite3.Connection, guild: int, today: int) -> None:
    """Let the first digest come when there is a week to tell of."""
    connection.execute("UPDATE servers SET digest_due = ? WHERE guild = ?", (today + WEEK, guild))


def forget(connection: sqlite3.Connection, guild: int) -> None:
    """Delete every count of a server."""
    connection.execute("DELETE FROM counts WHERE guild = ?", (guild,))


def expire(connection: sqlite3.Connection, today: int) -> None:
    """Delete what is too old, and let a digest be due that a clock has put off which ran fast."""
    connection.execute("DELETE FROM counts WHERE day <= ?", (today - COUNT_DAYS,))
    connection.execute(
        "UPDATE servers SET digest_due = ? WHERE digest_due > ?", (today + WEEK, today + LATEST)
    )
