"""A bounded memory: of more entries than are wanted, the oldest go."""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Latest(OrderedDict[K, V]):
    """The ``most`` entries that were set last, the oldest first.

    >>> latest = Latest[str, int](2)
    >>> latest["a"] = latest["b"] = latest["a"] = latest["c"] = 1
    >>> list(latest)
    ['a', 'c']
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self._most:
            self.popitem(last=False)
