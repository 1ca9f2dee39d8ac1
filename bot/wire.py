"""The machine interface: outcomes, articles and build events as JSON, and events back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from corpus.models import Article, Metadata, Removal, Skipped
from index.models import Answer, ArticleInfo, BuildReport, NotFound, Outcome, Progress, Quote


@dataclass(frozen=True, slots=True)
class Failure:
    """A build that failed: the error's class name and a sentence for people."""

    kind: str
    sentence: str


Event = Progress | BuildReport | Failure


def line(record: Any) -> str:
    """Return a record as one line of JSON; readable, but for what UTF-8 cannot hold."""
    text = json.dumps(record, ensure_ascii=False)
    return json.dumps(record) if any("\ud800" <= c <= "\udfff" for c in text) else text


def dump_outcome(identity: Any, outcome: Outcome, took_ms: float) -> dict[str, Any]:
    """Return an answer as the stable object that ``quoth ask --json`` prints."""
    match outcome:
        case Answer(quotes=quotes):
            answered = True
        case NotFound(closest=quotes):
            answered = False
    return {
        "id": identity,
        "answered": answered,
        "confidence": round(outcome.confidence, 4),
        "quotes": [_quote(quote) for quote in quotes],
        "corrections": {item.asked: item.used for item in outcome.corrections},
        "beyond": outcome.beyond,
        "took_ms": round(took_ms, 3),
    }


def dump_failure(identity: Any, sentence: str) -> dict[str, Any]:
    """Return what stands in an answer's place when a question could not be read."""
    return dump_outcome(identity, NotFound("", (), 0.0), 0.0) | {"error": sentence}


def _meta(meta: Metadata) -> dict[str, Any]:
    times = {"published": meta.published, "unlock": meta.unlock}
    return asdict(meta) | {name: time and time.isoformat() for name, time in times.items()}


def _quote(quote: Quote) -> dict[str, Any]:
    published = quote.meta.published
    return {
        "text": quote.text,
        "passage": quote.passage,
        "article": quote.article,
        "title": quote.meta.title,
        "url": quote.meta.url,
        "start": quote.start,
        "end": quote.stop,
        "score": round(quote.score, 6),
        "publisher": quote.meta.publisher,
        "published": published and published.isoformat(),
        "headings": list(quote.headings),
        "also_in": list(quote.also_in),
        "highlights": [list(span) for span in quote.highlights],
        "answer": quote.answer and list(quote.answer),
        "disagrees": quote.disagrees,
    }


def dump_article(article: Article, removals: tuple[Removal, ...] | None) -> dict[str, Any]:
    """Return an article with its passages, and with what cleaning took out where asked for."""
    from corpus.chunking import passages  # noqa: PLC0415 - answers go without

    shown = {
        "path": article.path,
        **_meta(article.meta),
        "text": article.text,
        "passages": [
            {
                "start": passage.span.start,
                "end": passage.span.stop,
                "kind": passage.kind.value,
                "headings": list(passage.headings),
                "sentences": [list(sentence) for sentence in passage.sentences],
            }
            for passage in passages(article.text, article.marks, article.reveals)
        ],
    }
    if removals is not None:
        shown["removals"] = [asdict(removal) for removal in removals]
    return shown


def dump_info(info: ArticleInfo) -> dict[str, Any]:
    """Return one line of the list of articles."""
    return {"path": info.path, **_meta(info.meta), "passages": info.passages}


def dump_event(event: Event) -> dict[str, Any]:
    """Return a build event as the object that ``quoth index --json`` prints on a line."""
    match event:
        case Progress():
            return {"event": "progress", **asdict(event)}
        case BuildReport():
            skipped = [{"path": item.path, "reason": item.reason} for item in event.skipped]
            return {"event": "report", **asdict(event), "skipped": skipped}
        case Failure():
            return {"event": "failure", **asdict(event)}


def load_event(record: Mapping[str, Any]) -> Event:
    """Return the event of an object that ``dump_event`` made."""
    fields = {name: value for name, value in record.items() if name != "event"}
    match record["event"]:
        case "progress":
            return Progress(**fields)
        case "failure":
            return Failure(**fields)
        case _:
            lists = {name: tuple(fields[name]) for name in ("added", "changed", "removed")}
            skipped = tuple(Skipped(**item) for item in fields["skipped"])
            return BuildReport(**fields | lists | {"skipped": skipped})
