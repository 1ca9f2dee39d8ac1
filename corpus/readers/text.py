"""Plain text files."""

from __future__ import annotations

from corpus.markers import Marked
from corpus.metadata import describe
from corpus.models import Article, Removal
from corpus.readers.encoding import decode
from corpus.readers.limits import refuse_too_many_parts


def read(data: bytes, name: str) -> tuple[Article, tuple[Removal, ...]]:
    """Return the article of a plain text file and what cleaning took out of it."""
    raw = decode(data)
    refuse_too_many_parts(raw)
    marked = Marked(raw)
    return marked.article(name, marked.text, lambda raw, text: describe(raw, text, name))
