"""Files become shares of an index, in processes of their own where there are many."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

from corpus import library
from corpus.errors import Unreadable
from corpus.models import Document, Stamp
from index import languages
from index.encoding import encode
from index.records import share
from index.writing import Page

MANY = 4 << 20
"""Bytes of files from which on other processes read them: one more second than it takes to start
them."""

MOST_PROCESSES = 4
BATCH = 16
"""Files that a process reads at a time."""

AHEAD = 4
"""Batches that each process may have read before they are asked for."""

_PACKAGES = str(Path(__file__).resolve().parent.parent)

File = tuple[str, Stamp]


def read(folders: Sequence[Path], file: File) -> Page | str:
    """Return an article of folders over one another, or why the file is none."""
    try:
        document = _in_language(library.load(library.holder(folders, file[0]), *file))
    except Unreadable as error:
        return error.reason
    meta = document.article.meta
    words = encode(document, languages.get(meta.language)) if meta.language else None
    return Page(share(document), meta, words, document.article.doubts)


def read_all(folders: Sequence[Path], files: Sequence[File]) -> Iterator[Page | str]:
    """Yield what ``read`` returns for each of the files, in order."""
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    if processes == 1 or sum(stamp.size for _, stamp in files) < MANY:
        yield from (read(folders, file) for file in files)
        return
    batches = [files[at : at + BATCH] for at in range(0, len(files), BATCH)]
    with ExitStack() as stack:
        idle = SimpleQueue[_Helper]()
        for _ in range(processes):
            idle.put(stack.enter_context(_Helper(folders)))

        def read_batch(batch: Sequence[File]) -> list[Page | str]:
            helper = idle.get()
            try:
                return helper.read(batch)
            finally:
                idle.put(helper)

        threads = ThreadPoolExecutor(processes)
        stack.callback(threads.shutdown, cancel_futures=True)
        waiting = deque[Future[list[Page | str]]]()
        for batch in batches:
            waiting.append(threads.submit(read_batch, batch))
            if len(waiting) > AHEAD * processes:
                yield from waiting.popleft().result()
        for last in waiting:
            yield from last.result()


class _Helper:
    """A process that reads articles. It ends when its input does, so also when we are killed.

    Unlike those of multiprocessing it never runs the main module again, whatever that is.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    def __enter__(self) -> _Helper:
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from index.reading import serve; serve()", *self._folders],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": _PACKAGES},
            start_new_session=True,  # Ctrl-C is for us to hear
        )
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(BrokenPipeError), self._process:  # closes the pipes and waits
            pass

    def read(self, files: Sequence[File]) -> list[Page | str]:
        """Return what ``read`` returns for the files; here, where the process has died."""
        assert self._process.stdin
        assert self._process.stdout
        try:
            pickle.dump(files, self._process.stdin)
            self._process.stdin.flush()
            found: list[Page | str] = pickle.load(self._process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            self._process.kill()
            return [read(self._folders, file) for file in files]
        return found


def serve() -> None:
    """Read what the standard input asks for, until it ends; libraries may still print."""
    folders, asked = [*map(Path, sys.argv[1:])], sys.stdin.buffer
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as replies:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        while files := _asked(asked):
            pickle.dump([read(folders, file) for file in files], replies)
            replies.flush()


def _asked(stream: BinaryIO) -> Sequence[File]:
    try:
        files: Sequence[File] = pickle.load(stream)
    except EOFError:
        return ()
    return files


def _in_language(document: Document) -> Document:
    """Return the document with its article's language, where that says none and it can be told."""
    from index.languages.detection import detect  # noqa: PLC0415 - answering never detects

    article = document.article
    meta = replace(article.meta, language=article.meta.language or detect(article.text))
    return replace(document, article=replace(article, meta=meta))
