"""Who waits for an answer, noted on disk, so that a bot that was killed can tell them afterwards.

A note is a file of its own, made when somebody asks and deleted with the answer. It holds where
the answer belongs and never a word of the question.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import SimpleQueue

log = logging.getLogger(__name__)

FOLDER = "waiting"
"""The notes' folder in the state folder."""

TOKEN_SECONDS = 15 * 60
"""How long Discord lets an interaction be answered; nobody expects a later answer to a message."""

PATIENCE = 1.0
"""Seconds that the end waits for a disk."""


@dataclass(frozen=True, slots=True)
class Note:
    """An interaction with its ``token``, or a message (no token) in a ``channel``; the ``language``
    is that in which the asker is spoken to."""

    id: int
    channel: int
    language: str
    token: str = ""


class Waiting:
    """The notes in a folder; a thread writes them, so that no answer waits for the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._calls = SimpleQueue[Callable[[], object] | None]()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._failing = False

    @contextmanager
    def noted(self, note: Note) -> Iterator[None]:
        """Keep a note of somebody for as long as the block runs; if it is stopped, for the next
        run."""
        file = self._folder / f"{note.id}.json"
        content = json.dumps(asdict(note))
        self._calls.put(lambda: self._write(file, content))
        stopped = False
        try:
            yield
        except asyncio.CancelledError:
            stopped = True
            raise
        finally:
            if not stopped:
                self._calls.put(lambda: file.unlink(missing_ok=True))

    def begin(self) -> tuple[Note, ...]:
        """Return whom the last run of the bot left waiting, and begin to take notes."""
        left = tuple(self._left())
        with suppress(OSError):  # If it is needed, it will be said so.
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._thread.start()
        return left

    def close(self) -> None:
        """Finish writing, unless the disk takes too long."""
        self._calls.put(None)
        if self._thread.is_alive():
            self._thread.join(PATIENCE)

    def _left(self) -> Iterator[Note]:
        for file in sorted(self._folder.glob("*.json")):
            try:
                old = time.time() - file.stat().st_mtime > TOKEN_SECONDS
                note = Note(**json.loads(file.read_text("utf-8")))
                file.unlink()
            except (OSError, ValueError, TypeError) as error:
                log.warning("a note of who was waiting cannot be used: %s", type(error).__name__)
            else:
                if not old:
                    yield note

    def _work(self) -> None:
        while call := self._calls.get():
            try:
                call()
            except OSError as error:
                if not self._failing:
                    log.warning("cannot note who is waiting: %s", error.strerror)
                self._failing = True

    def _write(self, file: Path, content: str) -> None:
        with open(file, "w", encoding="utf-8", opener=_private) as opened:
            opened.write(content)
        self._failing = False


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
