"""rank_bm25's Okapi scoring over postings on disk. The only file that imports rank_bm25."""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from index.vocabulary import Vocabulary, columns

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Arrays = Callable[[str], NDArray[Any]]
Query = Sequence[tuple["Term", float]]

K1, B = 1.2, 0.75
"""Saturation of a term's frequency, and how much a passage's length counts (BM25's k1 and b)."""

DENSE = 4
"""A term of more than one passage in so many is kept as a row of all passages' impacts."""

UNLIKELY = 0.2
"""Terms wait to be added until they are needed where they can bring no more than this share."""

QUICK = 10_000
"""Postings that are added sooner than it is found out whether they are needed."""

LOOKUP = 16
"""Postings that are added in the time that it takes to look one up."""

FEW = 200
"""Passages are looked up from the start where a mask allows less than one in so many."""

AT_ONCE = 1 << 21
"""Terms of documents that are counted at a time."""

_DOCUMENT = (1 << 32) - 1
_SLACK = 1 + 1e-5
_TINY = 1e-30
_NOTHING: Ints = np.empty(0, dtype=np.intp)


class Term(NamedTuple):
    """A term of the index: how many passages hold it, its number, postings and highest impact."""

    frequency: int
    number: int
    start: int
    stop: int
    peak: float


Documents = tuple[NDArray[Any], NDArray[Any]]
"""The terms of some documents, as numbers, and how many each document has."""


class Numbered(NamedTuple):
    """Documents as numbers of ``terms``, some at a time; ``documents`` may be called again."""

    terms: Sequence[str]
    documents: Callable[[], Iterator[Documents]]


