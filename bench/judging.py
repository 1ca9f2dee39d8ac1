"""The judge of ``bench/quality.py``: is what a system shows the answer that people marked?

Questions and replies are dictionaries as the question sets and the machine interface
(``quoth ask --json``) have them, so any system can stand before the same judge.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import PurePosixPath
from typing import Any

import numpy as np

from corpus.models import Span

QUOTE, PASSAGE = 300, 1500
"""Characters of a quote and of a passage that are judged."""

TOP, PLACES = 10, 50
"""Quotes of a reply that are judged, and places of its article where a quote may stand."""

PRECISION = 0.9
"""What share of the given answers is right at the threshold of cov@P90."""

Record = Mapping[str, Any]


class File:
    """An article as the systems got it; a quote is found whatever its white space."""

    def __init__(self, text: str) -> None:
        words = list(re.finditer(r"\S+", text))
        self.text = text
        self._joined = " ".join(word[0] for word in words)
        self._starts = [word.start() for word in words]
        self._joined_starts = list(accumulate((len(word[0]) + 1 for word in words), initial=0))

    def places(self, quote: str, limit: int = PASSAGE) -> list[Span]:
        """Return where the first ``limit`` characters stand, as characters of the file."""
        wanted, found = " ".join(quote.split())[:limit].strip(), list[Span]()
        at = self._joined.find(wanted) if wanted else -1
        while at >= 0 and len(found) < PLACES:
            found.append(Span(self._place(at), self._place(at + len(wanted) - 1) + 1))
            at = self._joined.find(wanted, at + 1)
        return found

    def _place(self, at: int) -> int:
        word = bisect_right(self._joined_starts, at) - 1
        return self._starts[word] + at - self._joined_starts[word]


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one question; ``passage`` and ``quote`` are about the first quote.

    ``gain`` is the nDCG@10 of the articles, None where no grades are known; ``foreign`` counts the
    quotes that do not stand in the article that they name.
    """

    answerable: bool
    offtopic: bool
    answered: bool
    confidence: float
    passage: bool
    quote: bool
    gain: float | None
    foreign: int
    ms: float


def judge(
    question: Record,
    reply: Record,
    files: Mapping[str, File],
    grades: Mapping[str, int],
    ms: float = 0.0,
) -> Judged:
    """Judge a reply that took ``ms``; ``grades`` are those of a ranking set's articles."""
    quotes = reply["quotes"][:TOP]
    names = [PurePosixPath(quote["article"]).name for quote in quotes]

    def right(part: str, limit: int) -> bool:
        return bool(quotes and question["answerable"]) and _is_hit(
            question, names[0], files[names[0]].places(quotes[0][part], limit), limit
        )

    return Judged(
        answerable=question["answerable"],
        offtopic=question.get("kind") == "offtopic",
        answered=reply["answered"],
        confidence=reply["confidence"],
        passage=right("passage", PASSAGE),
        quote=right("text", QUOTE),
        gain=_ndcg(list(dict.fromkeys(names)), grades) if grades else None,
        foreign=sum(
            not files[name].places(quote["text"]) for name, quote in zip(names, quotes, strict=True)
        ),
        ms=ms,
    )


def _is_hit(question: Record, name: str, places: Sequence[Span], limit: int) -> bool:
    """Whether a text at ``places`` of a file answers.

    A gold span must lie inside it; of a gold sentence it must cover 60 %, as far as ``limit`` lets
    it; with a gold passage it must share half of the shorter of the two.
    """
    for file, first, last in question.get("gold", ()):
        for start, stop in places if file == name else ():
            needed = {
                "span": last - first,
                "sentence": 0.6 * min(last - first, limit),
                "passage": 0.5 * min(last - first, stop - start),
            }.get(question["kind"], math.inf)
            if 0 < min(stop, last) - max(start, first) >= needed:
                return True
    return False


def _ndcg(names: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return the normalised discounted cumulative gain of the first ten articles, in [0, 1]."""

    def gain(found: Iterable[int]) -> float:
        return sum(grade / math.log2(rank) for rank, grade in enumerate(found, 2))

    ideal = gain(sorted(grades.values(), reverse=True)[:TOP])
    return gain(grades.get(name, 0) for name in names) / ideal if ideal else 0.0


def auroc(higher: Sequence[float], lower: Sequence[float]) -> float | None:
    """Return how often one of ``higher`` is above one of ``lower``, ties counting half."""
    gap = np.subtract.outer(np.array(higher), np.array(lower))
    return float((gap > 0).mean() + (gap == 0).mean() / 2) if gap.size else None


def coverage(rows: Iterable[tuple[float, bool]]) -> int:
    """Return how many answers are right at the threshold that is best while PRECISION holds.

    ``rows`` are (confidence, right).
    """
    shown = right = best = 0
    for _, tied in groupby(sorted(rows, reverse=True), key=lambda row: row[0]):
        hits = [hit for _, hit in tied]
        shown, right = shown + len(hits), right + sum(hits)
        if right / shown >= PRECISION:
            best = right
    return best


def figures(judged: Sequence[Judged]) -> dict[str, float | None]:
    """Return the columns of the table; None where a set has nothing to measure it by."""
    gains = [row.gain for row in judged if row.gain is not None]
    inside = [row for row in judged if row.answerable and not gains]
    outside = [row for row in judged if row.offtopic]
    both = [*inside, *outside] if outside else []
    sure = {
        part: coverage((row.confidence, getattr(row, part)) for row in both) / len(inside)
        for part in ("passage", "quote")
        if both and inside
    }
    return {
        "passage@1": _mean([row.passage for row in inside]),
        "quote@1": _mean([row.quote for row in inside]),
        "cov@P90 passage": sure.get("passage"),
        "cov@P90 quote": sure.get("quote"),
        "AUROC off-topic": auroc(
            [row.confidence for row in inside], [row.confidence for row in outside]
        ),
        "off-topic answered": _mean([row.answered for row in outside]),
        "nDCG@10": _mean(gains),
        "ms": _mean([row.ms for row in judged]),
    }


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
