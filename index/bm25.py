"""rank_bm25's Okapi scoring over postings on disk. The only file that imports rank_bm25."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from index.impacts import Impacts, Query, Term
from index.postings import Floats, Ints, Layout, Numbered, lay_out, numbered, tally
from index.topk import Mask, distinct, floor, masked_floor
from index.vocabulary import Vocabulary, columns

Arrays = Callable[[str], NDArray[Any]]

K1, B = 1.2, 0.75
"""Saturation of a term's frequency, and how much a passage's length counts (BM25's k1 and b)."""

UNLIKELY = 0.2
"""Terms wait to be added until they are needed where they can bring no more than this share."""

QUICK = 10_000
"""Postings that are added sooner than it is found out whether they are needed."""

LOOKUP = 16
"""Postings that are added in the time that it takes to look one up."""

TOGETHER = 500
"""All terms are looked up at once in no more passages than these."""

_SLACK = 1 + 1e-5
_TINY = 1e-30
_NOTHING: Ints = np.empty(0, dtype=np.intp)


class SparseBM25(BM25Okapi):  # type: ignore[misc]
    """``rank_bm25.BM25Okapi`` that visits only the passages which can be among the best.

    Two things differ from the parent. The idf never goes negative: ``log(1 + (N - n + .5) / (n +
    .5))`` (Lucene's form of Robertson and Spärck Jones' weight), where the parent gives 0 to a term
    of half of the passages. And sums are of float32.

    Safe to share by threads.
    """

    ARRAYS = ("terms", "term_ends", "term_heads", "norms", *Layout._fields)
    """What makes an index, by the names of attributes; all of it may be memory-mapped.

    ``terms`` are the sorted terms as one UTF-8 text, each up to its place in ``term_ends``;
    ``term_heads`` are their first bytes, by which they are found. ``norms`` are the passages'
    ``k1 * (1 - b + b * length / average length)``. The others are told of in ``Layout``.
    """

    def __init__(
        self, corpus: Iterable[Sequence[str]] | Numbered, k1: float = K1, b: float = B
    ) -> None:
        super().__init__(corpus, k1=k1, b=b)

    @classmethod
    def from_arrays(cls, array: Arrays, corpus_size: int, k1: float = K1) -> Self:
        """Open an index that was built before; ``array`` gives each of ``ARRAYS`` by its name."""
        self = cls.__new__(cls)
        self.corpus_size, self.k1 = corpus_size, k1
        # a slice of a memmap itself is slow
        self._open({name: np.asarray(array(name)) for name in cls.ARRAYS})
        return self

    def _open(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        for name, values in arrays.items():
            setattr(self, name, values)
        self.vocabulary = Vocabulary(self.terms, self.term_ends, self.term_heads)
        self._impacts = Impacts(Layout(*(arrays[name] for name in Layout._fields)), self.norms)
        self._known = lru_cache(maxsize=1 << 14)(self._term)
        self._zeros: list[Floats] = []  # one for each thread that has asked at the same time

    def _initialize(self, corpus: Iterable[Sequence[str]] | Numbered) -> dict[str, int]:
        self._numbered = corpus if isinstance(corpus, Numbered) else numbered(corpus)
        self._tally = tally(self._numbered)
        self.doc_len = self._tally.lengths
        self.corpus_size = len(self.doc_len)
        self.avgdl = int(self.doc_len.sum()) / max(1, self.corpus_size)
        return dict(zip(self._numbered.terms, self._tally.frequencies.tolist(), strict=True))

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        order = sorted(nd)
        self.idf = {term: idf(self.corpus_size, nd[term]) for term in order}
        ranks = {term: rank for rank, term in enumerate(order)}
        places = np.fromiter((ranks[term] for term in nd), np.int64, len(nd))
        frequencies = np.fromiter((nd[term] for term in order), np.int64, len(order))
        gains = np.fromiter(map(self._gain, frequencies.tolist()), np.float32, len(order))
        norms = self.k1 * (1 - self.b + self.b * self.doc_len / (self.avgdl or 1))
        norms = np.maximum(norms, _TINY).astype(np.float32)
        counted = self._tally._replace(frequencies=frequencies)
        layout = lay_out(self._numbered, places, counted, gains, norms)
        del self._numbered, self._tally
        terms, ends, heads = columns(order)
        words: dict[str, NDArray[Any]] = {"terms": terms, "term_ends": ends, "term_heads": heads}
        self._open({**words, "norms": norms, **layout._asdict()})

    def _gain(self, document_frequency: int) -> float:
        return idf(self.corpus_size, document_frequency) * float(self.k1 + 1)

    def document_frequency(self, term: str) -> int:
        """Return how many passages hold ``term``."""
        number = self.vocabulary.number(term)
        return 0 if number is None else self._impacts.frequency(number)

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
        allowed = None if mask is None else Mask(mask, self.corpus_size)
        bounds = [weight * term.peak * _SLACK for term, weight in query]
        rest = [*accumulate(reversed(bounds), initial=0.0)][::-1]  # what the terms from here bring
        if allowed is not None:
            work = sum(self._work(term) for term, _ in query)
            if allowed.allowed * len(query) * LOOKUP < work:
                found = allowed.numbers()
                zeros = np.zeros(len(found), dtype=np.float32)
                best, sums = self._looked_up(query, rest, k, found, zeros)
                return best[sums > 0], sums[sums > 0]
        try:
            scores = self._zeros.pop()
        except IndexError:
            scores = np.zeros(self.corpus_size, dtype=np.float32)
        done, likely = self._likely(query, rest, k, allowed, scores)
        return self._looked_up(query[done:], rest[done:], k, *likely)

    def _term(self, term: str) -> Term | None:
        number = self.vocabulary.number(term)
        if number is None:
            return None
        return self._impacts.term(number, self._gain(self._impacts.frequency(number)))

    def _query(self, weights: Mapping[str, float]) -> Query:
        """Return the known terms with their weights, rarest first."""
        known = ((self._known(term), weight) for term, weight in weights.items())
        return sorted((term, weight) for term, weight in known if term is not None)

    def _add(self, query: Query, scores: Floats, mask: Mask | None = None) -> Ints | None:
        """Add the terms' shares; return the passages touched, repeated, or None for all of them."""
        sparse = [each for each in query if each[0].row < 0]
        touched = _NOTHING
        if sparse:
            touched, impacts = self._impacts.of(sparse)
            if mask and mask.first:
                allowed = mask.truths().take(touched)
                touched, impacts = touched[allowed], impacts[allowed]
            np.add.at(scores, touched, impacts)
        for term, weight in query[len(sparse) :]:
            impacts = self._impacts.row(term, weight)
            scores += impacts * mask.truths() if mask and mask.first else impacts
        return touched if len(sparse) == len(query) else None

    def _likely(
        self, query: Query, rest: Sequence[float], k: int, mask: Mask | None, scores: Floats
    ) -> tuple[int, tuple[Ints, Floats]]:
        """Return how many terms were added, and the passages that can be the best by all of them.

        ``scores`` is all 0 before and after.
        """
        touched: Ints | None = _NOTHING  # passages, repeated; None for all of them
        done, stop, quick = 0, 1, max(QUICK, self.corpus_size // 25)
        while stop < len(query) and (
            rest[stop] > UNLIKELY * rest[0] or self._work(query[stop][0]) < quick
        ):
            stop += 1
        while True:
            part = self._add(query[done:stop], scores, mask)
            if part is None or touched is None or len(touched) + len(part) > self.corpus_size // 3:
                touched, values = None, scores  # from here on all passages at once are quicker
            else:
                touched = np.concatenate((touched, part)) if done else part
                values = scores.take(touched)
            wanted = k if touched is None else k * stop
            if mask is None or mask.first:
                least = floor(values, wanted)
            else:
                least = masked_floor(values, touched, wanted, mask)
            done = stop
            while stop < len(query) and rest[stop] >= least:
                stop += 1
            if done == stop:
                break
        likely = (values >= max(least / _SLACK - rest[done], _TINY)).nonzero()[0]
        found = likely if touched is None else distinct(touched.take(likely))
        if mask and not mask.first:
            found = found[mask(found)]
        sums = scores.take(found)
        if touched is None or len(touched) > self.corpus_size // 12:
            scores.fill(0)  # quicker than to look for what was touched
        else:
            scores[touched] = 0
        self._zeros.append(scores)
        return done, (found, sums)

    def _looked_up(
        self, query: Query, rest: Sequence[float], k: int, found: Ints, sums: Floats
    ) -> tuple[Ints, Floats]:
        """Return the best ``k`` of the passages ``found``, to whose ``sums`` the query adds."""
        done = 0
        while done < len(query):
            if len(found) > 4 * k:
                kept = sums >= floor(sums, k) / _SLACK - rest[done]
                found, sums = found[kept], sums[kept]
            stop = done + 1 if len(found) > TOGETHER else len(query)
            for impacts in self._impacts.at(query[done:stop], found):
                sums += impacts
            done = stop
        order = np.argsort(-sums, kind="stable")[:k]
        return found.take(order), sums.take(order)

    def _work(self, term: Term) -> int:
        """Return how long it takes to add a term to all passages, in postings."""
        return self.corpus_size // 8 if term.row >= 0 else term.frequency


def idf(corpus_size: int, document_frequency: int) -> float:
    """Return the inverse document frequency that is never negative (natural logarithm)."""
    return math.log(1 + (corpus_size - document_frequency + 0.5) / (document_frequency + 0.5))
