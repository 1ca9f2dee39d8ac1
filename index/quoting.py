"""Ranked passages become quotes: exact slices, with the spans to highlight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.models import Span
from index.analysis import is_stop, tokens
from index.languages.language import Language
from index.models import Quote
from index.question import Question
from index.rerank import Ranked
from index.sources import contested
from index.spans import likely


def quotes(question: Question, ranked: Sequence[Ranked], limit: int) -> tuple[Quote, ...]:
    """Return up to ``limit`` quotes, best first; of those that contradict the best, the newest."""
    against = contested(question, ranked)
    order = [*against, *(at for at in range(len(ranked)) if at not in against)]
    return tuple(_quote(question, ranked[at], disagrees=at in against[1:]) for at in order[:limit])


def _quote(question: Question, item: Ranked, *, disagrees: bool) -> Quote:
    article, passage = item.candidate.article, item.candidate.passage
    text, start = item.text, item.quote.start
    sentences = [Span(span.start - start, span.stop - start) for span in passage.sentences]
    return Quote(
        article=article.path,
        meta=article.meta,
        text=text,
        start=item.quote.start,
        stop=item.quote.stop,
        passage=article.text[passage.span.start : passage.span.stop],
        passage_start=passage.span.start,
        headings=passage.headings,
        score=item.worth,
        highlights=_highlights(text, question, item.candidate.found.language),
        also_in=item.also_in,
        answer=likely(question, text, sentences),
        disagrees=disagrees,
    )


def _highlights(text: str, question: Question, language: Language) -> tuple[Span, ...]:
    """Return the words of ``text`` that match the question, neighbours joined."""
    matched = [
        Span(token.start, token.stop)
        for token in tokens(text, language)
        if token.term in question.own and not is_stop(token, language)
    ]
    return tuple(_joined(text, matched))


def _joined(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    current: Span | None = None
    for span in spans:
        if current and text[current.stop : span.start].strip(" -") == "":
            current = Span(current.start, max(current.stop, span.stop))
        else:
            if current:
                yield current
            current = span
    if current:
        yield current
