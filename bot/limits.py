"""How many questions somebody may ask in a minute. In memory only."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from bot.latest import Latest

MINUTE = 60.0
ASKERS = 10_000
"""Askers that are counted; who asked longest ago goes first."""


@dataclass(slots=True)
class _Asker:
    asked: deque[float] = field(default_factory=deque)
    told: float | None = None


class Limits:
    """Counts questions by any key (a server and a person, say)."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._askers = Latest[Hashable, _Asker](ASKERS)

    def wait(self, key: Hashable, most: int) -> int:
        """Count a question and return 0, or else in how many seconds another may be asked."""
        now, asker = self._clock(), self._asker(key)
        while asker.asked and now - asker.asked[0] >= MINUTE:
            asker.asked.popleft()
        if len(asker.asked) < most:
            asker.asked.append(now)
            return 0
        return int(asker.asked[-most] + MINUTE - now) + 1

    def may_tell(self, key: Hashable) -> bool:
        """Whether an asker has not been told for a minute that it was too much; now they are."""
        now, asker = self._clock(), self._asker(key)
        if asker.told is not None and now - asker.told < MINUTE:
            return False
        asker.told = now
        return True

    def _asker(self, key: Hashable) -> _Asker:
        self._askers[key] = asker = self._askers.get(key, _Asker())
        return asker
