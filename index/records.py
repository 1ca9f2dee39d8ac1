"""Documents as lines of JSON: how articles and passages are kept in a generation."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from corpus.models import Article, BlockKind, Document, Metadata, Passage, Span, Stamp, Tier


def dump(document: Document) -> bytes:
    """Return the document as one line of JSON, without the line's end."""
    article, meta = document.article, document.article.meta
    record = {
        "path": article.path,
        "stamp": [document.stamp.size, document.stamp.mtime_ns],
        "meta": {
            "title": meta.title,
            "url": meta.url,
            "author": meta.author,
            "publisher": meta.publisher,
            "published": meta.published and meta.published.isoformat(),
            "tier": meta.tier,
            "spoils": meta.spoils,
            "language": meta.language,
            "sources": meta.sources,
            "aliases": meta.aliases,
        },
        "passages": [
            [*passage.span, passage.kind, passage.headings, passage.sentences]
            for passage in document.passages
        ],
        "text": article.text,
    }
    return json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode()


def load(line: bytes) -> Document:
    """Return the document of a line that ``dump`` made."""
    record = json.loads(line)
    meta = record["meta"]
    return Document(
        article=Article(
            path=record["path"],
            text=record["text"],
            meta=Metadata(
                **meta
                | {
                    "published": date.fromisoformat(meta["published"])
                    if meta["published"]
                    else None,
                    "tier": Tier(meta["tier"]) if meta["tier"] else None,
                    "sources": tuple(meta["sources"]),
                    "aliases": tuple(meta["aliases"]),
                }
            ),
        ),
        passages=tuple(_passage(*fields) for fields in record["passages"]),
        stamp=Stamp(*record["stamp"]),
    )


def language(line: bytes) -> str | None:
    """Return the language of the document of a line that ``dump`` made."""
    tag: str | None = json.loads(line)["meta"]["language"]
    return tag


def _passage(start: int, stop: int, kind: str, headings: list[str], sentences: Any) -> Passage:
    return Passage(
        span=Span(start, stop),
        kind=BlockKind(kind),
        headings=tuple(headings),
        sentences=tuple(Span(*sentence) for sentence in sentences),
    )
