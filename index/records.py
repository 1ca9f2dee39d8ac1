"""An article as it lies in a generation: its share of each file.

Every place in a share counts from the share's own beginning, so that the share of an article that
has not changed is copied as it is.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import chain, starmap
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.models import Article, BlockKind, Document, Metadata, Passage, Span, Stamp, Tier
from corpus.spoilers import Point

KINDS = tuple(BlockKind)


class Row(NamedTuple):
    """Where a passage stands in its article's share of the files.

    ``start`` and ``stop`` are characters of the article. Bytes ``byte`` to ``byte_stop`` are its
    text, a passage of dialogue or of a table from the beginning of its first line on, which is at
    the character ``line``. Its sentences are ``sentence`` to ``sentence_stop`` of the article's;
    bytes ``path`` to ``path_stop`` of the headings are those above it, as a line of JSON.
    """

    start: int
    stop: int
    line: int
    byte: int
    byte_stop: int
    sentence: int
    sentence_stop: int
    path: int
    path_stop: int
    kind: int


ROW = np.dtype([(name, np.int32) for name in Row._fields])


class Share(NamedTuple):
    """An article's share of each array: UTF-8 bytes, ``rows`` of ROW, ``sentences`` (n, 2).

    For each passage the code of the point that it ``reveals``, and its ``digests``: the first 8
    bytes of its text's SHA-256. ``unlock`` is one number: the seconds since 1970 (UTC) at which
    the article may be quoted, ALWAYS where it may be at any time.
    """

    article: NDArray[np.uint8]
    text: NDArray[np.uint8]
    headings: NDArray[np.uint8]
    rows: NDArray[np.void]
    sentences: NDArray[np.int32]
    reveals: NDArray[np.int64]
    digests: NDArray[np.uint64]
    unlock: NDArray[np.int64]


ALWAYS = np.iinfo(np.int64).min

NO_SHARE: tuple[NDArray[Any], ...] = Share(
    article=np.empty(0, np.uint8),
    text=np.empty(0, np.uint8),
    headings=np.empty(0, np.uint8),
    rows=np.empty(0, ROW),
    sentences=np.empty((0, 2), np.int32),
    reveals=np.empty(0, np.int64),
    digests=np.empty(0, np.uint64),
    unlock=np.empty(0, np.int64),
)
"""What an empty library has: the types and shapes of all."""


def shares(documents: Sequence[Document]) -> tuple[Share, NDArray[np.int64]]:
    """Return the shares of documents as one, and how long each is in each array: (n, arrays)."""
    found = _Lists(bytearray(), bytearray(), bytearray(), [], [], [], [], [])
    sizes = [[0] * len(found)]
    for document in documents:
        _add(document, found)
        sizes.append([len(part) for part in found])
    rows, sentences = (
        np.fromiter(chain.from_iterable(part), np.int32) for part in (found.rows, found.sentences)
    )  # in half the time of np.array
    joined = Share(
        article=np.frombuffer(found.article, np.uint8),
        text=np.frombuffer(found.text, np.uint8),
        headings=np.frombuffer(found.headings, np.uint8),
        rows=rows.view(ROW),
        sentences=sentences.reshape(-1, 2),
        reveals=np.array(found.reveals, np.int64),
        digests=np.array(found.digests, np.uint64),
        unlock=np.array(found.unlock, np.int64),
    )
    return joined, np.diff(sizes, axis=0)


class _Lists(NamedTuple):
    """The parts of a share as they grow."""

    article: bytearray
    text: bytearray
    headings: bytearray
    rows: list[Row]
    sentences: list[Span]
    reveals: list[int]
    digests: list[int]
    unlock: list[int]


def _add(document: Document, found: _Lists) -> None:
    """Add the document's share."""
    text, encoded = document.article.text, document.article.text.encode()
    size = _characters if len(text) == len(encoded) else _bytes
    first_heading, first_sentence = len(found.headings), len(found.sentences)
    paths: dict[tuple[str, ...], tuple[int, int]] = {}
    at = byte = 0
    for passage in document.passages:
        start, stop = passage.span
        line = text.rfind("\n", 0, start) + 1 if passage.kind is BlockKind.LINE else start
        byte += size(text, at, line)
        at = line
        if passage.headings not in paths:
            begin = len(found.headings) - first_heading
            found.headings.extend(_json(passage.headings))
            paths[passage.headings] = begin, len(found.headings) - first_heading
        sentence = len(found.sentences) - first_sentence
        found.sentences.extend(passage.sentences)
        found.rows.append(
            Row(
                start,
                stop,
                line,
                byte,
                byte + size(text, line, stop),
                sentence,
                sentence + len(passage.sentences),
                *paths[passage.headings],
                KINDS.index(passage.kind),
            )
        )
        found.reveals.append(passage.reveals.code)
        found.digests.append(_number(text[start:stop]))
    found.article.extend(_json(_record(document)))
    found.text.extend(encoded)
    found.unlock.append(_seconds(document.article.meta.unlock))


