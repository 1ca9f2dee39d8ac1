"""What makes a sentence look like the answer: one row of numbers for each candidate sentence.

Every feature is lexical, lies roughly in [0, 1] and knows nothing of any set of articles.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.models import BlockKind, Passage, Span
from index.articles import Source
from index.evidence import PREFIX, Analysed
from index.question import Asks, Question
from index.synonyms import RELATED

FEATURES = (
    "passage_bm25",  # the passage's BM25 score, as a share of the best one's
    "article_bm25",  # the same for the sum over the article's best passages
    "coverage_context",  # idf-weighted share of the question's terms in sentence, title, headings
    "coverage_passage",  # the same for the whole passage with its context
    "coverage_prefix",  # the same as coverage_context by the words' first five letters
    "coverage_before",  # what the sentence before adds to coverage_context
    "coverage_after",  # what the sentence after adds to coverage_context
    "surface",  # weighted share of the question's content words in exactly their form
    "bigrams",  # weighted share of the question's neighbouring words, stop words kept
    "content_bigrams",  # the same without stop words in between
    "names_context",  # share of the question's names in the passage with its context, 1 if none
    "rarest_missing",  # idf share of the rarest term that sentence and context lack
    "asks_who",  # a person is asked for and the sentence brings a new name
    "asks_when",  # a time is asked for and the sentence has one
    "asks_where",  # a place is asked for and the sentence has one
    "asks_how_many",  # a number is asked for and the sentence has one
    "asks_why",  # a reason is asked for and the sentence gives one
    "asks_how",  # a manner is asked for and the sentence gives one
    "asks_what",  # "what is X", "who is X": coverage before the sentence's "is a", its subject
    "asks_next",  # "what happened when X": coverage of the sentence before
    "asks_list",  # several are asked for ("the cast", "all", "which members") and this is a list
    "new_words",  # log of the number of content words that the question lacks
    "length",  # log of the number of characters
    "first",  # the sentence opens its passage
    "is_question",  # the sentence asks something itself
)

T = TypeVar("T")
_KINDS = (Asks.WHEN, Asks.WHERE, Asks.HOW_MANY, Asks.WHY, Asks.HOW)
_DEFINED = (Asks.WHAT, Asks.WHO)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that BM25 found, with its score."""

    found: Analysed
    score: float

    @property
    def article(self) -> Source:
        """The article that the passage is from."""
        return self.found.article

    @property
    def passage(self) -> Passage:
        """Where the passage stands in its article."""
        return self.found.passage

    def cut(self, span: Span) -> str:
        """Return a slice of the passage by its place in the article."""
        return self.found.excerpt.cut(span)


def rows(
    question: Question, candidates: Sequence[Candidate], idf: Callable[[str], float]
) -> NDArray[np.float64]:
    """Return the features of every sentence of the candidates, in order: (sentences, FEATURES).

    ``candidates`` are best first; ``idf`` gives the inverse document frequency of a term.
    """
    gains = {term: weight * idf(term) for term, weight in question.weights.items()}
    total = sum(gains.values()) or 1.0
    ask = _Ask(
        question,
        {term: gain / total for term, gain in gains.items()},
    )
    best = candidates[0].score or 1.0
    by_article: dict[str, float] = {}
    for candidate in candidates:
        path = candidate.article.path
        by_article[path] = by_article.get(path, 0.0) + candidate.score
    most = max(by_article.values()) or 1.0
    result: list[list[float]] = []
    for candidate in candidates:
        shares = (candidate.score / best, by_article[candidate.article.path] / most)
        result.extend(_passage_rows(ask, candidate, shares))
    return np.array(result)


_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Ask:
    question: Question
    shares: Mapping[str, float]

    def named(self, terms: frozenset[str]) -> float:
        """Return the share of the question's names that stand among ``terms``."""
        names = self.question.names
        return len(names & terms) / len(names) if names else 1.0

    def begun(self, beginnings: frozenset[str]) -> float:
        """Return the idf share of the terms whose first letters stand there."""
        return sum(share for term, share in self.shares.items() if term[:PREFIX] in beginnings)

    def covered(self, terms: frozenset[str]) -> float:
        """Return the idf share of the terms that stand there, or a related one (RELATED)."""
        covered = 0.0
        for term, share in self.shares.items():
            if term in terms:
                covered += share
            elif not self.question.related.get(term, _NONE).isdisjoint(terms):
                covered += share * RELATED
        return covered


def _passage_rows(
    ask: _Ask, candidate: Candidate, shares: tuple[float, float]
) -> Iterator[list[float]]:
    question, found = ask.question, candidate.found
    with_context = [ask.covered(sentence.terms | found.above) for sentence in found.sentences]
    whole, named = ask.covered(found.together), ask.named(found.together)
    above = ask.covered(found.above)
    is_list = found.passage.kind is BlockKind.ITEM
    last = len(found.sentences) - 1
    for at, sentence in enumerate(found.sentences):
        here = sentence.terms | found.above

        def added(neighbour: int, here: frozenset[str] = here, at: int = at) -> float:
            return ask.covered(here | found.sentences[neighbour].terms) - with_context[at]

        yield [
            *shares,
            with_context[at],
            whole,
            ask.begun(sentence.beginnings | found.begun_above),
            added(at - 1) if at else 0.0,
            added(at + 1) if at < last else 0.0,
            _share(question.surfaces, sentence.surfaces),
            _share(question.pairs, sentence.bigrams),
            _share(question.content_pairs, sentence.content_bigrams),
            named,
            max((share for term, share in ask.shares.items() if term not in here), default=0.0),
            float(question.asks is Asks.WHO and bool(sentence.names - question.weights.keys())),
            *(float(question.asks is asks and sentence.has(asks)) for asks in _KINDS),
            ask.covered(sentence.subject) if question.asks in _DEFINED else 0.0,
            with_context[at - 1] - above if question.follows and at else 0.0,
            float(question.several and is_list),
            math.log1p(len(sentence.terms - question.weights.keys())) / 4,
            math.log1p(len(sentence.text)) / 6,
            float(at == 0),
            float(sentence.text.rstrip("”\"')").endswith("?")),
        ]


def _share(wanted: Mapping[T, float], found: frozenset[T]) -> float:
    """Return the weighted share of what is wanted that was found; 0 where nothing is wanted."""
    total = sum(wanted.values())
    return sum(weight for item, weight in wanted.items() if item in found) / (total or 1.0)
