"""The words of passages as numbers, read once, when an index is built.

A word is a term with its surface form. Words are numbered as they come; when all are known, they
get their places among the sorted ones, where the words of a term are neighbours, and so are those
of all terms that begin alike.
"""

from __future__ import annotations

import re
import struct
from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.models import Article, BlockKind, Passage, Span, context
from index.analysis import is_stop, tokens, words
from index.languages import ENGLISH
from index.languages.language import NEVER, Asks, Language

CONTEXT_WEIGHT = 3
"""How often a title or heading term counts beside the terms of the passage itself."""

CAPITAL, STOP, FLAGS = 1, 2, 2
"""Bits of a token: it begins with a capital, it carries only grammar; how many bits these are.
Above them stands the word's number."""

KINDS = (Asks.WHEN, Asks.WHERE, Asks.HOW_MANY, Asks.WHY, Asks.HOW)
"""What a sentence may have that is asked for; a bit each, from the lowest, in its ``signs``."""

QUESTION, PARTED, LEANING = 32, 64, 128
"""Further bits: it asks something itself, it begins a paragraph within its passage, it begins with
a pronoun that leans on the sentence before."""

BLOCKS = {BlockKind.ITEM: 256, BlockKind.LINE: 512, BlockKind.QUESTION: 1024}
"""The bit of its passage's kind; a paragraph has none."""

SENTENCE = np.dtype(
    [
        ("stop", "<u4"),  # where its tokens end among all tokens
        ("start", "<u2"),  # its first character, counted from its passage's
        ("characters", "<u2"),
        ("introduced", "<u2"),  # how many of its tokens, the first ones, only introduce it
        ("opening", "u1"),  # tokens of the capitalised word that it begins with
        ("subject", "u1"),  # tokens before an early "is a" or the like
        ("terms", "<u2"),  # distinct terms
        ("signs", "<u2"),
    ]
)
"""What is kept of a sentence beside its tokens."""

SUBJECT = 80
"""Characters in which a definition comes to its "is a"."""

_RECORD = struct.Struct("<IHHHBBHH")
_BYTE, _SHORT = (1 << 8) - 1, (1 << 16) - 1
_SPEAKER = re.compile(r"[^\s:][^:\n]{0,40}:")
_LEANING_OPENER = re.compile(
    r"[\"“'‘(]?(?:He|She|It|They|His|Her|Its|Their|This|These|Those|That)\b"
)
_LONGEST_WORD = 4
_AT_ONCE = 1 << 22

Read = tuple[bytes, Sequence[str]]
"""The tokens of a text, as bytes of uint32, and their terms."""


class Reader(dict[str, Read]):
    """Reads texts of one language; keeps what it has found out of each written word.

    ``terms`` are those of the surface forms that it has read.
    """

    def __init__(self, language: Language, numbers: dict[tuple[str, str], int]) -> None:
        super().__init__()
        self.language = language
        self.terms: dict[str, str] = {}
        self._numbers = numbers

    def __call__(self, text: str) -> Read:
        found = [self[word] for word in words(text, self.language)]
        return b"".join([codes for codes, _ in found]), [*chain(*[terms for _, terms in found])]

    def __missing__(self, word: str) -> Read:
        found = list(tokens(word, self.language))
        codes = array("I")
        for token in found:
            number = self._numbers.setdefault((token.term, token.surface), len(self._numbers))
            flags = CAPITAL * word[token.start].isupper() | STOP * is_stop(token, self.language)
            codes.append(number << FLAGS | flags)
            self.terms[token.surface] = token.term
        read = codes.tobytes(), [token.term for token in found]
        if len(found) <= _LONGEST_WORD:  # else a run of a script without spaces
            self[word] = read
        return read