def read_article(line: NDArray[np.uint8]) -> tuple[str, Metadata, Stamp, tuple[str, ...]]:
    """Return path, metadata, the file's stamp and doubts from a share's ``article``."""
    record = json.loads(line.tobytes())
    meta = record["meta"]
    published, tier, unlock = meta["published"], meta["tier"], meta["unlock"]
    parsed = {
        "published": date.fromisoformat(published) if published else None,
        "tier": Tier(tier) if tier else None,
        "unlock": datetime.fromisoformat(unlock) if unlock else None,
        "sources": tuple(meta["sources"]),
        "aliases": tuple(meta["aliases"]),
    }
    doubts = tuple(record["doubts"])
    return record["path"], Metadata(**meta | parsed), Stamp(*record["stamp"]), doubts


def read_document(share: Share) -> Document:
    """Return the document of a share."""
    path, meta, stamp, _ = read_article(share.article)
    passages = tuple(read_passage(share, at)[1] for at in range(len(share.rows)))
    return Document(Article(path, share.text.tobytes().decode(), meta), passages, stamp)


def read_passage(share: Share, at: int) -> tuple[Row, Passage]:
    """Return one of the passages of an article's share, and where it stands."""
    row = Row(*share.rows[at].item())
    sentences = share.sentences[row.sentence : row.sentence_stop].tolist()
    return row, Passage(
        span=Span(row.start, row.stop),
        kind=KINDS[row.kind],
        headings=_headings(share.headings[row.path : row.path_stop].tobytes()),
        sentences=tuple(starmap(Span, sentences)),
        reveals=Point.of(int(share.reveals[at])),
    )


@lru_cache(maxsize=4096)
def _headings(line: bytes) -> tuple[str, ...]:
    return tuple(json.loads(line))


def _record(document: Document) -> dict[str, Any]:
    meta = document.article.meta
    return {
        "path": document.article.path,
        "doubts": document.article.doubts,
        "stamp": [document.stamp.size, document.stamp.mtime_ns],
        "meta": {
            "title": meta.title,
            "url": meta.url,
            "author": meta.author,
            "publisher": meta.publisher,
            "published": meta.published and meta.published.isoformat(),
            "tier": meta.tier,
            "spoils": meta.spoils,
            "unlock": meta.unlock and meta.unlock.isoformat(),
            "language": meta.language,
            "sources": meta.sources,
            "aliases": meta.aliases,
        },
    }


def digest(text: str) -> str:
    """Return the public name of a passage: the first 8 bytes of its text's SHA-256, 16 digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _number(text: str) -> int:
    return int(digest(text), 16)


def _seconds(unlock: datetime | None) -> int:
    return math.ceil(unlock.timestamp()) if unlock else ALWAYS


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def _bytes(text: str, start: int, stop: int) -> int:
    """Return how many bytes ``text[start:stop]`` takes; ``stop`` may lie before ``start``."""
    if stop < start:
        return -_bytes(text, stop, start)
    return len(text[start:stop].encode())


def _characters(_: str, start: int, stop: int) -> int:
    return stop - start
