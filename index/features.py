"""What makes a sentence look like the answer: one row of numbers for each candidate sentence.

Every feature is lexical, lies roughly in [0, 1] and knows nothing of any set of articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corpus.models import Article, BlockKind, Passage, Span, context
from index.analysis import is_stop, tokens
from index.question import Asks, Question
from index.synonyms import RELATED

FEATURES = (
    "passage_bm25",  # the passage's BM25 score, as a share of the best one's
    "article_bm25",  # the same for the sum over the article's best passages
    "coverage",  # idf-weighted share of the question's terms in the sentence
    "coverage_context",  # the same, title and headings counted as present
    "coverage_passage",  # the same for the whole passage with its context
    "coverage_heading",  # the same for the nearest heading alone
    "coverage_prefix",  # the same as coverage_context by the words' first five letters
    "coverage_before",  # what the sentence before adds to coverage_context
    "coverage_after",  # what the sentence after adds to coverage_context
    "surface",  # share of the question's content words in exactly their surface form
    "bigrams",  # share of the question's pairs of neighbours, stop words kept
    "content_bigrams",  # the same without stop words in between
    "rarest_missing",  # idf share of the rarest term that sentence and context lack
    "bm25_sentence",  # coverage damped by the sentence's length
    "asks_who",  # a person is asked for and the sentence brings a new name
    "asks_when",  # a time is asked for and the sentence has one
    "asks_where",  # a place is asked for and the sentence has one
    "asks_how_many",  # a number is asked for and the sentence brings a new one
    "asks_why",  # a reason is asked for and the sentence gives one
    "asks_how",  # a manner is asked for and the sentence gives one
    "asks_what",  # "what is X": the sentence says that X is something
    "asks_list",  # several are asked for ("the cast", "all", "which members") and this is a list
    "new_words",  # log of the number of content words that the question lacks
    "length",  # log of the number of characters
    "first",  # the sentence opens its passage
    "is_question",  # the sentence asks something itself
)

PREFIX = 5
"""Letters by which "founded" and "founder" are one word."""

_YEAR_OR_DATE = re.compile(
    r"\b(?:1\d{3}|20\d{2}|\d{1,2}(?:st|nd|rd|th)?\s+century|(?:19|20)?\d0s|january|february|march|april"
    r"|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday|spring|summer|autumn|winter|today|tomorrow|yesterday|night|morning"
    r"|years?|weeks?|months?|decades?|days?)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:in|at|near|on|from|to|inside|outside|into|of|via)\s+(?:the\s+)?[A-Z]")
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?"
    r"|thousands?|millions?|billions?|half|twice|several|single|both|none)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|due to|so that|in order to|as a result|owing to|thanks to|to avoid"
    r"|reason|therefore|for (?:his|her|its|their)|after|which (?:means|meant|would)"
    r"|so (?:he|she|they|it)\b|caus(?:e|ed|es|ing)|led to|lead(?:s|ing) to|means|to \w+)\b",
    re.IGNORECASE,
)
_MANNER = re.compile(
    r"\b(?:by \w+ing|by|using|uses?|used|through|via|with|when|with the help of|method)\b",
    re.IGNORECASE,
)
_IS_A = re.compile(
    r"\b(?:is|are|was|were|means|refers to|known as|called|named|defined as|consists? of|follows)\b"
    r"|\((?:the|a|an)\b|—|, (?:a|an|the) "
)
_SPEAKER = re.compile(r"[^\s:][^:\n]{0,40}:")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that BM25 found: its number, its article, the passage itself and its score."""

    number: int
    article: Article
    passage: Passage
    score: float


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
        frozenset(pairwise(question.sequence)),
        frozenset(pairwise([term for term in question.sequence if term in question.own])),
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
    bigrams: frozenset[tuple[str, str]]
    content_bigrams: frozenset[tuple[str, str]]

    def begun(self, beginnings: frozenset[str]) -> float:
        """Return the idf share of the terms whose first letters stand there."""
        return sum(share for term, share in self.shares.items() if term[:PREFIX] in beginnings)

    def covered(self, terms: frozenset[str]) -> float:
        covered = 0.0
        for term, share in self.shares.items():
            if term in terms:
                covered += share
            elif not self.question.related.get(term, _NONE).isdisjoint(terms):
                covered += share * RELATED
        return covered


