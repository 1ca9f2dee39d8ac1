"""Ranked passages become quotes: exact slices, with the spans to highlight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from operator import itemgetter

from corpus.models import Span
from index.analysis import is_stop, read
from index.languages.language import Language
from index.models import Quote, Turn
from index.question import Question
from index.records import digest
from index.rerank import Ranked
from index.sources import contested
from index.spans import likely

QUOTED = 0.5
"""What a passage's worth counts when its quote was given before in the conversation."""


def quotes(
    question: Question, ranked: Sequence[Ranked], limit: int, *, first: bool = False
) -> tuple[Quote, ...]:
    """Return up to ``limit`` quotes, best first; of those that contradict the best, the newest.

    With ``first``, the first of the ranking stays so.
    """
    against = contested(question, ranked)
    if first:
        against.sort()
    order = [*against, *(at for at in range(len(ranked)) if at not in against)]
    return tuple(_quote(question, ranked[at], disagrees=at in against[1:]) for at in order[:limit])


def _quote(question: Question, item: Ranked, *, disagrees: bool) -> Quote:
    article, passage = item.candidate.article, item.candidate.passage
    text, (start, stop) = item.text, item.quote
    sentences = [Span(span.start - start, span.stop - start) for span in passage.sentences]
    return Quote(
        article=article.path,
        meta=article.meta,
        text=text,
        start=start,
        stop=stop,
        passage=item.candidate.cut(passage.span),
        passage_start=passage.span.start,
        headings=passage.headings,
        score=item.worth,
        highlights=_highlights(text, question, item.candidate.language),
        also_in=item.also_in,
        answer=likely(question, text, sentences),
        disagrees=disagrees,
        digest=digest(item.candidate.cut(passage.span)),
        sentences=item.quoted,
    )


def highlighted(quote: Quote, question: Question, language: Language) -> Quote:
    """Return a quote with what matches a question highlighted."""
    return replace(quote, highlights=_highlights(quote.text, question, language))


def _highlights(text: str, question: Question, language: Language) -> tuple[Span, ...]:
    """Return the words of ``text`` that match the question, neighbours joined."""
    matched = [
        Span(token.start, token.stop)
        for token in read(text, language)
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


def fresh_first(
    question: Question, ranked: Sequence[Ranked], history: Sequence[Turn]
) -> list[Ranked]:
    """Return the ranking with those behind that were quoted before, unless clearly better.

    What is asked again in the same words is answered as before.
    """
    replies = [turn.reply for turn in history if turn.reply and turn.question != question.text]
    if not replies:
        return list(ranked)

    def kept(item: Ranked) -> float:
        text = item.text
        return QUOTED if any(text in said or said in text for said in replies) else 1.0

    # None is worth more than what is ranked before it, so that all else stays in its order.
    worths = accumulate((item.worth for item in ranked), min)
    weighed = [(worth * kept(item), item) for worth, item in zip(worths, ranked, strict=True)]
    return [item for _, item in sorted(weighed, key=itemgetter(0), reverse=True)]
