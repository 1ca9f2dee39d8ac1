"""How fast BM25 answers: ours and what else pip installs, in one run over the same terms.

    python -m bench.speed [FOLDER] [--sizes 10000,100000] [--engines tantivy,fts5]
                          [--stop kept,removed] [--home FOLDER] [--docs FOLDER]

The passages are those of the articles below FOLDER (``../shared/eval``), cut every
100 words. Where more are wanted than there are, they are multiplied: a copy loses a seventh of its
words, drawn at random, and calls its rarest terms anew, so that no two passages are alike and the
vocabulary grows with the corpus as that of real text does. The questions are those of the
``questions.jsonl`` below FOLDER that have 8 to 12 words, else runs of ten words of the passages.
Each engine is asked one question at a time, from one thread, for the best ten passages that share
any of its terms; with stop words (kept) and without them (removed). Opening and memory are
measured in processes of their own. ``--home`` keeps the indexes and uses those that are there;
``--docs`` keeps the figures of sizes that other runs have measured.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.engines import ENGINES, TOP, Engine, Question, Quoth
from bench.passages import SEED, Corpus, read
from bench.speed_report import report, write
from index.bm25 import K1, B, idf

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval"
SECONDS, MOST, ROUND, CHECKED = 8.0, 1000, 250, 10
"""An engine is asked so many questions, or as many as fit into so many seconds."""

COLD = 3
"""Processes that open an engine anew."""

Figures = dict[str, Any]


def latencies(
    engines: dict[str, Engine], questions: list[Question]
) -> dict[str, NDArray[np.float64]]:
    """Return the milliseconds of each engine's answers.

    The engines take turns of ROUND questions, so that a busy moment of the machine hits them all,
    and caches that the others have filled count for little.
    """
    taken: dict[str, list[float]] = {name: [] for name in engines}
    for turn in range(0, min(MOST, len(questions)), ROUND):
        for name, engine in engines.items():
            until = time.perf_counter() + SECONDS * ROUND / MOST
            engine.ask(questions[turn])  # to warm up
            for question in questions[turn : turn + ROUND]:
                started = time.perf_counter()
                engine.ask(question)
                taken[name].append((time.perf_counter() - started) * 1000)
                if started > until:
                    break
    return {name: np.array(each) for name, each in taken.items()}


def summary(kind: str, taken: NDArray[np.float64]) -> Figures:
    """Return percentiles in milliseconds, and questions a second."""
    found = {f"{kind} p{at}": float(np.percentile(taken, at)) for at in (50, 95, 99)}
    return found | {f"{kind} q/s": 1000 / float(taken.mean())}


def cold(name: str, folder: Path, size: int, question: Question) -> Figures:
    """Open an engine in processes of their own that answer once; seconds and resident megabytes.

    The medians of COLD such processes are returned: the first one also waits for the disk.
    """
    command = [sys.executable, "-m", "bench.speed", "--cold", name, str(folder), str(size)]
    runs: list[Figures] = []
    for _ in range(COLD):
        started = time.perf_counter()
        said = subprocess.run([*command, *question], capture_output=True, check=True).stdout
        runs.append(json.loads(said) | {"start to answer s": time.perf_counter() - started})
    return {figure: float(np.median([run[figure] for run in runs])) for figure in runs[0]}


def _answer_cold(name: str, folder: Path, size: int, question: Question) -> None:
    engine = ENGINES[name]()
    before, started = _resident(), time.perf_counter()
    engine.open(folder, size)
    opened = time.perf_counter()
    engine.ask(question)
    answered, after = time.perf_counter(), _resident()
    found = {"open s": opened - started, "first answer s": answered - opened}
    print(json.dumps(found | {part: after[part] - before[part] for part in after}))


def _resident() -> dict[str, float]:
    """Return the megabytes in memory, those of mapped files apart, where Linux tells."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return {}
    sizes = {line.split(":")[0]: line.split()[1] for line in lines if line.endswith("kB")}
    return {"own MB": int(sizes["RssAnon"]) / 1024, "mapped MB": int(sizes["RssFile"]) / 1024}


