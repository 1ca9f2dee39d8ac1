"""The text of a PDF as paragraphs. A PDF knows lines on pages only, so where one ends is guessed.

It is for a process of its own with limits on time and memory: a small PDF may unpack to anything.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import quantiles

from corpus.errors import NotAnArticle
from corpus.metadata import one_line

MOST_PAGES = 1000
MARGIN_LINES = 2
"""Lines at either end of a page among which headers and footers are looked for."""

FULL = 0.75
"""A line ends its paragraph where it ends a sentence and has less than this share of the length of
a full line."""

SHORT = 0.5
"""A line that ends nothing and has less than this share of a full line is a heading."""

_LETTERS_ON_A_PAGE = 20
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|seite|página|pagina)?\W*\d{1,4}(?:\W+(?:\w+\W+)?\d{1,4})?\W*", re.I
)
_ENDS = re.compile(r"[.!?:…。！？][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[-*•‣▪–]|\(?\d{1,3}[.)])\s")

Page = list[str]


def text(data: bytes) -> tuple[str | None, str]:
    """Return the title that a PDF names, if any, and its text.

    Raises NotAnArticle where it is damaged, encrypted, too long, or holds no text but pictures.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - slow to import
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise NotAnArticle("an encrypted PDF: save it without a password")
        if len(reader.pages) > MOST_PAGES:
            raise NotAnArticle(f"more than {MOST_PAGES} pages: split it")
        pages = [_lines(page.extract_text()) for page in reader.pages]
        about = reader.metadata
        title = one_line(str((about and about.title) or "")) or None
    except NotAnArticle:
        raise
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError):
        raise NotAnArticle("a damaged PDF") from None
    letters = sum(character.isalnum() for page in pages for line in page for character in line)
    if letters < min(_LETTERS_ON_A_PAGE * len(pages), 1000) or not letters:
        raise NotAnArticle("a PDF without text: scanned pages have to be recognised first")
    return title, "\n\n".join(paragraphs(pages)) + "\n"


def paragraphs(pages: Sequence[Page]) -> list[str]:
    r"""Return the paragraphs of pages of lines, an empty line being one that parts.

    >>> paragraphs([["The lamp burns par-", "affin.", "", "Mara lights", "1"], ["it.", "2"]])
    ['The lamp burns paraffin.', 'Mara lights it.']
    """
    bare = list(_without_margins(pages))
    lengths = [len(line) for page in bare for line in page if line]
    full = quantiles(lengths, n=10)[-1] if len(lengths) > 1 else 80.0
    done: list[str] = []
    last = ""
    for page in bare:
        for line in page:
            if line and last and not _parts(last, line, full):
                done[-1] = _joined(done[-1], line)
            elif line:
                done.append(line)
            last = line
        # A page ends no paragraph by itself, whatever is empty at its end.
        last = next((line for line in reversed(page) if line), last)
    return done


def _parts(last: str, line: str, full: float) -> bool:
    """Whether a new paragraph begins with a line."""
    if _ITEM.match(line):
        return True
    if _ENDS.search(last):
        return len(last) < FULL * full
    begins = not line[0].islower()
    return begins and len(last) < SHORT * full and last[-1] not in ",;-"


def _joined(before: str, line: str) -> str:
    """Return two lines as one; a word that was parted is whole again."""
    if re.search(r"\w[-\u00ad]$", before) and line[0].islower():
        return before[:-1] + line
    return f"{before} {line}"


def _lines(text: str) -> Page:
    return [" ".join(line.split()) for line in text.splitlines()]


def _without_margins(pages: Sequence[Page]) -> Iterator[Page]:
    """Yield pages without what stands above or below most of them, and without their numbers."""
    bare = [[line for line in page if line] for page in pages]
    most = max(3, len(pages) // 2)
    above = _repeated([page[:MARGIN_LINES] for page in bare], most)
    below = _repeated([page[::-1][:MARGIN_LINES] for page in bare], most)
    for page in pages:
        first, last = _peeled(page, above), _peeled(page[::-1], below)
        yield page[first : len(page) - last]


def _repeated(margins: Sequence[Page], most: int) -> set[str]:
    seen = Counter(key for margin in margins for key in set(map(_key, margin)))
    return {key for key, times in seen.items() if times >= most}


def _peeled(page: Page, repeated: set[str]) -> int:
    """Return how many lines at the beginning of a page are no part of its text."""
    gone, filled = 0, 0
    for at, line in enumerate(page):
        if line and (filled == MARGIN_LINES or not _is_margin(line, repeated)):
            break
        filled += bool(line)
        gone = at + 1
    return gone


def _is_margin(line: str, repeated: set[str]) -> bool:
    return _key(line) in repeated or _PAGE_NUMBER.fullmatch(line) is not None


def _key(line: str) -> str:
    """Return what repeats of a line: all of a sentence, all but the numbers of another."""
    return line.casefold() if _ENDS.search(line) else _NUMBER.sub("#", line.casefold())
