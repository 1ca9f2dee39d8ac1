"""What somebody handed in becomes a file of articles, in a process of its own with limits.

Whatever is read here may have been made to do harm, so it is read once under these limits before it
gets to where articles are.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from corpus import pdf, readers
from corpus.chunking import passages
from corpus.errors import NotAnArticle, Unreadable
from corpus.markers import CONFUSED, LOST, with_marks
from corpus.readers import encoding, html, markdown

SECONDS = 60
MEMORY = 1 << 30
"""Bytes of address space that reading may take."""

_WEB_PAGE = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True)
class Said:
    """What was said about an article beside its file; None where nothing was."""

    title: str | None = None
    url: str | None = None
    published: str | None = None
    spoils: str | None = None
    unlock: str | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that can become an article, with its title and the number of its passages."""

    suffix: str
    title: str
    passages: int
    content: bytes


def prepared(data: bytes, suffix: str, said: Said) -> Ready:
    """Return the article that ``data`` holds, as a file; ``suffix`` tells what it claims to be.

    Raises:
        corpus.errors.NotAnArticle, corpus.errors.Unreadable: it is no article.
    """
    suffix, content = _as_file(data, _suffix(data, suffix), said)
    if len(content) > readers.LARGEST:
        raise NotAnArticle(readers.TOO_LARGE)
    article, _ = readers.parsed(content, f"article{suffix}")
    count = len(passages(article.text))
    if not count:
        raise NotAnArticle("empty")
    return Ready(suffix, article.meta.title, count, content)


def _suffix(data: bytes, claimed: str) -> str:
    """Return what a file is by its content, with its name's word for the rest."""
    is_pdf = b"%PDF-" in data[:1024]
    if is_pdf != (claimed == ".pdf"):
        raise NotAnArticle("a PDF by another name" if is_pdf else "a PDF by its name alone")
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return ".html" if start.startswith(_WEB_PAGE) else claimed


def _as_file(data: bytes, suffix: str, said: Said) -> tuple[str, bytes]:
    """Return a file as it is, or as Markdown where it has to say more than it does."""
    fields = {name: value for name, value in asdict(said).items() if value}
    if suffix == ".pdf":
        title, body = pdf.text(data)
        return ".md", _with_front_matter({"title": title} | fields if title else fields, body)
    if not fields:
        return suffix, data
    if suffix in (".html", ".htm"):
        article, _ = html.read(data, "article.html")
        meta = article.meta
        page = {
            "title": meta.title,
            "url": meta.url,
            "author": meta.author,
            "publisher": meta.publisher,
            "published": meta.published and meta.published.isoformat(),
            "language": meta.language,
            "spoils": meta.spoils and str(article.reveals),
        }
        known = {name: value for name, value in page.items() if value}
        if not {LOST, CONFUSED}.isdisjoint(article.doubts):
            fields["spoils"] = str(article.reveals)
        return ".md", _with_front_matter(known | fields, with_marks(article))
    raw = encoding.decode(data)
    if suffix == ".txt":
        return ".md", _with_front_matter(fields, raw)
    own, body = markdown.split_front_matter(raw)
    return ".md", _with_front_matter(own | fields, body)


def _with_front_matter(fields: Mapping[str, object], body: str) -> bytes:
    if not fields:
        return body.encode()
    block = yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{block}---\n\n{body}".encode()


def main() -> None:
    """Read standard input; write a line of JSON, and the file's content after it."""
    _limit()
    data, suffix, said = sys.stdin.buffer.read(), sys.argv[1], Said(**json.loads(sys.argv[2]))
    content = b""
    # What libraries print must not get in between.
    with contextlib.redirect_stdout(sys.stderr):
        try:
            ready = prepared(data, suffix, said)
        except (NotAnArticle, Unreadable) as error:
            head: dict[str, str | int] = {"refused": error.reason}
        except (MemoryError, RecursionError):
            head = {}
        except Exception as error:  # A library's fault with this file, or one of ours.
            at = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(at.filename).name}:{at.lineno}"
            head = {"refused": "cannot be read", "fault": f"{type(error).__name__} at {place}"}
        else:
            content = ready.content
            head = {"suffix": ready.suffix, "title": ready.title, "passages": ready.passages}
    if head:
        sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + content)


def _limit() -> None:
    """Take no more memory and time than is right, where the system can see to that, and none that
    somebody needs who waits for an answer."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    with contextlib.suppress(OSError):  # A service may be forbidden to.
        os.nice(19)
    with contextlib.suppress(OSError):  # Linux: where memory runs out, this process ends first.
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
