"""How sure it is that the best quote answers: a logistic over a few numbers of the ranking."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.bm25 import K1
from index.features import FEATURES
from index.model import Model
from index.question import Question
from index.rerank import Ranked

SIGNALS = (
    "quote_evidence",  # probability mass of the best quote
    "evidence",  # probability mass of the best passage
    "surface",  # share of the content words in their exact form
    "bigrams",  # share of the question's neighbouring words
    "names_context",  # share of the question's names in the passage and its context
    "bm25",  # the passage's BM25 score as a share of what the question could reach
    "linear",  # the best sentence's linear score, divided by 10
    "unknown",  # share of the question's content words that no article holds
    "missing",  # share of the question's content words that the passage and its context lack
    "terms",  # log of the number of content terms
    "mass",  # log of the question's idf in words as rare as can be
    "about_name",  # 1 where only a name is asked about ("What is Helios?") and the passage has it
)

_COPIED = ("surface", "bigrams", "names_context")
_AT = [FEATURES.index(name) for name in _COPIED]
_NAMES = FEATURES.index("names_context")
_RAREST = ""
"""A term that no passage holds."""


def signals(
    question: Question, ranked: Sequence[Ranked], idf: Callable[[str], float]
) -> NDArray[np.float64]:
    """Return the signals of a ranking with at least one passage, shape (SIGNALS,)."""
    best = ranked[0]
    mass = sum(weight * idf(term) for term, weight in question.weights.items())
    missing = question.own - best.candidate.found.anywhere(question.own)
    return np.array(
        [
            best.quote_evidence,
            best.evidence,
            *best.features[_AT],
            best.candidate.score / (mass * (K1 + 1) or 1.0),
            best.linear / 10,
            question.unknown,
            len(missing) / max(1, len(question.own)),
            np.log1p(len(question.own)),
            np.log1p(mass / idf(_RAREST)),
            float(_is_about_name(question) and best.features[_NAMES] == 1),
        ]
    )


def _is_about_name(question: Question) -> bool:
    return bool(question.names) and question.own <= question.names


def confidence(
    question: Question, ranked: Sequence[Ranked], idf: Callable[[str], float], model: Model
) -> float:
    """Return the probability, in [0, 1], that the best quote answers: it, or else its passage."""
    if not ranked:
        return 0.0
    learnt = model.confidence_weights(SIGNALS)
    score = float(signals(question, ranked, idf) @ learnt) + model.bias
    return 1 / (1 + math.exp(-min(max(score, -30.0), 30.0)))
