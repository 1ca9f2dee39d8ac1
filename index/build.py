"""A folder of articles becomes a generation of the index."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from corpus import aliases, library
from corpus.errors import Unreadable
from corpus.models import Document, Skipped, Stamp
from index import analysis, languages, records, storage
from index.bm25 import SparseBM25
from index.encoding import Encoder
from index.errors import IndexDamaged, IndexMismatch, IndexMissing, NothingToIndex
from index.languages import ENGLISH
from index.models import BuildReport


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: ``done`` of ``total`` files, ``path`` being the last one."""

    done: int
    total: int
    path: str


Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the last generation holds, by path: stamps of all files, lines of the articles."""

    stamps: dict[str, Stamp]
    lines: dict[str, bytes]


def is_fresh(folder: Path, home: Path) -> bool:
    """Whether the current generation in ``home`` was made from ``folder`` as it is now.

    Raises:
        corpus.errors.FolderNotFound: there is no such folder.
    """
    found, _ = library.scan(folder)
    try:
        generation = storage.open_current(home, analysis.ANALYSER)
        known = {path: stamp for path, stamp, _ in _files(generation)}
    except (IndexMissing, IndexMismatch, IndexDamaged):
        return False
    return dict(found) == known


def build(folder: Path, home: Path, report: Report | None = None) -> BuildReport:
    """Bring the index in ``home`` up to date with the articles in ``folder``.

    Files whose size and modification time have not changed are not read again. Where nothing
    changed, no generation is written.

    Raises:
        corpus.errors.FolderNotFound: there is no such folder.
        BuildRunning: another build of this index is running.
        NothingToIndex: no file became an article; the last generation stays, unless there is no
            file left at all.
    """
    started = time.perf_counter()
    found, unsupported = library.scan(folder)
    with storage.building(home):
        known = _known(home)
        lines, reasons = dict[str, bytes](), dict[str, str]()
        for done, (path, stamp) in enumerate(found.items(), 1):
            if path == aliases.FILE:
                reasons[path] = "names, no article"
            elif path in known.lines and known.stamps[path] == stamp:
                lines[path] = known.lines[path]
            else:  # a refused file may have become readable without a change
                try:
                    lines[path] = records.dump(_in_language(library.load(folder, path, stamp)))
                except Unreadable as error:
                    reasons[path] = error.reason
            if report:
                report(Progress(done, len(found), path))
        groups, faults = library.names(folder)
        refused = [
            Skipped(path, reason, found[path])
            for path, reason in reasons.items()
            if path != aliases.FILE
        ]
        skipped = tuple(sorted((*unsupported, *refused, *faults), key=lambda item: item.path))
        if not lines:
            if not found.keys() - {aliases.FILE}:
                # Every article was deleted, so none may go on answering.
                storage.forget(home)
            raise NothingToIndex(folder, skipped)
        if known.stamps != found or known.lines.keys() != lines.keys():
            _write(home, found, lines, reasons, groups)
    return BuildReport(
        articles=len(lines),
        passages=int(storage.open_current(home, analysis.ANALYSER).manifest["passages"]),
        added=tuple(path for path in lines if path not in known.lines),
        changed=tuple(p for p in lines if p in known.lines and known.stamps[p] != found[p]),
        removed=tuple(path for path in known.lines if path not in lines),
        skipped=skipped,
        seconds=time.perf_counter() - started,
    )


def _files(generation: storage.Generation) -> Iterator[tuple[str, Stamp, str | None]]:
    try:
        for path, size, mtime_ns, reason in json.loads(generation.bytes("files.json")):
            yield path, Stamp(size, mtime_ns), reason
    except (ValueError, TypeError) as error:
        raise IndexDamaged(generation.folder, "files.json") from error


def _known(home: Path) -> _Known:
    known = _Known({}, {})
    try:
        generation = storage.open_current(home, analysis.ANALYSER, everything=True)
        lines = iter(generation.bytes("articles.jsonl").splitlines())
        for path, stamp, reason in _files(generation):
            known.stamps[path] = stamp
            if reason is None:
                known.lines[path] = next(lines)
    except (IndexMissing, IndexMismatch, IndexDamaged):
        return _Known({}, {})
    return known


def _in_language(document: Document) -> Document:
    """Return the document with its article's language, where that says none and it can be told."""
    from index.languages.detection import detect  # noqa: PLC0415 - answering never detects

    article = document.article
    meta = replace(article.meta, language=article.meta.language or detect(article.text))
    return replace(document, article=replace(article, meta=meta))


def _write(
    home: Path,
    found: dict[str, Stamp],
    lines: dict[str, bytes],
    reasons: dict[str, str],
    groups: tuple[aliases.Group, ...],
) -> None:
    tags = filter(None, map(records.language, lines.values()))
    spoken = [code for code, _ in Counter(languages.get(tag).code for tag in tags).most_common()]
    spoken = spoken or [ENGLISH.code]
    names = list(groups)
    encoder = Encoder(home)
    locations: list[tuple[int, int]] = []

    def bags() -> Iterator[list[str]]:
        for number, line in enumerate(lines.values()):
            document = records.load(line)
            meta = document.article.meta
            names.extend([(meta.title, *meta.aliases)] if meta.aliases else [])
            language = languages.get(meta.language or spoken[0])
            for part, passage in enumerate(document.passages):
                locations.append((number, part))
                yield encoder.add(document.article, passage, language)

    bm25 = SparseBM25(bags())
    evidence, introducing = encoder.arrays(bm25.idf)
    facts = {
        "analyser": analysis.ANALYSER,
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "articles": len(lines),
        "passages": bm25.corpus_size,
        "languages": spoken,
        "aliases": names,
        "introducing": introducing,
    }
    with storage.new_generation(home, facts) as writer:
        rows = [
            (path, stamp.size, stamp.mtime_ns, reasons.get(path)) for path, stamp in found.items()
        ]
        writer.bytes("files.json", json.dumps(rows).encode())
        writer.bytes("articles.jsonl", b"".join(line + b"\n" for line in lines.values()))
        writer.array("passages", np.array(locations, dtype=np.int32))
        writer.bytes("words.json", json.dumps(encoder.words(), ensure_ascii=False).encode())
        for name in bm25.ARRAYS:
            writer.array(name, getattr(bm25, name))
        for name, values in evidence.items():
            writer.array(name, values)
