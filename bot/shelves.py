"""The articles that a server has added: put onto its shelf, and taken off it again."""

from __future__ import annotations

import asyncio
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from bot import intake, notices
from bot.app import Desk
from bot.errors import Refused
from bot.libraries import DRAFT, REMOVED, Libraries
from bot.texts.catalogue import text
from bot.threads import Threads
from corpus import aliases, library
from corpus.intake import Ready, Said
from index.models import ArticleInfo, BuildReport, Progress
from index.views import ALL

LARGEST = 10 << 20
"""Bytes of a file that is handed in."""

SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm", ".pdf")

AT_ONCE = 2
"""Servers whose shelves are changed at a time; others wait."""

EXPECTED = 3
"""Articles of a server that are handed in at a time, for each of them is held in memory."""

LONGEST_NAME, MOST_BYTES = 60, 200
"""Characters and bytes of an article's name without its suffix; systems take 255 with all else."""

_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_ODD = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Handed:
    """What somebody hands in: its content, what it is called, and the suffix of what it is."""

    data: bytes
    name: str
    suffix: str


class Shelves:
    """The own articles of all servers. One change of a server's at a time."""

    def __init__(self, libraries: Libraries) -> None:
        self._libraries = libraries
        settings = libraries.shared.settings
        self.most_articles = settings.server_articles
        self.most_megabytes = settings.server_megabytes
        self._work = Threads()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._expected = Counter[int]()

    def sizes(self, guild: int) -> dict[str, int]:
        """Return the paths and sizes of a server's own files."""
        folder = self._libraries.own(guild).folders[0]
        if not folder.is_dir():
            return {}
        return {path: stamp.size for path, stamp in library.scan(folder)[0].items()}

    @contextmanager
    def expecting(self, guild: int) -> Iterator[None]:
        """Count somebody who hands in an article. Raises Refused where too many do."""
        if self._expected[guild] >= EXPECTED:
            raise Refused(text("articles-busy", most=EXPECTED))
        self._expected[guild] += 1
        try:
            yield
        finally:
            self._expected[guild] -= 1

    async def add(
        self,
        guild: int,
        handed: Handed,
        said: Said,
        progress: Callable[[Progress], object] | None = None,
        replaces: str | None = None,
    ) -> tuple[ArticleInfo, BuildReport]:
        """Make an article of what was handed in, in the place of the own one that it ``replaces``;
        where that fails, nothing of it is kept and the other one stays.

        Raises:
            Refused: it cannot be an article, there is no room for it, or none for it to replace.
            BuildRunning, ReindexFailed, ReindexCancelled: it could not be indexed.
        """
        async with self._libraries.changing(guild), self._slots:
            sizes = await self._work.aside(lambda: self.sizes(guild))
            if replaces is not None and sizes.pop(replaces, None) is None:
                raise Refused(text("articles-not-own"))
            if len(sizes) >= self.most_articles:
                raise Refused(text("articles-too-many", most=self.most_articles))
            ready = await intake.read(handed.data, handed.suffix, said)
            if sum(sizes.values()) + len(ready.content) > self.most_megabytes << 20:
                raise Refused(text("articles-too-much", most=self.most_megabytes))
            desk = self._libraries.own(guild)
            shelf = desk.folders[0]
            path = await self._work.aside(lambda: _drafted(desk, handed.name, ready, sizes))
            # Only now, so that a bot that is killed leaves the old article or the new one.
            with self._changing(desk, replaces):
                (shelf / f"{DRAFT}{path}").replace(shelf / path)
                try:
                    report = await desk.reindex(progress)
                    infos = await self._work.aside(lambda: desk.articles(ALL))
                    info = next((each for each in infos if each.path == path), None)
                    if info is None:
                        reasons = (each.reason for each in report.skipped if each.path == path)
                        raise Refused(notices.refused(next(reasons, "empty")))
                except BaseException:
                    (shelf / path).unlink(missing_ok=True)
                    raise
            return info, report

    async def content(self, guild: int, path: str) -> Handed:
        """Return one of a server's own articles as it was handed in. Raises Refused where it has
        no such article."""

        def read() -> Handed:
            if path not in self.sizes(guild):
                raise Refused(text("articles-not-own"))
            file = self._libraries.own(guild).folders[0] / path
            return Handed(file.read_bytes(), path, file.suffix)

        return await self._work.aside(read)

    async def remove(
        self, guild: int, path: str, progress: Callable[[Progress], object] | None = None
    ) -> None:
        """Take one of a server's own articles out of the library.

        Raises:
            Refused: it has no such article.
            BuildRunning, ReindexFailed, ReindexCancelled: it could not be taken out of the index,
                so it stays.
        """
        async with self._libraries.changing(guild), self._slots:
            sizes = await self._work.aside(lambda: self.sizes(guild))
            if path not in sizes:
                raise Refused(text("articles-not-own"))
            if len(sizes) == 1:
                await self._libraries.clear(guild)
                return
            desk = self._libraries.own(guild)
            with self._changing(desk, path):
                await desk.reindex(progress)

    @contextmanager
    def _changing(self, desk: Desk, goes: str | None) -> Iterator[None]:
        """Take an article off the shelf that ``goes`` if the block succeeds, and is put back if it
        fails."""
        shelf, name = desk.folders[0], hashlib.sha256((goes or "").encode()).hexdigest()
        aside = shelf / f"{REMOVED}{name[:16]}"
        if goes:
            (shelf / goes).rename(aside)
        try:
            yield
        except BaseException:  # Nothing is awaited: whoever waits may have been cancelled.
            if goes:
                aside.rename(shelf / goes)
            self._libraries.restored()
            raise
        aside.unlink(missing_ok=True)


