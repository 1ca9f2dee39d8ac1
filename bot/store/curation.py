"""How a server curates its articles: what it has added, hidden and pinned, and other names."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

from bot.store.database import Database
from bot.store.notes import note
from bot.store.records import Action

Mark = Literal["pinned", "hidden"]


@dataclass(frozen=True, slots=True)
class Curated:
    """What a server has set of its articles: paths, digests of passages, groups of names."""

    hidden_articles: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()
    aliases: tuple[tuple[str, ...], ...] = ()


class CurationStore(Protocol):
    """The part of a ``Store`` that keeps it; each change comes with who made it, and returns what
    ``curated`` does from now on."""

    def curated(self, guild: int) -> Curated:
        """Return what a server has set."""

    def added(self, guild: int, path: str) -> Action | None:
        """Return who added one of the server's own articles, if that is known."""

    def add_article(self, guild: int, path: str, action: Action) -> Curated:
        """Note an article that was added."""

    def drop_article(self, guild: int, path: str, action: Action) -> Curated:
        """Forget an article that was removed."""

    def hide_article(self, guild: int, path: str, hidden: bool, action: Action) -> Curated:
        """Keep an article out of a server's answers, or let it into them again."""

    def mark(self, guild: int, digest: str, mark: Mark | None, action: Action) -> Curated:
        """Pin or hide a passage, or (None) neither."""

    def alias(self, guild: int, names: tuple[str, ...], there: bool, action: Action) -> Curated:
        """Add a group of names, or remove it."""


class CurationTables(Database):
    """That part in SQLite."""

    def curated(self, guild: int) -> Curated:
        with self._open() as connection:

            def column(query: str, *more: str) -> list[str]:
                return [value for (value,) in connection.execute(query, (guild, *more))]

            marked = "SELECT digest FROM marked_passages WHERE guild = ? AND mark = ?"
            names = column("SELECT names FROM aliases WHERE guild = ? ORDER BY names")
            return Curated(
                frozenset(column("SELECT path FROM hidden_articles WHERE guild = ?")),
                frozenset(column(marked, "hidden")),
                frozenset(column(marked, "pinned")),
                tuple(tuple(group.split("\n")) for group in names),
            )

    def added(self, guild: int, path: str) -> Action | None:
        with self._open() as connection:
            row = connection.execute(
                "SELECT user, path, at FROM own_articles WHERE guild = ? AND path = ?",
                (guild, path),
            ).fetchone()
            return Action(*row) if row else None

    def add_article(self, guild: int, path: str, action: Action) -> Curated:
        put = "INSERT OR REPLACE INTO own_articles VALUES (?, ?, ?, ?)"
        return self._change(action, put, guild, path, action.user, action.at)

    def drop_article(self, guild: int, path: str, action: Action) -> Curated:
        with self._writing() as connection:
            note(connection, guild, action)
            # Another article of that name would not be meant by what hid this one.
            for table in ("own_articles", "hidden_articles"):
                drop = f"DELETE FROM {table} WHERE guild = ? AND path = ?"
                connection.execute(drop, (guild, path))
        return self.curated(guild)

    def hide_article(self, guild: int, path: str, hidden: bool, action: Action) -> Curated:
        put = "INSERT OR IGNORE INTO hidden_articles VALUES (?, ?)"
        drop = "DELETE FROM hidden_articles WHERE guild = ? AND path = ?"
        return self._change(action, put if hidden else drop, guild, path)

    def mark(self, guild: int, digest: str, mark: Mark | None, action: Action) -> Curated:
        if mark is None:
            drop = "DELETE FROM marked_passages WHERE guild = ? AND digest = ?"
            return self._change(action, drop, guild, digest)
        put = "INSERT OR REPLACE INTO marked_passages VALUES (?, ?, ?)"
        return self._change(action, put, guild, digest, mark)

    def alias(self, guild: int, names: tuple[str, ...], there: bool, action: Action) -> Curated:
        put = "INSERT OR IGNORE INTO aliases VALUES (?, ?)"
        drop = "DELETE FROM aliases WHERE guild = ? AND names = ?"
        return self._change(action, put if there else drop, guild, "\n".join(names))

    def _change(self, action: Action, statement: str, guild: int, *values: str | int) -> Curated:
        with self._writing() as connection:
            note(connection, guild, action)
            connection.execute(statement, (guild, *values))
        return self.curated(guild)


def dump(curated: Curated) -> dict[str, Any]:
    """Return what ``load`` reads, as JSON has it."""
    return {name: sorted(found) for name, found in asdict(curated).items()}


def load(found: Any) -> Curated:
    """Return what was dumped."""
    return Curated(
        hidden_articles=frozenset(found["hidden_articles"]),
        hidden=frozenset(found["hidden"]),
        pinned=frozenset(found["pinned"]),
        aliases=tuple(map(tuple, found["aliases"])),
    )
