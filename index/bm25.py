"""rank_bm25's Okapi scoring over postings on disk. The only file that imports rank_bm25."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from index.postings import DENSE, Floats, Ints, Layout, Numbered, is_row, lay_out, numbered, tally
from index.topk import SLACK, SPARSE, Mask, best_of, essential, floor, highest
from index.vocabulary import Vocabulary, columns

Arrays = Callable[[str], NDArray[Any]]

K1, B = 1.2, 0.75
"""Saturation of a term's frequency, and how much a passage's length counts (BM25's k1 and b)."""

FEW = 1 << 18
"""Up to so many passages it is quicker to add all terms than to find out which are needed."""

SHORT = 1 << 15
"""Rows of up to so many passages are added sooner than looked up in some of them."""

UNLIKELY = 0.2
"""Terms that together can bring no more than this share are not added until they are needed."""

QUICK = 1 << 15
"""Postings that are added sooner than it is found out whether they are needed."""

LOOKUP = 16
"""Postings that are added in the time that it takes to look one up."""

_NOTHING: Ints = np.empty(0, dtype=np.intp)


class Term(NamedTuple):
    """A term of the index: how many passages hold it, its number, postings and highest impact."""

    frequency: int
    number: int
    start: int
    stop: int
    peak: float


Query = Sequence[tuple[Term, float]]
"""Terms with their weights, rarest first; those that are rows are therefore the last."""


class SparseBM25(BM25Okapi):  # type: ignore[misc]
    """``rank_bm25.BM25Okapi`` that visits only the passages which can be among the best.

    Two things differ from the parent. The idf never goes negative: ``log(1 + (N - n + .5) / (n +
    .5))`` (Lucene's form of Robertson and Spärck Jones' weight), where the parent gives 0 to a term
    of half of the passages. And the score of each posting is computed once, when the index is
    built, by the parent's formula, and kept as float32 (its impact).

    Safe to share by threads.
    """

    ARRAYS = ("terms", "term_ends", "term_heads", "frequencies", *Layout._fields)
    """What makes an index, by the names of attributes; all of it may be memory-mapped.

    ``terms`` are the sorted terms as one UTF-8 text, each up to its place in ``term_ends``;
    ``term_heads`` are their first bytes, by which they are found. ``frequencies`` are the numbers
    of passages that hold them. The others are told of in ``Layout``.
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
        frequent = np.flatnonzero(is_row(self.frequencies, self.corpus_size))
        self._rows: dict[int, Floats] = dict(zip(frequent.tolist(), self.dense, strict=True))
        self._known = lru_cache(maxsize=1 << 14)(self._term)
        self._zeros: list[Floats] = []  # one for each thread that has asked at the same time

    def _initialize(self, corpus: Iterable[Sequence[str]] | Numbered) -> Ints:
        self._numbered = corpus if isinstance(corpus, Numbered) else numbered(corpus)
        frequencies, self.doc_len = tally(self._numbered)
        self.corpus_size = len(self.doc_len)
        self.avgdl = int(self.doc_len.sum()) / max(1, self.corpus_size)
        return frequencies

    def _calc_idf(self, nd: Ints) -> None:
        """Lay out the postings; ``nd`` are the frequencies of the terms as they were numbered."""
        del self.idf  # the parent's, which is empty
        order, ranks = sorted(self._numbered.terms), np.arange(len(nd))
        if order != self._numbered.terms:
            numbers = {term: number for number, term in enumerate(self._numbered.terms)}
            ranks[np.fromiter(map(numbers.__getitem__, order), np.int64, len(order))] = ranks.copy()
        self.terms, self.term_ends, self.term_heads = columns(order)
        del order
        self.frequencies = np.empty(len(nd), dtype=np.int32)
        self.frequencies[ranks] = nd
        known, places = np.unique(self.frequencies, return_inverse=True)
        idfs = np.array([idf(self.corpus_size, number) for number in known.tolist()])
        gains = idfs[places] * (self.k1 + 1)
        norms = self.k1 * (1 - self.b + self.b * self.doc_len / (self.avgdl or 1))
        layout = lay_out(self._numbered, ranks, self.frequencies, gains, norms)
        for name, values in layout._asdict().items():
            setattr(self, name, values)
        del self._numbered
        self._open()

    @cached_property
    def idf(self) -> dict[str, float]:
        """Each term's inverse document frequency."""
        frequencies = enumerate(self.frequencies.tolist())
        return {self.vocabulary[at]: idf(self.corpus_size, number) for at, number in frequencies}

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
        return self.weighted_scores(counts(query))

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

        In a small index the terms are added. In a large one the rarest are, until the others
        together bring little; these are looked up in the passages alone that can still be among
        the best (MaxScore; Turtle and Flood 1995).
        """
        query = self._query(weights if isinstance(weights, Mapping) else counts(weights))
        if not query or k < 1:
            return _NOTHING, np.empty(0, dtype=np.float32)
        allowed = None if mask is None else Mask(mask, self.corpus_size)
        if allowed and allowed.allowed * len(query) * LOOKUP < sum(self._work(t) for t, _ in query):
            found = allowed.numbers()
            sums = np.zeros(len(found), dtype=np.float32)
            return self._looked_up(query, self._rest(query), k, found, sums)
        try:
            scores = self._zeros.pop()
        except IndexError:
            scores = np.zeros(self.corpus_size, dtype=np.float32)
        best = (self._all if len(scores) <= FEW else self._likely)(query, k, allowed, scores)
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
        known = [(self._known(term), weight) for term, weight in weights.items()]
        return sorted([(term, weight) for term, weight in known if term is not None])

    def _add(
        self, query: Query, scores: Floats, allowed: NDArray[np.bool_] | None = None
    ) -> list[Ints]:
        """Add the terms' shares; return the passages of each term that is no row."""
        touched: list[Ints] = []
        ids, shares, rows, add = self.doc_ids, self.impacts, self._rows, np.add.at
        for (_, number, start, stop, _), weight in query:
            row = rows.get(number)
            impacts = shares[start:stop] if row is None else row
            if weight != 1:
                impacts = impacts * np.float32(weight)
            if row is not None:
                scores += impacts if allowed is None else impacts * allowed
                continue
            passages = ids[start:stop].astype(np.intp)
            if allowed is not None:
                here = allowed.take(passages)
                passages, impacts = passages[here], impacts[here]
            add(scores, passages, impacts)
            touched.append(passages)
        return touched

    def _all(self, query: Query, k: int, mask: Mask | None, scores: Floats) -> tuple[Ints, Floats]:
        """Return the best ``k`` by adding terms to ``scores``, all 0 before and after.

        Rows, which are long and bring little, are looked up where the other terms tell in which
        passages.
        """
        cut, first = len(query), None
        if self.corpus_size > SHORT:
            cut -= sum(term.number in self._rows for term, _ in query)
            if mask and mask.first:
                first, mask = mask.truths(), None
        rest = self._rest(query[cut:])
        self._add(query[:cut], scores, first)
        found = highest(scores, k, mask, rest[0])
        if found is None and cut < len(query):
            self._add(query[cut:], scores, first)
            cut = len(query)
            found = highest(scores, k, mask)
        if found is None:
            found = scores.nonzero()[0] if mask is None else mask.numbers()
        sums = scores.take(found)
        scores.fill(0)
        return self._looked_up(query[cut:], rest, k, found, sums)

    def _likely(
        self, query: Query, k: int, mask: Mask | None, scores: Floats
    ) -> tuple[Ints, Floats]:
        """Return the same by adding terms until the others bring little, and looking these up."""
        rest = self._rest(query)
        first, mask = (mask.truths(), None) if mask and mask.first else (None, mask)
        touched, added, share, found = list[Ints](), 0, UNLIKELY, None
        while found is None and added < len(query):
            before, added = added, self._until(query, rest, added, share)
            touched += self._add(query[before:added], scores, first)
            found = essential(scores, touched, k, rest, rest[added], mask)
            if found is None:
                found = highest(scores, k, mask, rest[added])
            share /= 4
        if found is None:
            found = scores.nonzero()[0] if mask is None else mask.numbers()
        sums = scores.take(found)
        if len(touched) < added or sum(map(len, touched)) > len(scores) // SPARSE:
            scores.fill(0)
        else:
            for passages in touched:
                scores[passages] = 0
        return self._looked_up(query[added:], rest[added:], k, found, sums)

    def _until(self, query: Query, rest: Sequence[float], added: int, share: float) -> int:
        """Return up to which term to add, so that the others bring no more than a share."""
        quick = min(QUICK, self.corpus_size // DENSE)  # no row is
        added += 1
        while added < len(query) and (
            rest[added] > share * rest[0] or query[added][0].frequency <= quick
        ):
            added += 1
        return added

    def _looked_up(
        self, query: Query, rest: Sequence[float], k: int, found: Ints, sums: Floats
    ) -> tuple[Ints, Floats]:
        """Return the best ``k`` of the passages ``found``, to whose ``sums`` the query adds."""
        for (term, weight), bound in zip(query, rest, strict=False):
            if len(found) > 4 * k:
                kept = sums >= floor(sums, k) / SLACK - bound
                found, sums = found[kept], sums[kept]
            sums += self._impacts(term, found) * np.float32(weight)
        return best_of(found, sums, k)

    def _rest(self, query: Query) -> Sequence[float]:
        """Return what the terms from each on can bring, and 0."""
        rest, total = [0.0], 0.0
        for term, weight in reversed(query):
            total += weight * term.peak * SLACK
            rest.append(total)
        return rest[::-1]

    def _work(self, term: Term) -> int:
        """Return how long it takes to add a term to all passages, in postings."""
        return self.corpus_size // 8 if term.number in self._rows else term.frequency

    def _impacts(self, term: Term, passages: Ints) -> Floats:
        """Return the impacts of a term in ``passages``, 0 where it is not."""
        if term.number in self._rows:
            return self._rows[term.number].take(passages)
        ids, impacts = self.doc_ids[term.start : term.stop], self.impacts[term.start : term.stop]
        wanted = passages.astype(np.int32)  # else all of the postings are converted
        places = ids.searchsorted(wanted)
        found = impacts.take(places, mode="clip")
        found[ids.take(places, mode="clip") != wanted] = 0
        return found


def idf(corpus_size: int, document_frequency: int) -> float:
    """Return the inverse document frequency that is never negative (natural logarithm)."""
    return math.log(1 + (corpus_size - document_frequency + 0.5) / (document_frequency + 0.5))


def counts(terms: Sequence[str]) -> Mapping[str, int]:
    """Return how often each term is there; quickly where none is repeated."""
    once = dict.fromkeys(terms, 1)
    return once if len(once) == len(terms) else Counter(terms)
