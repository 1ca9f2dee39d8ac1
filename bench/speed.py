"""How fast BM25 answers: ours and what else pip installs, in one run over the same terms.

    python -m bench.speed [FOLDER] [--sizes 10000,100000,1000000] [--engines quoth,tantivy]
                          [--stop kept,removed] [--json FILE]

The passages are those of the articles below FOLDER (``../shared/eval``), cut every
100 words. Where more are wanted than there are, they are multiplied: a copy loses a seventh of its
words, drawn at random, and calls its rarest terms anew, so that no two passages are alike and the
vocabulary grows with the corpus as that of real text does. The questions are those of the
``questions.jsonl`` below FOLDER that have 8 to 12 words, else runs of ten words of the passages.
Each engine is asked one question at a time, from one thread, for the best ten passages that share
any of its terms; with stop words (kept) and without them (removed).
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index import analysis
from index.bm25 import K1, B, SparseBM25

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval"
SEED, TOP, WORDS, RARE = 4, 10, 100, 5
SECONDS, MOST, ROUND = 8.0, 1000, 50
"""An engine is asked so many questions, or as many as fit into so many seconds."""

Question = list[str]


class Corpus:
    """Passages as numbers of ``terms``, each passage up to its place in ``ends``."""

    def __init__(self, terms: list[str], numbers: NDArray[Any], ends: NDArray[Any]) -> None:
        self.terms, self.numbers, self.ends = terms, numbers, ends

    def __len__(self) -> int:
        return len(self.ends)

    def __iter__(self) -> Iterator[list[str]]:
        start = 0
        for end in self.ends.tolist():
            yield [self.terms[number] for number in self.numbers[start:end].tolist()]
            start = end

    def multiplied(self, size: int) -> Corpus:
        """Return ``size`` passages: these, then thinned copies whose rare terms are new ones."""
        draw, known = np.random.default_rng(SEED), len(self.terms)
        owners = np.repeat(np.arange(len(self)), np.diff(self.ends, prepend=0))
        rare = np.bincount(np.unique(owners * known + self.numbers) % known) <= RARE
        renamed = np.flatnonzero(rare).tolist()
        names, parts, lengths = list(self.terms), [], []
        for copy, begin in enumerate(range(0, size, len(self))):
            here = min(len(self), size - begin)
            kept = (owners < here) & (draw.random(len(owners)) > (1 / 7 if copy else -1))
            anew = np.arange(known)
            if copy:
                anew[rare] = np.arange(len(names), len(names) + len(renamed))
                names += [f"{self.terms[number]}~{copy}" for number in renamed]
            parts.append(anew[self.numbers[kept]].astype(np.int32))
            lengths.append(np.bincount(owners[kept], minlength=here))
        return Corpus(names, np.concatenate(parts), np.cumsum(np.concatenate(lengths)))


def read(folder: Path) -> tuple[Corpus, dict[str, list[Question]]]:
    """Return the passages below ``folder`` in a random order, and questions of about ten words."""
    passages, asked = [], []
    for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.txt")]):
        words = list(analysis.tokens(path.read_text("utf-8")))
        passages += [words[at : at + WORDS] for at in range(0, len(words), WORDS)]
    for path in sorted(folder.rglob("questions.jsonl")):
        texts = [json.loads(line)["question"] for line in path.read_text("utf-8").splitlines()]
        asked += [list(analysis.tokens(text)) for text in texts if 8 <= len(text.split()) <= 12]
    if not passages:
        raise SystemExit(f"{folder} holds no .md or .txt files")
    chance = random.Random(SEED)
    chance.shuffle(passages)
    asked = asked or [words[:10] for words in passages if len(words) >= 10]
    chance.shuffle(asked)
    numbers: dict[str, int] = {}
    flat = [numbers.setdefault(word.term, len(numbers)) for words in passages for word in words]
    ends = np.cumsum([len(words) for words in passages])
    telling = [[word for word in words if not analysis.is_stop(word)] for words in asked]
    return Corpus(list(numbers), np.array(flat), ends), {
        "kept": [[word.term for word in words] for words in asked],
        "removed": [[word.term for word in words] for words in telling if words],
    }


class Engine(Protocol):
    """Something that indexes a corpus into a folder and answers questions."""

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Index ``corpus``; what stands on disk, if anything does, goes to ``folder``."""

    def ask(self, question: Question) -> object:
        """Find the best TOP passages."""


