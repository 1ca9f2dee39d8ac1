"""Which passages hold a term, and what it brings to each: laid out by term."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

DENSE = 4
"""A term of more than one passage in so many is kept as a row of all passages' impacts."""

AT_ONCE = 1 << 20
"""Terms of documents that are counted at a time."""

_DOCUMENT = (1 << 32) - 1

Documents = tuple[NDArray[Any], NDArray[Any]]
"""The terms of some documents, as numbers, and how many each document has."""


class Numbered(NamedTuple):
    """Documents as numbers of ``terms``, some at a time; ``documents`` may be called again."""

    terms: Sequence[str]
    documents: Callable[[], Iterator[Documents]]


class Layout(NamedTuple):
    """The postings of all terms, and each term's highest impact (``peaks``).

    Those of term ``t`` are ``doc_ids[indptr[t]:indptr[t + 1]]``, ascending, with their
    ``impacts``; a term of more than a quarter of all passages has the next row of ``dense``
    instead, shape (terms so frequent, corpus_size).
    """

    peaks: Floats
    indptr: Ints
    doc_ids: NDArray[np.int32]
    impacts: Floats
    dense: Floats


def numbered(corpus: Iterable[Sequence[str]]) -> Numbered:
    """Return the documents with their terms numbered as they come."""
    numbers = defaultdict[str, int]()
    numbers.default_factory = numbers.__len__
    parts: list[Documents] = []
    tokens, lengths = array("i"), array("i")
    for document in corpus:
        tokens.extend(map(numbers.__getitem__, document))
        lengths.append(len(document))
        if len(tokens) >= AT_ONCE:
            parts.append((np.array(tokens), np.array(lengths)))
            tokens, lengths = array("i"), array("i")
    parts.append((np.array(tokens), np.array(lengths)))
    return Numbered(list(numbers), lambda: iter(parts))


def tally(corpus: Numbered) -> tuple[Ints, Ints]:
    """Return in how many documents each term is, and how many terms each document has."""
    frequencies = np.zeros(len(corpus.terms), dtype=np.int64)
    lengths = [np.empty(0, dtype=np.int64)]
    for numbers, part in corpus.documents():
        keys = _keys(numbers, part, 0)
        frequencies += np.bincount(keys[new(keys)] >> 32, minlength=len(frequencies))
        lengths.append(part)
    return frequencies, np.concatenate(lengths)


def lay_out(
    corpus: Numbered,
    ranks: Ints,
    frequencies: NDArray[np.int32],
    gains: NDArray[np.float64],
    norms: NDArray[np.float64],
) -> Layout:
    """Lay the documents' terms out by term.

    Args:
        ranks: the places that the numbered terms will have: (terms,).
        frequencies: in how many documents each term is, by place.
        gains, norms: a term's impact in a document that holds it f times is
            ``gain * f / (f + norm)``; by place, and by document.
    """
    frequent = is_row(frequencies, len(norms))
    rows = np.cumsum(frequent) - 1
    indptr = np.concatenate(([0], np.cumsum(np.where(frequent, 0, frequencies))))
    doc_ids = np.empty(indptr[-1], dtype=np.int32)
    impacts = np.empty(indptr[-1], dtype=np.float32)
    dense = np.zeros((int(frequent.sum()), len(norms)), dtype=np.float32)
    peaks = np.zeros(len(gains), dtype=np.float32)
    free = indptr[:-1].copy()
    first = 0
    for numbers, part in corpus.documents():
        keys = _keys(ranks[numbers], part, first)
        first += len(part)
        starts = np.flatnonzero(new(keys))
        keys, freqs = keys[starts], np.diff(starts, append=len(keys))
        terms, documents = keys >> 32, keys & _DOCUMENT
        found = (gains[terms] * freqs / (freqs + norms[documents])).astype(np.float32)
        starts = np.flatnonzero(new(terms))
        if starts.size:
            here = terms[starts]
            peaks[here] = np.maximum(peaks[here], np.maximum.reduceat(found, starts))
        often = frequent[terms]
        dense[rows[terms[often]], documents[often]] = found[often]
        terms, documents, found = terms[~often], documents[~often], found[~often]
        starts = np.flatnonzero(new(terms))
        counts = np.diff(starts, append=len(terms))
        places = np.arange(len(terms)) + np.repeat(free[terms[starts]] - starts, counts)
        doc_ids[places], impacts[places] = documents, found
        free[terms[starts]] += counts
    return Layout(peaks, indptr, doc_ids, impacts, dense)


def is_row(frequency: Any, corpus_size: int) -> Any:
    """Tell whether a term of so many passages is kept as a row."""
    return frequency > corpus_size // DENSE


def _keys(numbers: NDArray[Any], lengths: NDArray[Any], first: int) -> Ints:
    """Return (term << 32 | document) ascending, as often as the term stands in the document."""
    documents = np.repeat(np.arange(first, first + len(lengths)), lengths)
    keys = numbers.astype(np.int64)
    keys <<= 32
    keys |= documents
    keys.sort()
    return keys


def new(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Return which numbers differ from the one before."""
    differ = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=differ[1:])
    return differ
