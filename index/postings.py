"""Which passages hold a term, and how often: laid out by term, four bytes each."""

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
"""A term of more than one passage in so many is kept as a row of its frequencies in all of them."""

FREQUENT = 64
"""The highest impact of a term of more passages than these is kept."""

AT_ONCE = 1 << 21
"""Terms of documents that are counted at a time."""

PEAK = np.dtype([("term", np.uint32), ("frequency", np.uint32), ("peak", np.float32)])

_DOCUMENT = (1 << 32) - 1

Documents = tuple[NDArray[Any], NDArray[Any]]
"""The terms of some documents, as numbers, and how many each document has."""


class Numbered(NamedTuple):
    """Documents as numbers of ``terms``, some at a time; ``documents`` may be called again."""

    terms: Sequence[str]
    documents: Callable[[], Iterator[Documents]]


class Tally(NamedTuple):
    """In how many documents each term is, how often at most in one, and the documents' lengths."""

    frequencies: Ints
    most: int
    lengths: Ints


class Layout(NamedTuple):
    """The postings of all terms.

    Those of term ``t`` are ``postings[indptr[t]:indptr[t + 1]]``, ascending: the passage's number
    in the upper bits (see ``frequency_bits``), the term's frequency in it in the lower ones. A term
    of more than a quarter of all passages has the next row of ``dense`` instead: its frequency in
    each of them, shape (terms so frequent, corpus_size). ``peaks`` has what is known of each term
    of more than FREQUENT passages, and of all rows: a PEAK.
    """

    indptr: NDArray[np.unsignedinteger[Any]]
    postings: NDArray[np.unsignedinteger[Any]]
    dense: NDArray[np.unsignedinteger[Any]]
    peaks: NDArray[np.void]


def frequency_bits(corpus_size: int, bits: int) -> int:
    """Return how many of a posting's bits are left for the frequency."""
    return bits - max(1, (corpus_size - 1).bit_length())


def is_row(frequency: Any, corpus_size: int) -> Any:
    """Tell whether a term of so many passages is kept as a row."""
    return frequency > corpus_size // DENSE


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


def tally(corpus: Numbered) -> Tally:
    """Count the terms of all documents."""
    frequencies = np.zeros(len(corpus.terms), dtype=np.int64)
    lengths, most = [np.empty(0, dtype=np.int64)], 1
    for numbers, part in corpus.documents():
        keys, counts = _counted(numbers, part, 0)
        frequencies += np.bincount(keys >> 32, minlength=len(frequencies))
        most = max(most, int(counts.max(initial=1)))
        lengths.append(part)
    return Tally(frequencies, most, np.concatenate(lengths))


def lay_out(corpus: Numbered, ranks: Ints, counted: Tally, gains: Floats, norms: Floats) -> Layout:
    """Lay the documents' terms out by term.

    Args:
        ranks: the places that the numbered terms will have: (terms,).
        counted: their tally, ``frequencies`` by place.
        gains, norms: a term's impact in a document is ``gain * f / (f + norm)``.
    """
    frequencies, size = counted.frequencies, len(counted.lengths)
    bits = next(bits for bits in (32, 64) if counted.most >> frequency_bits(size, bits) == 0)
    shift, kind = frequency_bits(size, bits), np.dtype(f"u{bits // 8}")
    in_rows = is_row(frequencies, size)
    rows = np.cumsum(in_rows) - 1
    indptr = np.concatenate(([0], np.cumsum(np.where(in_rows, 0, frequencies))))
    postings = np.empty(indptr[-1], dtype=kind)
    shape = (int(in_rows.sum()), size)
    dense = np.zeros(shape, dtype=np.min_scalar_type(counted.most))
    peaks = np.zeros(len(frequencies), dtype=np.float32)
    free, first = indptr[:-1].copy(), 0
    for numbers, part in corpus.documents():
        keys, freqs = _counted(ranks[numbers], part, first)
        first += len(part)
        terms, documents = keys >> 32, keys & _DOCUMENT
        starts = np.flatnonzero(np.diff(terms, prepend=-1))
        if not len(starts):
            continue
        shares = freqs.astype(np.float32)
        shares /= shares + norms[documents]
        here = terms[starts]
        peaks[here] = np.maximum(peaks[here], np.maximum.reduceat(shares, starts) * gains[here])
        counts = np.diff(starts, append=len(terms))
        places = np.arange(len(terms)) + np.repeat(free[here] - starts, counts)
        row = in_rows[terms]
        dense[rows[terms[row]], documents[row]] = freqs[row]
        postings[places[~row]] = (documents << shift | freqs)[~row]
        free[here] += np.where(in_rows[here], 0, counts)
    kept = np.flatnonzero(in_rows | (frequencies > FREQUENT))
    known = np.empty(len(kept), dtype=PEAK)
    known["term"], known["frequency"], known["peak"] = kept, frequencies[kept], peaks[kept]
    return Layout(indptr.astype(np.min_scalar_type(indptr[-1])), postings, dense, known)


def _counted(numbers: NDArray[Any], lengths: NDArray[Any], first: int) -> tuple[Ints, Ints]:
    """Count each document's terms, from document ``first`` on.

    Returns:
        (term << 32 | document) ascending, and how often the term stands in the document.
    """
    documents = np.repeat(np.arange(first, first + len(lengths)), lengths)
    keys = numbers.astype(np.int64) << 32 | documents
    keys.sort()
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[starts], np.diff(starts, append=len(keys))
