"""A question in, quotes out: an immutable view of one generation of an index."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from corpus.models import Article, Document, Passage
from index import analysis, confidence, languages, model, records, storage
from index.aliases import Aliases
from index.bm25 import SparseBM25, idf
from index.errors import IndexDamaged
from index.evidence import Analysed, Evidence
from index.features import Candidate
from index.languages.language import Language
from index.lexicon import Lexicon
from index.models import Answer, ArticleInfo, IndexStats, NotFound, Outcome, Turn
from index.question import Question, understand
from index.quoting import fresh_first, quotes
from index.rerank import Ranked, rerank
from index.sources import preferred
from index.synonyms import RELATED

CANDIDATES = 30
"""Passages that BM25 hands to the reranker."""

SURE_WITHOUT_WORDS = 0.9
"""Confidence that an answer needs where the question has stop words only ("who is he?")."""


class Searcher:
    """Answers from one generation, also after that has been pruned; safe to share by threads."""

    def __init__(self, generation: storage.Generation) -> None:
        self._generation = generation
        content = generation.bytes("articles.jsonl")
        self._lines = content.splitlines()
        self._passages = generation.array("passages")
        self._bm25 = SparseBM25.from_arrays(generation.array, len(self._passages))
        self._languages = [languages.get(code) for code in generation.manifest["languages"]]
        words = generation.bytes("words.json")
        self._model = model.load()
        self._lexicon = Lexicon(
            self._bm25.vocabulary,
            lambda: json.loads(words),
            model.common_words(),
            model.english_words,
            Aliases(generation.manifest["aliases"], self._languages),
        )
        self._evidence: Callable[[int], Analysed] = Evidence(
            generation.array, self._bm25.vocabulary, generation.manifest["introducing"]
        )
        self._document = lru_cache(maxsize=512)(self._load)

    @classmethod
    def open(cls, home: Path) -> Searcher:
        """Open the current generation of the index in ``home``.

        Raises:
            IndexMissing, IndexMismatch, IndexDamaged: there is nothing sound to open.
        """
        return cls(storage.open_current(home, analysis.ANALYSER))

    @property
    def stats(self) -> IndexStats:
        """What the index holds and when it was built."""
        facts = self._generation.manifest
        return IndexStats(
            articles=facts["articles"],
            passages=facts["passages"],
            built=datetime.fromisoformat(facts["built"]),
            generation=self._generation.name,
        )

    def articles(self) -> tuple[ArticleInfo, ...]:
        """Return what is known of each article, sorted by title."""
        documents = map(self._document, range(len(self._lines)))
        infos = (ArticleInfo(d.article.path, d.article.meta, len(d.passages)) for d in documents)
        return tuple(sorted(infos, key=lambda info: (info.meta.title.casefold(), info.path)))

    def document(self, path: str) -> Document | None:
        """Return the article at ``path`` with its passages, or None."""
        documents = map(self._document, range(len(self._lines)))
        return next((d for d in documents if d.article.path == path), None)

    def ask(self, text: str, history: Sequence[Turn] = (), top: int = 3) -> Outcome:
        """Answer a question with up to ``top`` quotes, or say that the articles do not."""
        question, ranked = self.rank(text, history)
        sure = confidence.confidence(question, ranked, self.idf, self._model)
        found = quotes(question, ranked, top)
        needed = self._model.threshold if question.telling else SURE_WITHOUT_WORDS
        if found and sure >= needed:
            return Answer(text, found, sure, question.corrections)
        return NotFound(text, found, sure, question.corrections)

    def rank(self, text: str, history: Sequence[Turn] = ()) -> tuple[Question, list[Ranked]]:
        """Return the question as understood and the passages that share a term, best first."""
        question = self.understand(text, history)
        found = rerank(question, self.candidates(question), self.idf, self._model)
        return question, fresh_first(question, preferred(found), history)

    def understand(self, text: str, history: Sequence[Turn] = ()) -> Question:
        """Return the question as this index's words explain it."""
        return understand(text, history, self._lexicon, self._languages)

    def candidates(self, question: Question) -> list[Candidate]:
        """Return the passages that BM25 ranks best, best first."""
        weights = dict(question.weights)
        for term, others in question.related.items():
            for other in others:
                weights.setdefault(other, RELATED * question.weights[term])
        numbers, scores = self._bm25.top(weights, CANDIDATES)
        articles = self._passages[numbers, 0]
        return [
            Candidate(*found, self._evidence(found[0]), self._source)
            for found in zip(numbers.tolist(), articles.tolist(), scores.tolist(), strict=True)
        ]

    def idf(self, term: str) -> float:
        """Return a term's inverse document frequency; an unknown one is as rare as can be."""
        return idf(self._bm25.corpus_size, max(1, self._bm25.document_frequency(term)))

    def _source(self, number: int) -> tuple[Article, Passage, Language]:
        article, part = self._passages[number].tolist()
        document = self._document(article)
        tag = document.article.meta.language or self._languages[0].code
        return document.article, document.passages[part], languages.get(tag)

    def _load(self, number: int) -> Document:
        try:
            return records.load(self._lines[number])
        except (ValueError, KeyError, TypeError) as error:
            raise IndexDamaged(self._generation.folder, "articles.jsonl") from error