def _passage_rows(
    ask: _Ask, candidate: Candidate, shares: tuple[float, float]
) -> list[list[float]]:
    text, passage = candidate.article.text, candidate.passage
    above = frozenset(
        token.term for line in context(candidate.article, passage) for token in tokens(line)
    )
    begun_above = frozenset(term[:PREFIX] for term in above)
    sentences = [
        _Sentence(text, span, _introduced(text, passage, span)) for span in passage.sentences
    ]
    with_context = [ask.covered(sentence.terms | above) for sentence in sentences]
    heading = (
        frozenset(token.term for token in tokens(passage.headings[-1]))
        if (passage.headings and passage.headings[-1] != candidate.article.meta.title)
        else _NONE
    )
    headed = ask.covered(heading)
    whole = ask.covered(above.union(*(sentence.terms for sentence in sentences)))
    last = len(sentences) - 1
    result = []
    for at, sentence in enumerate(sentences):
        here = sentence.terms | above
        before = ask.covered(here | sentences[at - 1].terms) - with_context[at] if at else 0.0
        after = ask.covered(here | sentences[at + 1].terms) - with_context[at] if at < last else 0.0
        alone = ask.covered(sentence.terms)
        result.append(
            [
                *shares,
                alone,
                with_context[at],
                whole,
                headed,
                ask.begun(sentence.beginnings | begun_above),
                before,
                after,
                len(ask.question.surfaces & sentence.surfaces) / max(1, len(ask.question.surfaces)),
                _share(ask.bigrams, sentence.bigrams),
                _share(ask.content_bigrams, sentence.content_bigrams),
                max((s for term, s in ask.shares.items() if term not in here), default=0.0),
                alone * 2.2 / (1 + 1.2 * (0.25 + 0.75 * len(sentence.sequence) / 20)),
                *_answers(ask.question, sentence),
                float(ask.question.several and passage.kind is BlockKind.ITEM),
                np.log1p(len(sentence.terms - ask.question.weights.keys())) / 4,
                np.log1p(len(sentence.text)) / 6,
                float(at == 0),
                float(sentence.text.rstrip("”\"')").endswith("?")),
            ]
        )
    return result


def _introduced(text: str, passage: Passage, span: Span) -> str:
    """Return what counts for a sentence as if it stood in it: a speaker, or a list's heading."""
    match passage.kind:
        case BlockKind.LINE if name := _SPEAKER.match(text, text.rfind("\n", 0, span.start) + 1):
            return name[0]
        case BlockKind.ITEM if passage.headings:
            return passage.headings[-1]
        case _:
            return ""


class _Sentence:
    """The terms of one sentence, with those of what introduces it."""

    __slots__ = (
        "beginnings",
        "bigrams",
        "content_bigrams",
        "names",
        "sequence",
        "surfaces",
        "terms",
        "text",
    )

    def __init__(self, text: str, span: Span, introduction: str) -> None:
        self.text = text[span.start : span.stop]
        words = list(tokens(self.text))
        content = [word.term for word in words if not is_stop(word)]
        self.sequence = [word.term for word in words]
        leading = list(tokens(introduction))
        self.surfaces = frozenset(word.surface for word in (*leading, *words))
        self.beginnings = frozenset(word.term[:PREFIX] for word in words)
        opening = [word.term for word in leading]
        self.bigrams = frozenset((*pairwise(opening), *pairwise(self.sequence)))
        self.content_bigrams = frozenset((*pairwise(opening), *pairwise(content)))
        self.names = frozenset(
            word.term for word in words[1:] if self.text[word.start].isupper() and not is_stop(word)
        )
        self.terms = frozenset(word.term for word in leading).union(self.sequence)


def _share(wanted: frozenset[tuple[str, str]], found: frozenset[tuple[str, str]]) -> float:
    return len(wanted & found) / len(wanted) if wanted else 0.0


def _answers(question: Question, sentence: _Sentence) -> list[float]:
    """Return the seven ``asks_…`` features: 1 where the sentence has what is asked for."""
    asks, text = question.asks, sentence.text
    return [
        float(asks is Asks.WHO and bool(sentence.names - question.weights.keys())),
        float(asks is Asks.WHEN and bool(_YEAR_OR_DATE.search(text))),
        float(asks is Asks.WHERE and bool(_PLACE.search(text))),
        float(asks is Asks.HOW_MANY and bool(_NUMBER.search(text))),
        float(asks is Asks.WHY and bool(_REASON.search(text))),
        float(asks is Asks.HOW and bool(_MANNER.search(text))),
        float(asks is Asks.WHAT and bool(_IS_A.search(text))),
    ]
