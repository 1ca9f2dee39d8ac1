"""The articles of a generation, of which no more is read than what is asked for."""

from __future__ import annotations

import json
import os
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.models import Document, Metadata, Passage, Span, Stamp
from index.errors import IndexDamaged
from index.records import Share, read_article, read_document, read_passage
from index.storage import Generation, let_go

PARTS = (
    "articles", "texts", "headings", "passages", "sentences", "reveals", "digests", "unlocks",
)  # fmt: skip
"""The arrays in which each article has a share, in the order of ``Share``."""

KEPT = 4096
"""Articles whose metadata stay in memory once they were asked for, some 2 KB each."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article whose text is read when it is asked for."""

    number: int
    path: str
    meta: Metadata
    articles: Articles
    stamp: Stamp
    doubts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole text."""
        return self.articles.text(self.number)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of an article's text, from the article's character ``start`` on."""

    text: str
    start: int

    def cut(self, span: Span) -> str:
        """Return a slice by its place in the article."""
        return self.text[span.start - self.start : span.stop - self.start]


class Articles:
    """Articles and passages by their numbers, from arrays that are mapped into memory.

    ``shares`` says where each article's share of each of PARTS begins, and in the last column
    where the array ends: (parts, articles + 1).
    """

    def __init__(self, generation: Generation) -> None:
        self._folder = generation.folder
        self._parts = [np.asarray(generation.array(name)) for name in PARTS]
        self._shares: list[memoryview[int]] = [row.data for row in generation.array("shares")]
        self._firsts = self._shares[PARTS.index("passages")]
        self.source = lru_cache(maxsize=KEPT)(self._source)

    def __len__(self) -> int:
        return len(self._firsts) - 1

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return self._firsts[-1]

    def passages_of(self, number: int) -> slice:
        """Return which of the passages are an article's."""
        return slice(self._firsts[number], self._firsts[number + 1])

    def of(self, passage: int) -> int:
        """Return the number of a passage's article."""
        return bisect_right(self._firsts, passage) - 1

    def share(self, number: int, stop: int | None = None) -> Share:
        """Return the share of the files that an article has, or all of them before ``stop``."""
        both = zip(self._parts, self._shares, strict=True)
        return Share(*(part[at[number] : at[stop or number + 1]] for part, at in both))

    def sizes(self, number: int, stop: int) -> NDArray[np.int64]:
        """Return how long the share of each article before ``stop`` is in each of PARTS."""
        return np.diff([at[number : stop + 1] for at in self._shares]).T

    def let_go(self) -> None:
        """Take what was read out of our memory."""
        for part in self._parts:
            let_go(part)

    def text(self, number: int) -> str:
        """Return the whole text of an article."""
        return _text(self.share(number).text)

    def number(self, path: str) -> int | None:
        """Return which of the articles, which are sorted by it, stands at ``path``."""
        wanted = os.fsencode(path)
        at = bisect_right(range(len(self)), wanted, key=lambda n: os.fsencode(self.source(n).path))
        return at - 1 if at and self.source(at - 1).path == path else None

    def document(self, number: int) -> Document:
        """Return an article with all of its passages."""
        return read_document(self.share(number))

    def headings_of(self, number: int) -> Iterator[tuple[str, ...]]:
        """Yield the heading path above each of an article's passages."""
        share = self.share(number)
        read = cache(lambda place: tuple(json.loads(share.headings[slice(*place)].tobytes())))
        yield from map(read, share.rows[["path", "path_stop"]].tolist())

    def passage(self, number: int) -> tuple[Source, Passage, Excerpt]:
        """Return a passage with its article and its own text."""
        article = self.of(number)
        share = self.share(article)
        row, passage = read_passage(share, number - self._firsts[article])
        excerpt = Excerpt(_text(share.text[row.byte : row.byte_stop]), row.line)
        return self.source(article), passage, excerpt

    def _source(self, number: int) -> Source:
        try:
            line = self._parts[0][self._shares[0][number] : self._shares[0][number + 1]]
            path, meta, stamp, doubts = read_article(line)
        except (ValueError, KeyError, TypeError) as error:
            raise IndexDamaged(self._folder, "articles.npy") from error
        return Source(number, path, meta, self, stamp, doubts)


def _text(part: NDArray[np.uint8]) -> str:
    return part.tobytes().decode()
