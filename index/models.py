"""Frozen data that leaves this room. Offsets are characters of the cleaned article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from corpus.models import Metadata, Skipped, Span


@dataclass(frozen=True, slots=True)
class Quote:
    """A slice of an article: ``article.text[start:stop] == text``.

    ``passage`` is the whole passage around it. ``highlights`` are spans of ``text`` that match the
    question, ``answer`` is the span that likely answers it. ``also_in`` names the other articles
    that say nearly the same. ``disagrees`` is True where this contradicts the first quote.
    ``digest`` names the passage by its text, across all indexes; ``sentences`` are the numbers of
    the first and the last of its sentences that are quoted.
    """

    article: str
    meta: Metadata
    text: str
    start: int
    stop: int
    passage: str
    passage_start: int
    headings: tuple[str, ...]
    score: float
    highlights: tuple[Span, ...] = ()
    also_in: tuple[str, ...] = ()
    answer: Span | None = None
    disagrees: bool = False
    digest: str = ""
    sentences: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the question that the articles do not know, and the known word taken for it."""

    asked: str
    used: str


WORTH_SHOWING = 0.1
"""People are shown a further quote when it has this share of the best one's score."""

NEAR = 0.1
"""From this confidence on, people are shown the closest passage where the articles do not say."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The articles answer: quotes, best first. ``confidence`` is in [0, 1].

    ``beyond`` says that a clearly better answer lies past the asker's horizon.
    """

    question: str
    quotes: tuple[Quote, ...]
    confidence: float
    corrections: tuple[Correction, ...] = ()
    beyond: bool = False

    @property
    def worth_showing(self) -> tuple[Quote, ...]:
        """The quotes that are about as good as the best, or that contradict the first."""
        best = max((quote.score for quote in self.quotes), default=0.0)
        least = WORTH_SHOWING * best
        return tuple(quote for quote in self.quotes if quote.disagrees or quote.score >= least)


@dataclass(frozen=True, slots=True)
class NotFound:
    """The articles do not say. ``closest`` are the nearest quotes (not an answer), maybe none.

    ``beyond`` says that they do past the asker's horizon.
    """

    question: str
    closest: tuple[Quote, ...]
    confidence: float
    corrections: tuple[Correction, ...] = ()
    beyond: bool = False

    @property
    def titles(self) -> tuple[str, ...]:
        """Titles of the closest articles, nearest first, each once."""
        return tuple(dict.fromkeys(quote.meta.title for quote in self.closest))

    @property
    def near(self) -> Quote | None:
        """The closest passage, where it is near enough to be worth a look."""
        return self.closest[0] if self.closest and self.confidence >= NEAR else None


Outcome = Answer | NotFound


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: ``done`` of ``total`` files, ``path`` being the last one."""

    done: int
    total: int
    path: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build found. Paths are relative to the folder of articles."""

    articles: int
    passages: int
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    seconds: float = 0.0

    @property
    def moved(self) -> bool:
        """Whether the articles differ from those of the generation before."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier exchange of a conversation: what was asked and what was replied, if anything."""

    question: str
    reply: str = ""


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """What a list of articles shows of one; its file was ``changed`` at that Unix time."""

    path: str
    meta: Metadata
    passages: int
    changed: float = 0.0


@dataclass(frozen=True, slots=True)
class IndexStats:
    """What an index holds; ``built`` is in UTC."""

    articles: int
    passages: int
    built: datetime
    generation: str
