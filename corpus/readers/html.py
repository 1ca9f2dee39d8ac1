"""Saved web pages: the main text through trafilatura, in our light markup. Fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any

from corpus.errors import NotAnArticle
from corpus.markers import SIGN, Marked
from corpus.metadata import describe, language_tag, one_line, parse_date, web_address
from corpus.models import Article, Metadata, Removal
from corpus.readers.encoding import decode
from corpus.readers.limits import refuse_too_many_parts

Element = Any  # lxml has no types
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(
    rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"<html[^>]{0,1000}?\slang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-\w{2,8})*)", re.IGNORECASE
)
_MOST_TAGS = 150_000  # trafilatura takes half a minute for as many links
_MOST_ATTRIBUTES = 1000  # of one tag; the parser compares each with each
_TAG = re.compile(
    # A script is passed over: to it, "<" is a sign of its own.
    r"<(script|style)\b[^>]*+(?<!/)>(?:[^<]++|<(?!/\1))*+"
    r"|(?P<tag><[a-z](?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)",
    re.IGNORECASE,
)
_VALUE = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+)")
_CONTENT_TAG = re.compile(r"<(?:title|body|main|article|section|div|p|h[1-6])\b", re.IGNORECASE)
_HEAD = 100_000
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,1000})</title", re.IGNORECASE)
_CONTENT = re.compile(r"\scontent\s*=\s*(?:\"([^\"<>]{1,600})\"|'([^'<>]{1,600})')", re.IGNORECASE)
_SITE_NAME = re.compile(r"\s[|–—·»-]\s")
_MARKED_HEADING = re.compile(
    rf"(?:{SIGN})\s*<h1\b|<h1\b[^>]{{0,300}}>[^<]{{0,300}}(?:{SIGN})", re.IGNORECASE
)
_DEEPEST_LIST = 6


def read(data: bytes, name: str) -> tuple[Article, tuple[Removal, ...]]:
    """Return the article of a web page and what cleaning took out of its main text.

    Raises NotAnArticle where the page has none.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 - only folders with pages pay for it

    marked = Marked(_XML_DECLARATION.sub("", decode(data, _declared(data))))
    raw = marked.text
    if not raw.strip():
        return Article(name, "", describe("", "", name)), ()
    if raw.count("<") > _MOST_TAGS:
        raise NotAnArticle("too many tags: save its text as .txt")
    if any(_attributes(found["tag"] or "") > _MOST_ATTRIBUTES for found in _TAG.finditer(raw)):
        raise NotAnArticle("a tag with too many attributes: save the page's text as .txt")
    page: Any = bare_extraction(
        _with_root(raw),
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if page is None or page.body is None:
        raise NotAnArticle("no article found in this page: save its text as .txt")
    markup = "\n\n".join(block for block in _blocks(page.body) if block.strip())
    refuse_too_many_parts(markup)
    return marked.article(
        name, markup, lambda bare, text: _metadata(page, raw, describe(bare, text, name))
    )


def _with_root(raw: str) -> str:
    """Return a page with the tag that it may leave out, but without which trafilatura has none."""
    bare = "html" not in raw[:50].lower() and _CONTENT_TAG.search(raw) is not None
    return f"<html>{raw}" if bare else raw


def _attributes(tag: str) -> int:
    if len(tag) <= 2 * _MOST_ATTRIBUTES:
        return 0
    return len(re.split(r"[\s/]+", _VALUE.sub(" ", tag)))


def _declared(data: bytes) -> str | None:
    found = _XML_ENCODING.search(data[:400]) or _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def _metadata(page: Any, raw: str, found: Metadata) -> Metadata:
    language = _LANGUAGE.search(raw[:20_000])
    return replace(
        found,
        title=_title(one_line(page.title or ""), raw) or found.title,
        url=web_address(page.url or ""),
        author=one_line(page.author or "") or found.author,
        publisher=one_line(page.sitename or "") or found.publisher,
        published=parse_date(page.date or "") or found.published,
        language=language_tag(language[1]) if language else None,
    )


def _title(heading: str, raw: str) -> str:
    """Return the heading that trafilatura took for the title, or the page's own title element.

    The element wins where no metadata names that title and the two have hardly a word in common:
    the heading is then one of the site or of a box beside the article. The site's name after a bar
    or dash is left out. A heading that has a spoiler mark is never taken.
    """
    if heading and _MARKED_HEADING.search(raw):
        heading = ""
    named = (one_line(unescape(found[1] or found[2])) for found in _CONTENT.finditer(raw[:_HEAD]))
    if heading and heading in named:
        return heading
    element = _TITLE.search(raw[:_HEAD])
    own = one_line(unescape(element[1])) if element else ""
    words = set(re.findall(r"\w+", heading.casefold()))
    shared = words & set(re.findall(r"\w+", own.casefold()))
    if not own or 2 * len(shared) >= len(words) > 0:
        return heading
    first = _SITE_NAME.split(own, maxsplit=1)[0]
    return first if len(first.split()) > 1 else own


def _blocks(element: Element) -> Iterator[str]:
    """Yield the blocks of the body in order: headings, paragraphs, lists, tables."""
    if element.text and element.text.strip():
        yield _flowed(element.text)
    for child in element:
        match child.tag:
            case "head":
                level = (child.get("rend") or "h2")[-1]
                title = " ".join(_words(child).split())
                yield f"{'#' * (int(level) if level in '123456' else 2)} {title}" if title else ""
            case "list":
                yield "\n".join(_items(child, 0))
            case "table":
                yield "\n".join(_rows(child))
            case "code":
                yield _words(child).strip("\n")
            case "p" | "item" | "cell" | "ab" if not _has_blocks(child):
                yield _flowed(_words(child))
            case "quote" | "p" | "div" | "item" | "cell" | "row" | "ab" if _has_blocks(child):
                yield from _blocks(child)
            case _ if isinstance(child.tag, str):
                yield _flowed(_words(child))
        if child.tail and child.tail.strip():
            yield _flowed(child.tail)


def _has_blocks(element: Element) -> bool:
    return next(element.iter("p", "list", "table", "quote", "head", "code"), element) is not element


def _items(element: Element, depth: int) -> Iterator[str]:
    for number, item in enumerate(element.iterchildren("item"), start=1):
        role = item.get("rend") or ""
        indent = "  " * (depth + role.startswith("dd"))
        marker = f"{number}." if element.get("rend") == "ol" else "-"
        nested = [child for child in item if child.tag == "list"] if depth < _DEEPEST_LIST else []
        words = " ".join(_words(item, leave_out=nested).split())
        if words:
            yield f"{indent}{marker} {words}"
        for child in nested:
            yield from _items(child, depth + 1)


def _rows(element: Element) -> Iterator[str]:
    for row in element.iterchildren("row"):
        cells = [" ".join(_words(cell).split()) for cell in row.iterchildren("cell")]
        if any(cells):
            yield f"| {' | '.join(cells)} |"


def _words(element: Element, leave_out: list[Element] | None = None) -> str:
    """Return the text of an element; a line break, and the end of a block in it, is a line feed."""
    parts: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            parts.append(part)
            continue
        inside = not leave_out or part not in leave_out
        ends = part.tag in ("lb", "p", "item", "row", "list", "head") and part is not element
        following: list[Element | str] = ["\n"] if ends else []
        if part is not element and part.tail:
            following.append(part.tail)
        stack.extend(reversed(following))
        if inside and isinstance(part.tag, str):
            stack.extend(reversed(part))
            if part.text:
                stack.append(part.text)
    return "".join(parts)


def _flowed(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