class Quoth:
    """Ours, opened from disk again."""

    def build(self, corpus: Corpus, folder: Path) -> None:
        bm25 = SparseBM25(corpus)
        for name in SparseBM25.ARRAYS:
            np.save(folder / name, getattr(bm25, name))
        self.open(folder, len(corpus))

    def open(self, folder: Path, size: int) -> None:
        """Map the arrays that are in ``folder``."""
        self.bm25 = SparseBM25.from_arrays(
            lambda name: np.load(folder / f"{name}.npy", mmap_mode="r"), size
        )

    def ask(self, question: Question) -> object:
        return self.bm25.top(question, TOP)


class RankBM25:
    """rank-bm25 as it is; all in memory."""

    largest = 100_000

    def __init__(self) -> None:
        self.library = importlib.import_module("rank_bm25")

    def build(self, corpus: Corpus, folder: Path) -> None:
        self.bm25 = self.library.BM25Okapi(list(corpus), k1=K1, b=B)
        self.numbers = range(len(corpus))

    def ask(self, question: Question) -> object:
        return self.bm25.get_top_n(question, self.numbers, TOP)


class BM25S:
    """bm25s with one of its backends, in memory (it is saved for its size)."""

    def __init__(self, backend: str) -> None:
        if backend == "numba":
            importlib.import_module("numba")
        self.library, self.backend = importlib.import_module("bm25s"), backend

    def build(self, corpus: Corpus, folder: Path) -> None:
        self.bm25 = self.library.BM25(k1=K1, b=B, method="lucene", backend=self.backend)
        ids = [part.tolist() for part in np.split(corpus.numbers, corpus.ends[:-1])]
        vocabulary = {term: number for number, term in enumerate(corpus.terms)}
        self.bm25.index((ids, vocabulary), show_progress=False)
        self.bm25.save(str(folder), show_progress=False)

    def ask(self, question: Question) -> object:
        return self.bm25.retrieve([question], k=TOP, show_progress=False)


class Tantivy:
    """tantivy, one segment, from disk."""

    def __init__(self) -> None:
        self.library = importlib.import_module("tantivy")

    def build(self, corpus: Corpus, folder: Path) -> None:
        builder = self.library.SchemaBuilder()
        builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
        self.schema = builder.build()
        index = self.library.Index(self.schema, str(folder))
        writer = index.writer(heap_size=512_000_000, num_threads=1)
        for words in corpus:
            writer.add_document(self.library.Document(body=" ".join(words)))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()

    def ask(self, question: Question) -> object:
        query, should = self.library.Query, self.library.Occur.Should
        terms = [(should, query.term_query(self.schema, "body", w, "freq")) for w in question]
        return self.searcher.search(query.boolean_query(terms), TOP, count=False).hits


class FTS5:
    """SQLite's full-text search, from disk."""

    def build(self, corpus: Corpus, folder: Path) -> None:
        self.database = sqlite3.connect(folder / "fts.db", isolation_level=None)
        options = "content='', tokenize=\"ascii tokenchars '.~'\""
        self.database.execute(f"CREATE VIRTUAL TABLE passages USING fts5(body, {options})")
        self.database.execute("BEGIN")
        rows = ((" ".join(words),) for words in corpus)
        self.database.executemany("INSERT INTO passages (body) VALUES (?)", rows)
        self.database.execute("INSERT INTO passages (passages) VALUES ('optimize')")
        self.database.execute("COMMIT")

    def ask(self, question: Question) -> object:
        wanted = " OR ".join(f'"{word}"' for word in question)
        sql = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?"
        return self.database.execute(sql, (wanted, TOP)).fetchall()


ENGINES = {
    "quoth": Quoth,
    "rank-bm25": RankBM25,
    "bm25s numpy": lambda: BM25S("numpy"),
    "bm25s numba": lambda: BM25S("numba"),
    "tantivy": Tantivy,
    "fts5": FTS5,
}


