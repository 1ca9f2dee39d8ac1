"""The audit list's rows, for whatever is kept with one."""

from __future__ import annotations

import sqlite3

from bot.store.records import Action


def note(connection: sqlite3.Connection, guild: int, action: Action) -> None:
    """Add an action to a server's audit list; the server is known from then on."""
    connection.execute("INSERT OR IGNORE INTO servers (guild) VALUES (?)", (guild,))
    connection.execute(
        "INSERT INTO actions (guild, user, what, at) VALUES (?, ?, ?, ?)",
        (guild, action.user, action.what, action.at),
    )
