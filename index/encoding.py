"""The words of an article as numbers: of its sentences, and of what stands above and before them.

A form is a word as the analyser sees it: term, surface form and language, joined by tabs. A token
is twice the number of its form, and one more where it begins with a capital.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.models import BlockKind, Document, Passage, Span, context
from index.analysis import tokens, words
from index.languages.language import NEVER, Asks, Language

KINDS = (Asks.WHEN, Asks.WHERE, Asks.HOW_MANY, Asks.WHY, Asks.HOW)
"""What a sentence may have that is asked for; a bit each, from the lowest, in its ``signs``."""

QUESTION, PARTED, LEANING = 32, 64, 128
"""Further bits: it asks something itself, it begins a paragraph within its passage, it begins with
a pronoun that leans on the sentence before."""

BLOCKS = {BlockKind.ITEM: 256, BlockKind.LINE: 512, BlockKind.QUESTION: 1024}
"""The bit of its passage's kind; a paragraph has none."""

SENTENCE = np.dtype(
    [
        ("first", "<u4"),  # where its tokens begin among those of its passage
        ("introduction", "<u4"),  # where those that introduce it begin among the article's
        ("tokens", "<u2"),  # how many tokens it has
        ("introduced", "<u2"),  # how many introduce it
        ("start", "<u2"),  # its first character, counted from its passage's
        ("characters", "<u2"),
        ("terms", "<u2"),  # distinct terms, with those that introduce it
        ("signs", "<u2"),
        ("opening", "u1"),  # tokens of the capitalised word that it begins with
        ("subject", "u1"),  # tokens before an early "is a" or the like
    ]
)
"""What is kept of a sentence beside its tokens. No sentence or passage is longer than 65,535."""

SUBJECT = 80
"""Characters in which a definition comes to its "is a"."""

_SPEAKER = re.compile(r"[^\s:][^:\n]{0,40}:")
_LEANING_OPENER = re.compile(
    r"[\"“'‘(]?(?:He|She|It|They|His|Her|Its|Their|This|These|Those|That)\b"
)


class Encoded(NamedTuple):
    """The words of an article's passages, each passage's own before those that stand above it.

    ``introductions`` are what introduces some of the ``sentences`` (records of SENTENCE).
    ``parts`` says how many own tokens a passage has, how many above it, and how many sentences:
    (passages, 3). ``forms`` are those of the article, or nothing where the tokens are by the
    numbers of all forms.
    """

    forms: Sequence[str]
    tokens: NDArray[np.int32]
    introductions: NDArray[np.int32]
    sentences: NDArray[np.void]
    parts: NDArray[np.int32]


def encode(document: Document, language: Language) -> Encoded:
    """Return the words of an article in ``language``."""
    text, encoder = document.article.text, _Encoder(document.article.text, language)
    found, parts = array("i"), list[tuple[int, int, int]]()
    for passage in document.passages:
        before, at = len(found), passage.span.start
        for span in passage.sentences:
            found += encoder.read(text[at : span.start])
            found += encoder.sentence(passage, span, at, len(found) - before)
            at = span.stop
        found += encoder.read(text[at : passage.span.stop])
        own = len(found) - before
        for line in context(document.article.meta, passage):
            found += encoder.read(line)
        parts.append((own, len(found) - before - own, len(passage.sentences)))
    return Encoded(
        forms=list(encoder.forms),
        tokens=np.array(found, np.int32),
        introductions=np.array(encoder.introductions, np.int32),
        sentences=np.array(encoder.sentences, SENTENCE),
        parts=np.array(parts, np.int32).reshape(-1, 3),
    )


