"""Frozen data that leaves this room. Offsets are characters (code points) of ``Article.text``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from corpus.spoilers import EVERYTHING, Point


class Span(NamedTuple):
    """Half-open range of characters: ``text[start:stop]``."""

    start: int
    stop: int


class Tier(StrEnum):
    """How close to what it tells of an article is, the most authoritative first."""

    OFFICIAL = "official"
    INTERVIEW = "interview"
    RECAP = "recap"
    WIKI = "wiki"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself; ``None`` where it does not say. ``unlock`` is in UTC."""

    title: str
    url: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    tier: Tier | None = None
    spoils: str | None = None
    unlock: datetime | None = None
    language: str | None = None
    sources: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class Mark(NamedTuple):
    """What a mark in an article says that its surroundings reveal: see ``corpus.markers``.

    ``at`` is the place in the article's text; ``alone`` says that it had a line of its own.
    """

    at: int
    alone: bool
    point: Point


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned article, known by its ``path``: relative to the folder, with forward slashes.

    Only an article that was read from its file has the last three: what it ``reveals`` as a whole,
    the ``marks`` in it, and ``doubts`` for people, about what could not be read of either.
    """

    path: str
    text: str
    meta: Metadata
    reveals: Point = field(default=EVERYTHING, compare=False)
    marks: tuple[Mark, ...] = field(default=(), compare=False)
    doubts: tuple[str, ...] = field(default=(), compare=False)


class BlockKind(StrEnum):
    """What a run of lines is in the structure of an article."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUESTION = "question"
    ITEM = "item"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines of one kind.

    ``span`` covers the content (no heading or list marker, no surrounding white space). ``level``
    is 1-6 for a heading (also for one that is a question), the nesting depth (0 = outermost) for a
    list item, 0 otherwise.
    """

    kind: BlockKind
    span: Span
    level: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of an article that belong together.

    ``sentences`` are spans of the article's text, in order, inside ``span`` and without overlap;
    ``headings`` is the heading path above, outermost first. ``reveals`` is the latest of what its
    article, its section and it itself reveal.
    """

    span: Span
    kind: BlockKind
    headings: tuple[str, ...] = ()
    sentences: tuple[Span, ...] = field(default=())
    reveals: Point = EVERYTHING


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file is recognised as unchanged: size in bytes, modification time in nanoseconds."""

    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its passages and the stamp of the file it came from."""

    article: Article
    passages: tuple[Passage, ...]
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that did not become an article, and why."""

    path: str
    reason: str
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """What a cleaning rule took out: the rule's name and the text (or ``before → after``)."""

    rule: str
    text: str


def context(meta: Metadata, passage: Passage) -> tuple[str, ...]:
    """Return what stands above a passage: the title and the heading path, each once."""
    return tuple(dict.fromkeys((meta.title, *passage.headings)))
