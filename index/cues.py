"""At which words may a match of a pattern begin? Elsewhere it need not be looked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

_PIECE = re.compile(r"\\.|\[[^]]*\]|.")
_PARTS_WORDS = (" ", r"\s", "-", "'", "['’]")
_DIGIT = re.compile(r"\d")


class Sign(NamedTuple):
    """A pattern that a text may match, and what finds something in the words that may begin it.

    Where ``any_case``, both are for text in lower case, which takes a third of the time.
    """

    search: Callable[[str], Any]
    begins: Callable[[str], Any]
    any_case: bool

    def may_begin(self, word: str) -> bool:
        """Whether a match may begin in a word."""
        return bool(
            self.begins(word.lower() if self.any_case else word) or _DIGIT.search(word)
        )  # a number may be parted where the pattern sees one word


def sign(pattern: re.Pattern[str]) -> Sign:
    """Return the sign of a pattern, of which each match begins with a word."""
    return Sign(
        search=re.compile(pattern.pattern).search,
        begins=re.compile(first_words(pattern.pattern)).search,
        any_case=bool(pattern.flags & re.IGNORECASE),
    )


def first_words(pattern: str) -> str:
    r"""Return a pattern with each alternative cut where its first word ends.

    >>> first_words(r"\b(?:so (?:he|she)|due to|years?)\b")
    '\\b(?:so|due|years?)\\b'
    """
    kept: list[str] = []
    depth, cut = 0, -1  # how many groups are open, and how many were when an alternative was cut
    for piece in _PIECE.findall(pattern):
        if depth == cut and piece in ("|", ")"):
            cut = -1
        depth += (piece == "(") - (piece == ")")
        if cut < 0 and piece in _PARTS_WORDS:
            cut = depth
        if cut < 0:
            kept.append(piece)
    return "".join(kept)
