"""What can go wrong with an index. Errors carry data; ``bot.errors`` says it to people."""

from __future__ import annotations

from pathlib import Path

from corpus.models import Skipped


class SearchError(Exception):
    """Root of every error of this room."""


class IndexMissing(SearchError):
    """No generation of the index can be opened in ``folder``."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


class IndexMismatch(SearchError):
    """The index was made by another format or analyser than this program's."""

    def __init__(self, folder: Path, found: str, expected: str) -> None:
        super().__init__(f"{folder}: {found!r} is not {expected!r}")
        self.folder = folder
        self.found = found
        self.expected = expected


class IndexDamaged(SearchError):
    """A file of the index is missing or is not what the manifest recorded."""

    def __init__(self, folder: Path, file: str) -> None:
        super().__init__(f"{folder / file}")
        self.folder = folder
        self.file = file


class BuildRunning(SearchError):
    """Another process or task is already building the index in ``folder``."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


class NothingToIndex(SearchError):
    """No file of the folder became an article."""

    def __init__(self, folder: Path, skipped: tuple[Skipped, ...]) -> None:
        super().__init__(str(folder))
        self.folder = folder
        self.skipped = skipped