def latencies(
    engines: dict[str, Engine], questions: list[Question]
) -> dict[str, NDArray[np.float64]]:
    """Return the milliseconds of each engine's answers.

    The engines take turns of ROUND questions, so that a busy moment of the machine hits them all.
    """
    taken: dict[str, list[float]] = {name: [] for name in engines}
    for turn in range(0, MOST, ROUND):
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


def cold(folder: Path, size: int, question: Question) -> dict[str, float]:
    """Open ours in a process of its own and answer once; seconds and resident megabytes."""
    command = [sys.executable, "-m", "bench.speed", "--cold", str(folder), str(size), *question]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    found: dict[str, float] = json.loads(said)
    return found


def _answer_cold(folder: Path, size: int, question: Question) -> None:
    before, started, engine = _resident(), time.perf_counter(), Quoth()
    engine.open(folder, size)
    opened = time.perf_counter()
    engine.ask(question)
    answered, after = time.perf_counter(), _resident()
    found = {"open s": opened - started, "first answer s": answered - opened}
    print(json.dumps(found | {name: after[name] - before[name] for name in after}))


def _resident() -> dict[str, float]:
    """Return the megabytes in memory, those of mapped files apart, where Linux tells."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return {}
    sizes = {line.split(":")[0]: line.split()[1] for line in lines if line.endswith("kB")}
    return {"own MB": int(sizes["RssAnon"]) / 1024, "mapped MB": int(sizes["RssFile"]) / 1024}


def measure(
    names: list[str], corpus: Corpus, questions: dict[str, list[Question]], home: Path
) -> dict[str, dict[str, Any]]:
    """Build each engine's index of ``corpus`` below ``home`` and ask them; figures by names."""
    engines: dict[str, Engine] = {}
    figures: dict[str, dict[str, Any]] = {name: {} for name in names}
    for name in names:
        try:
            engine = ENGINES[name]()
        except ImportError as error:
            figures[name]["skipped"] = f"{error.name} is not installed"
            continue
        if len(corpus) > getattr(engine, "largest", len(corpus)):
            figures[name]["skipped"] = "too slow and too large"
            continue
        folder = home / name
        folder.mkdir()
        started = time.perf_counter()
        engine.build(corpus, folder)
        figures[name]["passages/s"] = len(corpus) / (time.perf_counter() - started)
        figures[name]["disk MB"] = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
        engines[name] = engine
        if isinstance(engine, Quoth):
            figures[name] |= cold(folder, len(corpus), next(iter(questions.values()))[0])
    for kind, asked in questions.items():
        for name, taken in latencies(engines, asked).items():
            for percent in (50, 99):
                figures[name][f"{kind} p{percent}"] = float(np.percentile(taken, percent))
    return figures


def main() -> None:
    """Print a line for each engine and size."""
    if sys.argv[1:2] == ["--cold"]:
        _answer_cold(Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
        return
    parser = argparse.ArgumentParser(description="Measure the speed of BM25 engines.")
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--sizes", default="10000,100000", help="passages, with commas")
    parser.add_argument("--engines", default=",".join(ENGINES), help="of " + ", ".join(ENGINES))
    parser.add_argument("--stop", default="kept,removed", help="kept, removed or both")
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    options = parser.parse_args()
    base, questions = read(options.folder)
    questions = {kind: questions[kind] for kind in options.stop.split(",")}
    found = {}
    for size in map(int, options.sizes.split(",")):
        corpus = base.multiplied(size)
        print(
            f"\n{size:,} passages of {len(corpus.numbers) / size:.0f} terms; times of answers in ms"
        )
        with tempfile.TemporaryDirectory() as home:
            found[size] = measure(options.engines.split(","), corpus, questions, Path(home))
        for name, figures in found[size].items():
            shown = [f"{key} {value:,.3g}" for key, value in figures.items() if key != "skipped"]
            print(f"{name:12}", *shown, figures.get("skipped", ""), sep="  ", flush=True)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
