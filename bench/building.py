"""How fast a folder of articles becomes an index, and how fast that opens.

    python -m bench.building [FOLDER] [--articles 1000,10000] [--keep HOME]

The articles are those below FOLDER (``../shared/eval``) in a random order. Where more are wanted
than there are, they are copied with a seventh of their words left out and their rarest words
called anew, so that the vocabulary grows as that of real text does. Each size is built, built
again after one article has changed, and opened in a new process, where "first" is the first
answer. CPU seconds are those of the building process, in which articles meet, and of its helpers.
Memory is the peak of all of these together by the operating system's own count, pages that they
share counted once, and beside it the building process's alone.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from index import build
from index.models import Progress
from index.search import Searcher

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval"
SEED, RARE, LETTERS = 4, 5, "abcdefghijklmnopqrstuvwxyz"
QUESTION = "What did the people of the lighthuose do when the war ended?"

_WORD = re.compile(r"[^\W\d_]{3,} ?")


def write(source: Path, folder: Path, wanted: int) -> None:
    """Write ``wanted`` articles into ``folder``, copies of those below ``source`` among them."""
    paths = sorted([*source.rglob("articles/*.md"), *source.rglob("articles/*.txt")])
    if not paths:
        raise SystemExit(f"{source} holds no folder articles with .md or .txt files")
    texts = [path.read_text("utf-8") for path in paths]
    counts = Counter(word.strip() for text in texts for word in _WORD.findall(text))
    chance = random.Random(SEED)
    chance.shuffle(texts)
    for number in range(wanted):
        copy, at = divmod(number, len(texts))
        text = _thinned(texts[at], copy, counts, chance) if copy else texts[at]
        path = folder / f"{number // 1000:03d}" / f"{number:06d}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _thinned(text: str, copy: int, counts: Counter[str], chance: random.Random) -> str:
    ending = LETTERS[copy // 26 % 26] + LETTERS[copy % 26]

    def changed(match: re.Match[str]) -> str:
        word = match[0]
        if chance.random() < 1 / 7 and word[-1] == " ":
            return ""
        bare = word.strip()
        return word.replace(bare, bare + ending) if counts[bare] <= RARE else word

    return _WORD.sub(changed, text)


def built(folder: Path, home: Path) -> dict[str, Any]:
    """Build in a process of its own."""
    return _told("--build", str(folder), str(home))


def opened(home: Path) -> dict[str, Any]:
    """Open and answer in a process of its own."""
    return _told("--open", str(home))


def _told(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.building", *arguments]
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    found: dict[str, Any] = json.loads(said)
    return found


def _build(folder: Path, home: Path) -> dict[str, Any]:
    import resource  # noqa: PLC0415 - POSIX only

    peak, ended = 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not ended.wait(0.1):
            peak = max(peak, _kilobytes())

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        report = build.build(folder, home, _show_progress)
    finally:
        ended.set()
        watching.join()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    own, helpers = (each.ru_utime + each.ru_stime for each in used)
    return {
        "passages": report.passages,
        "build s": report.seconds,
        "passages/s": report.passages / report.seconds,
        "CPU s": own,
        "helpers' CPU s": helpers,
        "peak MB": peak / 1024,
        "own MB": used[0].ru_maxrss / 1024,
    }


def _kilobytes() -> int:
    """Return what this process and its helpers take together (PSS)."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    sizes = 0
    for process in ("self", *children):
        with suppress(OSError):  # it may just have ended
            found = re.search(
                r"^Pss: +(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.M
            )
            sizes += int(found[1]) if found else 0
    return sizes


def _show_progress(progress: Progress) -> None:
    if sys.stderr.isatty():
        ending = "\r" if progress.done < progress.total else "\n"
        print(f"{progress.done:,} of {progress.total:,} files", end=ending, file=sys.stderr)


def _open(home: Path) -> dict[str, Any]:
    started = time.perf_counter()
    searcher = Searcher.open(home)
    ready = time.perf_counter()
    searcher.ask(QUESTION)
    first = time.perf_counter()
    searcher.ask(QUESTION.replace("lighthuose", "castel"))
    second = time.perf_counter()
    times = {"open": ready - started, "first": first - ready, "second": second - first}
    taken = sizes(os.getpid())
    return {f"{name} ms": 1000 * value for name, value in times.items()} | {
        "own MB": taken["RssAnon"],
        "mapped MB": taken["RssFile"],
    }


def sizes(process: int) -> dict[str, float]:
    """Return the megabytes of a process by kind, as Linux tells; none where it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return {}
    return {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines if "kB" in line}


def _shown(name: str, figures: dict[str, Any]) -> None:
    print(f"{name:>12}", *(f"{key} {value:,.4g}" for key, value in figures.items()), sep="  ")
    sys.stdout.flush()


def main() -> None:
    """Print the figures of each size."""
    if sys.argv[1:2] == ["--build"]:
        print(json.dumps(_build(*map(Path, sys.argv[2:4]))))
        return
    if sys.argv[1:2] == ["--open"]:
        print(json.dumps(_open(Path(sys.argv[2]))))
        return
    parser = argparse.ArgumentParser(description="Measure building and opening an index.")
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--articles", default="1000", help="how many, with commas")
    parser.add_argument("--keep", type=Path, help="a folder to keep articles and indexes in")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for size in map(int, options.articles.split(",")):
            base = (options.keep or Path(temporary)) / str(size)
            folder, home = base / "articles", base / "home"
            if not folder.exists():
                write(options.folder, folder, size)
            _shown(f"{size:,}", built(folder, home))
            _shown("opened", opened(home))
            with next(folder.rglob("*.md")).open("a", encoding="utf-8") as file:
                file.write("\n\nThe tide turned before noon.\n")
            _shown("one changed", built(folder, home))


if __name__ == "__main__":
    main()
