"""Candidate passages are ranked by the summed evidence of their sentences.

The sentences of all candidates compete in one softmax of a linear score (a conditional logit). A
passage's evidence is the probability mass of its sentences; its quote is the run of sentences, at
most QUOTE_LIMIT characters, that holds the most of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.models import BlockKind, Span
from index.encoding import BLOCKS, LEANING, PARTED, QUESTION
from index.evidence import Analysed
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

_ITEM, _LINE, _ASKED = BLOCKS[BlockKind.ITEM], BLOCKS[BlockKind.LINE], BLOCKS[BlockKind.QUESTION]


@dataclass(frozen=True, slots=True)
class Ranked:
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
        first, last = (self.candidate.passage.sentences[at] for at in self.quoted)
        return Span(first.start, last.stop)

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
    probabilities = weights / weights.sum()
    ranked, at = [], 0
    for candidate in candidates:
        part = slice(at, at + len(candidate.found.sentences))
        at = part.stop
        shares = probabilities[part]
        first, last = _window(candidate.found, shares)
        best = int(np.argmax(linear[part]))
        ranked.append(
            Ranked(
                candidate=candidate,
                evidence=float(shares.sum()),
                quoted=(first, last),
                quote_evidence=float(shares[first : last + 1].sum()),
                features=matrix[part][best],
                linear=float(linear[part][best]),
            )
        )
    return _folded(sorted(ranked, key=lambda item: -item.worth))


def _folded(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Fold passages near the top whose quotes say the same into the best one of them."""
    kept: list[Ranked] = []
    words: list[frozenset[int]] = []
    for item in ranked[:FOLDED]:
        own = item.candidate.found.terms(*item.quoted)
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
    return replace(
        item,
        evidence=item.evidence + twin.evidence,
        quote_evidence=item.quote_evidence + twin.quote_evidence,
        also_in=tuple(also),
    )


def say_the_same(one: Ranked, other: Ranked) -> bool:
    """Whether two quotes are the same in other words, and in no fact different."""
    mine, theirs = (item.candidate.found.terms(*item.quoted) for item in (one, other))
    return _same(mine, theirs) and agree(one.text, other.text)


def _same(one: frozenset[int], other: frozenset[int]) -> bool:
    fewer, more = sorted((len(one), len(other)))
    return fewer >= SAME * more and len(one & other) >= SAME * len(one | other)


def _window(found: Analysed, shares: NDArray[np.float64]) -> tuple[int, int]:
    """Return the first and last sentence of the passage's quote.

    That is the run that holds the most evidence and is at most QUOTE_LIMIT characters long, of up
    to SENTENCES sentences or of as many list items or lines of dialogue as fit; without what adds
    next to nothing at its ends.
    """
    held: list[float] = shares.tolist()
    starts: list[int] = found.sentences["start"].tolist()
    lengths: list[int] = found.sentences["characters"].tolist()
    signs: list[int] = found.sentences["signs"].tolist()
    count, kind = len(held), signs[0]

    def fits(first: int, last: int) -> bool:
        return starts[last] + lengths[last] - starts[first] <= QUOTE_LIMIT

    def asks(at: int) -> bool:
        return bool(signs[at] & QUESTION or (kind & _ASKED and at == 0))

    floor = (ITEM_WORTH_ADDING if kind & _ITEM else PARAGRAPH_WORTH_ADDING) * max(held)
    most = count if kind & (_ITEM | _LINE) else SENTENCES
    best = (-1.0, 0, 0)
    for first in range(count):
        evidence, apart = 0.0, bool(kind & _ITEM)
        for last in range(first, min(first + most, count)):
            if last > first and not fits(first, last):
                break
            evidence += held[last]
            apart = apart or (last > first and bool(signs[last] & PARTED))
            if not apart or min(held[first], held[last]) >= floor:
                best = max(best, (evidence, -first, -last))
    enough, first, last = ENOUGH * best[0], -best[1], -best[2]
    while first < last:
        inner = (first + 1, last) if held[first] < held[last] else (first, last - 1)
        if sum(held[inner[0] : inner[1] + 1]) < enough:
            break
        first, last = inner
    while last + 1 < count and asks(last):  # a question takes its answer along, or makes way
        if fits(first, last + 1):
            last += 1
        elif all(map(asks, range(first, last + 1))):
            first = last = last + 1
        else:
            break
    leans = signs[first] & LEANING and first and last - first + 1 < SENTENCES
    return (first - 1, last) if leans and fits(first - 1, last) else (first, last)
