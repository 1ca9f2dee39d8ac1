"""A question in, quotes out: an immutable view of one generation of an index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path

from corpus.models import Document, Metadata, Passage
from corpus.spoilers import Point
from index import analysis, confidence, languages, model, storage, views
from index.aliases import Aliases
from index.articles import Articles, Excerpt
from index.bm25 import SparseBM25, idf
from index.evidence import Analysed, Evidence, Forms
from index.features import Candidate
from index.languages.language import Language
from index.lexicon import Lexicon
from index.lookup import neighbours, quoted, within
from index.models import Answer, ArticleInfo, IndexStats, NotFound, Outcome, Quote, Turn
from index.question import Question, understand
from index.quoting import fresh_first, highlighted, quotes
from index.rerank import Ranked, rerank, say_the_same
from index.sight import Seen, Terms
from index.sources import preferred
from index.synonyms import RELATED
from index.titles import Titles
from index.views import ALL, Mask, View, Views
from index.words import Words

CANDIDATES = 30
"""Passages that BM25 hands to the reranker."""

SURE_WITHOUT_WORDS = 0.9
"""Confidence that an answer needs where the question has stop words only ("who is he?")."""

PINNED = 0.5
"""A pinned passage goes first where it is worth this share of the best one."""

CLEARLY = 1.1
"""A passage past the horizon is a better answer where it is worth so much more than the best one
inside, ranked together."""

KEPT = 1024
"""Passages whose text is kept in memory once it was quoted, some 3 KB each."""

NAMES = 1 << 15
"""Other names whose words are kept in memory."""

Names = tuple[tuple[str, ...], ...]
"""Groups of names that stand for one another."""


class Searcher:
    """Answers from one generation, also after that has been pruned; safe to share by threads."""

    def __init__(self, generation: storage.Generation) -> None:
        self._generation = generation
        self._articles = Articles(generation)
        self._views = Views(generation, self._articles)
        self._bm25 = SparseBM25.from_arrays(generation.array, self._articles.passages)
        self._languages = [languages.get(code) for code in generation.manifest["languages"]]
        self._model = model.load()
        self._words = words = Words(generation.array, self._bm25.vocabulary)
        self._lexicon = Lexicon(
            self._bm25.vocabulary,
            words,
            model.common_words(),
            model.english_words,
            Aliases(generation.manifest["aliases"], self._languages),
        )
        self._lexicons = dict[tuple[int, Names], tuple[Mask | None, Lexicon]]()
        others = generation.manifest["introducing"]
        forms = Forms(generation.array, self._bm25.vocabulary, words, others)
        self._evidence = Evidence(generation.array, forms)
        self._read = lru_cache(maxsize=KEPT)(self._passage)
        self._said = lru_cache(maxsize=NAMES)(self._terms_of)
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

    def articles(self, view: View = ALL) -> tuple[ArticleInfo, ...]:
        """Return what is known of each article, sorted by title, with how many passages it shows.

        An article of which nothing is shown is left out.
        """
        infos, mask = [], self._views.mask(view)
        for number in range(len(self._articles)):
            own = self._articles.passages_of(number)
            shown = own.stop - own.start if mask is None else int(mask[own].sum())
            if shown or mask is None:
                source = self._articles.source(number)
                changed = source.stamp.mtime_ns / 1e9
                infos.append(ArticleInfo(source.path, source.meta, shown, changed))
        return tuple(sorted(infos, key=lambda info: (info.meta.title.casefold(), info.path)))

    def document(self, path: str, view: View = ALL) -> Document | None:
        """Return the article at ``path`` with the passages that are shown; None without any.

        What is not shown is blank in its text.
        """
        number, mask = self._articles.number(path), self._views.mask(view)
        if number is None:
            return None
        document = self._articles.document(number)
        own = self._articles.passages_of(number)
        return document if mask is None else within(document, mask[own])

    def titles(self, typed: str, view: View = ALL, most: int = 25) -> tuple[str, ...]:
        """Return up to ``most`` titles and headings that match what is being typed."""
        return self._titles.matching(typed, most, self._views.mask(view))

    def points(self, view: View = ALL) -> list[Point]:
        """Return the points of the story up to which passages reveal it, sorted."""
        return self._views.points(view)

    def passage(
        self, digest: str, view: View = ALL, sentences: tuple[int, int] = (0, 1 << 30)
    ) -> Quote | None:
        """Return sentences of the passage of a digest as a quote; None where it is not shown."""
        number = self._shown(digest, view)
        return None if number is None else quoted(self._articles, number, *sentences)

    def marked(self, quote: Quote, words: str, view: View = ALL) -> Quote:
        """Return a quote with the words highlighted that match those of a question."""
        question = self.understand(words, (), view)
        return highlighted(quote, question, self._language(quote.meta))

    def neighbours(
        self, digest: str, sentences: tuple[int, int], view: View = ALL
    ) -> tuple[Quote | None, Quote | None]:
        """Return the sentence before and the one after some of a passage, inside the view."""
        number = self._shown(digest, view)
        if number is None:
            return None, None
        return neighbours(self._articles, self._views.mask(view), number, *sentences)

    def _shown(self, digest: str, view: View) -> int | None:
        mask = self._views.mask(view)
        found = self._views.passages(digest)
        return next((number for number in found if mask is None or mask[number]), None)

    @cached_property
    def _titles(self) -> Titles:
        return Titles(self._articles)

    def ask(
        self, text: str, history: Sequence[Turn] = (), top: int = 3, view: View = ALL
    ) -> Outcome:
        """Answer a question with up to ``top`` quotes, or say that the articles do not.

        Only what ``view`` shows is searched.
        """
        question, ranked = self.rank(text, history, view)
        sure = self._sure(question, ranked)
        beyond = self._is_beyond(text, history, view, ranked, sure)
        pinned = self._pinned(ranked, view)
        if pinned is not None:
            ranked.insert(0, ranked.pop(pinned))
        found = quotes(question, ranked, top, first=pinned is not None)
        if found and sure >= self._model.threshold:
            return Answer(text, found, sure, question.corrections, beyond)
        return NotFound(text, found, sure, question.corrections, beyond)

    def _sure(self, question: Question, ranked: Sequence[Ranked]) -> float:
        sure = confidence.confidence(question, ranked, self.idf, self._model)
        return sure if question.telling else sure * self._model.threshold / SURE_WITHOUT_WORDS

    def _pinned(self, ranked: Sequence[Ranked], view: View) -> int | None:
        """Return where the best pinned passage stands that answers about as well as the best."""
        if not view.pinned:
            return None
        least = PINNED * max((item.worth for item in ranked), default=0.0)
        good = (
            (at, item.candidate.found.number)
            for at, item in enumerate(ranked)
            if item.worth >= least
        )
        return next((at for at, number in good if self._views.digest(number) in view.pinned), None)

    def _is_beyond(
        self,
        text: str,
        history: Sequence[Turn],
        view: View,
        inside: Sequence[Ranked],
        sure: float,
    ) -> bool:
        """Whether the horizon alone keeps a clearly better answer than the best one inside."""
        mask = self._views.mask(view) if view.horizon else None
        if mask is None:
            return False
        question, ranked = self.rank(text, history, replace(view, horizon=None))
        if not ranked or mask[ranked[0].candidate.found.number]:
            return False
        if self._sure(question, ranked) < self._model.threshold:
            return False
        if sure < self._model.threshold:
            return True
        shown = (item.worth for item in ranked if mask[item.candidate.found.number])
        better = ranked[0].worth >= CLEARLY * max(shown, default=0.0)
        return better and not say_the_same(ranked[0], inside[0])

    def rank(
        self, text: str, history: Sequence[Turn] = (), view: View = ALL
    ) -> tuple[Question, list[Ranked]]:
        """Return the question as understood and the passages that share a term, best first."""
        question = self.understand(text, history, view)
        candidates = self.candidates(question, self._views.mask(view))
        found = rerank(question, candidates, self.idf, self._model)
        return question, fresh_first(question, preferred(found), history)

    def understand(self, text: str, history: Sequence[Turn] = (), view: View = ALL) -> Question:
        """Return the question as the words explain it that somebody may see."""
        known = self._known(self._views.mask(view), view.aliases)
        return understand(text, history, known, self._languages)

    def leans(self, text: str, history: Sequence[Turn]) -> bool:
        """Whether a question takes words along from the earlier turns."""
        question = self.understand(text, history)
        return bool(question.weights.keys() - question.own)

    def _known(self, mask: Mask | None, names: Names) -> Lexicon:
        """Return what is known of words to somebody who sees what a mask shows, with other names
        than the articles' own."""
        if mask is None and not names:
            return self._lexicon
        key = id(mask), names  # the mask is kept, too, so no other gets its id
        kept = self._lexicons.get(key)
        if kept is None:
            if len(self._lexicons) >= views.KEPT:
                self._lexicons.clear()
            kept = self._lexicons[key] = mask, self._lexicon_of(mask, names)
        return kept[1]

    def _lexicon_of(self, mask: Mask | None, names: Names) -> Lexicon:
        groups, named = self._generation.manifest["aliases"], self._generation.manifest["named"]
        file = len(groups) - len(named)
        shown = [mask is None or mask[self._articles.passages_of(n)].any() for n in named]
        own = [group for group, seen in zip(groups[file:], shown, strict=True) if seen]
        terms = self._bm25.vocabulary if mask is None else Terms(self._bm25, mask)
        told = [*groups[:file], *own, *names]
        if mask is not None:
            told = [
                [name for name in group if self._is_seen(name, terms.__contains__)]
                for group in told
            ]
        return Lexicon(
            terms,
            self._words if mask is None else Seen(self._words, self._bm25, self._evidence, mask),
            model.common_words(),
            model.english_words,
            self._lexicon.aliases
            if told == groups
            else Aliases((group for group in told if len(group) > 1), self._languages),
        )

    def is_seen(self, text: str, view: View = ALL) -> bool:
        """Whether a text has no word that stands only in passages that are not shown."""
        mask = self._views.mask(view)
        return mask is None or self._is_seen(text, self._known(mask, ()).holds)

    def _is_seen(self, text: str, holds: Callable[[str], bool]) -> bool:
        return all(holds(term) or term not in self._bm25.vocabulary for term in self._said(text))

    def _terms_of(self, name: str) -> frozenset[str]:
        """Return the terms of a name or a few words, in all languages."""
        read = (analysis.tokens(name, language) for language in self._languages)
        return frozenset(token.term for tokens in read for token in tokens)

    def candidates(self, question: Question, mask: Mask | None = None) -> list[Candidate]:
        """Return the passages that BM25 ranks best, best first, of those that ``mask`` shows."""
        weights = dict(question.weights)
        for term, others in question.related.items():
            for other in others:
                weights.setdefault(other, RELATED * question.weights[term])
        numbers, scores = self._bm25.top(weights, CANDIDATES, mask)
        return [
            self._candidate(number, score)
            for number, score in zip(numbers.tolist(), scores.tolist(), strict=True)
        ]

    def _idf(self, term: str) -> float:
        """Return a term's inverse document frequency; an unknown one is as rare as can be."""
        return idf(self._bm25.corpus_size, max(1, self._bm25.document_frequency(term)))

    def _candidate(self, number: int, score: float) -> Candidate:
        source = self._articles.source(self._articles.of(number))
        language = self._language(source.meta)
        return Candidate(source, language, score, Analysed(self._evidence, number), self._read)

    def _language(self, meta: Metadata) -> Language:
        return languages.get(meta.language or self._languages[0].code)

    def _passage(self, number: int) -> tuple[Passage, Excerpt]:
        _, passage, excerpt = self._articles.passage(number)
        return passage, excerpt
