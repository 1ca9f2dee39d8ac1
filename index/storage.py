"""Generations of an index on disk: written beside the old one, then a pointer is swapped.

    FOLDER/
      CURRENT           the name of the generation that answers
      build.lock        held by the one process that builds
      gen-000007/       manifest.json (size and sha256 of each file; the last line is its own
                        sha256) and the files themselves

A generation's folder gets its name only when every file in it is complete and on disk, so a build
that is killed at any point leaves the old generation answering.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import mmap
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from index.errors import BuildRunning, IndexDamaged, IndexMismatch, IndexMissing

FORMAT = 5
"""Raise it when the files of a generation change their meaning."""

KEEP = 2
"""Generations kept: the one that answers and the one before, for whoever still reads it."""

_CHECK_ALL_BELOW = 8 << 20
_READ_BELOW = 1 << 20
_PREFIX = "gen-"
_TEMPORARY = ".building-"
_MANIFEST = "manifest.json"
_CURRENT = "CURRENT"


@dataclass(frozen=True, slots=True)
class Generation:
    """A complete generation: its folder and what its manifest says."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def name(self) -> str:
        """The name of its folder, such as ``gen-000007``."""
        return self.folder.name

    def array(self, name: str) -> NDArray[Any]:
        """Return the array ``name``, read-only; a large one is mapped, a small one read.

        A mapped file that somebody cuts short ends the process which looks at it.
        """
        path = self.folder / f"{name}.npy"
        try:
            mode: Any = "r" if path.stat().st_size > _READ_BELOW else None
            array: NDArray[Any] = np.load(path, mmap_mode=mode, allow_pickle=False)
            array.flags.writeable = False
            return array
        except Exception as error:  # NumPy parses the header as Python, which may raise anything
            raise IndexDamaged(self.folder, path.name) from error

    def bytes(self, name: str) -> bytes:
        """Return the content of the file ``name``."""
        try:
            return (self.folder / name).read_bytes()
        except OSError as error:
            raise IndexDamaged(self.folder, name) from error

    def check(self, *, everything: bool) -> None:
        """Raise IndexDamaged unless each file has its recorded size (and content, if asked)."""
        for name, recorded in self.manifest["files"].items():
            path = self.folder / name
            if not path.is_file() or path.stat().st_size != recorded["size"]:
                raise IndexDamaged(self.folder, name)
            if everything and _sha256(path) != recorded["sha256"]:
                raise IndexDamaged(self.folder, name)


class Writer:
    """The folder of a generation that is being written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def array(self, name: str, values: NDArray[Any]) -> None:
        """Write ``values`` as the array ``name``."""
        with (self.folder / f"{name}.npy").open("wb") as file:
            np.save(file, values, allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())

    @contextlib.contextmanager
    def growing(self, name: str, empty: NDArray[Any]) -> Iterator[Growing]:
        """Write the array ``name`` piece by piece; ``empty`` is what it is without any."""
        with (self.folder / f"{name}.npy").open("wb") as file:
            growing = Growing(file, empty)
            yield growing
            growing.finish()
            file.flush()
            os.fsync(file.fileno())

    def bytes(self, name: str, content: bytes) -> None:
        """Write the file ``name``."""
        with (self.folder / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


class Growing:
    """An array on disk to which items are added; its length is written last."""

    def __init__(self, file: BinaryIO, empty: NDArray[Any]) -> None:
        self._file, self._dtype, self._row = file, empty.dtype, empty.shape[1:]
        self.length = 0
        self.finish()

    def add(self, items: NDArray[Any]) -> None:
        """Add items of the array's type, in order."""
        self._file.write(np.ascontiguousarray(items, self._dtype).data)
        self.length += len(items)

    def finish(self) -> None:
        """Write the header, which NumPy leaves room in for a length that grows."""
        self._file.seek(0)
        header = {"descr": np.lib.format.dtype_to_descr(self._dtype), "fortran_order": False}
        shape = {"shape": (self.length, *self._row)}
        np.lib.format.write_array_header_1_0(self._file, header | shape)


