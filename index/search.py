"""A question in, quotes out: an immutable view of one generation of an index."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from corpus.models import Document, Passage
from index import analysis, confidence, languages, model, storage
from index.aliases import Aliases
from index.articles import Articles, Excerpt
from index.bm25 import SparseBM25, idf
from index.evidence import Analysed, Evidence, Forms
from index.features import Candidate
from index.lexicon import Lexicon
from index.models import Answer, ArticleInfo, IndexStats, NotFound, Outcome, Turn
from index.question import Question, understand
from index.quoting import fresh_first, quotes
from index.rerank import Ranked, rerank
from index.sources import preferred
from index.synonyms import RELATED
from index.words import Words

CANDIDATES = 30
"""Passages that BM25 hands to the reranker."""

SURE_WITHOUT_WORDS = 0.9
"""Confidence that an answer needs where the question has stop words only ("who is he?")."""

KEPT = 1024
"""Passages whose text is kept in memory once it was quoted, some 3 KB each."""


class Searcher:
    """Answers from one generation, also after that has been pruned; safe to share by threads."""

    def __init__(self, generation: storage.Generation) -> None:
        self._generation = generation
        self._articles = Articles(generation)
        self._bm25 = SparseBM25.from_arrays(generation.array, self._articles.passages)
        self._languages = [languages.get(code) for code in generation.manifest["languages"]]
        self._model = model.load()
        words = Words(generation.array, self._bm25.vocabulary)
        self._lexicon = Lexicon(
            self._bm25.vocabulary,
            words,
            model.common_words(),
            model.english_words,
            Aliases(generation.manifest["aliases"], self._languages),
        )
        others = generation.manifest["introducing"]
        forms = Forms(generation.array, self._bm25.vocabulary, words, others)
        self._evidence = Evidence(generation.array, forms)
        self._read = lru_cache(maxsize=KEPT)(self._passage)
        self.idf = lru_cache(maxsize=KEPT)(self._idf)

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
        infos = []
        for number in range(len(self._articles)):
            source, passages = self._articles.source(number), self._articles.passages_of(number)
            infos.append(ArticleInfo(source.path, source.meta, passages.stop - passages.start))
        return tuple(sorted(infos, key=lambda info: (info.meta.title.casefold(), info.path)))

    def document(self, path: str) -> Document | None:
        """Return the article at ``path`` with its passages, or None."""
        number = self._articles.number(path)
        return None if number is None else self._articles.document(number)

    def ask(self, text: str, history: Sequence[Turn] = (), top: int = 3) -> Outcome:
        """Answer a question with up to ``top`` quotes, or say that the articles do not."""
        question, ranked = self.rank(text, history)
        sure = confidence.confidence(question, ranked, self.idf, self._model)
        found = quotes(question, ranked, top)
        if not question.telling:
            sure *= self._model.threshold / SURE_WITHOUT_WORDS
        if found and sure >= self._model.threshold:
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
        return [
            self._candidate(number, score)
            for number, score in zip(numbers.tolist(), scores.tolist(), strict=True)
        ]

    def _idf(self, term: str) -> float:
        """Return a term's inverse document frequency; an unknown one is as rare as can be."""
        return idf(self._bm25.corpus_size, max(1, self._bm25.document_frequency(term)))

    def _candidate(self, number: int, score: float) -> Candidate:
        source = self._articles.source(self._articles.of(number))
        language = languages.get(source.meta.language or self._languages[0].code)
        return Candidate(source, language, score, Analysed(self._evidence, number), self._read)

    def _passage(self, number: int) -> tuple[Passage, Excerpt]:
        _, passage, excerpt = self._articles.passage(number)
        return passage, excerpt
