"""The terms of an index, found on disk without reading them all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import numpy as np
from numpy.typing import NDArray

HEAD = 8
"""Bytes of a term by which it is looked for first, as one number."""


_LAST = b"\xff"
"""Sorts after all that may follow in UTF-8."""


class Vocabulary:
    """Sorted terms as one UTF-8 text, each up to its place in ``ends``; found by bisection.

    ``heads`` are their first bytes, as ``head`` gives them.
    """

    def __init__(
        self, text: NDArray[np.uint8], ends: NDArray[np.int64], heads: NDArray[np.uint64]
    ) -> None:
        self._text, self._ends, self._heads = text, ends, heads.data

    def __len__(self) -> int:
        return len(self._ends)

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str) and self.number(term) is not None

    def number(self, term: str) -> int | None:
        """Return which of the terms this is, None where it is none of them."""
        wanted = term.encode()
        at = self._place(wanted)
        return at if at < len(self) and self._bytes(at) == wanted else None

    def beginning(self, letters: str) -> range:
        """Return the numbers of the terms that begin with ``letters``."""
        wanted = letters.encode()
        return range(self._place(wanted), self._place(wanted + _LAST))

    def _place(self, wanted: bytes) -> int:
        """Return how many terms sort before ``wanted``."""
        first = bisect_left(self._heads, head(wanted))
        last = bisect_right(self._heads, head(wanted), lo=first)
        return bisect_left(range(last), wanted, lo=first, key=self._bytes)

    def _bytes(self, number: int) -> bytes:
        start = self._ends[number - 1] if number else 0
        return self._text[start : self._ends[number]].tobytes()


def head(term: bytes) -> int:
    """Return a term's first bytes as a number that sorts as they do."""
    return int.from_bytes(term[:HEAD].ljust(HEAD, b"\0"), "big")
