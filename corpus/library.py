"""A folder of articles: which files it has, and one of them as a document ready to be searched.

Folders may lie over one another: a file of the first hides those of the same name in the others,
as a server's own articles do with the shared ones.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from corpus import aliases
from corpus.errors import FolderNotFound, Unreadable
from corpus.models import Article, Document, Removal, Skipped, Stamp
from corpus.readers import UNSUPPORTED, decoded, is_supported, read

OUTSIDE = "a link that leads out of the folder"
MISPLACED = f"names belong in {aliases.FILE} (spelled so) in the articles' folder itself"
_ODD = re.compile(r"^/|[\\:\x00]|(?:^|/)\.\.(?:/|$)")
_LOOP = "a link that leads nowhere or to itself"


def scan(folder: Path) -> tuple[dict[str, Stamp], tuple[Skipped, ...]]:
    """Return the files of a folder tree that may be articles, sorted by name, and those skipped.

    Names are relative with forward slashes. Hidden files and folders are passed over in silence,
    links to folders are not followed. No file is opened. Raises FolderNotFound.
    """
    if not folder.is_dir():
        raise FolderNotFound(folder)
    root = folder.resolve()
    stamps: dict[str, Stamp] = {}
    skipped: list[Skipped] = []
    for found in sorted(_entries(root), key=lambda entry: os.fsencode(entry[0])):
        name, problem, status = found
        stamp = Stamp(status.st_size, status.st_mtime_ns) if status else None
        if problem is not None:
            skipped.append(Skipped(_printable(name), problem, stamp))
        elif stamp is not None:
            stamps[name] = stamp
    return stamps, tuple(skipped)


def is_article(name: str) -> bool:
    """Whether a file that ``scan`` found may be an article: not the one of other names."""
    return name != aliases.FILE


def scan_all(folders: Sequence[Path]) -> tuple[dict[str, Stamp], tuple[Skipped, ...]]:
    """Return what ``scan`` does for folders that lie over one another."""
    stamps: dict[str, Stamp] = {}
    skipped: dict[str, Skipped] = {}
    for folder in folders:
        found, refused = scan(folder)
        hidden = stamps.keys() | skipped.keys()
        if aliases.FILE in found.keys() & stamps.keys():  # the one file that all folders add to
            one, other = found[aliases.FILE], stamps[aliases.FILE]
            both = Stamp(one.size + other.size, max(one.mtime_ns, other.mtime_ns))
            stamps[aliases.FILE] = both
        stamps |= {name: stamp for name, stamp in found.items() if name not in hidden}
        skipped |= {item.path: item for item in refused if item.path not in hidden}
    names = sorted(stamps, key=os.fsencode)
    return {name: stamps[name] for name in names}, tuple(skipped.values())


def holder(folders: Sequence[Path], name: str) -> Path:
    """Return which of the folders that lie over one another a file is from; else the last."""
    if len(folders) == 1:
        return folders[0]
    paths = ((folder, folder / name) for folder in folders)
    there = (f for f, path in paths if path.is_symlink() or (path.exists() and not path.is_dir()))
    return next(there, folders[-1])


def load(folder: Path, name: str, stamp: Stamp) -> Document:
    """Return one article of the folder with its passages; ``stamp`` is what ``scan`` gave for it.

    Raises Unreadable, whatever goes wrong in the file.
    """
    from corpus.chunking import passages  # noqa: PLC0415 - a scan, before each answer, needs none

    try:
        article, _ = read(_located(folder, name), name)
        return Document(article, passages(article.text, article.marks, article.reveals), stamp)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(name, f"cannot be parsed ({type(error).__name__})") from error


def names(folder: Path) -> tuple[tuple[aliases.Group, ...], tuple[Skipped, ...]]:
    """Return the groups of the folder's aliases, which may have no such file, and faulty lines."""
    try:
        path = _located(folder, aliases.FILE)
        if not path.exists():
            return (), ()
        groups, faults = aliases.parse(decoded(path, aliases.FILE))
    except Unreadable as error:
        return (), (Skipped(aliases.FILE, error.reason),)
    return groups, tuple(Skipped(aliases.FILE, fault) for fault in faults)


def explain(folder: Path, name: str) -> tuple[Article, tuple[Removal, ...]]:
    """Return one article of the folder and what cleaning took out of it. Raises Unreadable."""
    try:
        return read(_located(folder, name), name)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(name, f"cannot be parsed ({type(error).__name__})") from error


_Entry = tuple[str, str | None, os.stat_result | None]


def _entries(root: Path) -> Iterator[_Entry]:
    """Yield each file below ``root``: its name, why it is skipped (or None), its status."""
    folders = [""]
    while folders:
        prefix = folders.pop()
        try:
            with os.scandir(root / prefix) as listing:
                entries = [entry for entry in listing if not entry.name.startswith(".")]
        except OSError:
            yield prefix, "the folder cannot be opened", None
            continue
        for entry in entries:
            name = f"{prefix}/{entry.name}" if prefix else entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append(name)
            else:
                yield _judged(root, name, entry)


def _judged(root: Path, name: str, entry: os.DirEntry[str]) -> _Entry:
    """Say whether a file may be an article, from its name and status alone."""
    try:
        status = entry.stat()
        inside = not entry.is_symlink() or (root / name).resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return name, _LOOP if entry.is_symlink() else "cannot be read", None
    if stat.S_ISDIR(status.st_mode):
        return name, "a link to a folder, which is not followed", None
    if not name.isprintable() and any(unicodedata.category(c) in ("Cc", "Cs") for c in name):
        return name, "its name has characters that cannot be shown: rename it", status
    if not inside:
        return name, OUTSIDE, status
    if not stat.S_ISREG(status.st_mode):
        return name, "not a regular file", status
    if name.rpartition("/")[2].casefold() == aliases.FILE != name:
        return name, MISPLACED, status
    return name, None if is_supported(name) else UNSUPPORTED, status


def _located(folder: Path, name: str) -> Path:
    """Return the path of a file that lies in the folder, also when links are followed."""
    if any(part.startswith(".") and part != ".." for part in PurePath(name).parts):
        raise Unreadable(name, "a hidden file, which is passed over")
    if _is_plain(folder, name):
        return folder / name
    root = folder.resolve()
    try:
        path = (root / name).resolve()
    except (OSError, RuntimeError, ValueError):
        raise Unreadable(name, _LOOP) from None
    if not path.is_relative_to(root):
        raise Unreadable(name, OUTSIDE if (root / name).is_symlink() else "not in the folder")
    return path


def _is_plain(folder: Path, name: str) -> bool:
    """Whether a name leads into the folder through no link; resolving it takes far longer."""
    if _ODD.search(name):
        return False
    ends = (*(at for at, character in enumerate(name) if character == "/"), len(name))
    return not any(os.path.islink(f"{folder}/{name[:end]}") for end in ends)  # noqa: PTH114


def _printable(name: str) -> str:
    """Return a name that any terminal can show: escapes for broken bytes and control characters."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(
        c.encode("unicode_escape").decode() if unicodedata.category(c) == "Cc" else c for c in text
    )
