"""The features by their definitions: sets of words, one sentence after the other."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.models import Article, BlockKind, Passage, context
from index.analysis import is_stop, tokens
from index.encoding import KINDS, SUBJECT, introduction
from index.evidence import PREFIX
from index.languages.language import Asks, Language
from index.question import Question
from index.synonyms import RELATED

T = TypeVar("T")
Terms = frozenset[str]


@dataclass(frozen=True)
class Found:
    """A passage that was found, with its score."""

    article: Article
    passage: Passage
    language: Language
    score: float


class Sentence:
    """The words of one sentence."""

    def __init__(self, text: str, introduced: str, language: Language) -> None:
        opening, words = list(tokens(introduced, language)), list(tokens(text, language))
        leading, telling = [w.term for w in opening], [w for w in words if not is_stop(w, language)]
        says = language.answers.get(Asks.WHAT)
        found = says and says.search(text, 0, SUBJECT)
        self.text, self.language = text, language
        self.terms = frozenset(word.term for word in (*opening, *words))
        self.surfaces = frozenset(word.surface for word in (*opening, *words))
        self.beginnings = frozenset(word.term[:PREFIX] for word in words)
        self.names = frozenset(w.term for w in telling if w.start and text[w.start].isupper())
        self.subject = frozenset(w.term for w in words if found and w.stop <= found.start())
        self.bigrams = {*pairwise(leading), *pairwise(word.term for word in words)}

    def has(self, asks: Asks) -> bool:
        """Whether the sentence has the kind of thing that is asked for."""
        pattern = self.language.answers.get(asks)
        return pattern is not None and pattern.search(self.text) is not None


def plain_rows(
    question: Question, found: Sequence[Found], idf: Callable[[str], float]
) -> NDArray[np.float64]:
    """Return what ``features.rows`` does."""
    gains = {term: weight * idf(term) for term, weight in question.weights.items()}
    shares = {term: gain / (sum(gains.values()) or 1.0) for term, gain in gains.items()}
    by_article: dict[str, float] = {}
    for each in found:
        by_article[each.article.path] = by_article.get(each.article.path, 0.0) + each.score
    best, most = found[0].score or 1.0, max(by_article.values()) or 1.0
    return np.array([
        [each.score / best, by_article[each.article.path] / most, *row]
        for each in found
        for row in _rows(question, shares, each)
    ])  # fmt: skip


def _rows(question: Question, shares: Mapping[str, float], each: Found) -> Iterator[list[float]]:
    text, passage = each.article.text, each.passage
    lines = context(each.article.meta, passage)
    above = frozenset(token.term for line in lines for token in tokens(line, each.language))
    sentences = [
        Sentence(
            text[slice(*span)], introduction(text, passage, span, each.language), each.language
        )
        for span in passage.sentences
    ]

    def covered(terms: Terms) -> float:
        others = question.related
        return sum(
            share
            * (1 if term in terms else RELATED * bool(others.get(term, above - above) & terms))
            for term, share in shares.items()
        )

    together = above.union(*(sentence.terms for sentence in sentences))
    contexts = [covered(sentence.terms | above) for sentence in sentences]
    searched = question.weights.keys()
    named = len(question.names & together) / len(question.names) if question.names else 1.0
    for at, sentence in enumerate(sentences):
        here = sentence.terms | above
        begun = sentence.beginnings | {term[:PREFIX] for term in above}
        before, after = sentences[max(at - 1, 0)], sentences[min(at + 1, len(sentences) - 1)]
        defined = question.asks in (Asks.WHAT, Asks.WHO)
        yield [
            contexts[at],
            covered(together),
            sum(share for term, share in shares.items() if term[:PREFIX] in begun),
            covered(here | before.terms) - contexts[at],
            covered(here | after.terms) - contexts[at],
            _share(question.surfaces, sentence.surfaces),
            _share(question.pairs, sentence.bigrams),
            named,
            question.asks is Asks.WHO and bool(sentence.names - searched),
            *(question.asks is kind and sentence.has(kind) for kind in KINDS),
            covered(sentence.subject) if defined else 0.0,
            contexts[at - 1] - covered(above) if question.follows and at else 0.0,
            question.several and passage.kind is BlockKind.ITEM,
            math.log1p(len(sentence.terms - searched)) / 4,
            math.log1p(len(sentence.text)) / 6,
            at == 0,
            sentence.text.rstrip("”\"')").endswith("?"),
        ]


def _share(wanted: Mapping[T, float], found: frozenset[T] | set[T]) -> float:
    total = sum(wanted.values())
    return sum(weight for item, weight in wanted.items() if item in found) / (total or 1.0)
