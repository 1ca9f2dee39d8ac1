"""A folder of articles, or several over one another, becomes a generation of the index.

An article that has not changed is copied from the generation before, with its words.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain, groupby, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from corpus import aliases, library
from corpus.models import Skipped, Stamp
from index import analysis, storage
from index.articles import PARTS, Articles
from index.encoding import Encoded
from index.errors import IndexDamaged, IndexMismatch, IndexMissing, NothingToIndex
from index.freshness import Folders, files_of, several
from index.models import BuildReport, Progress
from index.reading import File, read_all
from index.writing import Pages, write

AT_ONCE = 1000
"""Articles of the generation before that may lie in memory at a time."""


Report = Callable[[Progress], None]


def build(
    folder: Folders, home: Path, report: Report | None = None, seed: Path | None = None
) -> BuildReport:
    """Bring the index in ``home`` up to date with the articles in ``folder``.

    Files whose size and modification time have not changed are not read again. Where nothing
    changed and the newest generation is sound, none is written. Where ``home`` has none that is
    sound, articles are taken from that of ``seed``, which is the home of the index of one of the
    folders.

    Raises:
        corpus.errors.FolderNotFound: there is no such folder.
        BuildRunning: another build of this index is running.
        NothingToIndex: no file became an article; the last generation stays, unless there is no
            file left at all.
    """
    started = time.perf_counter()
    folders = several(folder)
    found, unsupported = library.scan_all(folders)
    named = [library.names(each) for each in folders]
    groups = [group for read, _ in named for group in read]
    faults = [fault for _, failed in named for fault in failed]
    files = {path: stamp for path, stamp in found.items() if path != aliases.FILE}
    reasons: dict[str, str] = {}
    doubts: list[Skipped] = []

    def skipped() -> tuple[Skipped, ...]:
        refused = (Skipped(path, reason, found[path]) for path, reason in reasons.items())
        return tuple(sorted((*unsupported, *refused, *faults, *doubts), key=lambda item: item.path))

    with storage.building(home):
        own = _last(home)
        last = own or (_last(seed) if seed else None)
        fresh = [file for file in files.items() if not (last and last.holds(*file))]
        damaged = storage.damage(home, analysis.ANALYSER) is not None
        # A refused file may have become readable without a change.
        changed = not own or damaged or own.stamps != found or _any_article(folders, fresh)
        pages = _pages(folders, files, last, fresh, reasons, doubts, report)
        first = next(pages, None)
        if first is None:
            if not files:
                # Every article was deleted, so none may go on answering.
                storage.forget(home)
            raise NothingToIndex(folders[0], skipped())
        pages = chain((first,), pages)
        if changed:
            facts: dict[str, Any] = {
                "analyser": analysis.ANALYSER,
                "built": datetime.now(UTC).isoformat(timespec="seconds"),
            }
            with storage.new_generation(home, facts) as writer:
                facts |= write(writer, pages, last.forms() if last else ())
                facts["aliases"] = [*groups, *facts["aliases"]]
                why = reasons | {aliases.FILE: "names, no article"}
                rows = [(path, s.size, s.mtime_ns, why.get(path)) for path, s in found.items()]
                writer.bytes("files.json", json.dumps(rows).encode())
        else:
            deque(pages, maxlen=0)
    articles = files.keys() - reasons.keys()
    known = last.numbers.keys() if last else set[str]()
    return BuildReport(
        articles=len(articles),
        passages=int(storage.open_current(home, analysis.ANALYSER).manifest["passages"]),
        added=tuple(sorted(articles - known)),
        changed=tuple(path for path, _ in fresh if path in articles & known),
        removed=tuple(sorted(known - articles)),
        skipped=skipped(),
        seconds=time.perf_counter() - started,
    )


class _Last:
    """The generation before: the stamps of all files, and the articles' numbers, by path."""

    def __init__(self, generation: storage.Generation) -> None:
        rows = list(files_of(generation))
        self.stamps = {path: stamp for path, stamp, _ in rows}
        articles = (path for path, _, reason in rows if reason is None)
        self.numbers = {path: number for number, path in enumerate(articles)}
        self._generation = generation
        self._spoken = np.asarray(generation.array("article_languages"))
        self._codes: list[str] = generation.manifest["languages"]
        self._named: list[int] = generation.manifest["named"]
        self._doubtful: list[int] = generation.manifest["doubtful"]
        self._articles = Articles(generation)
        arrays = map(generation.array, ("tokens", "introductions", "said", "places"))
        self._tokens, self._introductions, self._sentences, self._places = map(np.asarray, arrays)

    def forms(self) -> list[str]:
        """Return what the tokens are numbers of."""
        return self._generation.bytes("forms.txt").decode().split("\n")

    def holds(self, path: str, stamp: Stamp) -> bool:
        """Whether an article of this path and stamp was read."""
        return path in self.numbers and self.stamps[path] == stamp

    def pages(self, first: int, stop: int) -> Iterator[Pages]:
        """Yield the articles from one to another as they were read."""
        changes = np.flatnonzero(np.diff(self._spoken[first:stop] < 0)) + first + 1
        for start, end in pairwise(sorted({*range(first, stop, AT_ONCE), stop, *changes.tolist()})):
            yield self._pages(start, end)
            self._articles.let_go()
            storage.let_go(self._tokens)
            storage.let_go(self._sentences)

    def _pages(self, first: int, stop: int) -> Pages:
        sources = self._articles.source
        metas = ((at, sources(at).meta) for at in self._named if first <= at < stop)
        told = bool(self._spoken[first] >= 0)
        return Pages(
            self._articles.share(first, stop),
            self._articles.sizes(first, stop),
            {at - first: (meta.title, *meta.aliases) for at, meta in metas},
            {at - first: sources(at).doubts for at in self._doubtful if first <= at < stop},
            [self._codes[number] for number in self._spoken[first:stop].tolist() if told],
            self._words(first, stop) if told else None,
        )

    def _words(self, first: int, stop: int) -> Encoded:
        """Return the words of articles that tell their language, whose tokens lie together."""
        passages = self._articles.sizes(first, stop)[:, PARTS.index("passages")]
        begin = self._articles.passages_of(first).start
        places = self._places[begin : begin + passages.sum()]
        parts = np.stack([places[name] for name in ("own", "above", "sentences")], axis=1)
        introducing = np.zeros_like(passages)
        if not len(places):
            nothing = self._tokens[:0]
            counts = np.column_stack((passages, introducing))
            return Encoded(None, nothing, nothing, self._sentences[:0], parts, counts)
        start, last = places[0], places[-1]
        sentences = self._sentences[start["sentence"] : last["sentence"] + last["sentences"]]
        own = sentences[places["sentences"][places["introduction"] < last["introduction"]].sum() :]
        end = last["introduction"] + max(own["introduction"] + own["introduced"], default=0)
        firsts = (np.cumsum(passages) - passages)[passages > 0]
        introducing[passages > 0] = np.diff(places["introduction"][firsts], append=end)
        return Encoded(
            forms=None,
            tokens=self._tokens[start["token"] : last["token"] + last["own"] + last["above"]],
            introductions=self._introductions[start["introduction"] : end],
            sentences=sentences,
            parts=parts,
            articles=np.column_stack((passages, introducing)),
        )


