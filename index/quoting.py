"""Ranked passages become quotes: spans to highlight, near-duplicates folded into one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.models import Span
from index.analysis import is_stop, tokens
from index.models import Quote
from index.question import Question
from index.rerank import Ranked

SAME = 0.8
"""Two quotes say the same when this share of their words' union is common (Jaccard)."""


def quotes(question: Question, ranked: Iterable[Ranked], limit: int) -> tuple[Quote, ...]:
    """Return up to ``limit`` quotes, best first; one that repeats an earlier one is folded in."""
    kept: list[Quote] = []
    words: list[frozenset[str]] = []
    for item in ranked:
        quote = _quote(question, item)
        own = frozenset(token.term for token in tokens(quote.text))
        twin = next((at for at, seen in enumerate(words) if _same(own, seen)), None)
        if twin is None:
            if len(kept) == limit:
                break
            kept.append(quote)
            words.append(own)
        elif quote.article != kept[twin].article:
            also = dict.fromkeys((*kept[twin].also_in, quote.meta.title))
            kept[twin] = replace(kept[twin], also_in=tuple(also))
    return tuple(kept)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= SAME * len(one | other)


def _quote(question: Question, item: Ranked) -> Quote:
    article, passage = item.candidate.article, item.candidate.passage
    text = article.text[item.quote.start : item.quote.stop]
    return Quote(
        article=article.path,
        meta=article.meta,
        text=text,
        start=item.quote.start,
        stop=item.quote.stop,
        passage=article.text[passage.span.start : passage.span.stop],
        passage_start=passage.span.start,
        headings=passage.headings,
        score=item.evidence,
        highlights=_highlights(text, question),
    )


def _highlights(text: str, question: Question) -> tuple[Span, ...]:
    """Return the words of ``text`` that match the question, neighbours joined."""
    matched = [
        Span(token.start, token.stop)
        for token in tokens(text)
        if token.term in question.own and not is_stop(token)
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
