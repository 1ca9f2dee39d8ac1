"""How far the story may be told: in a server, in its channels, and to each of its members."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, Protocol

from bot.store.database import Database
from bot.store.notes import note
from bot.store.records import Action
from corpus.spoilers import Point

SERVER = 0
"""Stands for the whole server where channels have their ids."""

ALONE = 0
"""Stands for the direct conversation where servers have their ids."""

Points = Mapping[int, Point]


class HorizonStore(Protocol):
    """The part of a ``Store`` that keeps it."""

    def horizons(self, guild: int) -> Points:
        """Return a server's horizons by channel; the server's own is that of ``SERVER``."""

    def set_horizon(self, guild: int, channel: int, point: Point | None, action: Action) -> Points:
        """Set a horizon, or (None) take it away; return what ``horizons`` does from now on."""

    def progress(self, user: int) -> Points:
        """Return how far somebody has come by server; in direct conversations, by ``ALONE``."""

    def set_progress(self, user: int, guild: int, point: Point) -> Points:
        """Note how far somebody has come; return what ``progress`` does from now on."""

    def forget_progress(self, user: int) -> None:
        """Delete how far somebody has come, in every server."""


class HorizonTables(Database):
    """That part in SQLite."""

    def horizons(self, guild: int) -> Points:
        with self._open() as connection:
            return _horizons(connection, guild)

    def set_horizon(self, guild: int, channel: int, point: Point | None, action: Action) -> Points:
        with self._writing() as connection:
            note(connection, guild, action)
            if point is None:
                drop = "DELETE FROM horizons WHERE guild = ? AND channel = ?"
                connection.execute(drop, (guild, channel))
            else:
                put = "INSERT OR REPLACE INTO horizons VALUES (?, ?, ?)"
                connection.execute(put, (guild, channel, point.code))
            return _horizons(connection, guild)

    def progress(self, user: int) -> Points:
        with self._open() as connection:
            return _progress(connection, user)

    def set_progress(self, user: int, guild: int, point: Point) -> Points:
        with self._writing() as connection:
            put = "INSERT OR REPLACE INTO progress VALUES (?, ?, ?)"
            connection.execute(put, (user, guild, point.code))
            return _progress(connection, user)

    def forget_progress(self, user: int) -> None:
        with self._writing() as connection:
            connection.execute("DELETE FROM progress WHERE user = ?", (user,))
        self._wipe()


def leave(connection: sqlite3.Connection, guild: int) -> None:
    """Delete how far people have come in a server that Quoth has left."""
    connection.execute("DELETE FROM progress WHERE guild = ?", (guild,))


def dump(points: Points) -> dict[str, int]:
    """Return what ``load`` reads, as JSON has it."""
    return {str(place): point.code for place, point in points.items()}


def load(found: Any) -> Points:
    """Return what was dumped."""
    return {int(place): Point.of(code) for place, code in found.items()}


def _horizons(connection: sqlite3.Connection, guild: int) -> Points:
    rows = connection.execute("SELECT channel, point FROM horizons WHERE guild = ?", (guild,))
    return {channel: Point.of(code) for channel, code in rows}


def _progress(connection: sqlite3.Connection, user: int) -> Points:
    rows = connection.execute("SELECT guild, point FROM progress WHERE user = ?", (user,))
    return {guild: Point.of(code) for guild, code in rows}