def let_go(array: NDArray[Any]) -> None:
    """Take a mapped array out of our memory; what is needed of it again is read again."""
    base: object = array
    while isinstance(base, np.ndarray):
        base = base.base
    if isinstance(base, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        base.madvise(mmap.MADV_DONTNEED)


@contextlib.contextmanager
def building(folder: Path) -> Iterator[None]:
    """Hold the build lock of ``folder``; raise BuildRunning when another process or thread has it.

    The operating system frees the lock of a process that dies.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - brings asyncio; answering locks nothing

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "build.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise BuildRunning(folder) from error
    try:
        for left in folder.glob(f"{_TEMPORARY}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def new_generation(folder: Path, facts: dict[str, Any]) -> Iterator[Writer]:
    """Write a generation and make it the current one when the block ends without an error.

    ``facts`` go into the manifest. Call it inside ``building(folder)``.
    """
    working = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=folder))
    try:
        writer = Writer(working)
        yield writer
        files = {
            path.name: {"size": path.stat().st_size, "sha256": _sha256(path)}
            for path in sorted(working.iterdir())
        }
        manifest = {"format": FORMAT, **facts, "files": files}
        content = json.dumps(manifest, indent=1).encode()
        writer.bytes(_MANIFEST, content + b"\n" + hashlib.sha256(content).hexdigest().encode())
        working.chmod(0o755)
        _sync_folder(working)
        names = [int(path.name.removeprefix(_PREFIX)) for path in _generations(folder)]
        target = folder / f"{_PREFIX}{max(names, default=0) + 1:06d}"
        working.rename(target)
        _sync_folder(folder)
        _point(folder, target.name)
    finally:
        shutil.rmtree(working, ignore_errors=True)
    for old in sorted(_generations(folder))[:-KEEP]:
        shutil.rmtree(old, ignore_errors=True)


def open_current(folder: Path, analyser: str, *, everything: bool = False) -> Generation:
    """Return the current generation, or the newest sound one where the current one is damaged.

    All content is checked where it is small, or where ``everything`` is asked for; else the sizes.

    Raises:
        IndexMissing: there is none. IndexMismatch: made by another format or analyser.
        IndexDamaged: there are some, and none is sound.
    """
    candidates = sorted(_generations(folder), reverse=True)
    current = current_name(folder)
    candidates.sort(key=lambda path: path.name != current)
    fault: IndexDamaged | None = None
    for candidate in candidates:
        try:
            return _open(candidate, analyser, everything=everything)
        except IndexDamaged as error:
            fault = fault or error
    raise fault or IndexMissing(folder)


def damage(folder: Path, analyser: str, *, everything: bool = False) -> IndexDamaged | None:
    """Return what is wrong with the current generation, even where an older one can answer."""
    name = current_name(folder)
    try:
        if name is not None:
            _open(folder / name, analyser, everything=everything)
    except IndexDamaged as error:
        return error
    except IndexMismatch:
        pass
    return None


def forget(folder: Path) -> None:
    """Let go of every generation; call it inside ``building(folder)``."""
    (folder / _CURRENT).unlink(missing_ok=True)
    for generation in _generations(folder):
        shutil.rmtree(generation, ignore_errors=True)


def current_name(folder: Path) -> str | None:
    """Return the name of the generation that the pointer names, None where there is none."""
    try:
        return (folder / _CURRENT).read_text("ascii").strip() or None
    except (OSError, ValueError):
        return None


def facts(folder: Path) -> dict[str, Any] | None:
    """Return what the manifest of the current generation says, with nothing checked; None where it
    cannot be read."""
    try:
        content, _, _ = (
            (folder / str(current_name(folder)) / _MANIFEST).read_bytes().rpartition(b"\n")
        )
        return dict(json.loads(content))
    except (OSError, ValueError, TypeError):
        return None


def _open(folder: Path, analyser: str, *, everything: bool) -> Generation:
    try:
        content, _, checksum = (folder / _MANIFEST).read_bytes().rpartition(b"\n")
        if hashlib.sha256(content).hexdigest().encode() != checksum:
            raise ValueError("the manifest is not what was written")
        manifest = json.loads(content)
        found = f"format {manifest['format']}, analyser {manifest['analyser']}"
        total = sum(recorded["size"] for recorded in manifest["files"].values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexDamaged(folder, _MANIFEST) from error
    expected = f"format {FORMAT}, analyser {analyser}"
    if found != expected:
        raise IndexMismatch(folder, found, expected)
    generation = Generation(folder, manifest)
    generation.check(everything=everything or total < _CHECK_ALL_BELOW)
    return generation


def _generations(folder: Path) -> list[Path]:
    return [path for path in folder.glob(f"{_PREFIX}*") if path.name[len(_PREFIX) :].isdigit()]


def _point(folder: Path, name: str) -> None:
    pointer = folder / f"{_CURRENT}.new"
    with pointer.open("w") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(folder / _CURRENT)
    _sync_folder(folder)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
