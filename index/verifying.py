"""The proof that a quote stands in its article, from the file as it is now."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from corpus import library
from index.models import Quote


@dataclass(frozen=True, slots=True)
class Proof:
    """What an article's file says of a quote.

    ``sha256`` is that of the cleaned text in UTF-8, in which the quote begins at character
    ``start``, up to ``stop``; these are None where it stands nowhere in it. ``moved`` says that it
    stands elsewhere than it did.
    """

    article: str
    sha256: str
    start: int | None
    stop: int | None
    moved: bool = False

    @property
    def stands(self) -> bool:
        """Whether the quote stands in the article, word for word."""
        return self.start is not None


def verify(folder: Path, quote: Quote) -> Proof:
    """Read the article of a quote from its file, and look for the quote.

    Raises:
        corpus.errors.Unreadable: the file is gone or no article any more.
    """
    article, _ = library.explain(folder, quote.article)
    text = article.text
    digest = hashlib.sha256(text.encode()).hexdigest()
    if text[quote.start : quote.stop] == quote.text:
        return Proof(quote.article, digest, quote.start, quote.stop)
    start = text.find(quote.text)
    if start < 0:
        return Proof(quote.article, digest, None, None)
    return Proof(quote.article, digest, start, start + len(quote.text), moved=True)
