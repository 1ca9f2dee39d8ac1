"""Candidate passages are ranked by the summed evidence of their sentences.

The sentences of all candidates compete in one softmax of a linear score (a conditional logit). A
passage's evidence is the probability mass of its sentences; its quote is the run of sentences, at
most QUOTE_LIMIT characters, that holds the most of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.models import BlockKind, Span
from index.encoding import BLOCKS, LEANING, PARTED, QUESTION
from index.evidence import Evidence
from index.facts import agree
from index.features import FEATURES, Candidate, rows
from index.model import Model
from index.question import Question

QUOTE_LIMIT = 300
"""Characters of a quote, where its sentences allow."""

SENTENCES = 3
"""Sentences of a quote, at most; lists and dialogue give as many lines as QUOTE_LIMIT holds."""

ITEM_WORTH_ADDING = 0.3
"""A list's item joins a quote when it holds this share of the best one's probability: one item
answers alone, or all of them do."""

PARAGRAPH_WORTH_ADDING = 0.05
"""The same for a neighbour in another paragraph, lines of dialogue aside."""

ENOUGH = 0.98
"""What stands at a quote's ends is left out as long as this share of its evidence remains."""

QUOTE_SHARE = 0.7
"""How much a passage's rank owes to its quote's evidence; the rest is the whole passage's."""

SAME = 0.8
"""Two quotes say the same when this share of their words' union is common (Jaccard)."""

FOLDED = 10
"""Passages, from the best, among which quotes that say the same are folded into one."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ITEM, _LINE, _ASKED = BLOCKS[BlockKind.ITEM], BLOCKS[BlockKind.LINE], BLOCKS[BlockKind.QUESTION]


class Ranked(NamedTuple):
    """A passage with its evidence, its quote's sentences (the first and the last) and evidence, and
    its best sentence's row.

    ``also_in`` are the titles of other articles whose quote says the same; their evidence is in
    this one's.
    """

    candidate: Candidate
    evidence: float
    quoted: tuple[int, int]
    quote_evidence: float
    features: NDArray[np.float64]
    linear: float
    also_in: tuple[str, ...] = ()

    @property
    def worth(self) -> float:
        """What the passage is ranked by, in [0, 1]: its evidence, most of all its quote's."""
        return QUOTE_SHARE * self.quote_evidence + (1 - QUOTE_SHARE) * self.evidence

    @property
    def quote(self) -> Span:
        """Where the quote stands in the article."""
        first, last = self.quoted
        sentences = self.candidate.passage.sentences
        return Span(sentences[first].start, sentences[last].stop)

    @property
    def text(self) -> str:
        """The quote."""
        return self.candidate.cut(self.quote)


def rerank(
    question: Question,
    candidates: Sequence[Candidate],
    idf: Callable[[str], float],
    model: Model,
) -> list[Ranked]:
    """Return the candidates, best first by their and their quotes' evidence."""
    if not candidates:
        return []
    return rerank_rows(candidates, rows(question, candidates, idf), model)


def rerank_rows(
    candidates: Sequence[Candidate], matrix: NDArray[np.float64], model: Model
) -> list[Ranked]:
    """Do the same from the candidates' features: (sentences, FEATURES)."""
    linear = matrix @ model.sentence_weights(FEATURES)
    weights = np.exp(linear - linear.max())
    held = weights / weights.sum()
    evidence = candidates[0].found.evidence
    places, sentences = evidence.of([candidate.found.number for candidate in candidates])
    counts = places["sentences"]
    starts = counts.cumsum() - counts
    best = _best(linear, starts, counts)
    quoted = _quoted(sentences, starts, counts, held)
    shares = held.tolist()
    ranked = [
        Ranked(candidate, whole, (first - start, last - start), sum(shares[first : last + 1]), *row)
        for candidate, whole, start, (first, last), *row in zip(
            candidates,
            np.add.reduceat(held, starts).tolist(),
            starts.tolist(),
            quoted,
            matrix[best],
            linear[best].tolist(),
            strict=True,
        )
    ]
    return _folded(sorted(ranked, key=lambda item: -item.worth), evidence)


def _best(values: Floats, starts: Ints, counts: Ints) -> Ints:
    """Return where each part of the values, of ``counts`` from ``starts`` on, is highest."""
    highest = np.maximum.reduceat(values, starts)
    at: Ints = np.flatnonzero(values == highest.repeat(counts))
    return at[at.searchsorted(starts)]


def _folded(ranked: Sequence[Ranked], evidence: Evidence) -> list[Ranked]:
    """Fold passages near the top whose quotes say the same into the best one of them."""
    kept: list[Ranked] = []
    words: list[frozenset[int]] = []
    near = ranked[:FOLDED]
    said = evidence.terms([(item.candidate.found.number, *item.quoted) for item in near])
    for item, own in zip(near, said, strict=True):
        twin = next(
            (
                at
                for at, seen in enumerate(words)
                if _same(own, seen) and agree(item.text, kept[at].text)
            ),
            None,
        )
        if twin is None:
            kept.append(item)
            words.append(own)
        else:
            kept[twin] = _joined(kept[twin], item)
    return [*sorted(kept, key=lambda item: -item.worth), *ranked[FOLDED:]]


