"""What is to be known of a language to find and recognise answers in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from index.folding import fold

LETTER = r"[^\W_]"
"""A letter or digit, as a pattern."""

MARKED_LETTER = (
    r"(?:[^\W_]|[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0dff])"
)
"""The same where vowels may be marks, which are no letters to Python: Hebrew, Arabic, India's."""

CHINESE_JAPANESE = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""The scripts that every language's analyser reads by pairs of characters."""

NEVER = re.compile(r"(?!)")


class Asks(StrEnum):
    """What kind of thing a question asks for."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    HOW_MANY = "how many"
    WHY = "why"
    HOW = "how"
    WHAT = "what"
    OTHER = "other"


@dataclass(frozen=True, eq=False, kw_only=True)
class Language:
    """A language as data. Words are folded (``index.folding.fold``) except where it says other.

    Attributes:
        code: ISO 639 code, such as "en".
        stemmer: Snowball's name of it; None where words are only folded.
        reads_accents: whether the stemmer gets words with their accents.
        letter, unspaced: what words consist of, as a pattern; the scripts, as character ranges,
            that are read by pairs of characters since nothing parts their words.
        elided: short words that an apostrophe joins to the next, as a pattern ("l" in "l'eau").
        thousands: what parts the thousands of a number.
        stop_words: words that carry the grammar of a question and not its subject.
        base_forms: the base form of irregular forms, as written.
        numbers: digits for the words that say them; ordinal: endings of "4th", as a pattern.
        episode: what S and E in "S4E10" stand for, in lower case.
        asks: for each kind of question a pattern in folded words; the earliest match counts, of
            equally early ones the first of these.
        degrees: pairs such as "how" "often", of which the second says nothing of the subject.
        pronouns, openers: words, and a pattern of how questions begin, that lean on what was said.
        several: a pattern of questions that ask for more than one.
        follows: a pattern of questions for what comes after something ("what happened when").
        answers: for each kind of question a pattern of sentences (as written) that answer it;
            itself in lower case where it matches any case.
        credit: a pattern of "Ada Quill as Tom" in a cast list, as written; plays: what that says.
    """

    code: str
    stemmer: str | None = None
    reads_accents: bool = True
    letter: str = LETTER
    unspaced: str = CHINESE_JAPANESE
    elided: str | None = None
    thousands: str = ","
    stop_words: frozenset[str] = frozenset()
    base_forms: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    ordinal: str = "st|nd|rd|th"
    episode: tuple[str, str] = ("season", "episode")
    asks: tuple[tuple[Asks, re.Pattern[str]], ...] = ()
    degrees: frozenset[tuple[str, str]] = frozenset()
    pronouns: frozenset[str] = frozenset()
    openers: re.Pattern[str] = NEVER
    several: re.Pattern[str] = NEVER
    follows: re.Pattern[str] = NEVER
    answers: Mapping[Asks, re.Pattern[str]] = field(default_factory=dict)
    credit: re.Pattern[str] = NEVER
    plays: str = ""


def words(text: str) -> frozenset[str]:
    """Return the words of a list, folded."""
    return frozenset(map(fold, text.split()))


def numbers(text: str) -> dict[str, str]:
    """Return the value of each number word; the words of a value stand in a line, 0 first."""
    lines = text.strip().splitlines()
    return {fold(word): str(value) for value, line in enumerate(lines) for word in line.split()}


def base_forms(text: str) -> dict[str, str]:
    """Return the base form of each irregular form; the base form is the first of its line."""
    lines = (line.split() for line in text.strip().splitlines())
    return {fold(form): base for base, *forms in lines for form in forms}


def asks(*patterns: tuple[Asks, str]) -> tuple[tuple[Asks, re.Pattern[str]], ...]:
    """Return patterns that match from the beginning of a word."""
    return tuple((kind, re.compile(rf"\b(?:{pattern})")) for kind, pattern in patterns)


def phrases(pattern: str) -> re.Pattern[str]:
    """Return a pattern of whole words in any case."""
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


def openers(pattern: str) -> re.Pattern[str]:
    """Return a pattern of whole words at the beginning of a question."""
    return re.compile(rf"^\W*(?:{pattern})\b", re.IGNORECASE)


def credit(conjunction: str) -> re.Pattern[str]:
    """Return a pattern of two names with the conjunction (a pattern) between them."""
    return re.compile(rf"(?:[A-Z][\w.'’-]*\s+){{2,5}}{conjunction}\s+[A-Z]")
