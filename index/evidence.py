"""A passage as the features see it: the words of its sentences and of what stands above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.models import BlockKind, Passage, Span, context
from index.analysis import Token, is_stop, tokens
from index.articles import Excerpt, Source
from index.languages.language import Asks, Language

PREFIX = 5
"""Letters by which "founded" and "founder" are one word."""

SUBJECT = 80
"""Characters in which a definition comes to its "is a"."""

_SPEAKER = re.compile(r"[^\s:][^:\n]{0,40}:")

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence; those of what introduces it count as if they stood in it.

    ``beginnings`` are the terms' first ``PREFIX`` letters, ``names`` the capitalised terms after
    the first word, ``subject`` the terms before an early "is a" or the like.
    """

    text: str
    language: Language
    terms: frozenset[str]
    surfaces: frozenset[str]
    beginnings: frozenset[str]
    names: frozenset[str]
    subject: frozenset[str]
    bigrams: Pairs
    content_bigrams: Pairs

    def has(self, asks: Asks) -> bool:
        """Whether the sentence has the kind of thing that is asked for (a name aside)."""
        pattern = self.language.answers.get(asks)
        return pattern is not None and pattern.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Analysed:
    """A passage with its sentences. ``above`` are the terms of title and headings, ``together``
    those and all of the sentences'."""

    article: Source
    passage: Passage
    excerpt: Excerpt
    language: Language
    sentences: tuple[Sentence, ...]
    above: frozenset[str]
    begun_above: frozenset[str]
    together: frozenset[str]


def analyse(article: Source, passage: Passage, excerpt: Excerpt, language: Language) -> Analysed:
    """Return the passage of an article in ``language`` with its words; ``excerpt`` is its text."""
    lines = context(article.meta, passage)
    above = frozenset(token.term for line in lines for token in tokens(line, language))
    sentences = tuple(
        _sentence(excerpt.cut(span), _introduction(excerpt, passage, span, language), language)
        for span in passage.sentences
    )
    return Analysed(
        article=article,
        passage=passage,
        excerpt=excerpt,
        language=language,
        sentences=sentences,
        above=above,
        begun_above=frozenset(term[:PREFIX] for term in above),
        together=above.union(*(sentence.terms for sentence in sentences)),
    )


def _introduction(excerpt: Excerpt, passage: Passage, span: Span, language: Language) -> str:
    """Return what counts for a sentence as if it stood in it.

    That is a line's speaker, a list's heading, and "plays" for a credit such as "Ada Quill as Tom".
    """
    text, start = excerpt.text, span.start - excerpt.start
    match passage.kind:
        case BlockKind.LINE if name := _SPEAKER.match(text, text.rfind("\n", 0, start) + 1):
            return name[0]
        case BlockKind.ITEM:
            credit = language.credit.match(excerpt.cut(span))
            plays = f" {language.plays}" if credit else ""
            return (passage.headings[-1] if passage.headings else "") + plays
        case _:
            return ""


def _sentence(text: str, introduction: str, language: Language) -> Sentence:
    opening, words = list(tokens(introduction, language)), list(tokens(text, language))
    both = (*opening, *words)
    leading = [word.term for word in opening]
    telling = [word for word in words if not is_stop(word, language)]
    return Sentence(
        text=text,
        language=language,
        terms=frozenset(word.term for word in both),
        surfaces=frozenset(word.surface for word in both),
        beginnings=frozenset(word.term[:PREFIX] for word in words),
        names=frozenset(w.term for w in telling if w.start and text[w.start].isupper()),
        subject=_subject(text, words, language),
        bigrams=frozenset((*pairwise(leading), *pairwise(word.term for word in words))),
        content_bigrams=frozenset((*pairwise(leading), *pairwise(w.term for w in telling))),
    )


def _subject(text: str, words: Sequence[Token], language: Language) -> frozenset[str]:
    says = language.answers.get(Asks.WHAT)
    found = says and says.search(text, 0, SUBJECT)
    return frozenset(word.term for word in words if found and word.stop <= found.start())
