"""Which language people have set in Discord, as their latest interaction told. In memory only."""

from __future__ import annotations

from collections import OrderedDict

PEOPLE = 10_000
"""People that are known; who was heard of longest ago goes first."""


class Locales:
    """The locales of people: Discord tells them with an interaction, but not with a message."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, str] = OrderedDict()

    def note(self, person: int, locale: object) -> None:
        """Remember what somebody has set."""
        self._known[person] = str(locale)
        self._known.move_to_end(person)
        while len(self._known) > PEOPLE:
            self._known.popitem(last=False)

    def of(self, person: int) -> str | None:
        """Return what somebody has set, None where that is not known."""
        return self._known.get(person)

    def forget(self, person: int) -> None:
        """Forget it."""
        self._known.pop(person, None)
