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
from index.encoding import SENTENCE, Encoded, encode
from index.forms import Numbering
from index.languages import ENGLISH
from index.records import NO_SHARE, Share
from index.storage import Generation, Growing, Writer, let_go
from index.words import Words

CONTEXT_WEIGHT = 3
"""How often a title or heading term counts beside the terms of the passage itself."""

PLACE = np.dtype(
    [
        ("token", "<i8"),  # where its tokens begin among all
        ("sentence", "<i8"),  # where its sentences do
        ("introduction", "<i8"),  # where its article's introductions do
        ("own", "<i4"),  # how many tokens it has
        ("above", "<i4"),  # how many tokens stand above it; they follow
        ("sentences", "<i4"),  # how many sentences it has
    ]
)
"""Where the words of a passage are."""


class Page(NamedTuple):
    """An article with its words, which it has where it tells its language."""

    share: Share
    meta: Metadata
    words: Encoded | None
    doubts: tuple[str, ...] = ()


def write(writer: Writer, pages: Iterable[Page], forms: Iterable[str]) -> dict[str, Any]:
    """Write all files that searching reads, and return what the manifest says of them.

    ``forms`` are those that the tokens of unchanged pages are numbers of. Pages that do not tell
    their language are read in the most frequent one.
    """
    numbering = Numbering(forms)
    spoken = Counter[str]()
    names: list[tuple[str, ...]] = []
    named: list[int] = []
    untold: list[int] = []
    with ExitStack() as stack:

        def growing(name: str, empty: NDArray[Any]) -> Growing:
            return stack.enter_context(writer.growing(name, empty))

        places = _Places(
            growing("tokens", np.empty(0, np.int32)),
            growing("introductions", np.empty(0, np.int32)),
            growing("said", np.empty(0, SENTENCE)),
        )
        with ExitStack() as shared:
            empties: Sequence[NDArray[Any]] = NO_SHARE
            parts = [
                shared.enter_context(writer.growing(name, empty))
                for name, empty in zip(PARTS, empties, strict=True)
            ]
            shares = array("q", [0] * len(parts))
            for number, (share, meta, words, _) in enumerate(pages):
                pieces: Sequence[NDArray[Any]] = share
                for part, own in zip(parts, pieces, strict=True):
                    part.add(own)
                    shares.append(part.length)
                if meta.aliases:
                    names.append((meta.title, *meta.aliases))
                    named.append(number)
                if words and meta.language:
                    spoken[languages.get(meta.language).code] += 1
                    places.add(number, numbering.numbered(words))
                else:
                    untold.append(number)
        writer.array("shares", np.array(shares).reshape(-1, len(parts)).T.copy())
        codes = [code for code, _ in spoken.most_common()] or [ENGLISH.code]
        articles = Articles(Generation(writer.folder, {}))
        for number in untold:
            words = encode(articles.document(number), languages.get(codes[0]))
            places.add(number, numbering.numbered(words))
    bm25, introducing = _finish(writer, places.in_order(), numbering)
    return {
        "articles": len(articles),
        "passages": bm25.corpus_size,
        "languages": codes,
        "aliases": names,
        "named": named,
        "introducing": introducing,
    }


class _Places:
    """Where the words of articles are, on disk in the order in which they come."""

    def __init__(self, tokens: Growing, introductions: Growing, sentences: Growing) -> None:
        self._tokens, self._introductions, self._sentences = tokens, introductions, sentences
        self._found: dict[int, NDArray[np.void]] = {}

    def add(self, article: int, words: Encoded) -> None:
        """Add the words of an article."""
        places = np.empty(len(words.parts), dtype=PLACE)
        own, above, sentences = words.parts.T
        places["own"], places["above"], places["sentences"] = own, above, sentences
        places["token"] = self._tokens.length + np.cumsum(own + above) - own - above
        places["sentence"] = self._sentences.length + np.cumsum(sentences) - sentences
        places["introduction"] = self._introductions.length
        self._found[article] = places
        self._tokens.add(words.tokens)
        self._introductions.add(words.introductions)
        self._sentences.add(words.sentences)

    def in_order(self) -> list[NDArray[np.void]]:
        """Return the PLACE of each passage, by article, in order."""
        return [found for _, found in sorted(self._found.items(), key=itemgetter(0))]


def _finish(
    writer: Writer, places: Sequence[NDArray[np.void]], numbering: Numbering
) -> tuple[SparseBM25, tuple[list[str], list[str]]]:
    """Write what is counted in the tokens of all articles.

    Returns:
        The index, and the terms and the surface forms that only introduce sentences.
    """
    names = (writer.folder / f"{name}.npy" for name in ("tokens", "introductions"))
    mapped = [np.load(name, mmap_mode="r+") for name in names]
    tokens, introductions = map(np.asarray, mapped)
    forms = numbering.settle(tokens, introductions)
    for each in mapped:
        each.flush()
    writer.bytes("forms.txt", "\n".join(forms.forms).encode())
    writer.array("places", np.concatenate(places))
    terms, term_of = forms.terms()
    words = forms.words()
    for name, values in zip(Words.ARRAYS, Words.columns(words, terms[: forms.said]), strict=True):
        writer.array(name, values)
    numbers = {surface: number for number, surface in enumerate(words)}
    surfaces = [numbers.setdefault(surface, len(numbers)) for surface in forms.surfaces()]
    writer.array("form_surfaces", np.array(surfaces, dtype=np.uint32))
    writer.array("form_stops", forms.stops())
    writer.array("term_forms", term_of.searchsorted(np.arange(len(terms) + 1)).astype(np.uint32))

    def documents() -> Iterator[Documents]:
        for part in _at_once(places):
            own = [tokens[each["token"][0] : _stop(each)] for each in part]
            both = np.concatenate(part)
            sizes = np.stack((both["own"], both["above"]), axis=1)
            weights = np.array([1, CONTEXT_WEIGHT])
            repeats = np.repeat(np.tile(weights, len(sizes)), sizes.ravel())
            yield np.repeat(term_of[np.concatenate(own) >> 1], repeats), sizes @ weights
            let_go(tokens)

    bm25 = SparseBM25(Numbered(terms[: forms.said], documents))
    for name in bm25.ARRAYS:
        writer.array(name, getattr(bm25, name))
    return bm25, (terms[forms.said :], [*numbers][len(words) :])


def _stop(places: NDArray[np.void]) -> int:
    """Return where the tokens of an article's passages end."""
    last = places[-1]
    return int(last["token"] + last["own"] + last["above"])


def _at_once(places: Sequence[NDArray[np.void]]) -> Iterator[Sequence[NDArray[np.void]]]:
    """Yield the articles that have passages in parts of about AT_ONCE tokens."""
    part, size = list[NDArray[np.void]](), 0
    for each in places:
        if len(each):
            part.append(each)
            size += _stop(each) - int(each["token"][0])
        if size >= AT_ONCE:
            yield part
            part, size = [], 0
    if part:
        yield part
