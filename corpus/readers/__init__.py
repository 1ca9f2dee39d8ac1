"""Reading a file as an article: one file a format here, chosen by suffix."""

from __future__ import annotations

import os
import stat
from importlib import import_module
from pathlib import Path

from corpus.errors import NotAnArticle, Unreadable
from corpus.models import Article, Removal

LARGEST = 10 * 1024 * 1024
"""Size in bytes above which a file is skipped."""

TOO_LARGE = f"larger than {LARGEST // 1024**2} MB: split it"

READERS = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}
"""The module of this package that reads files of a suffix; it is imported when one is read."""

UNSUPPORTED = "not a .txt, .md or .html file"


def is_supported(name: str) -> bool:
    """Whether there is a reader for a file of this name."""
    return Path(name).suffix.lower() in READERS


def read(path: Path, name: str) -> tuple[Article, tuple[Removal, ...]]:
    """Return the article in the file at ``path``, known as ``name``, and what cleaning removed.

    Raises Unreadable with the reason: suffix, kind of file, permission, size, number of lines,
    binary, encoding, front matter, or nothing left to quote.
    """
    if not is_supported(name):
        raise Unreadable(name, UNSUPPORTED)
    return parsed(_content(path, name), name)


def parsed(data: bytes, name: str) -> tuple[Article, tuple[Removal, ...]]:
    """Return what ``read`` does for the content of a file of a supported name."""
    reader = import_module(f"{__name__}.{READERS[Path(name).suffix.lower()]}")
    try:
        article, removals = reader.read(data, name)
    except NotAnArticle as error:
        raise Unreadable(name, error.reason) from None
    if not any(map(str.isalnum, article.text)):
        raise Unreadable(name, "nothing but page furniture" if removals else "empty")
    return article, removals


def decoded(path: Path, name: str) -> str:
    """Return the text of a file that is no article. Raises Unreadable."""
    encoding = import_module(f"{__name__}.encoding")
    try:
        return str(encoding.decode(_content(path, name)))
    except NotAnArticle as error:
        raise Unreadable(name, error.reason) from None


def _content(path: Path, name: str) -> bytes:
    """Return the bytes of a regular file of a bearable size. Never waits on a pipe or a device."""
    try:
        _check(os.stat(path), name)  # noqa: PTH116 - sooner
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(file.fileno())
            _check(status, name)
            data = file.read(status.st_size + 1)  # no more, for it is room that is made
            if len(data) > status.st_size:  # it has grown
                data += file.read(LARGEST)
    except FileNotFoundError:
        raise Unreadable(name, "there is no such file") from None
    except PermissionError:
        raise Unreadable(name, "permission denied: make the file readable") from None
    except OSError as error:
        raise Unreadable(name, f"cannot be read: {error.strerror or 'unknown error'}") from None
    if len(data) > LARGEST:
        raise Unreadable(name, TOO_LARGE)
    if not data.strip():
        raise Unreadable(name, "empty")
    return data


_BINARY: int = getattr(os, "O_BINARY", 0)


def _check(status: os.stat_result, name: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(name, "not a regular file")
    if status.st_size > LARGEST:
        raise Unreadable(name, TOO_LARGE)
