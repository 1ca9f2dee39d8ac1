"""Files become shares of an index, in processes of their own where there are many."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import replace
from itertools import chain, groupby
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

from corpus import library
from corpus.errors import Unreadable
from corpus.models import Document, Stamp
from index import languages
from index.encoding import KEPT, Encoder
from index.records import shares
from index.writing import Pages

MANY = 4 << 20
"""Bytes of files from which on other processes read them: one more second than it takes to start
them."""

MOST_PROCESSES = 4
BATCH, BATCH_BYTES = 64, 1 << 18
"""Files that a process reads at a time: so many, or of so many bytes together."""

AHEAD = 4
"""Batches that each process may have read before they are asked for."""

_PACKAGES = str(Path(__file__).resolve().parent.parent)

File = tuple[str, Stamp]


class Reader:
    """Reads the articles of folders that lie over one another."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self.encoder = Encoder()

    def read(self, files: Sequence[File]) -> list[Pages | str]:
        """Return the articles of files that follow one another, or why one is none, in order."""
        if len(self.encoder) > KEPT:
            self.encoder = Encoder()
        found: list[Pages | str] = []
        loaded = map(self._loaded, files)
        for kind, group in groupby(loaded, lambda one: one if isinstance(one, str) else _told(one)):
            if isinstance(kind, str):
                found += [kind for _ in group]
            else:
                found.append(self._pages([one for one in group if isinstance(one, Document)]))
        return found

    def _loaded(self, file: File) -> Document | str:
        try:
            return _in_language(library.load(library.holder(self._folders, file[0]), *file))
        except Unreadable as error:
            return error.reason

    def _pages(self, documents: Sequence[Document]) -> Pages:
        metas = [document.article.meta for document in documents]
        tags = [meta.language for meta in metas if meta.language]
        return Pages(
            *shares(documents),
            {at: (meta.title, *meta.aliases) for at, meta in enumerate(metas) if meta.aliases},
            {at: d.article.doubts for at, d in enumerate(documents) if d.article.doubts},
            [languages.get(tag).code for tag in tags],
            self.encoder.encode(documents, tags) if tags else None,
        )


def read_all(folders: Sequence[Path], groups: Iterable[Sequence[File]]) -> Iterator[Pages | str]:
    """Yield what ``Reader.read`` returns for files, those of a group following one another."""
    batches = [batch for files in groups for batch in _batches(files)]
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    if processes == 1 or sum(stamp.size for batch in batches for _, stamp in batch) < MANY:
        reader = Reader(folders)
        yield from chain.from_iterable(map(reader.read, batches))
        return
    with ExitStack() as stack:
        idle = SimpleQueue[_Helper]()
        for _ in range(processes):
            idle.put(stack.enter_context(_Helper(folders)))

        def read_batch(batch: Sequence[File]) -> list[Pages | str]:
            helper = idle.get()
            try:
                return helper.read(batch)
            finally:
                idle.put(helper)

        threads = ThreadPoolExecutor(processes)
        stack.callback(threads.shutdown, cancel_futures=True)
        waiting = deque[Future[list[Pages | str]]]()
        for batch in batches:
            waiting.append(threads.submit(read_batch, batch))
            if len(waiting) > AHEAD * processes:
                yield from waiting.popleft().result()
        for last in waiting:
            yield from last.result()


def _batches(files: Sequence[File]) -> Iterator[Sequence[File]]:
    """Yield files some at a time."""
    batch: list[File] = []
    size = 0
    for file in files:
        batch.append(file)
        size += file[1].size
        if len(batch) == BATCH or size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Helper:
    """A process that reads articles. It ends when its input does, so also when we are killed.

    Unlike those of multiprocessing it never runs the main module again, whatever that is.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._forms: list[str] = []

    def __enter__(self) -> _Helper:
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from index.reading import serve; serve()", *self._folders],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": _PACKAGES},
            process_group=0,  # Ctrl-C is for us to hear; Linux weighs priorities within a session
        )
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(BrokenPipeError), self._process:  # closes the pipes and waits
            pass

    def read(self, files: Sequence[File]) -> list[Pages | str]:
        """Return what ``Reader.read`` does; read here where the process has died."""
        assert self._process.stdin
        assert self._process.stdout
        try:
            pickle.dump(files, self._process.stdin)
            self._process.stdin.flush()
            known, forms, found = pickle.load(self._process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            self._process.kill()
            return Reader(self._folders).read(files)
        if not known:
            self._forms = []
        self._forms += forms
        return [_with_forms(each, self._forms) for each in found]


def _with_forms(found: Pages | str, forms: list[str] | None) -> Pages | str:
    """Return pages with other forms."""
    if isinstance(found, str) or found.words is None:
        return found
    return found._replace(words=found.words._replace(forms=forms))


def serve() -> None:
    """Read what the standard input asks for, until it ends; libraries may still print.

    The reply is how many of its forms were said before, those that were not, and what was found.
    """
    reader, asked = Reader([*map(Path, sys.argv[1:])]), sys.stdin.buffer
    forms, said = reader.encoder.forms, 0
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as replies:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        while files := _asked(asked):
            found = [_with_forms(each, None) for each in reader.read(files)]
            if forms is not reader.encoder.forms:
                forms, said = reader.encoder.forms, 0
            pickle.dump((said, forms[said:], found), replies, pickle.HIGHEST_PROTOCOL)
            replies.flush()
            said = len(forms)
    os._exit(0)  # to let go of millions of strings one by one takes long


def _asked(stream: BinaryIO) -> Sequence[File]:
    try:
        files: Sequence[File] = pickle.load(stream)
    except EOFError:
        return ()
    return files


def _told(document: Document) -> bool:
    return document.article.meta.language is not None


def _in_language(document: Document) -> Document:
    """Return the document with its article's language, where that says none and it can be told."""
    from index.languages.detection import detect  # noqa: PLC0415 - answering never detects

    article = document.article
    if article.meta.language or not (found := detect(article.text)):
        return document
    told = replace(article, meta=replace(article.meta, language=found))
    return Document(told, document.passages, document.stamp)
