"""Which files the index was made from, and whether they are still the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus import library
from corpus.models import Stamp
from index import analysis, storage
from index.errors import IndexDamaged, IndexMismatch, IndexMissing

Folders = Path | Sequence[Path]
"""A folder of articles, or several that lie over one another, the uppermost first."""


def several(folder: Folders) -> Sequence[Path]:
    """Return the folders, also where it is one."""
    return (folder,) if isinstance(folder, Path) else folder


def files_of(generation: storage.Generation) -> Iterator[tuple[str, Stamp, str | None]]:
    """Yield each file's path, its stamp and, where it is no article, the reason.

    Raises:
        IndexDamaged: the list of files cannot be read.
    """
    try:
        for path, size, mtime_ns, reason in json.loads(generation.bytes("files.json")):
            yield path, Stamp(size, mtime_ns), reason
    except (ValueError, TypeError) as error:
        raise IndexDamaged(generation.folder, "files.json") from error


def is_fresh(folder: Folders, home: Path) -> bool:
    """Whether the current generation in ``home`` was made from ``folder`` as it is now.

    Raises:
        corpus.errors.FolderNotFound: there is no such folder.
    """
    found, _ = library.scan_all(several(folder))
    try:
        generation = storage.open_current(home, analysis.ANALYSER)
        known = {path: stamp for path, stamp, _ in files_of(generation)}
    except (IndexMissing, IndexMismatch, IndexDamaged):
        return False
    return found == known