class SparseBM25(BM25Okapi):  # type: ignore[misc]
    """``rank_bm25.BM25Okapi`` that visits only the passages which can be among the best.

    Two things differ from the parent. The idf never goes negative: ``log(1 + (N - n + .5) / (n +
    .5))`` (Lucene's form of Robertson and Spärck Jones' weight), where the parent gives 0 to a term
    of half of the passages. And the score of each posting is computed once, when the index is
    built, by the parent's formula, and kept as float32 (its impact).

    Safe to share by threads.
    """

    ARRAYS = (
        "terms", "term_ends", "term_heads", "frequencies", "peaks",
        "indptr", "doc_ids", "impacts", "dense",
    )  # fmt: skip
    """What makes an index, by the names of attributes; all of it may be memory-mapped.

    ``terms`` are the sorted terms as one UTF-8 text, each up to its place in ``term_ends``;
    ``term_heads`` are their first bytes, by which they are found.
    ``frequencies`` and ``peaks`` are each term's number of passages and highest impact. The
    postings of term ``t`` are ``doc_ids[indptr[t]:indptr[t + 1]]``, ascending, with their
    ``impacts``; where they are more than a quarter of all passages, they stand as the next row of
    ``dense`` instead, shape (terms so frequent, corpus_size).
    """

    terms: NDArray[np.uint8]
    term_ends: Ints
    term_heads: NDArray[np.uint64]
    frequencies: NDArray[np.int32]
    peaks: Floats
    indptr: Ints
    doc_ids: NDArray[np.int32]
    impacts: Floats
    dense: Floats

    def __init__(
        self, corpus: Iterable[Sequence[str]] | Numbered, k1: float = K1, b: float = B
    ) -> None:
        super().__init__(corpus, k1=k1, b=b)

    @classmethod
    def from_arrays(cls, array: Arrays, corpus_size: int) -> Self:
        """Open an index that was built before; ``array`` gives each of ``ARRAYS`` by its name."""
        self = cls.__new__(cls)
        for name in cls.ARRAYS:
            setattr(self, name, np.asarray(array(name)))  # a slice of a memmap itself is slow
        self.corpus_size = corpus_size
        self._open()
        return self

    def _open(self) -> None:
        self.vocabulary = Vocabulary(self.terms, self.term_ends, self.term_heads)
        frequent = np.flatnonzero(self.frequencies > self.corpus_size // DENSE)
        self._rows: dict[int, Floats] = dict(zip(frequent.tolist(), self.dense, strict=True))
        self._known = lru_cache(maxsize=1 << 14)(self._term)
        self._zeros: list[Floats] = []  # one for each thread that has asked at the same time

    def _initialize(self, corpus: Iterable[Sequence[str]] | Numbered) -> dict[str, int]:
        self._numbered = corpus if isinstance(corpus, Numbered) else _numbered(corpus)
        terms = self._numbered.terms
        frequencies = np.zeros(len(terms), dtype=np.int64)
        lengths = [np.empty(0, dtype=np.int64)]
        for numbers, part in self._numbered.documents():
            keys, _ = _counted(numbers, part, 0)
            frequencies += np.bincount(keys >> 32, minlength=len(terms))
            lengths.append(part)
        self.doc_len = np.concatenate(lengths)
        self.corpus_size = len(self.doc_len)
        self.avgdl = int(self.doc_len.sum()) / max(1, self.corpus_size)
        return dict(zip(terms, frequencies.tolist(), strict=True))

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        order = sorted(nd)
        known = {number: idf(self.corpus_size, number) for number in {*nd.values()}}
        self.idf = {term: known[nd[term]] for term in order}
        self.terms, self.term_ends, self.term_heads = columns(order)
        self.frequencies = np.fromiter(map(nd.__getitem__, order), np.int32, len(order))
        ranks = np.arange(len(order))
        if order != [*nd]:
            numbers = {term: number for number, term in enumerate(nd)}
            ranks[np.fromiter(map(numbers.__getitem__, order), np.int64, len(order))] = ranks.copy()
        self._place(ranks)
        self._open()

    def _place(self, ranks: Ints) -> None:
        """Lay the documents' terms out by term; ``ranks`` are the places of the numbered terms."""
        norms = self.k1 * (1 - self.b + self.b * self.doc_len / (self.avgdl or 1))
        factors = np.fromiter(self.idf.values(), np.float64, len(self.idf)) * (self.k1 + 1)
        frequent = self.frequencies > self.corpus_size // DENSE
        rows = np.cumsum(frequent) - 1
        self.indptr = np.concatenate(([0], np.cumsum(np.where(frequent, 0, self.frequencies))))
        self.doc_ids = np.empty(self.indptr[-1], dtype=np.int32)
        self.impacts = np.empty(self.indptr[-1], dtype=np.float32)
        self.dense = np.zeros((int(frequent.sum()), self.corpus_size), dtype=np.float32)
        self.peaks = np.zeros(len(factors), dtype=np.float32)
        free = self.indptr[:-1].copy()
        first = 0
        for numbers, part in self._numbered.documents():
            keys, freqs = _counted(ranks[numbers], part, first)
            first += len(part)
            terms, documents = keys >> 32, keys & _DOCUMENT
            impacts = (factors[terms] * freqs / (freqs + norms[documents])).astype(np.float32)
            np.maximum.at(self.peaks, terms, impacts)
            often = frequent[terms]
            self.dense[rows[terms[often]], documents[often]] = impacts[often]
            terms, documents, impacts = terms[~often], documents[~often], impacts[~often]
            starts = np.flatnonzero(np.diff(terms, prepend=-1))
            counts = np.diff(starts, append=len(terms))
            places = np.arange(len(terms)) + np.repeat(free[terms[starts]] - starts, counts)
            self.doc_ids[places], self.impacts[places] = documents, impacts
            free[terms[starts]] += counts
        del self._numbered

    def document_frequency(self, term: str) -> int:
        """Return how many passages hold ``term``."""
        number = self.vocabulary.number(term)
        return 0 if number is None else int(self.frequencies[number])

    def holding(self, term: str) -> NDArray[Any]:
        """Return the numbers of the passages that hold ``term``, in ascending order."""
        found = self._known(term)
        if found is None:
            return _NOTHING
        if found.number in self._rows:
            return self._rows[found.number].nonzero()[0]
        return self.doc_ids[found.start : found.stop]

    def get_scores(self, query: Sequence[str]) -> Floats:
        """Return the score of every passage, shape (corpus_size,); a repeated term counts again."""
        return self.weighted_scores(Counter(query))

    def get_batch_scores(self, query: Sequence[str], doc_ids: Sequence[int]) -> list[float]:
        """Return the scores of the passages ``doc_ids``, in their order."""
        return [float(score) for score in self.get_scores(query)[np.asarray(doc_ids, dtype=int)]]

    def weighted_scores(self, weights: Mapping[str, float]) -> Floats:
        """Return each passage's sum of weight times impact over the terms: (corpus_size,)."""
        scores = np.zeros(self.corpus_size, dtype=np.float32)
        self._add(self._query(weights), scores)
        return scores

    def top(
        self, weights: Mapping[str, float] | Sequence[str], k: int, mask: NDArray[Any] | None = None
    ) -> tuple[Ints, Floats]:
        """Return the numbers and scores of the best ``k`` passages that share a term, best first.

        Ties are broken by the passage's number, lowest first. Weights are above 0. ``mask`` says
        which passages may be found: a truth for each, or their numbers in ascending order, which
        are the quicker of the two where they are few.

        Passages are scored by the rarest terms first. As soon as ``k`` of them are better than any
        can be by the other terms alone, these are looked up only in the passages that can still be
        among the best (MaxScore; Turtle and Flood 1995).
        """
        query = self._query(weights if isinstance(weights, Mapping) else Counter(weights))
        if not query or k < 1:
            return _NOTHING, np.empty(0, dtype=np.float32)
        try:
            scores = self._zeros.pop()
        except IndexError:
            scores = np.zeros(self.corpus_size, dtype=np.float32)
        best = self._best(query, k, mask, scores)
        self._zeros.append(scores)
        return best

    def _term(self, term: str) -> Term | None:
        number = self.vocabulary.number(term)
        if number is None:
            return None
        start, stop = self.indptr[number : number + 2].tolist()
        peak = float(self.peaks[number])
        return Term(int(self.frequencies[number]), number, start, stop, peak)

    def _query(self, weights: Mapping[str, float]) -> Query:
        """Return the known terms with their weights, rarest first."""
        known = ((self._known(term), weight) for term, weight in weights.items())
        return sorted((term, weight) for term, weight in known if term is not None)

    def _add(self, query: Query, scores: Floats) -> Ints | None:
        """Add the terms' shares; return the passages touched, repeated, or None for all of them."""
        touched: list[NDArray[Any]] = [_NOTHING]
        shares, rows = [], 0
        for term, weight in query:
            if term.number in self._rows:
                rows += 1
            else:
                touched.append(self.doc_ids[term.start : term.stop])
                impacts = self.impacts[term.start : term.stop]
                shares.append(impacts if weight == 1 else impacts * np.float32(weight))
        numbers = np.concatenate(touched, dtype=np.intp)
        if shares:
            np.add.at(scores, numbers, np.concatenate(shares))
        for term, weight in query[len(query) - rows :]:
            row = self._rows[term.number]
            scores += row if weight == 1 else row * np.float32(weight)
        return None if rows else numbers

    def _best(
        self, query: Query, k: int, mask: NDArray[Any] | None, scores: Floats
    ) -> tuple[Ints, Floats]:
        """Return the best ``k`` by way of ``scores``, which is all 0 before and after."""
        bounds = [weight * term.peak * _SLACK for term, weight in query]
        rest = [*accumulate(reversed(bounds), initial=0.0)][::-1]  # what the terms from here bring
        if mask is not None:
            truths = mask.dtype == np.bool_
            if (np.count_nonzero(mask) if truths else len(mask)) * FEW < self.corpus_size:
                found = (mask.nonzero()[0] if truths else mask).astype(np.int32)
                sums = np.zeros(len(found), dtype=np.float32)
                return self._looked_up(query, rest, k, found, sums, scores)
            if not truths:
                mask, numbers = np.zeros(self.corpus_size, dtype=np.bool_), mask
                mask[numbers] = True
        touched: Ints | None = _NOTHING  # passages, repeated; None for all of them
        done, stop = 0, 1
        while stop < len(query) and (
            rest[stop] > UNLIKELY * rest[0] or self._work(query[stop][0]) < QUICK
        ):
            stop += 1
        while True:
            part = self._add(query[done:stop], scores)
            if part is None or touched is None or len(touched) + len(part) > self.corpus_size // 8:
                touched, values = None, scores  # from here on all passages at once are quicker
            else:
                touched = np.concatenate((touched, part)) if done else part
                values = scores[touched]
            if mask is not None:
                values = values * (mask if touched is None else mask[touched])
            floor = _floor(values, k if touched is None else k * stop)
            done = stop
            while stop < len(query) and rest[stop] >= floor:
                stop += 1
            if done == stop:
                break
        likely = (values >= max(floor / _SLACK - rest[done], _TINY)).nonzero()[0]
        found = _distinct(likely if touched is None else touched[likely])
        sums = scores[found]
        scores[slice(None) if touched is None else touched] = 0
        return self._looked_up(query[done:], rest[done:], k, found, sums, scores)

    def _looked_up(
        self,
        query: Query,
        rest: Sequence[float],
        k: int,
        found: NDArray[np.int32],
        sums: Floats,
        zeros: Floats,
    ) -> tuple[Ints, Floats]:
        """Return the best ``k`` of the passages ``found``, to whose ``sums`` the query adds."""
        for (term, weight), bound in zip(query, rest, strict=False):
            if len(found) > 4 * k:
                kept = sums >= _floor(sums, k) / _SLACK - bound
                found, sums = found[kept], sums[kept]
            sums += self._impacts(term, found, zeros) * np.float32(weight)
        order = np.argsort(-sums, kind="stable")[:k]
        order = order[sums[order] > 0]
        return found[order].astype(np.int64), sums[order]

    def _work(self, term: Term) -> int:
        """Return how long it takes to add a term to all passages, in postings."""
        return self.corpus_size // 8 if term.number in self._rows else term.frequency

    def _impacts(self, term: Term, numbers: NDArray[np.int32], zeros: Floats) -> Floats:
        """Return the impacts of a term in the passages ``numbers``, 0 where it is not."""
        if term.number in self._rows:
            return self._rows[term.number][numbers]
        ids, impacts = self.doc_ids[term.start : term.stop], self.impacts[term.start : term.stop]
        if len(ids) < LOOKUP * len(numbers):
            ids = ids.astype(np.intp)
            zeros[ids] = impacts
            found = zeros[numbers]
            zeros[ids] = 0
            return found
        places = ids.searchsorted(numbers)
        places[places == len(ids)] = 0
        found = impacts[places]
        found[ids[places] != numbers] = 0
        return found


def idf(corpus_size: int, document_frequency: int) -> float:
    """Return the inverse document frequency that is never negative (natural logarithm)."""
    return math.log(1 + (corpus_size - document_frequency + 0.5) / (document_frequency + 0.5))


def _numbered(corpus: Iterable[Sequence[str]]) -> Numbered:
    """Return the documents with their terms numbered as they come."""
    numbers = defaultdict[str, int]()
    numbers.default_factory = numbers.__len__
    parts: list[Documents] = []
    tokens, lengths = array("i"), array("i")
    for document in corpus:
        tokens.extend(map(numbers.__getitem__, document))
        lengths.append(len(document))
        if len(tokens) >= AT_ONCE:
            parts.append((np.array(tokens), np.array(lengths)))
            tokens, lengths = array("i"), array("i")
    parts.append((np.array(tokens), np.array(lengths)))
    return Numbered(list(numbers), lambda: iter(parts))


def _counted(numbers: NDArray[Any], lengths: NDArray[Any], first: int) -> tuple[Ints, Ints]:
    """Count each document's terms, from document ``first`` on.

    Returns:
        (term << 32 | document) ascending, and how often the term stands in the document.
    """
    documents = np.repeat(np.arange(first, first + len(lengths)), lengths)
    keys = numbers.astype(np.int64)
    keys <<= 32
    keys |= documents
    keys.sort()
    starts = np.flatnonzero(_new(keys))
    return keys[starts], np.diff(starts, append=len(keys))


def _distinct(numbers: Ints) -> NDArray[np.int32]:
    """Return the numbers in ascending order, each once."""
    ordered = numbers.astype(np.int32)
    ordered.sort()
    return ordered[_new(ordered)]


def _new(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Return which numbers differ from the one before."""
    new = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return new


def _floor(values: Floats, k: int) -> float:
    """Return what at least ``k`` of the values reach, near to the most that they do; else 0.

    Many values are compared by the maxima of columns: most are 0, which partitioning is bad at.
    """
    columns = max(1024, 16 * k)
    if len(values) > 4 * columns:
        rows = len(values) // columns
        values = values[: rows * columns].reshape(rows, columns).max(axis=0)
    if len(values) < k:
        return 0.0
    return float(np.partition(values, len(values) - k)[len(values) - k])