def _last(home: Path) -> _Last | None:
    """Return the generation before, where it is sound to the last byte."""
    try:
        return _Last(storage.open_current(home, analysis.ANALYSER, everything=True))
    except (IndexMissing, IndexMismatch, IndexDamaged):
        return None


def _any_article(folders: Sequence[Path], files: Sequence[File]) -> bool:
    return any(isinstance(found, Pages) for found in read_all(folders, [files]))


def _pages(
    folders: Sequence[Path],
    files: Mapping[str, Stamp],
    last: _Last | None,
    fresh: Sequence[File],
    reasons: dict[str, str],
    doubts: list[Skipped],
    report: Report | None,
) -> Iterator[Pages]:
    """Yield the articles in order; write down why the other files are none, and what is in doubt
    of those that are."""
    waiting = {path for path, _ in fresh}
    numbers = last.numbers if last else {}

    def stretch(placed: tuple[int, File]) -> int | None:
        """Return the same for files that follow one another here and there, None if new."""
        place, (path, _) = placed
        return None if path in waiting else numbers[path] - place

    groups = [
        (shift, [file for _, file in group])
        for shift, group in groupby(enumerate(files.items()), stretch)
    ]
    found = read_all(folders, [group for shift, group in groups if shift is None])
    done, paths = 0, [*files]
    for shift, group in groups:
        stop = done + len(group)
        kept = last.pages(done + shift, stop + shift) if last and shift is not None else found
        while done < stop:
            pages = next(kept)
            if isinstance(pages, str):
                reasons[paths[done]] = pages
                done += 1
            else:
                for at, why in pages.doubts.items():
                    path = paths[done + at]
                    doubts += (Skipped(path, doubt, files[path]) for doubt in why)
                done += len(pages.sizes)
                yield pages
            if report:
                report(Progress(done, len(files), paths[done - 1]))
