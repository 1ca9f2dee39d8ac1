"""A passage as the features see it: the words of its sentences and of what stands above them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.models import Article, BlockKind, Passage, Span, context
from index.analysis import is_stop, tokens
from index.question import Asks

PREFIX = 5
"""Letters by which "founded" and "founder" are one word."""

_DATE = re.compile(
    r"\b(?:1\d{3}|20\d{2}|\d{1,2}(?:st|nd|rd|th)?\s+century|(?:19|20)?\d0s|january|february|march|april"
    r"|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday|spring|summer|autumn|winter|today|tomorrow|yesterday|night|morning"
    r"|years?|weeks?|months?|decades?|days?)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:in|at|near|on|from|to|inside|outside|into|of|via)\s+(?:the\s+)?[A-Z]")
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?"
    r"|thousands?|millions?|billions?|half|twice|several|single|both|none)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|due to|so that|in order to|as a result|owing to|thanks to|to avoid"
    r"|reason|therefore|for (?:his|her|its|their)|after|which (?:means|meant|would)"
    r"|so (?:he|she|they|it)\b|caus(?:e|ed|es|ing)|led to|lead(?:s|ing) to|means|to \w+)\b",
    re.IGNORECASE,
)
_MANNER = re.compile(
    r"\b(?:by \w+ing|by|using|uses?|used|through|via|with|when|with the help of|method)\b",
    re.IGNORECASE,
)
_IS_A = re.compile(
    r"\b(?:is|are|was|were|means|refers to|known as|called|named|defined as|consists? of|follows)\b"
    r"|\((?:the|a|an)\b|—|, (?:a|an|the) "
)
_HAS = {
    Asks.WHEN: _DATE,
    Asks.WHERE: _PLACE,
    Asks.HOW_MANY: _NUMBER,
    Asks.WHY: _REASON,
    Asks.HOW: _MANNER,
    Asks.WHAT: _IS_A,
}
_CREDIT = re.compile(r"(?:[A-Z][\w.'’-]*\s+){2,5}as\s+(?:the\s+)?[A-Z]")
_SPEAKER = re.compile(r"[^\s:][^:\n]{0,40}:")

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence; those of what introduces it count as if they stood in it.

    ``beginnings`` are the terms' first ``PREFIX`` letters, ``names`` the capitalised terms after
    the first word.
    """

    text: str
    terms: frozenset[str]
    surfaces: frozenset[str]
    beginnings: frozenset[str]
    names: frozenset[str]
    bigrams: Pairs
    content_bigrams: Pairs

    def has(self, asks: Asks) -> bool:
        """Whether the sentence has the kind of thing that is asked for (a name aside)."""
        return asks in _HAS and _HAS[asks].search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Analysed:
    """A passage with its sentences. ``above`` are the terms of title and headings, ``together``
    those and all of the sentences'."""

    article: Article
    passage: Passage
    sentences: tuple[Sentence, ...]
    above: frozenset[str]
    begun_above: frozenset[str]
    together: frozenset[str]


def analyse(article: Article, passage: Passage) -> Analysed:
    """Return the passage with its words."""
    above = frozenset(token.term for line in context(article, passage) for token in tokens(line))
    sentences = tuple(
        _sentence(article.text[span.start : span.stop], _introduction(article.text, passage, span))
        for span in passage.sentences
    )
    return Analysed(
        article=article,
        passage=passage,
        sentences=sentences,
        above=above,
        begun_above=frozenset(term[:PREFIX] for term in above),
        together=above.union(*(sentence.terms for sentence in sentences)),
    )


def _introduction(text: str, passage: Passage, span: Span) -> str:
    """Return what counts for a sentence as if it stood in it.

    That is a line's speaker, a list's heading, and "plays" for a credit such as "Ada Quill as Tom".
    """
    match passage.kind:
        case BlockKind.LINE if name := _SPEAKER.match(text, text.rfind("\n", 0, span.start) + 1):
            return name[0]
        case BlockKind.ITEM:
            plays = " plays" if _CREDIT.match(text, span.start, span.stop) else ""
            return (passage.headings[-1] if passage.headings else "") + plays
        case _:
            return ""


def _sentence(text: str, introduction: str) -> Sentence:
    opening, words = list(tokens(introduction)), list(tokens(text))
    both = (*opening, *words)
    leading = [word.term for word in opening]
    telling = [word for word in words if not is_stop(word)]
    return Sentence(
        text=text,
        terms=frozenset(word.term for word in both),
        surfaces=frozenset(word.surface for word in both),
        beginnings=frozenset(word.term[:PREFIX] for word in words),
        names=frozenset(w.term for w in telling if w.start and text[w.start].isupper()),
        bigrams=frozenset((*pairwise(leading), *pairwise(word.term for word in words))),
        content_bigrams=frozenset((*pairwise(leading), *pairwise(w.term for w in telling))),
    )
