"""Sorted words on disk, of which one is found without reading them all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

HEAD = 8
"""Bytes of a word by which it is looked for first, as one number."""

Columns = tuple[NDArray[np.uint8], NDArray[np.int64], NDArray[np.uint64]]


_LAST = b"\xff"
"""Sorts after all that may follow in UTF-8."""


class Vocabulary:
    """Sorted words as one UTF-8 text, each up to its place in ``ends``; found by bisection.

    ``heads`` are their first bytes, as ``head`` gives them.
    """

    def __init__(
        self, text: NDArray[np.uint8], ends: NDArray[np.int64], heads: NDArray[np.uint64]
    ) -> None:
        self._text, self._ends, self._heads = text, ends, heads.data
        self.number = lru_cache(maxsize=1 << 14)(self._number)

    def __len__(self) -> int:
        return len(self._ends)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.number(word) is not None

    def __getitem__(self, number: int) -> str:
        return self._bytes(number).decode()

    def _number(self, word: str) -> int | None:
        """Return which of the words this is, None where it is none of them."""
        wanted = word.encode()
        at = self._place(wanted)
        return at if at < len(self) and self._bytes(at) == wanted else None

    def beginning(self, letters: str) -> tuple[int, int]:
        """Return the first of the words that begin with ``letters``, and where they stop."""
        wanted = letters.encode()
        return self._place(wanted), self._place(wanted + _LAST)

    def _place(self, wanted: bytes) -> int:
        """Return how many words sort before ``wanted``."""
        first = bisect_left(self._heads, head(wanted))
        last = bisect_right(self._heads, head(wanted), lo=first)
        return bisect_left(range(last), wanted, lo=first, key=self._bytes)

    def beginning_with(self, letter: str, lengths: range) -> list[str]:
        """Return the words that begin with a letter and have so many letters."""
        beginning = letter.encode()
        first = bisect_left(self._heads, head(beginning))
        last = bisect_right(self._heads, head(beginning.ljust(HEAD, b"\xff")), lo=first)
        if first == last:
            return []
        start = self._start(first)
        stops = self._ends[first:last] - start
        starts = np.append(0, stops[:-1])
        text = self._text[start : start + int(stops[-1])]
        letters = np.add.reduceat((text & 0xC0 != 0x80).astype(np.int64), starts)
        fit = (letters >= lengths.start) & (letters < lengths.stop)
        content, ends = text.tobytes().decode(), letters.cumsum()
        places = zip((ends - letters)[fit].tolist(), ends[fit].tolist(), strict=True)
        return [content[at:end] for at, end in places]

    def _start(self, number: int) -> int:
        return int(self._ends[number - 1]) if number else 0

    def _bytes(self, number: int) -> bytes:
        return self._text[self._start(number) : self._ends[number]].tobytes()


def columns(words: Sequence[str]) -> Columns:
    """Return text, ends and heads of sorted words."""
    encoded = [word.encode() for word in words]
    text = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    sizes = np.fromiter(map(len, encoded), np.int64, len(encoded))
    ends = np.cumsum(sizes)
    letters = np.zeros((len(words), HEAD), dtype=np.uint8)
    for at in range(HEAD):
        longer = sizes > at
        letters[longer, at] = text[(ends - sizes)[longer] + at]
    return text, ends, letters.view(">u8")[:, 0].astype(np.uint64)


def head(word: bytes) -> int:
    """Return a word's first bytes as a number that sorts as they do."""
    return int.from_bytes(word[:HEAD].ljust(HEAD, b"\0"), "big")
