"""Candidate passages are ranked by the summed evidence of their sentences.

The sentences of all candidates compete in one softmax of a linear score (a conditional logit). A
passage's evidence is the probability mass of its sentences; its quote is the run of sentences, at
most QUOTE_LIMIT characters, that holds the most of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.models import BlockKind, Span
from index.analysis import tokens
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

_LEANING_OPENER = re.compile(
    r"[\"“'‘(]?(?:He|She|It|They|His|Her|Its|Their|This|These|Those|That)\b"
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its evidence, its quote's span and evidence, and its best sentence's row.

    ``also_in`` are the titles of other articles whose quote says the same; their evidence is in
    this one's.
    """

    candidate: Candidate
    evidence: float
    quote: Span
    quote_evidence: float
    features: NDArray[np.float64]
    linear: float
    also_in: tuple[str, ...] = ()

    @property
    def worth(self) -> float:
        """What the passage is ranked by, in [0, 1]: its evidence, most of all its quote's."""
        return QUOTE_SHARE * self.quote_evidence + (1 - QUOTE_SHARE) * self.evidence

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
        part = slice(at, at + len(candidate.passage.sentences))
        at = part.stop
        shares = probabilities[part]
        first, last = _window(candidate, shares)
        best = int(np.argmax(linear[part]))
        sentences = candidate.passage.sentences
        ranked.append(
            Ranked(
                candidate=candidate,
                evidence=float(shares.sum()),
                quote=Span(sentences[first].start, sentences[last].stop),
                quote_evidence=float(shares[first : last + 1].sum()),
                features=matrix[part][best],
                linear=float(linear[part][best]),
            )
        )
    return _folded(sorted(ranked, key=lambda item: -item.worth))


def _folded(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Fold passages near the top whose quotes say the same into the best one of them."""
    kept: list[Ranked] = []
    words: list[frozenset[str]] = []
    for item in ranked[:FOLDED]:
        own = frozenset(token.term for token in tokens(item.text))
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


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= SAME * len(one | other)


def _window(candidate: Candidate, shares: NDArray[np.float64]) -> tuple[int, int]:
    """Return the first and last sentence of the passage's quote.

    That is the run that holds the most evidence and is at most QUOTE_LIMIT characters long, of up
    to SENTENCES sentences or of as many list items or lines of dialogue as fit; without what adds
    next to nothing at its ends.
    """
    sentences, kind = candidate.passage.sentences, candidate.passage.kind

    def fits(first: int, last: int) -> bool:
        return sentences[last].stop - sentences[first].start <= QUOTE_LIMIT

    def parted(first: int, last: int) -> bool:
        return "\n\n" in candidate.cut(Span(sentences[first].start, sentences[last].start))

    floor = ITEM_WORTH_ADDING if kind is BlockKind.ITEM else PARAGRAPH_WORTH_ADDING
    floor *= shares.max()
    most = SENTENCES if kind not in (BlockKind.ITEM, BlockKind.LINE) else len(sentences)
    best = (-1.0, 0, 0)
    for first in range(len(sentences)):
        for last in range(first, min(first + most, len(sentences))):
            if last > first and not fits(first, last):
                break
            joins = min(shares[first], shares[last]) >= floor
            if joins or not (kind is BlockKind.ITEM or parted(first, last)):
                best = max(best, (float(shares[first : last + 1].sum()), -first, -last))
    enough, first, last = ENOUGH * best[0], -best[1], -best[2]
    while first < last:
        inner = (first + 1, last) if shares[first] < shares[last] else (first, last - 1)
        if shares[inner[0] : inner[1] + 1].sum() < enough:
            break
        first, last = inner
    if kind is BlockKind.QUESTION and last == 0 and len(sentences) > 1:
        return (0, 1) if fits(0, 1) else (1, 1)
    opens_leaning = _LEANING_OPENER.match(candidate.cut(sentences[first]))
    if opens_leaning and first and last - first + 1 < SENTENCES and fits(first - 1, last):
        first -= 1
    return first, last
