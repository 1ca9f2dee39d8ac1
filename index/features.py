"""What makes a sentence look like the answer: one row of numbers for each candidate sentence.

Every feature is lexical, lies roughly in [0, 1] and knows nothing of any set of articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

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


class Candidate(NamedTuple):
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
    sentences, passage, counts = matches.sentences, matches.passage, matches.counts
    starts = counts.cumsum() - counts
    first = np.zeros(len(sentences), dtype=np.bool_)
    first[starts] = True
    bm25, by_article = _scores(candidates)
    gains = np.array([weight * idf(term) for term, weight in question.weights.items()])
    shares = gains / (gains.sum() or 1.0)

    # How much of each searched term stands somewhere; what stands in two places is the more of it.
    held = _held(question, matches.terms, matches.found)
    said, above = held[: len(sentences)], held[len(sentences) :]
    here = np.maximum(said, above[passage])
    together = np.maximum(np.maximum.reduceat(said, starts), above)
    before, after = np.zeros_like(said), np.zeros_like(said)
    before[1:], after[:-1] = said[:-1], said[1:]
    before[first] = after[starts + counts - 1] = 0
    with_context = here @ shares
    names = [term in question.names for term in question.weights]
    named = (together[:, names] == 1).mean(axis=1) if any(names) else np.ones(len(candidates))
    nothing = np.zeros(len(sentences))

    def asked(kind: Asks) -> NDArray[Any]:
        return sentences["signs"] & _BITS[kind] > 0 if question.asks is kind else nothing

    def defined() -> Floats:
        return _held(question, matches.terms, matches.subject()) @ shares

    def next_to() -> Floats:
        found: Floats = np.append(0.0, with_context[:-1]) - (above @ shares)[passage]
        found[first] = 0
        return found

    columns: Floats = np.array([
        bm25[passage],
        by_article[passage],
        with_context,
        (together @ shares)[passage],
        (matches.begun | matches.begun_above[passage]) @ shares,
        np.maximum(here, before) @ shares - with_context,
        np.maximum(here, after) @ shares - with_context,
        _share(matches.surfaces(question.surfaces), question.surfaces),
        _share(matches.pairs([*question.pairs]), question.pairs),
        named[passage],
        matches.new_name() if question.asks is Asks.WHO else nothing,
        *map(asked, KINDS),
        defined() if question.asks in _DEFINED else nothing,
        next_to() if question.follows else nothing,
        sentences["signs"] & BLOCKS[BlockKind.ITEM] > 0 if question.several else nothing,
        np.log1p(sentences["terms"] - (said == 1).sum(axis=1), dtype=float) / 4,
        np.log1p(sentences["characters"], dtype=float) / 6,
        first,
        sentences["signs"] & QUESTION > 0,
    ]).T  # fmt: skip
    return columns


def _scores(candidates: Sequence[Candidate]) -> tuple[Floats, Floats]:
    """Return each candidate's BM25 score and the sum over its article's, as shares of the most."""
    scores = np.array([candidate.score for candidate in candidates])
    sums = defaultdict[int, float](float)
    for candidate in candidates:
        sums[candidate.article.number] += candidate.score
    by_article = np.array([sums[candidate.article.number] for candidate in candidates])
    return scores / (scores[0] or 1.0), by_article / (max(sums.values()) or 1.0)


def _held(question: Question, terms: Sequence[str], found: NDArray[np.bool_]) -> Floats:
    """Return how much of each searched term was found: 1, or RELATED where only a related one was.

    From (n, terms) to (n, searched).
    """
    held: Floats = found[:, : len(question.weights)].astype(np.float64)
    for place, term in enumerate(question.weights):
        if others := question.related.get(term):
            other = found[:, [name in others for name in terms]].any(axis=1)
            held[:, place] = np.maximum(held[:, place], RELATED * other)
    return held


def _share(found: NDArray[np.bool_], wanted: Mapping[T, float]) -> Floats:
    """Return the weighted share of what is wanted that was found; 0 where nothing is wanted.

    From (n, wanted) to (n,).
    """
    share: Floats = found @ np.array([*wanted.values()]) / (sum(wanted.values()) or 1.0)
    return share