def masks(engine: Quoth, size: int, questions: list[Question]) -> Figures:
    """Return how many times as long answers take with masks, as truths and as numbers."""
    draw, server = np.random.default_rng(SEED), np.zeros(size, dtype=np.bool_)
    server[size // 3 : size // 3 + size // 40] = True
    truths = {"few hidden": draw.random(size) < 0.999, "half": draw.random(size) < 0.5}
    truths["one of forty servers"] = server
    kinds: dict[str, NDArray[Any] | None] = {"none": None}
    kinds |= {f"{name}, truths": mask for name, mask in truths.items()}
    kinds |= {f"{name}, numbers": np.flatnonzero(mask) for name, mask in truths.items()}
    taken: dict[str, list[float]] = {name: [] for name in kinds}
    for question in questions[:300]:
        engine.ask(question)  # so that none of them comes first
        for name, mask in kinds.items():
            started = time.perf_counter()
            engine.ask(question, mask)
            taken[name].append(time.perf_counter() - started)
    plain = float(np.median(taken.pop("none")))
    return {name: float(np.median(each)) / plain for name, each in taken.items()}


def deviation(engine: Quoth, corpus: Corpus, questions: list[Question]) -> float:
    """Return by how much our best scores differ at most from those of rank_bm25's dense formula.

    Scores are of float64 here, summed over every passage; 0.00001 is a part in 100,000.
    """
    lengths = np.diff(corpus.ends, prepend=0)
    owners = np.repeat(np.arange(len(corpus), dtype=np.int32), lengths)
    norms = K1 * (1 - B + B * lengths / lengths.mean())
    numbers, worst = {term: number for number, term in enumerate(corpus.terms)}, 0.0
    for question in questions[:CHECKED]:
        scores = np.zeros(len(corpus))
        for term, times in Counter(question).items():
            if term in numbers:
                held = owners[corpus.numbers == numbers[term]]
                freqs = np.bincount(held, minlength=len(corpus))
                weight = times * idf(len(corpus), int(np.count_nonzero(freqs)))
                scores += weight * freqs * (K1 + 1) / (freqs + norms)
        found, ours = engine.bm25.top(question, TOP)
        best = np.sort(scores)[::-1][: len(ours)]
        worst = max(
            worst, *(np.abs(each / best - 1).max(initial=0) for each in (ours, scores[found]))
        )
    return float(worst)


def limit(engine: Quoth, questions: list[Question]) -> float:
    """Return the milliseconds that it takes to read the postings of the median question once."""
    memory = np.ones(1 << 25)
    times = []
    for _ in range(5):
        started = time.perf_counter()
        memory.sum()
        times.append(time.perf_counter() - started)
    bm25 = engine.bm25
    rows = bm25.corpus_size * bm25.dense.itemsize
    each = bm25.doc_ids.itemsize + bm25.impacts.itemsize
    sizes = [
        sum(min(rows, bm25.document_frequency(term) * each) for term in set(question))
        for question in questions[:MOST]
    ]
    return float(np.median(sizes)) * min(times) / memory.nbytes * 1000


def measure(
    names: list[str], corpus: Corpus, questions: dict[str, list[Question]], home: Path
) -> dict[str, Figures]:
    """Build each engine's index of ``corpus`` below ``home`` and ask them; figures by names."""
    engines: dict[str, Engine] = {}
    figures: dict[str, Figures] = {name: {} for name in names}
    for name in names:
        folder = home / name.removesuffix(" numba").removesuffix(" numpy")  # they share one
        built = folder.with_suffix(".json")
        try:
            engine = ENGINES[name]()
        except ImportError as error:
            figures[name]["skipped"] = f"{error.name} is not installed"
            continue
        if not built.exists():
            folder.mkdir(parents=True)
            started = time.perf_counter()
            engine.build(corpus, folder)
            taken = time.perf_counter() - started
            built.write_text(json.dumps({"passages/s": len(corpus) / taken}))
        figures[name] |= json.loads(built.read_text())
        files = [path for path in folder.rglob("*") if path.is_file()]
        figures[name]["disk MB"] = sum(path.stat().st_size for path in files) / 1e6
        figures[name] |= cold(name, folder, len(corpus), next(iter(questions.values()))[0])
        engine.open(folder, len(corpus))
        engines[name] = engine
    for kind, asked in questions.items():
        for name, each in latencies(engines, asked).items():
            figures[name] |= summary(kind, each)
    ours = engines.get("quoth")
    if isinstance(ours, Quoth):
        for kind, asked in questions.items():
            figures["quoth"] |= {
                f"{kind} masks": masks(ours, len(corpus), asked),
                f"{kind} deviation": deviation(ours, corpus, asked),
                f"{kind} limit": limit(ours, asked),
            }
    return figures


def main() -> None:
    """Measure, print a table and write it with a plot."""
    if sys.argv[1:2] == ["--cold"]:
        _answer_cold(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]), sys.argv[5:])
        return
    parser = argparse.ArgumentParser(description="Measure the speed of BM25 engines.")
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--sizes", default="10000,100000,1000000", help="passages, with commas")
    parser.add_argument("--engines", default=",".join(ENGINES), help="to compare ours with")
    parser.add_argument("--stop", default="kept,removed", help="kept, removed or both")
    parser.add_argument("--home", type=Path, help="keep the indexes in this folder, for next time")
    parser.add_argument("--docs", type=Path, help="write speed.json, .md and .svg to this folder")
    options = parser.parse_args()
    base, questions = read(options.folder)
    questions = {kind: questions[kind] for kind in options.stop.split(",")}
    names = [*dict.fromkeys(("quoth", *options.engines.split(",")))]
    found: dict[str, dict[str, Figures]] = {}
    for size in options.sizes.split(","):
        with tempfile.TemporaryDirectory() as passing:
            home = (options.home or Path(passing)) / size
            corpus = base.multiplied(int(size))
            found[size] = measure(names, corpus, questions, home)
        print(report(found), flush=True)
        if options.docs:
            write(found, options.docs)


if __name__ == "__main__":
    main()
