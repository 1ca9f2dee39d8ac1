"""The files of a generation, written as its articles come, so that memory never holds them all."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.models import Metadata
from index import languages
from index.articles import PARTS, Articles
from index.bm25 import AT_ONCE, Documents, Numbered, SparseBM25
from index.forms import Numbering, Tokens, tokenise
from index.languages import ENGLISH
from index.records import NO_SHARE, Share
from index.storage import Generation, Growing, Writer, let_go
from index.words import Words

CONTEXT_WEIGHT = 3
"""How often a title or heading term counts beside the terms of the passage itself."""

Bags = tuple[int, NDArray[np.int32]]
"""Where an article's tokens begin among all, and how many its passages have (``Tokens.bags``)."""


class Page(NamedTuple):
    """An article with its tokens, which it has where it tells its language."""

    share: Share
    meta: Metadata
    tokens: Tokens | None


def write(writer: Writer, pages: Iterable[Page], forms: Iterable[str]) -> dict[str, Any]:
    """Write all files that searching reads, and return what the manifest says of them.

    ``forms`` are those that the tokens of unchanged pages are numbers of. Pages that do not tell
    their language are read in the most frequent one.
    """
    numbering = Numbering(forms)
    spoken = Counter[str]()
    names: list[tuple[str, ...]] = []
    untold: list[int] = []
    with writer.growing("tokens", np.empty(0, np.int32)) as growing:
        bags = _Bags(growing)
        with ExitStack() as stack:
            parts = [
                stack.enter_context(writer.growing(name, empty))
                for name, empty in zip(PARTS, NO_SHARE, strict=True)
            ]
            shares = array("q", [0] * len(parts))
            for number, (share, meta, tokens) in enumerate(pages):
                arrays: tuple[NDArray[Any], ...] = share
                for part, own in zip(parts, arrays, strict=True):
                    part.add(own)
                    shares.append(part.length)
                if meta.aliases:
                    names.append((meta.title, *meta.aliases))
                if tokens and meta.language:
                    spoken[languages.get(meta.language).code] += 1
                    bags.add(number, numbering.numbered(tokens), tokens.bags)
                else:
                    untold.append(number)
        writer.array("shares", np.array(shares).reshape(-1, len(parts)).T.copy())
        codes = [code for code, _ in spoken.most_common()] or [ENGLISH.code]
        articles = Articles(Generation(writer.folder, {}))
        for number in untold:
            tokens = tokenise(articles.document(number), languages.get(codes[0]))
            bags.add(number, numbering.numbered(tokens), tokens.bags)
    bm25 = _finish(writer, bags, numbering)
    return {
        "articles": len(articles),
        "passages": bm25.corpus_size,
        "languages": codes,
        "aliases": names,
    }


class _Bags:
    """The tokens of articles, on disk in the order in which they come."""

    def __init__(self, tokens: Growing) -> None:
        self._tokens = tokens
        self._found: dict[int, Bags] = {}

    def add(self, article: int, tokens: NDArray[np.int32], bags: NDArray[np.int32]) -> None:
        """Add the tokens of an article."""
        self._found[article] = self._tokens.length, bags
        self._tokens.add(tokens)

    def in_order(self) -> list[Bags]:
        """Return what there is of each article, in order."""
        return [found for _, found in sorted(self._found.items(), key=itemgetter(0))]


def _finish(writer: Writer, bags: _Bags, numbering: Numbering) -> SparseBM25:
    """Write what is counted in the tokens of all articles."""
    mapped = np.load(writer.folder / "tokens.npy", mmap_mode="r+")
    tokens = np.asarray(mapped)
    forms = numbering.settle(tokens)
    mapped.flush()
    writer.bytes("forms.txt", "\n".join(forms.forms).encode())
    articles = bags.in_order()
    writer.array("token_starts", np.array([start for start, _ in articles], dtype=np.int64))
    writer.array("bags", np.concatenate([sizes for _, sizes in articles]))
    terms, term_of = forms.terms()
    for name, values in zip(Words.ARRAYS, Words.columns(forms.words(), terms), strict=True):
        writer.array(name, values)

    def documents() -> Iterator[Documents]:
        for part in _at_once(articles):
            own = [tokens[start : start + sizes.sum()] for start, sizes in part]
            sizes = np.concatenate([sizes for _, sizes in part])
            weights = np.array([1, CONTEXT_WEIGHT])
            repeats = np.repeat(np.tile(weights, len(sizes)), sizes.ravel())
            yield np.repeat(term_of[np.concatenate(own) >> 1], repeats), sizes @ weights
            let_go(tokens)

    bm25 = SparseBM25(Numbered(terms, documents))
    for name in bm25.ARRAYS:
        writer.array(name, getattr(bm25, name))
    return bm25


def _at_once(articles: Sequence[Bags]) -> Iterator[Sequence[Bags]]:
    """Yield the articles in parts of about AT_ONCE tokens."""
    part, size = list[Bags](), 0
    for start, sizes in articles:
        part.append((start, sizes))
        size += int(sizes.sum())
        if size >= AT_ONCE:
            yield part
            part, size = [], 0
    if part:
        yield part
