"""The tables of what servers have set, and of what their admins did."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from typing import Any

from bot.store.database import Database
from bot.store.notes import note
from bot.store.records import Action, ServerSettings

ACTION_DAYS = 365
"""Days that an admin's action stays on the audit list."""


class Settings(Database):
    """Settings and the audit list."""

    def settings(self, guild: int) -> ServerSettings:
        with self._open() as connection:
            return read(connection, guild)

    def note(self, guild: int, action: Action) -> None:
        with self._writing() as connection:
            note(connection, guild, action)

    def actions(self, guild: int, most: int) -> tuple[Action, ...]:
        with self._open() as connection:
            rows = connection.execute(
                "SELECT user, what, at FROM actions WHERE guild = ? ORDER BY number DESC LIMIT ?",
                (guild, most),
            )
            return tuple(Action(*row) for row in rows)


_SETS = ("silent", "only", "managers")


def dump(settings: ServerSettings) -> dict[str, Any]:
    """Return what ``load`` reads, as JSON has it."""
    return asdict(settings) | {name: sorted(getattr(settings, name)) for name in _SETS}


def load(found: Any) -> ServerSettings:
    """Return what was dumped."""
    sets = {name: frozenset(found.get(name, ())) for name in _SETS}
    return ServerSettings(**(found | sets))


def read(connection: sqlite3.Connection, guild: int) -> ServerSettings:
    """Return what a server has set."""
    row = connection.execute(
        "SELECT private, keep_missed, retention_days, language, per_minute, digest_channel"
        " FROM servers WHERE guild = ?",
        (guild,),
    ).fetchone()
    if row is None:
        return ServerSettings()
    private, keep_missed, days, language, per_minute, digest = row
    silent = connection.execute("SELECT channel FROM silent_channels WHERE guild = ?", (guild,))
    only = connection.execute("SELECT channel FROM only_channels WHERE guild = ?", (guild,))
    roles = connection.execute("SELECT role FROM manager_roles WHERE guild = ?", (guild,))
    return ServerSettings(
        private=bool(private),
        keep_missed=bool(keep_missed),
        retention_days=days,
        silent=frozenset(channel for (channel,) in silent),
        only=frozenset(channel for (channel,) in only),
        managers=frozenset(role for (role,) in roles),
        language=language,
        per_minute=per_minute,
        digest_channel=digest,
    )


def write(connection: sqlite3.Connection, guild: int, new: ServerSettings) -> None:
    """Put settings in place of those of a server that has a row."""
    connection.execute(
        "UPDATE servers SET private = ?, keep_missed = ?, retention_days = ?, language = ?,"
        " per_minute = ?, digest_channel = ? WHERE guild = ?",
        (
            *(new.private, new.keep_missed, new.retention_days, new.language),
            *(new.per_minute, new.digest_channel, guild),
        ),
    )
    for table, ids in (
        ("silent_channels", new.silent),
        ("only_channels", new.only),
        ("manager_roles", new.managers),
    ):
        connection.execute(f"DELETE FROM {table} WHERE guild = ?", (guild,))
        rows = [(guild, each) for each in ids]
        connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)


def expire(connection: sqlite3.Connection, today: int) -> None:
    """Delete what is too old."""
    oldest = (today - ACTION_DAYS) * 86400
    connection.execute("DELETE FROM actions WHERE at < ?", (oldest,))