def _joined(item: Ranked, twin: Ranked) -> Ranked:
    also = dict.fromkeys(item.also_in)
    if twin.candidate.article.path != item.candidate.article.path:
        also[twin.candidate.article.meta.title] = None
    return item._replace(
        evidence=item.evidence + twin.evidence,
        quote_evidence=item.quote_evidence + twin.quote_evidence,
        also_in=tuple(also),
    )


def say_the_same(one: Ranked, other: Ranked) -> bool:
    """Whether two quotes are the same in other words, and in no fact different."""
    runs = [(item.candidate.found.number, *item.quoted) for item in (one, other)]
    mine, theirs = one.candidate.found.evidence.terms(runs)
    return _same(mine, theirs) and agree(one.text, other.text)


def _same(one: frozenset[int], other: frozenset[int]) -> bool:
    fewest, most = sorted((len(one), len(other)))
    if fewest < SAME * most:
        return False
    common = len(one & other)
    return common >= SAME * (fewest + most - common)


def _quoted(
    sentences: NDArray[np.void], starts: Ints, counts: Ints, held: Floats
) -> list[tuple[int, int]]:
    """Return the first and last sentence of each passage's quote.

    That is the run that holds the most evidence and is at most QUOTE_LIMIT characters long, of up
    to SENTENCES sentences or of as many list items or lines of dialogue as fit; without what adds
    next to nothing at its ends.

    Args:
        sentences: those of all passages, (S,).
        starts, counts: where those of each passage begin, and how many they are, (P,).
        held: the probability that each sentence answers, (S,).
    """
    signs, begins = sentences["signs"], sentences["start"].astype(np.int64)
    ends, stops = begins + sentences["characters"], starts + counts
    kinds = signs[starts]
    items = kinds & _ITEM > 0
    floor = np.maximum.reduceat(held, starts)
    floor *= np.where(items, ITEM_WORTH_ADDING, PARAGRAPH_WORTH_ADDING)
    floor, most = floor.repeat(counts), np.where(kinds & (_ITEM | _LINE), counts, SENTENCES)

    # The best run that begins at each sentence, all of them made longer by one sentence at a time.
    first = np.arange(len(held))
    lasts, best, sums, apart = first.copy(), held.copy(), held.copy(), items.repeat(counts)
    limit = np.minimum(stops.repeat(counts), first + most.repeat(counts))
    parted = signs & PARTED > 0
    for length in range(1, len(held)):
        first = first[first + length < limit[first]]
        first = first[ends[first + length] - begins[first] <= QUOTE_LIMIT]
        if not first.size:
            break
        last = first + length
        sums[first] += held[last]
        apart[first] |= parted[last]
        fitting = ~apart[first] | (np.minimum(held[first], held[last]) >= floor[first])
        better = first[fitting & (sums[first] > best[first])]
        best[better], lasts[better] = sums[better], better + length

    asks = signs & QUESTION > 0
    asks[starts] |= kinds & _ASKED > 0
    leans = signs & LEANING > 0
    leans[starts] = False
    chosen = _best(best, starts, counts)
    edges = _Edges(held.tolist(), begins.tolist(), ends.tolist(), asks.tolist(), leans.tolist())
    runs = zip(chosen.tolist(), lasts[chosen].tolist(), stops.tolist(), strict=True)
    return [edges(*run) for run in runs]


class _Edges(NamedTuple):
    """What decides where quotes begin and end: of each sentence, what it holds, where it begins
    and ends, whether it asks and whether it leans on the one before."""

    held: list[float]
    begins: list[int]
    ends: list[int]
    asks: list[bool]
    leans: list[bool]

    def __call__(self, first: int, last: int, stop: int) -> tuple[int, int]:
        """Return the first and last sentence of a quote, from a run in a passage up to ``stop``."""
        held, asks = self.held, self.asks
        enough = ENOUGH * sum(held[first : last + 1])
        while first < last:
            inner = (first + 1, last) if held[first] < held[last] else (first, last - 1)
            if sum(held[inner[0] : inner[1] + 1]) < enough:
                break
            first, last = inner
        while last + 1 < stop and asks[last]:  # a question takes its answer along, or makes way
            if self.fit(first, last + 1):
                last += 1
            elif all(asks[first : last + 1]):
                first = last = last + 1
            else:
                break
        leans = self.leans[first] and last - first + 1 < SENTENCES
        return (first - 1, last) if leans and self.fit(first - 1, last) else (first, last)

    def fit(self, first: int, last: int) -> bool:
        """Whether a quote may be as long as from one sentence to another."""
        return self.ends[last] - self.begins[first] <= QUOTE_LIMIT
