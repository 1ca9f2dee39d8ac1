"""Names that stand for one another: from the moderators' file and the articles' front matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, product
from typing import NamedTuple

from index.analysis import Token, is_stop, tokens
from index.languages import ENGLISH
from index.languages.language import Language

GROUPS = 20
"""In how many groups a name is looked up that stands in many."""


class _Group(NamedTuple):
    names: tuple[str, ...]
    terms: frozenset[str]
    """Those of all the names that do not only carry grammar."""


class Aliases:
    """Groups of names, each name of one or more words, read in each of the languages."""

    def __init__(
        self, groups: Iterable[Sequence[str]] = (), languages: Sequence[Language] = (ENGLISH,)
    ) -> None:
        self.surfaces: set[str] = set()
        """The folded words of all names."""
        self._terms: set[str] = set()
        self._groups: dict[frozenset[str], list[_Group]] = {}
        self._beginning: dict[str, list[frozenset[str]]] = {}
        lengths = set[int]()
        for group, language in product(dict.fromkeys(map(tuple, groups)), languages):
            read = [list(tokens(name, language)) for name in group]
            words = list(chain(*read))
            self.surfaces.update(word.surface for word in words)
            self._terms.update(word.term for word in words)
            together = _Group(group, frozenset(w.term for w in words if not is_stop(w, language)))
            lengths.update(map(len, read))
            telling = (name for name in read if not all(is_stop(w, language) for w in name))
            for name in dict.fromkeys(frozenset(w.term for w in name) for name in telling):
                if name not in self._groups:
                    self._groups[name] = []
                    self._beginning.setdefault(min(name), []).append(name)
                if len(self._groups[name]) < GROUPS:
                    self._groups[name].append(together)
        self._lengths = sorted(lengths - {0}, reverse=True)

    def __contains__(self, term: str) -> bool:
        """Whether a term stands in any of the names."""
        return term in self._terms

    def related(
        self, said: AbstractSet[str], holds: Callable[[str], bool]
    ) -> dict[str, frozenset[str]]:
        """Return, for each term of the names said in full, the terms of other names that hold."""
        related: dict[str, set[str]] = {}
        for term in said & self._beginning.keys():
            for name in self._beginning[term]:
                if name <= said:
                    others = set[str]().union(*(group.terms for group in self._groups[name]))
                    held = set(filter(holds, others - name))
                    for part in name:
                        related.setdefault(part, set()).update(held)
        return {term: frozenset(others) for term, others in related.items()}

    def rewrite(self, text: str, words: list[Token], use: Callable[[str], float]) -> str:
        """Return ``text`` with the names said in full replaced by those of their groups most used.

        Args:
            words: the tokens of ``text``.
            use: says of a name how much the articles use it.
        """
        done, at = "", 0
        for first, word in enumerate(words):
            for length in self._lengths if word.start >= at and word.term in self._terms else ():
                name = words[first : first + length]
                groups = self._groups.get(frozenset(part.term for part in name))
                beside = words[max(0, first - 1) : first] + words[first + length :][:1]
                # "S4E10" is four words in one place.
                whole = {part.start for part in name}.isdisjoint(part.start for part in beside)
                if groups and len(name) == length and whole:
                    said = text[word.start : name[-1].stop]
                    names = chain.from_iterable(group.names for group in groups)
                    used = max(names, key=lambda name: (use(name), len(name)))
                    better = use(used) > use(said) and used.casefold() not in said.casefold()
                    done += text[at : word.start] + (used if better else said)
                    at = name[-1].stop
                    break
        return done + text[at:]
