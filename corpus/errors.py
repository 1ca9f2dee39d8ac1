"""What can go wrong with source articles. Errors carry data; ``bot.errors`` says it to people."""

from __future__ import annotations

from pathlib import Path


class CorpusError(Exception):
    """Root of every error of this room."""


class FolderNotFound(CorpusError):
    """The folder of articles does not exist or is not a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


class NotAnArticle(CorpusError):
    """The content of a file is no article; ``reason`` is a short phrase for people."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotWritten(CorpusError):
    """A file of articles stays as it is; ``reason`` is a short phrase for people."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class Unreadable(CorpusError):
    """One file cannot become an article; ``reason`` is a short phrase for people."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
