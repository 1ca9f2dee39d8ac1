"""Question sets with gold spans, as ``bench`` reads them (see the README of the sets' folder)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from corpus.models import Article, Span
from index import build
from index.articles import Source
from index.models import Turn
from index.search import Searcher

DEFAULT_SETS = (
    "squad_open", "wiki_open", "selqa_open", "friends_open", "fairytale_open", "clapnq_open",
    "covid_open", "mtrag_open",
)  # fmt: skip
"""The sets that teach, by the names of their folders."""

T = TypeVar("T")

EDGE = 30
"""Characters at each end by which a gold text is found again in a cleaned article."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set: its gold as (file, start, end) and the raw gold texts."""

    text: str
    history: tuple[Turn, ...]
    kind: str
    answerable: bool
    offtopic: bool
    gold: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class EvalSet:
    """A folder of articles with questions, and a searcher over it."""

    name: str
    searcher: Searcher
    asked: tuple[Asked, ...]


def load(folder: Path, homes: Path, limit: int) -> EvalSet:
    """Index a set below ``homes``; read up to ``limit`` questions of each kind, spread evenly."""
    articles = folder / "articles"
    answerable, unanswerable, offtopic = _questions(folder)
    chosen = (
        *spread(answerable, limit),
        *spread(unanswerable, limit),
        *spread(offtopic, limit),
    )
    return EvalSet(folder.name, _index(articles, homes / folder.name), chosen)


def shelves(folder: Path, homes: Path, count: int, size: int, limit: int) -> list[EvalSet]:
    """Return ``count`` small libraries of ``size`` articles of a set, as a fan server has them.

    The set's questions on other articles are unanswerable there, off-topic ones stay off-topic.
    """
    answerable, _, offtopic = _questions(folder)
    files = sorted({asked.gold[0][0] for asked in answerable if asked.gold})
    found = []
    for number in range(min(count, len(files) // size)):
        here = files[number * (len(files) // count) :][:size]
        name = f"{folder.name}-shelf{size}-{number}"
        copies = homes / f"{name}-articles"
        copies.mkdir(parents=True, exist_ok=True)
        for file in here:
            shutil.copy2(folder / "articles" / file, copies / file)
        inside = [asked for asked in answerable if asked.gold and asked.gold[0][0] in here]
        outside = [
            replace(asked, answerable=False, gold=())
            for asked in answerable
            if not {file for file, _, _ in asked.gold} & set(here)
        ]
        chosen = (
            *spread(inside, limit),
            *spread(outside, limit // 3),
            *spread(offtopic[number::count], limit // 2),
        )
        found.append(EvalSet(folder.name, _index(copies, homes / name), chosen))
    return found


def _index(articles: Path, home: Path) -> Searcher:
    build.build(articles, home)
    return Searcher.open(home)


def _questions(folder: Path) -> tuple[list[Asked], list[Asked], list[Asked]]:
    raw: dict[str, str] = {}
    articles = folder / "articles"
    asked = [_asked(record, articles, raw) for record in records(folder / "questions.jsonl")]
    offtopic = [_asked(record, articles, raw) for record in records(folder / "offtopic.jsonl")]
    return (
        [each for each in asked if each.answerable],
        [each for each in asked if not each.answerable],
        offtopic,
    )


def hits(asked: Asked, article: Article | Source, spans: tuple[Span, ...]) -> list[bool]:
    """Return, for each span of the article, whether it holds a gold answer."""
    golds = []
    for file, start, text in asked.gold:
        if file == article.path and (found := _locate(article.text, text, start)):
            golds.append(found)
    return [any(_hit(asked.kind, span, gold) for gold in golds) for span in spans]


def _hit(kind: str, span: Span, gold: Span) -> bool:
    if kind == "span":
        return span.start <= gold.start and gold.stop <= span.stop
    overlap = min(span.stop, gold.stop) - max(span.start, gold.start)
    return overlap >= 0.6 * min(span.stop - span.start, gold.stop - gold.start)


def _locate(text: str, wanted: str, near: int) -> Span | None:
    """Return where ``wanted`` stands in the cleaned text, the occurrence nearest to ``near``.

    Cleaning changes white space, so a long one is found by its head and its tail.
    """
    head = _nearest(text, wanted[:EDGE], near)
    tail = _nearest(text, wanted[-EDGE:], near + len(wanted) - EDGE)
    if head is None or tail is None or tail + EDGE < head:
        return None
    return Span(head, tail + len(wanted[-EDGE:]))


def _nearest(text: str, wanted: str, near: int) -> int | None:
    found, at = None, text.find(wanted)
    while at >= 0:
        if found is None or abs(at - near) < abs(found - near):
            found = at
        at = text.find(wanted, at + 1)
    return found


def records(path: Path) -> list[dict[str, Any]]:
    """Return the records of a file of JSON lines; none where there is no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def _asked(record: dict[str, Any], articles: Path, raw: dict[str, str]) -> Asked:
    said = record.get("history") or []
    gold = []
    for file, start, stop in record.get("gold", ()):
        if file not in raw:
            raw[file] = (articles / file).read_bytes().decode("utf-8").replace("\r\n", "\n")
        gold.append((file, start, raw[file][start:stop].strip()))
    return Asked(
        text=record["question"],
        history=tuple(map(Turn, said[::2], [*said[1::2], ""])),
        kind=record.get("kind", "span"),
        answerable=bool(record["answerable"]),
        offtopic=record.get("kind") == "offtopic",
        gold=tuple(gold),
    )


def spread(items: Sequence[T], limit: int) -> list[T]:
    """Return up to ``limit`` of the items, spread evenly."""
    count = min(limit, len(items))
    return [items[at * len(items) // count] for at in range(count)]
