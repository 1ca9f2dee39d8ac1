"""Sorted words on disk, of which one is found without reading them all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

HEAD = 8
"""Bytes of a word by which it is looked for first, as one number."""

LETTERS = 32
"""First letters of which the words' lengths and letters stay in memory, 8 bytes a word."""

Columns = tuple[NDArray[np.uint8], NDArray[np.int64], NDArray[np.uint64]]

_BITS = np.array([1 << (byte & 31) if byte < 128 else 0 for byte in range(256)], dtype=np.uint32)
"""What stands for a letter in a set of them; for those beyond ASCII nothing does."""

_LAST = b"\xff"
"""Sorts after all that may follow in UTF-8."""


class Vocabulary:
    """Sorted words as one UTF-8 text, each up to its place in ``ends``; found by bisection.

    ``heads`` are their first bytes, as ``head`` gives them.
    """

    def __init__(
        self, text: NDArray[np.uint8], ends: NDArray[np.int64], heads: NDArray[np.uint64]
    ) -> None:
        self._letters, self._ends, self._heads = text, ends, heads.data
        self._text: memoryview[int] = text.data
        self._stops: memoryview[int] = ends.data  # one by one these are read in half the time
        self.number = lru_cache(maxsize=1 << 14)(self._number)
        self._shapes = lru_cache(maxsize=LETTERS)(self._shapes_of)

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

    def near(self, word: str, slips: int) -> list[str]:
        """Return the words with the same first letter that so few slips may lead to, and others.

        A slip changes the length by no more than one letter, and brings in or takes away no more
        than one; those that make a word longer take none away, and the other way round.
        """
        first, lengths, letters = self._shapes(word[0])
        own = np.bitwise_or.reduce(_BITS[np.frombuffer(word.encode(), dtype=np.uint8)])
        longer = lengths - len(word)
        lost, added = np.bitwise_count(own & ~letters), np.bitwise_count(letters & ~own)
        fit = (lost + longer.clip(0) <= slips) & (added - longer.clip(max=0) <= slips)
        return [self[number] for number in (fit.nonzero()[0] + first).tolist()]

    def _shapes_of(self, letter: str) -> tuple[int, NDArray[np.int32], NDArray[np.uint32]]:
        """Return the first of the words that begin with a letter, and of each how many letters it
        has and which: (words,)."""
        first, last = self.beginning(letter)
        start = self._start(first)
        ends = self._ends[first:last] - start
        starts = np.append(0, ends[:-1])[: len(ends)]
        text = self._letters[start : self._start(last)]
        letters = np.bitwise_or.reduceat(_BITS.take(text), starts)
        whole = (text & 0xC0 != 0x80).view(np.uint8)
        return first, np.add.reduceat(whole, starts, dtype=np.int32), letters

    def _start(self, number: int) -> int:
        return self._stops[number - 1] if number else 0

    def _bytes(self, number: int) -> bytes:
        return self._text[self._start(number) : self._stops[number]].tobytes()


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
