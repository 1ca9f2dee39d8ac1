"""Titles and headings that somebody who types the beginning of a word may mean."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.articles import Articles
from index.folding import fold
from index.views import KEPT, Mask

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Titles:
    """All titles and headings of an index, read when this is made; safe to share by threads."""

    def __init__(self, articles: Articles) -> None:
        titles: dict[str, array[int]] = {}
        headings: dict[str, array[int]] = {}
        for number in range(len(articles)):
            own = articles.passages_of(number)
            title = titles.setdefault(articles.source(number).meta.title, array("q"))
            title.extend(range(own.start, own.stop))
            for at, path in enumerate(articles.headings_of(number), own.start):
                for heading in path:
                    headings.setdefault(heading, array("q")).append(at)
        for text in titles.keys() & headings.keys():
            titles[text].extend(headings.pop(text))
        both = (
            [(_plain(text), text) for text, at in part.items() if at] for part in (titles, headings)
        )
        lines = [line for part in both for line in sorted(part)]
        below = {text: titles.get(text) or headings[text] for _, text in lines}
        self._lines = [(*line, line[1] in titles) for line in lines]
        self._passages: NDArray[Any] = np.fromiter(chain(*below.values()), np.int64)
        self._firsts = np.array([0, *accumulate(map(len, below.values()))][:-1], dtype=np.int64)
        self._all = _Lines(self._lines)
        self._shown: dict[int, tuple[Mask, _Lines]] = {}

    def matching(self, typed: str, most: int, mask: Mask | None = None) -> tuple[str, ...]:
        """Return up to ``most`` of those that stand above a passage that ``mask`` shows.

        First come those that begin with what was typed, then those of which a word does, then
        those that hold it anywhere; titles before headings, each by the alphabet. Case, accents and
        punctuation are no matter. Where nothing was typed, these are the first titles.
        """
        lines = self._all if mask is None else self._visible(mask)
        return lines.matching(_plain(typed), most)

    def _visible(self, mask: Mask) -> _Lines:
        kept = self._shown.get(id(mask))  # the mask is kept, too, so no other gets its id
        if kept is None:
            shown = np.logical_or.reduceat(mask[self._passages], self._firsts)
            if len(self._shown) >= KEPT:
                self._shown.clear()
            kept = self._shown[id(mask)] = mask, _Lines([*compress(self._lines, shown.tolist())])
        return kept[1]


class _Lines:
    """Titles, then headings, each sorted by the plain form that they are found by."""

    def __init__(self, lines: Sequence[tuple[str, str, bool]]) -> None:
        self._plain = [plain for plain, _, _ in lines]
        self._texts = [text for _, text, _ in lines]
        self._titles = sum(title for _, _, title in lines)
        self._ends = [*accumulate(len(line) + 2 for line in self._plain)]
        self._lines = "".join(f"\n {line}" for line in self._plain)

    def matching(self, wanted: str, most: int) -> tuple[str, ...]:
        found = chain(
            self._beginning(wanted, 0, self._titles), self._beginning(wanted, self._titles)
        )
        if wanted:
            found = chain(found, self._holding(" " + wanted), self._holding(wanted))
        texts: dict[str, None] = {}
        for line in found:
            if len(texts) >= most:
                break
            texts[self._texts[line]] = None
        return tuple(texts)

    def _beginning(self, wanted: str, first: int, stop: int | None = None) -> Iterator[int]:
        for line in range(bisect_left(self._plain, wanted, first, stop), len(self._plain)):
            if line == stop or not self._plain[line].startswith(wanted):
                return
            yield line

    def _holding(self, wanted: str) -> Iterator[int]:
        """Yield the numbers of the lines that hold a text, in order."""
        at = self._lines.find(wanted)
        while at >= 0:
            line = bisect_right(self._ends, at)
            yield line
            at = self._lines.find(wanted, self._ends[line])


def _plain(text: str) -> str:
    return " ".join(map(fold, _WORD.findall(text)))
