"""The composition root: settings in, one desk that answers and reindexes out."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot import wire
from bot.errors import ReindexCancelled, ReindexFailed, say
from bot.settings import Settings
from corpus import library
from index import analysis, freshness, storage
from index.errors import BuildRunning, IndexDamaged, SearchError
from index.models import ArticleInfo, BuildReport, IndexStats, Outcome, Progress, Quote, Turn
from index.search import Searcher
from index.views import View

if TYPE_CHECKING:
    from asyncio.subprocess import Process

    from index.build import Report
    from index.verifying import Proof

log = logging.getLogger(__name__)

NICENESS = 19
"""How far a build steps back for answers: POSIX's lowest priority."""

FIRST_QUESTION = "Who was the first to find out when and where it began, and why?"
"""Asked of a generation before it takes another's place, so that what any needs is in memory."""

PACKAGES = str(Path(__file__).resolve().parent.parent)
"""Where this program stands, for a process of its own to import it from."""


def index_home(settings: Settings, articles: Path) -> Path:
    """Return the folder that keeps the index of a folder of articles; one folder, one index."""
    resolved = articles.resolve()
    digest = hashlib.sha256(os.fsencode(resolved)).hexdigest()[:12]
    return settings.state_dir / "indexes" / f"{resolved.name[:40]}-{digest}"


def unlocked() -> View:
    """Return the view of all that may be quoted now."""
    return View(now=datetime.now(UTC))


def server_folder(settings: Settings, guild: int) -> Path:
    """Return the folder of what a server has of its own: its ``articles`` and their ``index``."""
    return settings.state_dir / "servers" / str(guild)


