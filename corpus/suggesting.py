"""How far an article reveals the story, as its own words suggest, for a person to confirm."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import library
from corpus.chunking import headed_blocks
from corpus.errors import NotWritten, Unreadable
from corpus.metadata import readable_name
from corpus.models import Article, BlockKind, Skipped
from corpus.readers import read
from corpus.readers.markdown import front_matter_start, split_front_matter
from corpus.spoilers import Point, mentions, parse
from corpus.units import Unit

_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_DECLARATION = re.compile(rb"\s*<\?xml[^>]{0,300}\?>\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What an article may reveal: the latest point that it speaks of, None where it names none.

    ``line`` is what to write; ``place`` says where it speaks of that point, in which ``words``.
    """

    path: str
    point: Point | None
    place: str = ""
    words: str = ""

    @property
    def line(self) -> str:
        """What to write at the beginning of the file, in front matter where there is one."""
        value = f"spoils: {self.point or 'S00'}"
        return value if _is_markdown(self.path) else f"<!-- {value} -->"


def suggestions(folder: Path) -> Iterator[Suggestion | Skipped]:
    """Yield a suggestion for each article of a folder that does not say what it reveals.

    What cannot be read is Skipped. Raises FolderNotFound.
    """
    for name in library.scan(folder)[0]:
        if not library.is_article(name):
            continue
        try:
            article, _ = library.explain(folder, name)
        except Unreadable as error:
            yield Skipped(name, error.reason)
        else:
            if parse(article.meta.spoils or "") is None:
                yield suggest(article)


def suggest(article: Article) -> Suggestion:
    """Return what an article's title, file name, headings and text suggest.

    Seasons count where any is mentioned, else the unit that is mentioned most.
    """
    text = article.text
    headings = "\n".join(
        text[slice(*block.span)]
        for block in headed_blocks(text)
        if block.kind in (BlockKind.HEADING, BlockKind.QUESTION)
    )
    places = {
        "title": article.meta.title,
        "file name": readable_name(article.path),
        "headings": headings,
        "text": text,
    }
    found = [(p, name, words) for name, part in places.items() for p, words in mentions(part)]
    counts = Counter(point.unit for point, *_ in found)
    if not counts:
        return Suggestion(article.path, None)
    unit = Unit.SEASON if Unit.SEASON in counts else counts.most_common(1)[0][0]
    latest = max((each for each in found if each[0].unit == unit), key=lambda each: each[0])
    return Suggestion(article.path, *latest)


def write(folder: Path, suggestion: Suggestion) -> None:
    """Put a suggestion into its file, of which all other bytes stay as they are.

    Raises:
        Unreadable: it is no article any more.
        NotWritten: it cannot be put there without a change to anything else.
    """
    before, _ = library.explain(folder, suggestion.path)
    path = (folder / suggestion.path).resolve()
    data = path.read_bytes()
    content = _with_line(data, suggestion)
    descriptor, name = tempfile.mkstemp(prefix=".quoth-", dir=path.parent)
    written = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, written)
        after, _ = read(written, suggestion.path)
        said = replace(before.meta, spoils=after.meta.spoils)
        if parse(after.meta.spoils or "") != suggestion.point or (after.text, after.meta) != (
            before.text,
            said,
        ):
            raise NotWritten(suggestion.path, "its text would change: write it by hand")
        written.replace(path)
    finally:
        written.unlink(missing_ok=True)


def _with_line(data: bytes, suggestion: Suggestion) -> bytes:
    if data.startswith(_OTHER_ENCODINGS):
        raise NotWritten(suggestion.path, "not in UTF-8: write it by hand")
    end = b"\r\n" if b"\r\n" in data[:4096] else b"\n"
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    line = suggestion.line.encode() + end
    if not _is_markdown(suggestion.path):
        declared = _DECLARATION.match(data, at)
        at = declared.end() if declared else at
        return data[:at] + line + data[at:]
    text = data[at:].decode("latin-1")
    start = front_matter_start(text)
    if start is None:
        return data[:at] + b"---" + end + line + b"---" + end + data[at:]
    if "spoils" in split_front_matter(text)[0]:
        raise NotWritten(suggestion.path, "has another spoils in its front matter: change it there")
    return data[: at + start] + line + data[at + start :]


def _is_markdown(name: str) -> bool:
    return name.lower().endswith((".md", ".markdown"))
