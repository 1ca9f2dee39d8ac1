"""The words of an article as numbers: of its sentences, and of what stands above and before them.

All articles of a batch become numbers together: runs between white space are numbered as they are
found, and what is counted in them is counted in NumPy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.models import BlockKind, Document, Passage, Span, context
from index import languages
from index.cues import Sign, opening, sign
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

HAS, MAY = 31, 31 << 5
"""Cues of a run: it has what tells KINDS, or may begin it; a bit each, from the lowest."""

LEANS, ASKS, CAPITAL = 1 << 10, 1 << 11, 1 << 12
"""As the first run of a sentence it leans on the one before, as the last it ends a question; it
begins with a capital."""

SUBJECT = 80
"""Characters in which a definition comes to its "is a"."""

KEPT = 1 << 20
"""Runs and tokens after which an encoder should make way for a new one; some 150 bytes each."""

_BOTH = 1 | 1 << 5
_INTRODUCED = (BlockKind.LINE, BlockKind.ITEM)
_DIGIT = re.compile(r"\d")
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
    """Turns articles into numbers. What it has found out about a run it remembers."""

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


class _Batch:
    """The runs of some articles, by their numbers, and where each thing is among them."""

    def __init__(self, written: Written) -> None:
        self._written = written
        self._runs: list[int] = []
        self._introducing: list[int] = []
        self._texts: list[str] = []  # of the sentences
        self._spans: list[Span] = []  # theirs
        self._sentences: list[int] = []  # first run, stop, first introducing run, stop, signs
        self._passages: list[int] = []  # first run, stop, stop of those above, sentences, start
        self._articles: list[int] = []  # passages and introducing runs so far
        self._languages: list[tuple[int, Language]] = []  # from which sentence on

    def add(self, document: Document, language: Language) -> None:
        """Add an article."""
        text, found, texts = document.article.text, self._runs, self._texts
        number = self._written.of(language, _cues(language))
        introductions: dict[str, tuple[int, int]] = {}
        above: dict[str, list[int]] = {}
        if not self._languages or self._languages[-1][1] is not language:
            self._languages.append((len(texts), language))
        for passage in document.passages:
            begin, at = len(found), passage.span.start
            block, told = BLOCKS.get(passage.kind, 0), passage.kind in _INTRODUCED
            for span in passage.sentences:
                start, stop = span
                signs = block
                if start > at:
                    gap = text[at:start]
                    signs |= PARTED * ("\n\n" in gap)
                    found += map(number, gap.split())
                at, first, sentence = stop, len(found), text[start:stop]
                found += map(number, sentence.split())
                before = introduction(text, passage, span, language) if told else ""
                if before not in introductions:
                    introducing = len(self._introducing)
                    self._introducing += map(number, before.split())
                    introductions[before] = introducing, len(self._introducing)
                texts.append(sentence)
                self._sentences += (first, len(found), *introductions[before], signs)
            self._spans += passage.sentences
            found += map(number, text[at : passage.span.stop].split())
            own = len(found)
            for line in context(document.article.meta, passage):
                if line not in above:
                    above[line] = [*map(number, line.split())]
                found += above[line]
            self._passages += begin, own, len(found), len(passage.sentences), passage.span.start
        self._articles += len(self._passages) // 5, len(self._introducing)

    def encoded(self) -> Encoded:
        """Return all of it."""
        written = self._written
        own, introducing = np.array(self._runs, np.int64), np.array(self._introducing, np.int64)
        tokens, introductions = written.tokens(own), written.tokens(introducing)
        places, introduced = (_places(written.sizes(each)) for each in (own, introducing))
        passages = np.array(self._passages, np.int64).reshape(-1, 5)
        begins, counts = places[passages[:, 0]], passages[:, 3]
        articles = np.array(self._articles, np.int64).reshape(-1, 2)
        articles[:, 1] = introduced[articles[:, 1]]
        articles = np.diff(articles, axis=0, prepend=0)
        bases = np.repeat(np.cumsum(articles[:, 1]) - articles[:, 1], articles[:, 0])

        runs, stop, introduction, until, signs = (
            np.array(self._sentences, np.int64).reshape(-1, 5).T
        )
        mine = places[runs], places[stop]
        before = introduced[introduction], introduced[until]
        sentences = np.empty(len(runs), SENTENCE)
        sentences["first"] = mine[0] - np.repeat(begins, counts)
        sentences["introduction"] = before[0] - np.repeat(bases, counts)
        sentences["tokens"], sentences["introduced"] = mine[1] - mine[0], before[1] - before[0]
        spans = np.fromiter(chain.from_iterable(self._spans), np.int64, 2 * len(runs)).reshape(
            -1, 2
        )
        sentences["start"] = spans[:, 0] - np.repeat(passages[:, 4], counts)
        sentences["characters"] = spans[:, 1] - spans[:, 0]
        sentences["terms"] = _distinct(
            (*ranges(*mine), written.terms(tokens)),
            (*ranges(*before), written.terms(introductions)),
            sentences=len(runs),
        )
        cues = np.append(written.cues(own), np.uint16(0))  # for the last bound
        hinted = np.bitwise_or.reduceat(cues, np.column_stack((runs, stop)).ravel())[::2]
        first, last = cues[runs], cues[stop - 1]
        signs |= self._met(hinted)
        signs |= np.where(first & LEANS, LEANING, 0) | np.where(last & ASKS, QUESTION, 0)
        sentences["signs"] = signs
        sentences["opening"] = np.where(first & CAPITAL, written.openings(own[runs]), 0)
        sentences["subject"] = self._subjects()
        return Encoded(
            forms=written.forms,
            tokens=tokens,
            introductions=introductions,
            sentences=sentences,
            parts=np.column_stack((np.diff(places[passages[:, :3]]), counts)).astype(np.int32),
            articles=articles,
        )

    def _met(self, hinted: NDArray[np.uint16]) -> Numbers:
        """Return which of KINDS each sentence has, as bits, from the cues of its runs."""
        found = hinted.astype(np.int64) & HAS
        for sentences, language in self._stretches():
            for bit, kind in enumerate(_signs(language)):
                unsure = hinted[sentences] & (_BOTH << bit) == (_BOTH & MAY) << bit
                for at in (np.flatnonzero(unsure) + sentences.start).tolist():
                    found[at] |= kind.met(self._texts[at]) << bit
        return found

    def _subjects(self) -> list[int]:
        """Return how many tokens stand before an early "is a" or the like in each sentence."""
        found = list[int]()
        for sentences, language in self._stretches():
            number = self._written.of(language, _cues(language))
            defines = language.answers.get(Asks.WHAT, NEVER).search
            for text in self._texts[sentences]:
                says = defines(text, 0, SUBJECT)
                before = text[: says.start()].split() if says else ()
                found.append(self._written.count([*map(number, before)]) if before else 0)
        return found

    def _stretches(self) -> Iterator[tuple[slice, Language]]:
        """Yield which sentences are of a language."""
        stops = [first for first, _ in self._languages[1:]]
        for (first, language), stop in zip(
            self._languages, [*stops, len(self._texts)], strict=True
        ):
            yield slice(first, stop), language


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


@cache
def _cues(language: Language) -> _Cues:
    return _Cues(language)


class _Cues:
    """What a run says of the sentence that it stands in, as bits."""

    def __init__(self, language: Language) -> None:
        self._signs = [(1 << bit, kind) for bit, kind in enumerate(_signs(language))]
        self._opens = opening([language.answers.get(kind, NEVER) for kind in KINDS])

    def _may_begin(self, word: str) -> int:
        """Return for which of KINDS a match may begin in a word, as bits of MAY."""
        if word.isalpha() and not self._opens(word):
            return 0
        return sum(bit << 5 for bit, kind in self._signs if kind.may_begin(word))

    def of(self, run: str, words: int | None = None) -> int:
        """Return the cues of a run from those of its words, if it is not one itself."""
        # A number may be parted where a pattern sees one word.
        may = self._may_begin(run) if words is None or _DIGIT.search(run) else words & MAY
        cues = may
        if may:
            cues |= sum(bit for bit, kind in self._signs if may >> 5 & bit and kind.met(run))
        if run[0].isupper():
            cues |= CAPITAL
        if _LEANING_OPENER.match(run):
            cues |= LEANS
        return cues | ASKS if "?" in run and run.rstrip("”\"')").endswith("?") else cues


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
