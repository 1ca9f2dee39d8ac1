"""The terms of an index, found on disk without reading them all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import numpy as np
from numpy.typing import NDArray

HEAD = 8
"""Bytes of a term by which it is looked for first, as one number."""


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
        first = bisect_left(self._heads, head(wanted))
        last = bisect_right(self._heads, head(wanted), lo=first)
        at = bisect_left(range(last), wanted, lo=first, key=self._bytes)
        return at if at < last and self._bytes(at) == wanted else None

    def _bytes(self, number: int) -> bytes:
        start = self._ends[number - 1] if number else 0
        return self._text[start : self._ends[number]].tobytes()


def head(term: bytes) -> int:
    """Return a term's first bytes as a number that sorts as they do."""
    return int.from_bytes(term[:HEAD].ljust(HEAD, b"\0"), "big")
