"""The store in one SQLite file of the state folder: a file of tables for each subject."""

from __future__ import annotations

from collections.abc import Callable, Collection

from bot.store import counts, horizons, missed, ratings, servers
from bot.store.curation import CurationTables
from bot.store.notes import note
from bot.store.records import Absent, Action, ServerSettings

FILE = "quoth.db"
"""The store's file in the state folder."""


class SqliteStore(
    servers.Settings,
    missed.MissedWords,
    counts.Counts,
    ratings.Ratings,
    CurationTables,
    horizons.HorizonTables,
):
    """A ``Store``; what concerns several tables at once is here."""

    def change(
        self, guild: int, edit: Callable[[ServerSettings], ServerSettings], action: Action
    ) -> ServerSettings:
        today = action.at // 86400
        with self._writing() as connection:
            old = servers.read(connection, guild)
            new = edit(old)
            note(connection, guild, action)
            servers.write(connection, guild, new)
            if not new.keep_missed:
                missed.forget(connection, guild)
                ratings.forget_reasons(connection, guild)
            missed.expire(connection, today)
            ratings.expire(connection, today)
            if new.digest_channel is None:
                counts.forget(connection, guild)
            elif old.digest_channel is None:
                counts.begin(connection, guild, today)
            return new

    def forget(self, guild: int, action: Action) -> None:
        with self._writing() as connection:
            missed.forget(connection, guild)
            counts.forget(connection, guild)
            ratings.forget(connection, guild)
            note(connection, guild, action)
        self._wipe()

    def remove(self, guild: int) -> None:
        with self._writing() as connection:
            connection.execute("DELETE FROM servers WHERE guild = ?", (guild,))
            horizons.leave(connection, guild)
        self._wipe()

    def absent(self, present: Collection[int], also: Collection[int], today: int) -> Absent:
        with self._writing() as connection:
            rows = connection.execute("SELECT guild FROM servers UNION SELECT guild FROM progress")
            known = {guild for (guild,) in rows if guild != horizons.ALONE}.union(also)
            connection.executemany(
                "UPDATE servers SET absent_since = NULL"
                " WHERE guild = ? AND absent_since IS NOT NULL",
                [(guild,) for guild in known.intersection(present)],
            )
            connection.executemany(
                "INSERT INTO servers (guild, absent_since) VALUES (?, ?) ON CONFLICT DO UPDATE"
                " SET absent_since = COALESCE(absent_since, excluded.absent_since)",
                [(guild, today) for guild in known.difference(present)],
            )
            found = "SELECT guild, absent_since FROM servers WHERE absent_since IS NOT NULL"
            return dict(connection.execute(found).fetchall())

    def expire(self, today: int) -> None:
        with self._writing() as connection:
            for subject in (servers, missed, counts, ratings):
                subject.expire(connection, today)
        self._wipe()