class _Encoder(dict[str, "array[int]"]):
    """The tokens of an article's written words, of which the ``forms`` are numbered as they come.

    Keeps the sentences and what introduces them.
    """

    def __init__(self, text: str, language: Language) -> None:
        super().__init__()
        self.forms: dict[str, int] = {}
        self.introductions = array("i")
        self.sentences: list[tuple[int, ...]] = []
        self._text, self._language = text, language
        self._terms: list[str] = []
        self._introduced: dict[str, tuple[int, array[int]]] = {}

    def __missing__(self, word: str) -> array[int]:
        codes = array("i")
        for form, capital in _forms(word, self._language):
            if form not in self.forms:
                self.forms[form] = len(self.forms)
                self._terms.append(form[: form.index("\t")])
            codes.append(2 * self.forms[form] + capital)
        self[word] = codes
        return codes

    def read(self, text: str) -> array[int]:
        """Return the tokens of a text."""
        found = array("i")
        for word in words(text, self._language):
            found += self[word]
        return found

    def sentence(self, passage: Passage, span: Span, before: int, first: int) -> array[int]:
        """Keep a sentence, the one before it ending at ``before``; return its tokens.

        ``first`` is how many of the passage's own tokens stand before them.
        """
        text, language = self._text[span.start : span.stop], self._language
        before_it = introduction(self._text, passage, span, language)
        if before_it not in self._introduced:
            self._introduced[before_it] = len(self.introductions), self.read(before_it)
            self.introductions += self._introduced[before_it][1]
        begin, introduced = self._introduced[before_it]
        own = self.read(text)
        opening = words(text, language)[0] if text[0].isupper() and own else ""
        parted = PARTED * ("\n\n" in self._text[before : span.start])
        self.sentences.append(
            (
                first,
                begin,
                len(own),
                len(introduced),
                span.start - passage.span.start,
                len(text),
                len({self._terms[token >> 1] for token in introduced + own}),
                _signs(text, language) | parted | BLOCKS.get(passage.kind, 0),
                len(self[opening]),
                len(self.read(_subject(text, language))),
            )
        )
        return own


@lru_cache(maxsize=1 << 17)
def _forms(word: str, language: Language) -> tuple[tuple[str, bool], ...]:
    """Return the forms of a written word, and whether each begins with a capital."""
    return tuple(
        (f"{token.term}\t{token.surface}\t{language.code}", word[token.start].isupper())
        for token in tokens(word, language)
    )


def introduction(text: str, passage: Passage, span: Span, language: Language) -> str:
    """Return what counts for a sentence as if it stood in it.

    That is a line's speaker, a list's heading, and "plays" for a credit such as "Ada Quill as Tom".
    """
    match passage.kind:
        case BlockKind.LINE if name := _SPEAKER.match(text, text.rfind("\n", 0, span.start) + 1):
            return name[0]
        case BlockKind.ITEM:
            credit = language.credit.match(text, span.start, span.stop)
            plays = f" {language.plays}" if credit else ""
            return (passage.headings[-1] if passage.headings else "") + plays
        case _:
            return ""


def _subject(sentence: str, language: Language) -> str:
    """Return what stands before the sentence's early "is a" or the like; "" without one."""
    says = language.answers.get(Asks.WHAT)
    found = says and says.search(sentence, 0, SUBJECT)
    return sentence[: found.start()] if found else ""


def _signs(sentence: str, language: Language) -> int:
    """Return which of KINDS a sentence has, and whether it asks and leans, as bits."""
    lower = sentence.lower()
    found = [kind.search(lower if any_case else sentence) for kind, any_case in _kinds(language)]
    signs = sum(1 << bit for bit, match in enumerate(found) if match)
    signs |= QUESTION * sentence.rstrip("”\"')").endswith("?")
    return signs | LEANING * bool(_LEANING_OPENER.match(sentence))


@cache
def _kinds(language: Language) -> list[tuple[re.Pattern[str], bool]]:
    """Return the patterns of KINDS; with those of any case, that the text must be in lower case.

    That takes a third of the time.
    """
    found = [language.answers.get(kind, NEVER) for kind in KINDS]
    return [
        (re.compile(pattern.pattern), True) if pattern.flags & re.IGNORECASE else (pattern, False)
        for pattern in found
    ]
