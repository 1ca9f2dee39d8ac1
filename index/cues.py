"""At which words may a match of a pattern begin? Elsewhere it need not be looked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

_PIECE = re.compile(r"\\.|\[[^]]*\]|.")
_BEGINNING = r"\b(?:"
_PARTS_WORDS = (" ", r"\s", "-", "'", "['’]")


class Sign(NamedTuple):
    """A pattern that a text may match, and what finds something in the words that may begin it.

    Both are for text after a space, and where ``any_case`` for text in lower case, which takes a
    third of the time.
    """

    search: Callable[[str], Any]
    begins: Callable[[str], Any]
    any_case: bool

    def met(self, text: str) -> bool:
        """Whether the pattern matches in a text; so it does in any that has this one in it, with
        white space around it."""
        return self.search(self._seen(text)) is not None

    def may_begin(self, word: str) -> bool:
        """Whether a match may begin in a word without digits, or in a run of characters."""
        return self.begins(self._seen(word)) is not None

    def _seen(self, text: str) -> str:
        return f" {text.lower() if self.any_case else text}"


def sign(pattern: re.Pattern[str]) -> Sign:
    """Return the sign of a pattern, of which each match begins with a word.

    What stands before that word is sought first: that finds words in a third of the time.
    """
    searched = pattern.pattern
    if searched.startswith(_BEGINNING):
        searched = rf"\W{searched.removeprefix(_BEGINNING[:2])}"
    return Sign(
        search=re.compile(searched).search,
        begins=re.compile(first_words(searched)).search,
        any_case=bool(pattern.flags & re.IGNORECASE),
    )


def opening(patterns: Sequence[re.Pattern[str]]) -> Callable[[str], bool]:
    """Return what tells whether a match of one of the patterns may begin with a word of letters."""

    def together(any_case: bool) -> Callable[[str], Any]:
        some = (p.pattern for p in patterns if bool(p.flags & re.IGNORECASE) == any_case)
        return re.compile("|".join(map(first_words, some)) or "(?!)").match

    any_case, as_written = together(True), together(False)
    return lambda word: any_case(word.lower()) is not None or as_written(word) is not None


def first_words(pattern: str) -> str:
    r"""Return a pattern with each alternative cut where its first word ends.

    >>> first_words(r"\b(?:so (?:he|she)|due to|years?)\b")
    '\\b(?:so(?!\\w)|due(?!\\w)|years?)\\b'
    """
    kept: list[str] = []
    depth, cut = 0, -1  # how many groups are open, and how many were when an alternative was cut
    for piece in _PIECE.findall(pattern):
        if depth == cut and piece in ("|", ")"):
            cut = -1
        depth += (piece == "(") - (piece == ")")
        if cut < 0 and piece in _PARTS_WORDS:
            cut = depth
            kept.append(r"(?!\w)")
        if cut < 0:
            kept.append(piece)
    return "".join(kept)
