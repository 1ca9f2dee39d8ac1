"""How long a whole question takes, from its text to the rendered quotes, by number of passages.

    python -m bench.latency SETS_FOLDER [--sets NAME ...] [--copies 0,20] [--homes FOLDER]

The sets' articles are indexed as they are and, under other names, as many times more as
``--copies`` says; every question is asked twice, and the second time counts. Figures are
milliseconds by the clock and of the processor, which other programs slow down less; ``card`` is
what it takes of the processor to render the outcome for Discord. ``open`` and ``first`` are by the
clock, in processes that have done nothing before: opening the index, and its first answer.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.evalsets import records, spread
from bot.cards import card
from index import build
from index.search import Searcher

FRESH = 10
"""Questions that are asked in a process of their own."""

FIRST = """
import sys, time
from pathlib import Path
from index.search import Searcher
times = [time.perf_counter()]
searcher = Searcher.open(Path(sys.argv[1]))
times.append(time.perf_counter())
searcher.ask(sys.argv[2])
times.append(time.perf_counter())
print(*(1000 * (stop - start) for start, stop in zip(times, times[1:])))
"""
"""Prints the milliseconds of opening an index and of answering its first question."""


def copy(sets: Sequence[Path], folder: Path, copies: int) -> None:
    """Write the sets' articles into ``folder``, with so many copies of each."""
    for path in (path for each in sets for path in (each / "articles").iterdir()):
        for number in range(copies + 1):
            own = folder / f"{number:03d}" / f"{path.parent.parent.name}-{path.name}"
            own.parent.mkdir(parents=True, exist_ok=True)
            own.write_bytes(path.read_bytes())


def times(searcher: Searcher, questions: Sequence[str]) -> dict[str, list[float]]:
    """Return each question's milliseconds by the clock and of the processor, and its card's."""
    found: dict[str, list[float]] = {"clock": [], "processor": [], "card": []}
    for question in questions:
        card(searcher.ask(question))
    for question in questions:
        clock, processor = time.perf_counter(), time.process_time()
        outcome = searcher.ask(question)
        found["clock"].append(1000 * (time.perf_counter() - clock))
        found["processor"].append(1000 * (time.process_time() - processor))
        processor = time.process_time()
        card(outcome)
        found["card"].append(1000 * (time.process_time() - processor))
    return found


def first_times(home: Path, questions: Sequence[str]) -> dict[str, list[float]]:
    """Return the milliseconds of opening and of the first answer, each in a new process."""
    found: dict[str, list[float]] = {"open": [], "first": []}
    for question in questions:
        command = [sys.executable, "-c", FIRST, str(home), question]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        for times, milliseconds in zip(found.values(), output.split(), strict=True):
            times.append(float(milliseconds))
    return found


def main() -> None:
    """Print the figures of each number of copies."""
    parser = argparse.ArgumentParser(description="Measure how long a whole question takes.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", nargs="*", default=["squad_open"])
    parser.add_argument("--copies", default="0", help="how many, with commas")
    parser.add_argument("--limit", type=int, default=200, help="questions of each set")
    parser.add_argument("--homes", type=Path, default=Path(tempfile.gettempdir()) / "quoth-bench")
    options = parser.parse_args()
    sets = [options.folder / name for name in options.sets]
    questions: list[str] = []
    for each in sets:
        chosen = spread(records(each / "questions.jsonl"), options.limit)
        questions += [record["question"] for record in chosen]
    for copies in map(int, options.copies.split(",")):
        base = options.homes / f"latency-{copies}"
        if not base.exists():
            copy(sets, base / "articles", copies)
        report = build.build(base / "articles", base / "home")
        print(f"{report.passages:,} passages, built in {report.seconds:.1f} s")
        fresh = first_times(base / "home", spread(questions, FRESH))
        for name, each in (times(Searcher.open(base / "home"), questions) | fresh).items():
            p50, p95, p99 = np.percentile(each, (50, 95, 99))
            print(f"{name:>10}  p50 {p50:.2f}  p95 {p95:.2f}  p99 {p99:.2f} ms", flush=True)


if __name__ == "__main__":
    main()
