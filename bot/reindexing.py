"""Builds that report to a program, and builds that follow the folder's changes."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bot import wire
from bot.app import Desk
from bot.errors import say
from corpus.errors import CorpusError
from index.errors import SearchError
from index.models import Progress

log = logging.getLogger(__name__)

PROGRESS_SECONDS = 0.2
"""Progress is reported at most this often."""


def build_as_json(desk: Desk, write: Callable[[str], None]) -> bool:
    """Build, writing each event as a line of JSON; return whether the build succeeded."""
    told = 0.0

    def tell(event: wire.Event) -> None:
        write(wire.line(wire.dump_event(event)))

    def report(progress: Progress) -> None:
        nonlocal told
        if time.monotonic() - told >= PROGRESS_SECONDS or progress.done == progress.total:
            told = time.monotonic()
            tell(progress)

    try:
        tell(desk.build(report))
    except Exception as error:
        if not isinstance(error, CorpusError | SearchError | OSError):
            log.exception("the build failed")
        tell(wire.Failure(type(error).__name__, say(error)))
        return False
    return True


def changes(*folders: Path) -> Iterator[None]:
    """Yield once for each batch of changes under the folders, until interrupted."""
    from watchfiles import watch  # noqa: PLC0415 - only those who watch need it

    logging.getLogger("watchfiles").setLevel(logging.ERROR)
    for _ in watch(*folders, raise_interrupt=False):
        yield None
