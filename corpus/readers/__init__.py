"""Reading a file as an article: one file a format here, chosen by suffix."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from corpus.errors import Unreadable
from corpus.models import Article, Removal
from corpus.readers.encoding import Undecodable
from corpus.readers.html import NoMainText, read_html
from corpus.readers.markdown import BadFrontMatter, read_markdown
from corpus.readers.text import read_text

LARGEST = 10 * 1024 * 1024
"""Size in bytes above which a file is skipped."""

Reader = Callable[[bytes, str], tuple[Article, tuple[Removal, ...]]]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}

UNSUPPORTED = "not a .txt, .md or .html file"


def reader_for(name: str) -> Reader | None:
    """Return the reader for a file name, None where its suffix is not supported."""
    return READERS.get(Path(name).suffix.lower())


def read(path: Path, name: str) -> tuple[Article, tuple[Removal, ...]]:
    """Return the article in the file at ``path``, known as ``name``, and what cleaning removed.

    Raises Unreadable with the reason: suffix, kind of file, permission, size, binary, encoding,
    front matter, or nothing left to quote.
    """
    reader = reader_for(name)
    if reader is None:
        raise Unreadable(name, UNSUPPORTED)
    try:
        article, removals = reader(_content(path, name), name)
    except (Undecodable, BadFrontMatter) as error:
        raise Unreadable(name, error.reason) from None
    except NoMainText:
        raise Unreadable(name, "no article found in this page: save its text as .txt") from None
    if not any(map(str.isalnum, article.text)):
        raise Unreadable(name, "nothing but page furniture" if removals else "empty")
    return article, removals


def _content(path: Path, name: str) -> bytes:
    """Return the bytes of a regular file of a bearable size. Never waits on a pipe or a device."""
    try:
        _check(path.stat(), name)
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
        with os.fdopen(descriptor, "rb") as file:
            _check(os.fstat(file.fileno()), name)
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Unreadable(name, "the file is gone") from None
    except PermissionError:
        raise Unreadable(name, "permission denied: make the file readable") from None
    except OSError as error:
        raise Unreadable(name, f"cannot be read: {error.strerror or 'unknown error'}") from None
    if len(data) > LARGEST:
        raise Unreadable(name, _TOO_LARGE)
    if not data.strip():
        raise Unreadable(name, "empty")
    return data


_BINARY: int = getattr(os, "O_BINARY", 0)
_TOO_LARGE = f"larger than {LARGEST // 1024**2} MB: split it"


def _check(status: os.stat_result, name: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(name, "not a regular file")
    if status.st_size > LARGEST:
        raise Unreadable(name, _TOO_LARGE)
