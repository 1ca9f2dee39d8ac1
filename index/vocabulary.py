"""The terms of an index, found on disk without reading them all."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray


class Vocabulary:
    """Sorted terms as one UTF-8 text, each up to its place in ``ends``; found by bisection."""

    def __init__(self, text: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        self._text, self._ends = text, ends

    def __len__(self) -> int:
        return len(self._ends)

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str) and self.number(term) is not None

    def number(self, term: str) -> int | None:
        """Return which of the terms this is, None where it is none of them."""
        wanted = term.encode()
        at = bisect_left(range(len(self)), wanted, key=self._bytes)
        return at if at < len(self) and self._bytes(at) == wanted else None

    def _bytes(self, number: int) -> bytes:
        start = self._ends[number - 1] if number else 0
        return self._text[start : self._ends[number]].tobytes()
