"""Names that stand for one another: from the moderators' file and the articles' front matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, product

from index.analysis import is_stop, tokens
from index.languages import ENGLISH
from index.languages.language import Language


class Aliases:
    """Groups of names, each name of one or more words, read in each of the languages."""

    def __init__(
        self, groups: Iterable[Sequence[str]] = (), languages: Sequence[Language] = (ENGLISH,)
    ) -> None:
        self._terms: set[str] = set()
        self._others: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
        for group, language in product(groups, languages):
            read = [list(tokens(name, language)) for name in group]
            names = [frozenset(token.term for token in name) for name in read]
            self._terms.update(*names)
            together = frozenset(t.term for t in chain(*read) if not is_stop(t, language))
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
