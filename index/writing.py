"""The files of a generation, written as its articles come, so that memory never holds them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.articles import PARTS, Articles
from index.bm25 import SparseBM25
from index.encoding import SENTENCE, Encoded, Encoder
from index.forms import Forms, Numbering
from index.languages import ENGLISH
from index.postings import AT_ONCE, Documents, Numbered
from index.records import NO_SHARE, Share
from index.storage import Generation, Growing, Writer, let_go
from index.vocabulary import columns
from index.words import Words

UNTOLD = ""
"""Stands for the language of an article that does not tell it."""

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


class Pages(NamedTuple):
    """Articles that follow one another, all of which tell their language or none.

    ``shares`` are their shares of the files as one, ``sizes`` how long each is: (articles, parts).
    ``languages`` are the codes of their languages and ``words`` their words, where they tell it;
    ``names`` the titles and aliases of those that have aliases, and ``doubts`` what is in doubt of
    some, by their place here.
    """

    shares: Share
    sizes: NDArray[np.int64]
    names: Mapping[int, tuple[str, ...]]
    doubts: Mapping[int, tuple[str, ...]]
    languages: Sequence[str]
    words: Encoded | None


def write(writer: Writer, pages: Iterable[Pages], forms: Iterable[str]) -> dict[str, Any]:
    """Write all files that searching reads, and return what the manifest says of them.

    ``forms`` are those that the tokens of unchanged pages are numbers of. Pages that do not tell
    their language are read in the most frequent one.
    """
    numbering = Numbering(forms)
    del forms  # which are large, as below
    spoken: list[str] = []
    named: dict[int, tuple[str, ...]] = {}
    doubtful: list[int] = []
    untold: list[range] = []
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
            sizes = [np.zeros((1, len(parts)), dtype=np.int64)]
            for page in pages:
                pieces: Sequence[NDArray[Any]] = page.shares
                for part, own in zip(parts, pieces, strict=True):
                    part.add(own)
                first, count = len(spoken), len(page.sizes)
                sizes.append(page.sizes)
                named |= {first + at: names for at, names in page.names.items()}
                doubtful += [first + at for at in page.doubts]
                if page.words:
                    places.add(first, numbering.numbered(page.words))
                else:
                    untold.append(range(first, first + count))
                spoken += page.languages or [UNTOLD] * count
        writer.array("shares", np.cumsum(np.concatenate(sizes), axis=0).T.copy())
        counts = Counter(spoken)
        del counts[UNTOLD]
        codes = [code for code, _ in counts.most_common()] or [ENGLISH.code]
        articles, encoder = Articles(Generation(writer.folder, {})), Encoder()
        for numbers in untold:
            documents = [articles.document(number) for number in numbers]
            words = encoder.encode(documents, [codes[0]] * len(documents))
            places.add(numbers.start, numbering.numbered(words))
    indices = {UNTOLD: -1} | {code: number for number, code in enumerate(codes)}
    writer.array("article_languages", np.array([*map(indices.__getitem__, spoken)], np.int16))
    bm25, introducing = _finish(writer, places.in_order(), numbering)
    return {
        "articles": len(articles),
        "passages": bm25.corpus_size,
        "languages": codes,
        "aliases": list(named.values()),
        "named": list(named),
        "doubtful": doubtful,
        "introducing": introducing,
    }


class _Places:
    """Where the words of articles are, on disk in the order in which they come."""

    def __init__(self, tokens: Growing, introductions: Growing, sentences: Growing) -> None:
        self._tokens, self._introductions, self._sentences = tokens, introductions, sentences
        self._found: dict[int, NDArray[np.void]] = {}

    def add(self, article: int, words: Encoded) -> None:
        """Add the words of articles, the first of which is number ``article``."""
        places = np.empty(len(words.parts), dtype=PLACE)
        own, above, sentences = words.parts.T
        passages, introducing = words.articles.T
        places["own"], places["above"], places["sentences"] = own, above, sentences
        places["token"] = self._tokens.length + np.cumsum(own + above) - own - above
        places["sentence"] = self._sentences.length + np.cumsum(sentences) - sentences
        places["introduction"] = self._introductions.length + np.repeat(
            np.cumsum(introducing) - introducing, passages
        )
        self._found[article] = places
        self._tokens.add(words.tokens)
        self._introductions.add(words.introductions)
        self._sentences.add(words.sentences)

    def in_order(self) -> list[NDArray[np.void]]:
        """Return the PLACE of each passage, by articles, in order."""
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
    settled = numbering.settle(tokens, introductions)
    for each in mapped:
        each.flush()
    writer.bytes("forms.txt", "\n".join(settled.forms).encode())
    forms = Forms(settled)
    del settled
    writer.array("places", np.concatenate(places))
    words = forms.surfaces[: len(forms.words)]
    vocabulary: Sequence[NDArray[Any]] = (*columns(words), forms.words)
    for name, values in zip(Words.ARRAYS, vocabulary, strict=True):
        writer.array(name, values)
    writer.array("form_surfaces", forms.surface_of.astype(np.uint32))
    writer.array("form_stops", forms.stops)
    ends = forms.term_of.searchsorted(np.arange(len(forms.terms) + 1))
    writer.array("term_forms", ends.astype(np.uint32))
    # As one text: strings one by one would keep the memory of all that were between them.
    terms, term_of = "\n".join(forms.terms[: forms.said]), forms.term_of
    introducing = forms.terms[forms.said :], forms.surfaces[len(words) :]
    del forms, words, vocabulary, ends

    def documents() -> Iterator[Documents]:
        for part in _at_once(places):
            own = [tokens[each["token"][0] : _stop(each)] for each in part]
            both = np.concatenate(part)
            sizes = np.stack((both["own"], both["above"]), axis=1)
            weights = np.array([1, CONTEXT_WEIGHT])
            repeats = np.repeat(np.tile(weights, len(sizes)), sizes.ravel())
            yield np.repeat(term_of[np.concatenate(own) >> 1], repeats), sizes @ weights
            let_go(tokens)

    bm25 = SparseBM25(Numbered(terms.split("\n"), documents))
    for name in bm25.ARRAYS:
        writer.array(name, getattr(bm25, name))
    return bm25, introducing


def _stop(places: NDArray[np.void]) -> int:
    """Return where the tokens of passages end."""
    last = places[-1]
    return int(last["token"] + last["own"] + last["above"])


def _at_once(places: Sequence[NDArray[np.void]]) -> Iterator[Sequence[NDArray[np.void]]]:
    """Yield what has passages in parts of about AT_ONCE tokens."""
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
