"""BM25 engines that pip installs, and ours: each builds into a folder, opens it and answers."""

from __future__ import annotations

import importlib
import pickle
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.bm25 import K1, B, SparseBM25

TOP = 10
"""Passages that are asked for."""

Question = list[str]


class Passages(Protocol):
    """Passages as lists of terms, and as numbers of ``terms``, each up to its place in ``ends``."""

    terms: list[str]
    numbers: NDArray[Any]
    ends: NDArray[Any]

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[list[str]]: ...


class Engine(Protocol):
    """Something that indexes passages into a folder and answers questions from there."""

    def build(self, corpus: Passages, folder: Path) -> None:
        """Write an index of ``corpus`` into ``folder``."""

    def open(self, folder: Path, size: int) -> None:
        """Open the index of ``size`` passages in ``folder``."""

    def ask(self, question: Question) -> object:
        """Find the best TOP passages."""


class Quoth:
    """Ours, mapped into memory."""

    def build(self, corpus: Passages, folder: Path) -> None:
        bm25 = SparseBM25(corpus)
        for name in SparseBM25.ARRAYS:
            np.save(folder / name, getattr(bm25, name))

    def open(self, folder: Path, size: int) -> None:
        self.bm25 = SparseBM25.from_arrays(
            lambda name: np.load(folder / f"{name}.npy", mmap_mode="r"), size
        )

    def ask(self, question: Question, mask: NDArray[Any] | None = None) -> object:
        return self.bm25.top(question, TOP, mask)


class RankBM25:
    """rank-bm25 as it is, pickled."""

    def __init__(self) -> None:
        self.library = importlib.import_module("rank_bm25")

    def build(self, corpus: Passages, folder: Path) -> None:
        with (folder / "pickle").open("wb") as file:
            pickle.dump(self.library.BM25Okapi(corpus, k1=K1, b=B), file)

    def open(self, folder: Path, size: int) -> None:
        with (folder / "pickle").open("rb") as file:
            self.bm25 = pickle.load(file)
        self.numbers = range(size)

    def ask(self, question: Question) -> object:
        return self.bm25.get_top_n(question, self.numbers, TOP)


class BM25S:
    """bm25s with its NumPy backend, in memory."""

    backend = "numpy"

    def __init__(self) -> None:
        self.library = importlib.import_module("bm25s")

    def build(self, corpus: Passages, folder: Path) -> None:
        bm25 = self.library.BM25(k1=K1, b=B, method="lucene", backend=self.backend)
        ids = [part.tolist() for part in np.split(corpus.numbers, corpus.ends[:-1])]
        vocabulary = {term: number for number, term in enumerate(corpus.terms)}
        bm25.index((ids, vocabulary), show_progress=False)
        bm25.save(str(folder), show_progress=False)

    def open(self, folder: Path, size: int) -> None:
        self.bm25 = self.library.BM25.load(str(folder))

    def ask(self, question: Question) -> object:
        return self.bm25.retrieve([question], k=TOP, show_progress=False)


class Numba(BM25S):
    """bm25s with its numba backend, on the index that the other one has built."""

    def __init__(self) -> None:
        importlib.import_module("numba")
        super().__init__()

    def open(self, folder: Path, size: int) -> None:
        super().open(folder, size)
        self.bm25.backend = "numba"
        self.bm25.activate_numba_scorer()


class Tantivy:
    """tantivy, one segment, from disk."""

    def __init__(self) -> None:
        self.library = importlib.import_module("tantivy")
        builder = self.library.SchemaBuilder()
        builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
        self.schema = builder.build()

    def build(self, corpus: Passages, folder: Path) -> None:
        index = self.library.Index(self.schema, str(folder))
        writer = index.writer(heap_size=512_000_000, num_threads=1)
        for words in corpus:
            writer.add_document(self.library.Document(body=" ".join(words)))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path, size: int) -> None:
        self.searcher = self.library.Index(self.schema, str(folder)).searcher()

    def ask(self, question: Question) -> object:
        query, should = self.library.Query, self.library.Occur.Should
        terms = [(should, query.term_query(self.schema, "body", w, "freq")) for w in question]
        return self.searcher.search(query.boolean_query(terms), TOP, count=False).hits


class FTS5:
    """SQLite's full-text search, from disk."""

    def build(self, corpus: Passages, folder: Path) -> None:
        database = sqlite3.connect(folder / "fts.db", isolation_level=None)
        options = "content='', tokenize=\"ascii tokenchars '.~'\""
        database.execute(f"CREATE VIRTUAL TABLE passages USING fts5(body, {options})")
        database.execute("BEGIN")
        rows = ((" ".join(words),) for words in corpus)
        database.executemany("INSERT INTO passages (body) VALUES (?)", rows)
        database.execute("INSERT INTO passages (passages) VALUES ('optimize')")
        database.execute("COMMIT")
        database.close()

    def open(self, folder: Path, size: int) -> None:
        self.database = sqlite3.connect(folder / "fts.db")

    def ask(self, question: Question) -> object:
        wanted = " OR ".join(f'"{word}"' for word in question)
        sql = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?"
        return self.database.execute(sql, (wanted, TOP)).fetchall()


ENGINES: dict[str, type[Engine]] = {
    "quoth": Quoth,
    "bm25s numpy": BM25S,
    "bm25s numba": Numba,
    "tantivy": Tantivy,
    "fts5": FTS5,
    "rank-bm25": RankBM25,
}
