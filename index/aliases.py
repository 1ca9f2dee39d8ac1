"""Names that stand for one another: from the moderators' file and the articles' front matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from index.analysis import STOP_WORDS, tokens


class Aliases:
    """Groups of names, each name of one or more words."""

    def __init__(self, groups: Iterable[Sequence[str]] = ()) -> None:
        self._terms: set[str] = set()
        self._others: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
        for group in groups:
            names = [frozenset(token.term for token in tokens(name)) for name in group]
            self._terms.update(*names)
            together = frozenset[str]().union(*names) - STOP_WORDS
            for name in filter(None, names):
                self._others.setdefault(min(name), []).append((name, together - name))

    def __contains__(self, term: str) -> bool:
        """Whether a term stands in any of the names."""
        return term in self._terms

    def related(self, said: AbstractSet[str]) -> dict[str, frozenset[str]]:
        """Return, for each term of the names that were said in full, the terms of other names."""
        related: dict[str, frozenset[str]] = {}
        for term in said & self._others.keys():
            for name, others in self._others[term]:
                if name <= said:
                    for part in name:
                        related[part] = related.get(part, frozenset()) | others
        return related
