"""What makes a sentence look like the answer: one row of numbers for each candidate sentence.

Every feature is lexical, lies roughly in [0, 1] and knows nothing of any set of articles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.models import BlockKind, Passage, Span
from index.articles import Excerpt, Source
from index.encoding import BLOCKS, KINDS, QUESTION
from index.evidence import Analysed
from index.languages.language import Language
from index.matching import Matches
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
    "names_context",  # share of the question's names in the passage with its context, 1 if none
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
_BITS = {kind: 1 << bit for bit, kind in enumerate(KINDS)}
_DEFINED = (Asks.WHAT, Asks.WHO)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that BM25 found, of ``article`` in ``language``, with its score.

    Its text is read, by ``read``, when it is asked for.
    """

    article: Source
    language: Language
    score: float
    found: Analysed
    read: Callable[[int], tuple[Passage, Excerpt]]

    @property
    def passage(self) -> Passage:
        """Where the passage stands in its article."""
        return self.read(self.found.number)[0]

    def cut(self, span: Span) -> str:
        """Return a slice of the passage by its place in the article."""
        return self.read(self.found.number)[1].cut(span)


def rows(
    question: Question, candidates: Sequence[Candidate], idf: Callable[[str], float]
) -> Floats:
    """Return the features of every sentence of the candidates, in order: (sentences, FEATURES).

    ``candidates`` are best first; ``idf`` gives the inverse document frequency of a term.
    """
    matches = Matches(question, [candidate.found for candidate in candidates])
    sentences, said = matches.sentences, matches.said
    passage = matches.passage
    starts = np.cumsum(matches.counts) - matches.counts
    first = np.zeros(len(sentences), dtype=np.bool_)
    first[starts] = True
    bm25, by_article = _scores(candidates)
    covered = _Coverage(question, matches.terms, idf)
    shares, searched = covered.shares, len(question.weights)

    above = matches.above[passage]
    here = said | above
    with_context = covered(here)
    before, after = np.zeros_like(said), np.zeros_like(said)
    before[1:][~first[1:]] = said[:-1][~first[1:]]
    after[:-1][~first[1:]] = said[1:][~first[1:]]
    together = np.logical_or.reduceat(said, starts) | matches.above
    names = [term in question.names for term in matches.terms]
    named = together[:, names].mean(axis=1) if any(names) else np.ones(len(candidates))
    nothing = np.zeros(len(sentences))

    def asked(kind: Asks) -> NDArray[Any]:
        return sentences["signs"] & _BITS[kind] > 0 if question.asks is kind else nothing

    before_it = np.concatenate(([0.0], with_context[:-1])) - covered(matches.above)[passage]
    new_words = sentences["terms"] - said[:, :searched].sum(axis=1)
    columns: Floats = np.column_stack([
        bm25[passage],
        by_article[passage],
        with_context,
        covered(together)[passage],
        (matches.begun | matches.begun_above[passage]) @ shares,
        covered(here | before) - with_context,
        covered(here | after) - with_context,
        _share(matches.surfaces(question.surfaces), question.surfaces),
        _share(matches.pairs([*question.pairs]), question.pairs),
        named[passage],
        matches.new_name() if question.asks is Asks.WHO else nothing,
        *map(asked, KINDS),
        covered(matches.subject()) if question.asks in _DEFINED else nothing,
        np.where(first, 0.0, before_it) if question.follows else nothing,
        sentences["signs"] & BLOCKS[BlockKind.ITEM] > 0 if question.several else nothing,
        np.log1p(new_words, dtype=float) / 4,
        np.log1p(sentences["characters"], dtype=float) / 6,
        first,
        sentences["signs"] & QUESTION > 0,
    ])  # fmt: skip
    return columns


def _scores(candidates: Sequence[Candidate]) -> tuple[Floats, Floats]:
    """Return each candidate's BM25 score and the sum over its article's, as shares of the most."""
    scores = np.array([candidate.score for candidate in candidates])
    _, articles = np.unique(
        [candidate.article.number for candidate in candidates], return_inverse=True
    )
    sums = np.bincount(articles, weights=scores)
    return scores / (scores[0] or 1.0), sums[articles] / (sums.max() or 1.0)


class _Coverage:
    """What share of a question's idf stands somewhere; its terms' ``shares`` are that of each."""

    def __init__(
        self, question: Question, terms: Sequence[str], idf: Callable[[str], float]
    ) -> None:
        gains = np.array([weight * idf(term) for term, weight in question.weights.items()])
        self.shares = gains / (gains.sum() or 1.0)
        related = [question.related.get(term, frozenset()) for term in question.weights]
        self._related = np.array([[term in others for others in related] for term in terms], float)

    def __call__(self, present: NDArray[np.bool_]) -> Floats:
        """Return the share of the terms that are present, or a related one (RELATED).

        From (n, terms) to (n,).
        """
        direct = present[:, : len(self.shares)]
        other = (present @ self._related) > 0
        covered: Floats = np.where(direct, 1.0, RELATED * other) @ self.shares
        return covered


def _share(found: NDArray[np.bool_], wanted: Mapping[T, float]) -> Floats:
    """Return the weighted share of what is wanted that was found; 0 where nothing is wanted.

    From (n, wanted) to (n,).
    """
    share: Floats = found @ np.array([*wanted.values()]) / (sum(wanted.values()) or 1.0)
    return share