class Desk:
    """Answers questions from one folder of articles and keeps its index.

    That of a server (its id being ``guild``) has the server's own articles, too, which hide those
    of the folder that have the same names. It is ``damaged`` while the newest generation is, so
    that an older one answers, or none.
    """

    def __init__(
        self, settings: Settings, articles: Path | None = None, guild: int | None = None
    ) -> None:
        self.settings = settings
        self.folder = articles or settings.articles
        self.guild = guild
        self.folders: tuple[Path, ...] = (self.folder,)
        self.home = shared = index_home(settings, self.folder)
        self._seed: Path | None = None
        if guild is not None:
            own = server_folder(settings, guild)
            self.folders = (own / "articles", self.folder)
            self.home, self._seed = own / "index", shared
        self._process: Process | None = None
        self._cancelled = False
        self._open: tuple[str | None, Searcher] | None = None
        self._opening = threading.Lock()
        self._reindexing = False
        self.damaged = False

    def is_fresh(self) -> bool:
        """Whether the index was made from the articles as they are now."""
        return freshness.is_fresh(self.folders, self.home)

    def has_index(self) -> bool:
        """Whether there is an index to answer from, be it of earlier articles."""
        try:
            self.searcher()
        except SearchError:
            return False
        return True

    def build(self, report: Report | None = None) -> BuildReport:
        """Bring the index up to date, here and now; raises what ``index.build.build`` does."""
        from index.build import build  # noqa: PLC0415 - not needed to answer

        return build(self.folders, self.home, report, self._seed)

    def searcher(self) -> Searcher:
        """Return the current generation's searcher, also when another process has swapped it.

        One thread opens the new generation; meanwhile the others go on with the one before.
        """
        name, known = storage.current_name(self.home), self._open
        if known and (known[0] == name or self._opening.locked()):
            return known[1]
        with self._opening:
            if self._open is None or self._open[0] != name:
                self._open = (name, self._opened(name, known[1] if known else None))
            return self._open[1]

    def damage(self) -> IndexDamaged | None:
        """Return what is wrong with the newest generation, even where an older one answers."""
        return storage.damage(self.home, analysis.ANALYSER)

    def _opened(self, name: str | None, known: Searcher | None) -> Searcher:
        """Open the newest sound generation, the one that is open being sound; log any damage."""
        fault: IndexDamaged | None = None
        try:
            searcher = Searcher.open(self.home)
            if searcher.stats.generation != name:
                fault = self.damage()
        except IndexDamaged as error:
            fault = error
            if known is None:
                raise
            searcher = known
        finally:
            self.damaged = fault is not None
            if fault is not None:
                log.error("An older index answers, if there is one. %s", say(fault))
        if known not in (None, searcher):
            searcher.ask(FIRST_QUESTION)
        return searcher

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        top: int = 3,
        view: View | None = None,
    ) -> Outcome:
        """Answer one question; safe in any thread. Without a view, from all that is unlocked."""
        return self.searcher().ask(question, history, top, view or unlocked())

    def articles(self, view: View | None = None) -> tuple[ArticleInfo, ...]:
        """Return the articles of the current generation that are unlocked, sorted by title."""
        return self.searcher().articles(view or unlocked())

    def stats(self) -> IndexStats:
        """Return what the current generation holds."""
        return self.searcher().stats

    def verify(self, quote: Quote) -> Proof:
        """Look for a quote in its article's file as it is now.

        Raises:
            corpus.errors.Unreadable: the file is gone or no article any more.
        """
        from index.verifying import verify  # noqa: PLC0415 - not needed to answer

        return verify(library.holder(self.folders, quote.article), quote)

    async def reindex(self, progress: Callable[[Progress], object] | None = None) -> BuildReport:
        """Build in a process of its own, so that the event loop stays free.

        Raises:
            BuildRunning: another build of this index is running, here or elsewhere.
            ReindexCancelled: ``cancel`` was called; the last generation goes on answering.
            ReindexFailed: the build failed; the last generation goes on answering.
        """
        import asyncio  # noqa: PLC0415 - only those who have a loop need it

        from bot import metrics  # noqa: PLC0415 - .1 s

        if self._reindexing:
            raise BuildRunning(self.home)
        self._reindexing, self._cancelled = True, False
        report: BuildReport | None = None
        try:
            async with metrics.reindexing(), aclosing(self._building()) as events:
                async for event in events:
                    match event:
                        case Progress():
                            if progress:
                                progress(event)
                        case BuildReport():
                            report = event
                        case wire.Failure(kind="BuildRunning"):
                            raise BuildRunning(self.home)
                        case wire.Failure():
                            raise ReindexFailed(event.sentence)
        finally:
            self._reindexing = False
        if report is None and self._cancelled:
            raise ReindexCancelled
        if report is None:
            raise ReindexFailed("The indexing process ended without a word. The log may say why.")
        await asyncio.to_thread(self.searcher)
        return report

    def cancel(self) -> bool:
        """End a build that ``reindex`` is waiting for; return whether there was one."""
        self._cancelled = self._reindexing
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
        return self._cancelled

    async def _building(self) -> AsyncGenerator[wire.Event]:
        """Run a build of low priority; POSIX and Windows each have a way of their own."""
        from asyncio.subprocess import DEVNULL, PIPE, create_subprocess_exec  # noqa: PLC0415

        if self._cancelled:
            return
        own = () if self.guild is None else ("--server", str(self.guild))
        self._process = process = await create_subprocess_exec(
            *(sys.executable, "-P", "-m", "bot", "index", "--json", "--corpus", self.folder, *own),
            stdin=DEVNULL,
            stdout=PIPE,
            limit=64 << 20,
            creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
            env=os.environ
            | {"PYTHONPATH": PACKAGES, "QUOTH_STATE_DIR": str(self.settings.state_dir)},
        )
        _step_back(process.pid)
        assert process.stdout is not None
        if self._cancelled:
            process.terminate()
        try:
            async for line in process.stdout:
                yield wire.load_event(json.loads(line))
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()
            self._process = None


def _step_back(process: int) -> None:
    """Let a process make way for whoever waits for an answer."""
    with suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, process, NICENESS)
    with suppress(OSError):  # Linux: where memory runs out, this process ends before the bot.
        Path(f"/proc/{process}/oom_score_adj").write_text("1000", encoding="ascii")
