"""How sure it is that the best quote answers: a logistic over a few numbers of the ranking."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.bm25 import K1
from index.features import FEATURES
from index.model import Model
from index.question import Asks, Question
from index.rerank import Ranked

SIGNALS = (
    "quote_evidence",  # probability mass of the best quote
    "evidence",  # probability mass of the best passage
    "lead",  # what the best passage has over the second
    "coverage",  # idf share of the question's terms in the best sentence
    "coverage_context",  # the same with title and headings
    "coverage_passage",  # the same with the whole passage
    "surface",  # share of the content words in their exact form
    "bigrams",  # share of the question's neighbouring words
    "names_context",  # share of the question's names in the passage and its context
    "rarest_missing",  # idf share of the rarest term that is missing
    "bm25",  # the passage's BM25 score as a share of what the question could reach
    "linear",  # the best sentence's linear score, divided by 10
    "unknown",  # share of the question's content words that no article holds
    "terms",  # log of the number of content terms
    "all_covered",  # 1 where sentence and context hold every term
    "about_name",  # 1 where only a name is asked about ("What is Helios?") and the passage has it
    "kind_missing",  # 1 where a name, time, place or number is asked for and the sentence has none
)

_COPIED = (
    "coverage",
    "coverage_context",
    "coverage_passage",
    "surface",
    "bigrams",
    "names_context",
)
_AT = {name: FEATURES.index(name) for name in (*_COPIED, "rarest_missing")}
_ASKS = [at for at, name in enumerate(FEATURES) if name.startswith("asks_")]
_TELLTALE = (Asks.WHO, Asks.WHEN, Asks.WHERE, Asks.HOW_MANY)


def signals(
    question: Question, ranked: Sequence[Ranked], idf: Callable[[str], float]
) -> NDArray[np.float64]:
    """Return the signals of a ranking with at least one passage, shape (SIGNALS,)."""
    best = ranked[0]
    second = ranked[1].evidence if len(ranked) > 1 else 0.0
    reachable = sum(weight * idf(term) for term, weight in question.weights.items()) * (K1 + 1)
    return np.array(
        [
            best.quote_evidence,
            best.evidence,
            best.evidence - second,
            *(best.features[_AT[name]] for name in _COPIED),
            best.features[_AT["rarest_missing"]],
            best.candidate.score / (reachable or 1.0),
            best.linear / 10,
            question.unknown,
            np.log1p(len(question.own)),
            float(best.features[_AT["rarest_missing"]] == 0),
            float(_is_about_name(question) and best.features[_AT["names_context"]] == 1),
            float(question.asks in _TELLTALE and not best.features[_ASKS].any()),
        ]
    )


def _is_about_name(question: Question) -> bool:
    return bool(question.names) and question.own <= question.names


def confidence(
    question: Question, ranked: Sequence[Ranked], idf: Callable[[str], float], model: Model
) -> float:
    """Return the probability, in [0, 1], that the best quote's passage answers the question."""
    if not ranked:
        return 0.0
    score = signals(question, ranked, idf) @ model.confidence_weights(SIGNALS) + model.bias
    return float(1 / (1 + np.exp(-np.clip(score, -30, 30))))
