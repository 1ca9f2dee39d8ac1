"""rank_bm25's Okapi scoring over sparse postings. The only file that imports rank_bm25."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

K1, B = 1.2, 0.75
"""Saturation of a term's frequency, and how much a passage's length counts (BM25's k1 and b)."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class SparseBM25(BM25Okapi):  # type: ignore[misc]
    """``rank_bm25.BM25Okapi`` that visits only the passages which hold a term of the query.

    Two things differ from the parent. The idf never goes negative: ``log(1 + (N - n + .5) / (n +
    .5))`` (Lucene's form of Robertson and Spärck Jones' weight), where the parent gives 0 to a term
    of half of the passages. And the score of each posting is computed once, when the index is
    built, by the parent's formula, and kept as float32 (``impacts``).

    The postings of term ``t`` are ``doc_ids[indptr[t]:indptr[t + 1]]``, ascending.
    """

    vocabulary: dict[str, int]
    indptr: Ints
    doc_ids: NDArray[np.int32]
    impacts: Floats

    def __init__(self, corpus: Iterable[Sequence[str]], k1: float = K1, b: float = B) -> None:
        super().__init__(corpus, k1=k1, b=b)

    @classmethod
    def from_arrays(
        cls,
        terms: Sequence[str],
        indptr: Ints,
        doc_ids: NDArray[np.int32],
        impacts: Floats,
        corpus_size: int,
    ) -> Self:
        """Open postings that were built before; the arrays may be memory-mapped."""
        self = cls.__new__(cls)
        self.vocabulary = {term: number for number, term in enumerate(terms)}
        self.indptr, self.doc_ids, self.impacts = indptr, doc_ids, impacts
        self.corpus_size = corpus_size
        return self

    def _initialize(self, corpus: Iterable[Sequence[str]]) -> dict[str, int]:
        self.vocabulary = {}
        term_ids, doc_ids, freqs = array("q"), array("i"), array("i")
        for number, document in enumerate(corpus):
            self.doc_len.append(len(document))
            for term, freq in Counter(document).items():
                term_ids.append(self.vocabulary.setdefault(term, len(self.vocabulary)))
                doc_ids.append(number)
                freqs.append(freq)
        self.corpus_size = len(self.doc_len)
        self.avgdl = sum(self.doc_len) / max(1, self.corpus_size)
        order = np.argsort(np.asarray(term_ids, dtype=np.int64), kind="stable")
        counts = np.bincount(np.asarray(term_ids, dtype=np.int64), minlength=len(self.vocabulary))
        self.indptr = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
        self.doc_ids = np.asarray(doc_ids, dtype=np.int32)[order]
        self._freqs = np.asarray(freqs, dtype=np.float64)[order]
        return dict(zip(self.vocabulary, counts.tolist(), strict=True))

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        self.idf = {term: idf(self.corpus_size, freq) for term, freq in nd.items()}
        lengths = np.asarray(self.doc_len, dtype=np.float64)[self.doc_ids]
        norm = self.k1 * (1 - self.b + self.b * lengths / (self.avgdl or 1))
        weights = np.repeat(np.array(list(self.idf.values())), np.diff(self.indptr))
        tf = self._freqs * (self.k1 + 1) / (self._freqs + norm)
        self.impacts = (weights * tf).astype(np.float32)
        del self._freqs

    def document_frequency(self, term: str) -> int:
        """Return how many passages hold ``term``."""
        number = self.vocabulary.get(term)
        return 0 if number is None else int(self.indptr[number + 1] - self.indptr[number])

    def get_scores(self, query: Sequence[str]) -> Floats:
        """Return the score of every passage, shape (corpus_size,); a repeated term counts again."""
        return self.weighted_scores(Counter(query))

    def get_batch_scores(self, query: Sequence[str], doc_ids: Sequence[int]) -> list[float]:
        """Return the scores of the passages ``doc_ids``, in their order."""
        return [float(score) for score in self.get_scores(query)[np.asarray(doc_ids, dtype=int)]]

    def weighted_scores(self, weights: Mapping[str, float]) -> Floats:
        """Return each passage's sum of weight times impact over the terms: (corpus_size,)."""
        scores = np.zeros(self.corpus_size, dtype=np.float32)
        for term, weight in weights.items():
            number = self.vocabulary.get(term)
            if number is not None:
                postings = slice(self.indptr[number], self.indptr[number + 1])
                impacts = self.impacts[postings]
                np.add.at(scores, self.doc_ids[postings], impacts * np.float32(weight))
        return scores

    def top(
        self, weights: Mapping[str, float] | Sequence[str], k: int
    ) -> tuple[NDArray[np.int64], Floats]:
        """Return the numbers and scores of the best ``k`` passages that share a term, best first.

        Ties are broken by the passage's number, lowest first.
        """
        if not isinstance(weights, Mapping):
            weights = Counter(weights)
        scores = self.weighted_scores(weights)
        found = np.flatnonzero(scores)
        if len(found) > k:
            threshold = np.partition(scores[found], len(found) - k)[len(found) - k]
            found = found[scores[found] >= threshold]
        best = found[np.argsort(-scores[found], kind="stable")[:k]]
        return best, scores[best]


def idf(corpus_size: int, document_frequency: int) -> float:
    """Return the inverse document frequency that is never negative (natural logarithm)."""
    return math.log(1 + (corpus_size - document_frequency + 0.5) / (document_frequency + 0.5))
