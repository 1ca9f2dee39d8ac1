"""The tables of questions that found nothing or no liking."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from bot.store.database import Database
from bot.store.notes import note
from bot.store.records import Action, Missed

MOST_MISSED = 10_000
"""Rows of missed words that are kept of a server; the oldest and rarest make way."""


class MissedWords(Database):
    """Missed words."""

    def miss(self, guild: int, missed: Missed) -> None:
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO missed (guild, key, day, public, words, times, disliked)"
                " SELECT guild, ?, ?, ?, ?, ?, ? FROM servers WHERE guild = ? AND keep_missed"
                # A reason that was given stays with the same words.
                " ON CONFLICT DO UPDATE SET words = CASE WHEN"
                " substr(words, 1, length(excluded.words) + 2) = excluded.words || ': '"
                " THEN words ELSE excluded.words END,"
                " times = times + excluded.times, disliked = disliked + excluded.disliked",
                (
                    missed.key,
                    missed.day,
                    missed.public,
                    missed.words,
                    missed.times,
                    missed.disliked,
                    guild,
                ),
            )
            connection.execute(
                "DELETE FROM missed WHERE guild = ?1 AND (key, day, public) IN"
                " (SELECT key, day, public FROM missed"
                " WHERE guild = ?1 ORDER BY day DESC, times DESC LIMIT -1 OFFSET ?2)",
                (guild, MOST_MISSED),
            )

    def missed(self, guild: int, *, ignored: bool = False) -> tuple[Missed, ...]:
        with self._open() as connection:
            rows = connection.execute(
                "SELECT key, words, day, times, disliked, public FROM missed WHERE guild = ?1 AND"
                " (key IN (SELECT key FROM ignored WHERE guild = ?1)) = ?2",
                (guild, ignored),
            )
            return tuple(
                Missed(key, words, day, times, disliked, bool(public))
                for key, words, day, times, disliked, public in rows
            )

    def settle(self, guild: int, keys: Collection[str], action: Action) -> None:
        with self._writing() as connection:
            for table in ("missed", "ignored"):
                connection.executemany(
                    f"DELETE FROM {table} WHERE guild = ? AND key = ?",
                    [(guild, key) for key in keys],
                )
            note(connection, guild, action)
        self._wipe()

    def ignore(
        self, guild: int, keys: Collection[str], action: Action, *, ignored: bool = True
    ) -> None:
        statement = (
            "INSERT OR IGNORE INTO ignored SELECT DISTINCT guild, key FROM missed"
            " WHERE guild = ? AND key = ?"
            if ignored
            else "DELETE FROM ignored WHERE guild = ? AND key = ?"
        )
        with self._writing() as connection:
            connection.executemany(statement, [(guild, key) for key in keys])
            note(connection, guild, action)


def forget(connection: sqlite3.Connection, guild: int) -> None:
    """Delete every missed word of a server."""
    for table in ("missed", "ignored"):
        connection.execute(f"DELETE FROM {table} WHERE guild = ?", (guild,))


def expire(connection: sqlite3.Connection, today: int) -> None:
    """Delete what is older than each server wants, and what it ignores once nobody asks for it."""
    connection.execute(
        "DELETE FROM missed WHERE day <= ? -"
        " (SELECT retention_days FROM servers WHERE servers.guild = missed.guild)",
        (today,),
    )
    connection.execute(
        "DELETE FROM ignored WHERE (guild, key) NOT IN (SELECT guild, key FROM missed)"
    )