class Encoder:
    """Numbers the words of passages that are added one after the other."""

    def __init__(self, folder: Path) -> None:
        """Begin; the tokens wait in a nameless file in ``folder``."""
        self._numbers: dict[tuple[str, str], int] = {}
        self._readers: dict[Language, Reader] = {}
        self._tokens = TemporaryFile(dir=folder)  # noqa: SIM115 - the last user closes it
        self._size = 0
        self._sentences = bytearray()
        self._sentence_ends = array("I")
        self._above = array("I")
        self._above_tokens = array("I")
        self._above_ends = array("I")
        self._lines: tuple[str, ...] = ()
        self._said = bytearray()
        self._counts = np.zeros(0, dtype=np.int64)

    def add(self, article: Article, passage: Passage, language: Language) -> list[str]:
        """Add the next passage; return the terms that stand for it in BM25, with repetition."""
        if language not in self._readers:
            self._readers[language] = Reader(language, self._numbers)
        read, text, at = self._readers[language], article.text, passage.span.start
        bag: list[str] = []
        for span in passage.sentences:
            bag += self._say(read(text[at : span.start]))
            bag += self._sentence(read, text, passage, span, at)
            at = span.stop
        bag += self._say(read(text[at : passage.span.stop]))
        lines = context(article, passage)
        above = [read(line) for line in lines]
        bag += [*chain(*map(self._say, above))] * CONTEXT_WEIGHT
        if lines != self._lines:
            self._lines = lines
            self._above_tokens.frombytes(b"".join(codes for codes, _ in above))
            self._above_ends.append(len(self._above_tokens))
        self._above.append(len(self._above_ends) - 1)
        self._sentence_ends.append(len(self._sentences) // SENTENCE.itemsize)
        if len(self._said) > 4 * _AT_ONCE:
            self._count()
        return bag

    def _say(self, read: Read) -> Sequence[str]:
        """Count the words of a text among what was said; return its terms."""
        self._said += read[0]
        return read[1]

    def _count(self) -> None:
        said = np.frombuffer(self._said, np.uintc)
        counts = np.bincount(said, minlength=len(self._numbers) << FLAGS)
        counts[: len(self._counts)] += self._counts
        self._counts, self._said = counts, bytearray()

    def _sentence(
        self, read: Reader, text: str, passage: Passage, span: Span, before: int
    ) -> Sequence[str]:
        """Keep a sentence, the one before it ending at ``before``; return its own terms."""
        sentence = text[span.start : span.stop]
        own, introduction = read(sentence), read(_introduction(text, passage, span, read.language))
        first = words(sentence, read.language)[:1] if sentence[0].isupper() else []
        signs = _signs(sentence, read.language) | BLOCKS.get(passage.kind, 0)
        signs |= PARTED * ("\n\n" in text[before : span.start])
        self._tokens.write(introduction[0] + own[0])
        self._size += len(introduction[1]) + len(own[1])
        self._sentences += _RECORD.pack(
            self._size,
            min(span.start - passage.span.start, _SHORT),
            min(len(sentence), _SHORT),
            min(len(introduction[1]), _SHORT),
            sum(len(read[word][1]) for word in first),
            min(len(read(_subject(sentence, read.language))[1]), _BYTE),
            len({*introduction[1], *own[1]}),
            signs,
        )
        return self._say(own)

    def words(self) -> dict[str, list[Any]]:
        """Return how often each surface form was said, and how often with a capital.

        Those of other languages than English have their term as a third entry.
        """
        self._count()
        rows = self._counts.reshape(-1, 1 << FLAGS)
        counts = zip(rows.sum(1).tolist(), rows[:, CAPITAL::2].sum(1).tolist(), strict=True)
        found: dict[str, list[Any]] = {}
        for (_, surface), (count, capitals) in zip(self._numbers, counts, strict=True):
            if count:
                entry = found.setdefault(surface, [0, 0])
                entry[0] += count
                entry[1] += capitals
        for language, read in self._readers.items():
            for surface, term in read.terms.items() if language is not ENGLISH else ():
                if surface in found:
                    found[surface][2:] = [term]
        return found

    def arrays(self, terms: Iterable[str]) -> tuple[dict[str, NDArray[Any]], list[str]]:
        """Return the arrays of ``Evidence`` by name, and the terms that only introduce sentences.

        ``terms`` are those of all bags, sorted; the others are numbered after them.
        """
        numbers = {term: number for number, term in enumerate(terms)}
        others = sorted({term for term, _ in self._numbers} - numbers.keys())
        numbers |= {term: number for number, term in enumerate(others, len(numbers))}
        order = sorted(self._numbers, key=lambda word: (numbers[word[0]], word[1]))
        owners = np.array([numbers[term] for term, _ in order])
        places = np.empty(len(order), dtype=np.uint32)
        places[[self._numbers[word] for word in order]] = np.arange(len(order))
        found = {
            "tokens": np.memmap(self._tokens, np.uint32) if self._size else np.empty(0, np.uint32),
            "sentences": np.frombuffer(self._sentences, SENTENCE),
            "sentence_ends": np.array(self._sentence_ends, np.uint32),
            "above": np.array(self._above, np.uint32),
            "above_tokens": np.array(self._above_tokens, np.uint32),
            "above_ends": np.array(self._above_ends, np.uint32),
            "term_words": owners.searchsorted(np.arange(len(numbers) + 1)).astype(np.uint32),
            "surfaces": np.array([hashed(surface) for _, surface in order], np.uint64),
        }
        for name in ("tokens", "above_tokens"):
            for start in range(0, len(found[name]), _AT_ONCE):
                part = found[name][start : start + _AT_ONCE]
                part[:] = places[part >> FLAGS] << FLAGS | part & (CAPITAL | STOP)
        return found, others


def hashed(surface: str) -> int:
    """Return the number of 64 bits by which a surface form is compared."""
    return int.from_bytes(blake2b(surface.encode(), digest_size=8).digest(), "little")


def _introduction(text: str, passage: Passage, span: Span, language: Language) -> str:
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
