"""The words of an article as numbers: of its sentences, and of what stands above and before them.

All articles of a batch become numbers together: written words are numbered as they are found, and
what is counted in them is counted in NumPy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.models import BlockKind, Document, Passage, Span, context
from index import languages
from index.analysis import words
from index.cues import Sign, sign
from index.languages.language import NEVER, Asks, Language
from index.numbering import Numbers, Written, ranges

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

KEPT = 1 << 18
"""Written words after which an encoder should make way for a new one; some 300 bytes each."""

_INTRODUCED = (BlockKind.LINE, BlockKind.ITEM)
_SPEAKER = re.compile(r"[^\s:][^:\n]{0,40}:")
_LEANING_OPENER = re.compile(
    r"[\"“'‘(]?(?:He|She|It|They|His|Her|Its|Their|This|These|Those|That)\b"
)


class Encoded(NamedTuple):
    """The words of some articles' passages, each passage's own before those that stand above it.

    ``introductions`` are what introduces some of the ``sentences`` (records of SENTENCE).
    ``parts`` says how many own tokens a passage has, how many above it, and how many sentences:
    (passages, 3); ``articles`` how many passages and introducing tokens an article has: (articles,
    2). ``forms`` are those that the tokens are numbers of, None where they are all there are; more
    may follow them.
    """

    forms: list[str] | None
    tokens: NDArray[np.int32]
    introductions: NDArray[np.int32]
    sentences: NDArray[np.void]
    parts: NDArray[np.int32]
    articles: NDArray[np.int64]


class Encoder:
    """Turns articles into numbers. What it has found out about a written word it remembers."""

    def __init__(self) -> None:
        self._written = Written()

    def __len__(self) -> int:
        return len(self._written)

    @property
    def forms(self) -> list[str]:
        """The forms so far."""
        return self._written.forms

    def encode(self, documents: Sequence[Document], tags: Sequence[str]) -> Encoded:
        """Return the words of articles, each in the language of its tag."""
        found = _Batch(self._written)
        for document, tag in zip(documents, tags, strict=True):
            found.add(document, languages.get(tag))
        return found.encoded()


class _Sentence(NamedTuple):
    """A sentence by its words: those that are its own, and those that introduce it.

    The others are fields of SENTENCE; ``capital`` is whether it begins with one.
    """

    first: int
    stop: int
    introduction: int
    introduced: int
    start: int
    characters: int
    signs: int
    capital: bool
    subject: int


class _Batch:
    """The words of some articles, by their numbers, and where each thing is among them."""

    def __init__(self, written: Written) -> None:
        self._written = written
        self._words: list[int] = []
        self._introducing: list[int] = []
        self._sentences: list[tuple[int, ...]] = []  # _Sentence
        self._texts: list[str] = []  # of the sentences
        self._passages: list[tuple[int, int, int, int]] = []  # first word, stop, above, sentences
        self._articles: list[tuple[int, int]] = []  # passages and introducing words so far
        self._signs: list[tuple[int, Sequence[Sign]]] = []  # from which sentence on

    def add(self, document: Document, language: Language) -> None:
        """Add an article."""
        text, found = document.article.text, self._words
        number = self._written.of(language, _cues(language))
        defines = language.answers.get(Asks.WHAT, NEVER).search
        introductions: dict[str, tuple[int, int]] = {}
        above: dict[str, list[int]] = {}
        self._signs.append((len(self._sentences), _signs(language)))
        for passage in document.passages:
            begin, at = len(found), passage.span.start
            block, told = BLOCKS.get(passage.kind, 0), passage.kind in _INTRODUCED
            for span in passage.sentences:
                start, stop = span
                signs = block
                if gap := text[at:start]:
                    signs |= PARTED * ("\n\n" in gap)
                    if not gap.isspace():
                        found += map(number, words(gap, language))
                at, first, sentence = stop, len(found), text[start:stop]
                found += map(number, words(sentence, language))
                before = introduction(text, passage, span, language) if told else ""
                if before not in introductions:
                    introducing = len(self._introducing)
                    self._introducing += map(number, words(before, language))
                    introductions[before] = introducing, len(self._introducing)
                signs |= QUESTION * sentence.rstrip("”\"')").endswith("?")
                signs |= LEANING * (_LEANING_OPENER.match(sentence) is not None)
                subject = 0
                if says := defines(sentence, 0, SUBJECT):
                    subject = self._written.count(
                        [*map(number, words(sentence[: says.start()], language))]
                    )
                self._texts.append(sentence)
                self._sentences.append(
                    (
                        first,
                        len(found),
                        *introductions[before],
                        start - passage.span.start,
                        stop - start,
                        signs,
                        sentence[0].isupper(),
                        subject,
                    )
                )
            if gap := text[at : passage.span.stop]:
                found += map(number, words(gap, language))
            own = len(found)
            for line in context(document.article.meta, passage):
                if line not in above:
                    above[line] = [*map(number, words(line, language))]
                found += above[line]
            self._passages.append((begin, own, len(found), len(passage.sentences)))
        self._articles.append((len(self._passages), len(self._introducing)))

    def encoded(self) -> Encoded:
        """Return all of it."""
        written = self._written
        own, introducing = np.array(self._words, np.int64), np.array(self._introducing, np.int64)
        tokens, introductions = written.tokens(own), written.tokens(introducing)
        places, introduced = (_places(written.sizes(each)) for each in (own, introducing))
        passages = np.array(self._passages, np.int64).reshape(-1, 4)
        begins, counts = places[passages[:, 0]], passages[:, 3]
        articles = np.array(self._articles, np.int64).reshape(-1, 2)
        articles[:, 1] = introduced[articles[:, 1]]
        articles = np.diff(articles, axis=0, prepend=0)
        bases = np.repeat(np.cumsum(articles[:, 1]) - articles[:, 1], articles[:, 0])

        rows = np.array(self._sentences, np.int64).reshape(-1, len(_Sentence._fields)).T
        words, stop, introduction, until, start, characters, signs, capital, subject = rows
        mine = places[words], places[stop]
        before = introduced[introduction], introduced[until]
        sentences = np.empty(len(words), SENTENCE)
        sentences["first"] = mine[0] - np.repeat(begins, counts)
        sentences["introduction"] = before[0] - np.repeat(bases, counts)
        sentences["tokens"], sentences["introduced"] = mine[1] - mine[0], before[1] - before[0]
        sentences["start"], sentences["characters"] = start, characters
        sentences["terms"] = _distinct(
            (*ranges(*mine), written.terms(tokens)),
            (*ranges(*before), written.terms(introductions)),
            sentences=len(words),
        )
        sentences["signs"] = signs | self._met(words, stop, written.cues(own))
        sizes = np.append(written.sizes(own), 0)
        sentences["opening"] = np.where(capital & (words < stop), sizes[words], 0)
        sentences["subject"] = subject
        return Encoded(
            forms=written.forms,
            tokens=tokens,
            introductions=introductions,
            sentences=sentences,
            parts=np.column_stack((np.diff(places[passages[:, :3]]), counts)).astype(np.int32),
            articles=articles,
        )

    def _met(self, words: Numbers, stop: Numbers, cues: NDArray[np.uint8]) -> Numbers:
        """Return which of KINDS each sentence has, as bits."""
        found = np.zeros(len(words), np.int64)
        if not len(words):
            return found
        bounds = np.column_stack((words, stop)).ravel()
        hinted = np.bitwise_or.reduceat(np.append(cues, np.uint8(0)), bounds)[::2]
        hinted[words == stop] = 0
        texts = self._texts
        lower = [text.lower() for text in texts]
        ends = [first for first, _ in self._signs[1:]]
        for (first, kinds), last in zip(self._signs, [*ends, len(texts)], strict=True):
            for bit, kind in enumerate(kinds):
                searched = lower if kind.any_case else texts
                for at in (np.flatnonzero(hinted[first:last] & 1 << bit) + first).tolist():
                    if kind.search(searched[at]):
                        found[at] |= 1 << bit
        return found


def _places(sizes: NDArray[np.int32]) -> Numbers:
    """Return where the tokens of each word begin, and last where they all end."""
    return np.append(0, np.cumsum(sizes))


def _distinct(*parts: tuple[Numbers, Numbers, NDArray[np.int32]], sentences: int) -> Numbers:
    """Return how many different terms sentences have.

    A part is the sentence of each token, its place, and the terms of all places.
    """
    keys = np.concatenate([of << 32 | terms[places] for of, places, terms in parts])
    keys.sort()
    return np.bincount(keys[np.diff(keys, prepend=-1) != 0] >> 32, minlength=sentences)


def _cues(language: Language) -> Callable[[str], int]:
    """Return what says for which of KINDS a match may begin in a word, as bits."""

    def cues(word: str) -> int:
        return sum(1 << bit for bit, s in enumerate(_signs(language)) if s.may_begin(word))

    return cues


@cache
def _signs(language: Language) -> list[Sign]:
    """Return what tells KINDS."""
    return [sign(language.answers.get(kind, NEVER)) for kind in KINDS]


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
