"""What was done already, in memory: a bounded number of keys, of which the oldest go first."""

from __future__ import annotations

from collections.abc import Hashable

from bot.latest import Latest

MOST = 10_000
"""Keys that are kept."""


class Once:
    """Tells the first time from any other."""

    def __init__(self) -> None:
        self._seen = Latest[tuple[Hashable, ...], None](MOST)

    def first(self, *key: Hashable) -> bool:
        """Whether this is the first time for a key."""
        if key in self._seen:
            return False
        self._seen[key] = None
        return True

    def seen(self, *key: Hashable) -> bool:
        """Whether there was a first time for a key."""
        return key in self._seen

    def forget(self, person: int) -> None:
        """Forget every key that names a person."""
        for key in [key for key in self._seen if person in key]:
            del self._seen[key]
