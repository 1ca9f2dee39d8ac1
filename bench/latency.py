"""How long a whole question takes, from its text to quotes, by the number of passages.

    python -m bench.latency SETS_FOLDER [--sets NAME ...] [--copies 0,20] [--homes FOLDER]

The sets' articles are indexed as they are and, under other names, as many times more as
``--copies`` says; every question is asked twice, and the second time counts. Figures are
milliseconds by the clock and of the processor, which other programs slow down less.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index import build
from index.search import Searcher


def copy(sets: Sequence[Path], folder: Path, copies: int) -> None:
    """Write the sets' articles into ``folder``, with so many copies of each."""
    for path in (path for each in sets for path in (each / "articles").iterdir()):
        for number in range(copies + 1):
            own = folder / f"{number:03d}" / f"{path.parent.parent.name}-{path.name}"
            own.parent.mkdir(parents=True, exist_ok=True)
            own.write_bytes(path.read_bytes())


def times(searcher: Searcher, questions: Sequence[str]) -> tuple[list[float], list[float]]:
    """Return each question's milliseconds by the clock and of the processor."""
    clock, processor = [], []
    for question in questions:
        searcher.ask(question)
    for question in questions:
        started = time.perf_counter(), time.process_time()
        searcher.ask(question)
        clock.append(1000 * (time.perf_counter() - started[0]))
        processor.append(1000 * (time.process_time() - started[1]))
    return clock, processor


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
        lines = (each / "questions.jsonl").read_text("utf-8").splitlines()
        questions += [
            json.loads(line)["question"] for line in lines[:: len(lines) // options.limit]
        ]
    for copies in map(int, options.copies.split(",")):
        base = options.homes / f"latency-{copies}"
        if not base.exists():
            copy(sets, base / "articles", copies)
        report = build.build(base / "articles", base / "home")
        print(f"{report.passages:,} passages, built in {report.seconds:.1f} s")
        found = times(Searcher.open(base / "home"), questions)
        for name, each in zip(("clock", "processor"), found, strict=True):
            p50, p95, p99 = np.percentile(each, (50, 95, 99))
            print(f"{name:>10}  p50 {p50:.2f}  p95 {p95:.2f}  p99 {p99:.2f} ms", flush=True)


if __name__ == "__main__":
    main()