def suffix_of(name: str) -> str | None:
    """Return the suffix of a name that somebody may hand in, None of another."""
    suffix = PurePosixPath(name.lower()).suffix
    return suffix if suffix in SUFFIXES else None


def name_of(url: str) -> str:
    """Return what a page is called by its address.

    >>> name_of("https://example.org/wiki/The_bell.html?print=1"), name_of("https://example.org/")
    ('The_bell.html', 'example.org')
    """
    parts = urlsplit(url)
    return PurePosixPath(unquote(parts.path)).name or parts.hostname or ""


def safe_name(name: str, suffix: str, taken: Iterable[str] = ()) -> str:
    """Return a file name that any system takes, of no folder, and unlike those ``taken``.

    >>> safe_name("../../The bell.md", ".md", ["the-bell.md"]), safe_name("CON.md", ".md")
    ('The-bell-2.md', 'article-CON.md')
    """
    last = unicodedata.normalize("NFKC", name).replace("\\", "/").rpartition("/")[2]
    stem = last[: -len(PurePosixPath(last).suffix) or None] if suffix_of(last) else last
    stem = _ODD.sub("-", stem)[:LONGEST_NAME].encode()[:MOST_BYTES].decode(errors="ignore")
    stem = stem.strip("-._") or "article"
    if _DEVICES.fullmatch(stem) or f"{stem}{suffix}".casefold() == aliases.FILE:
        stem = f"article-{stem}"
    others = {each.casefold() for each in taken}
    number, found = 1, f"{stem}{suffix}"
    while found.casefold() in others:
        number += 1
        found = f"{stem}-{number}{suffix}"
    return found


def _drafted(desk: Desk, name: str, ready: Ready, own: Iterable[str]) -> str:
    """Write the draft of an article that gets a name of its own; return that name."""
    shelf = desk.folders[0]
    for path in own:
        if (shelf / path).read_bytes() == ready.content:
            raise Refused(notices.already_there(path))
    found, skipped = library.scan(desk.folder)
    path = safe_name(name, ready.suffix, {*own, *found, *(each.path for each in skipped)})
    shelf.mkdir(parents=True, exist_ok=True)
    draft = shelf / f"{DRAFT}{path}"
    try:
        draft.write_bytes(ready.content)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return path
