"""The store in one SQLite file of the state folder: a file of tables for each subject.

What decides what a server is shown is copied beside it, so that it holds while the file is damaged.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from bot.store import counts, curation, horizons, missed, ratings, servers
from bot.store.copies import Copies
from bot.store.curation import Curated, CurationTables
from bot.store.horizons import Points
from bot.store.notes import note
from bot.store.records import Absent, Action, ServerSettings
from bot.store.traces import COPIES
from corpus.spoilers import Point

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

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self._copies = Copies(file.with_name(COPIES))

    def settings(self, guild: int) -> ServerSettings:
        read = super().settings
        return servers.load(
            self._copies.known(guild, "settings", lambda: servers.dump(read(guild)))
        )

    def curated(self, guild: int) -> Curated:
        read = super().curated
        return curation.load(
            self._copies.known(guild, "curation", lambda: curation.dump(read(guild)))
        )

    def horizons(self, guild: int) -> Points:
        read = super().horizons
        return horizons.load(
            self._copies.known(guild, "horizons", lambda: horizons.dump(read(guild)))
        )

    def set_horizon(self, guild: int, channel: int, point: Point | None, action: Action) -> Points:
        points = super().set_horizon(guild, channel, point, action)
        self._copies.keep(guild, "horizons", horizons.dump(points))
        return points

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
        self._copies.keep(guild, "settings", servers.dump(new))
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
        self._copies.forget(guild)

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
