"""Passages by their digests, and what stands around a quote in its article."""

from __future__ import annotations

from dataclasses import replace

from corpus.models import Document, Span
from index.articles import Articles
from index.models import Quote
from index.records import digest
from index.views import Mask


def quoted(articles: Articles, number: int, first: int, last: int) -> Quote:
    """Return the sentences of a passage from one to another as a quote that answers nothing.

    Numbers that the passage does not have are those of its ends.
    """
    source, passage, excerpt = articles.passage(number)
    end = len(passage.sentences) - 1
    first = min(max(first, 0), end)
    last = min(max(last, first), end)
    span = Span(passage.sentences[first].start, passage.sentences[last].stop)
    text = excerpt.cut(passage.span)
    return Quote(
        article=source.path,
        meta=source.meta,
        text=excerpt.cut(span),
        start=span.start,
        stop=span.stop,
        passage=text,
        passage_start=passage.span.start,
        headings=passage.headings,
        score=0.0,
        digest=digest(text),
        sentences=(first, last),
    )


def neighbours(
    articles: Articles, mask: Mask | None, number: int, first: int, last: int
) -> tuple[Quote | None, Quote | None]:
    """Return the sentences before and after those of a passage, each as a quote.

    None where the article ends, or goes on with a passage that is not shown.
    """
    _, passage, _ = articles.passage(number)
    own = articles.passages_of(articles.of(number))

    def shown(other: int) -> bool:
        return other in range(own.start, own.stop) and (mask is None or bool(mask[other]))

    before = after = None
    if first > 0:
        before = quoted(articles, number, first - 1, first - 1)
    elif shown(number - 1):
        end = len(articles.passage(number - 1)[1].sentences) - 1
        before = quoted(articles, number - 1, end, end)
    if last + 1 < len(passage.sentences):
        after = quoted(articles, number, last + 1, last + 1)
    elif shown(number + 1):
        after = quoted(articles, number + 1, 0, 0)
    return before, after


def within(document: Document, shown: Mask) -> Document | None:
    """Return a document as far as its passages are shown, None where none is.

    Of its text all else but line feeds is blank, so that places in it stay the same.
    """
    kept = tuple(p for p, seen in zip(document.passages, shown.tolist(), strict=True) if seen)
    if not kept:
        return None
    text, at, parts = document.article.text, 0, list[str]()
    for passage in kept:
        parts += _blank(text[at : passage.span.start]), text[slice(*passage.span)]
        at = passage.span.stop
    article = replace(document.article, text="".join((*parts, _blank(text[at:]))))
    return replace(document, article=article, passages=kept)


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))
