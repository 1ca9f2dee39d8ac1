"""What a page says about itself where no front matter or HTML says it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from corpus.models import Metadata

_TITLE_LENGTH = 300
_HEADING = re.compile(rf"^#[ \t]++(.{{1,{_TITLE_LENGTH}}}+)$", re.MULTILINE)
_HEADLINE_LENGTH = 150
_HEAD = 4000
_TAIL = 4000
_MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january,feb february,mar march,apr april,may,jun june,jul july,aug august,"
        "sep sept september,oct october,nov november,dec december".split(","),
        start=1,
    )
    for name in names.split()
}
_MONTH_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    rf"|(?P<month>{_MONTH_NAME})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>{_MONTH_NAME})\.?,? (?P<year2>\d{{4}})",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"^[ \t]*(?:date|published|posted|first published|originally published|last updated|updated)"
    rf"(?: on)?:?[ \t]+(?:\w{{3,9}},[ \t]+)?({_DATE.pattern.replace('?P<', '?P<dated_')})",
    re.IGNORECASE | re.MULTILINE,
)
_NAME = r"[^\W\d_a-z][\w.’'-]*(?:[ \t]+(?:[a-z]{1,3}[ \t]+)?[^\W\d_a-z][\w.’'-]*){1,3}"
_BYLINE = re.compile(
    rf"^[*_]*(?:By|BY|Written by|Words by):?[ \t]+({_NAME})(?![\w’'])([^\n]{{0,120}})$", re.M
)
_BY = ("By", "BY", "Written by", "Words by")
_AUTHOR_BLOCK = re.compile(
    rf"^(?:About the )?Author:?[ \t]*\n(?:Image of [^\n]{{1,60}}\n)?({_NAME})[ \t]*$", re.M
)
_RIGHTS = re.compile(
    r"^(?:Copyright[ \t]*)?(?:©|\([cC]\))[ \t]*(?:Copyright[ \t]*)?\d{4}(?:[-–]\d{2,4})?[ \t,]*"
    r"([^\W\d][^\n.|,]{1,60})",
    re.M,
)
_SUPPORTED = re.compile(
    r"^([^\W\d_a-z][^\n.]{1,60}?) is (?:\w+ )?supported by (?:our|its|their) "
    r"(?:\w+ )?(?:audience|readers?|viewers|community)\b",
    re.M,
)
_PRONOUNS = frozenset({"This site", "This website", "This page", "This article", "Our site"})


def describe(raw: str, cleaned: str, name: str) -> Metadata:
    """Return what a text says about itself.

    ``raw`` is the text before cleaning (notices and bylines still in it), ``cleaned`` after it, and
    ``name`` the path of the file, whose name is the last resort for the title.
    """
    head, tail = raw[:_HEAD], raw[-_TAIL:]
    return Metadata(
        title=headline(cleaned, markdown=not name.lower().endswith(".txt")) or readable_name(name),
        author=_author(head, tail),
        publisher=_publisher(head, tail),
        published=_published(head),
    )


def headline(text: str, *, markdown: bool = True) -> str | None:
    """Return the title that a text opens with: its first heading, or a line that stands alone."""
    heading = _HEADING.search(text) if markdown else None
    if heading and heading.start() < _HEAD:
        return one_line(_without_links(heading[1].rstrip("# \t"))) or None
    first, _, rest = text.partition("\n\n")
    line = first.strip()
    alone = "\n" not in line and 0 < len(line) <= _HEADLINE_LENGTH and bool(rest.strip())
    if not alone or line.endswith((".", ":", ";", ",")) or not any(map(str.isalpha, line)):
        return None
    if re.match(r"(?:[-*+•]|\d{1,3}[.)])\s", line):
        return None
    return one_line(line.lstrip("# ")) or None


def readable_name(name: str) -> str:
    """Return a file name as a title.

    >>> readable_name("season-4/the_first-landing.md")
    'the first landing'
    """
    stem = PurePosixPath(name).stem
    return one_line(re.sub(r"[-_]+", " ", stem)) or one_line(name) or "untitled"


def one_line(text: str, longest: int = _TITLE_LENGTH) -> str:
    """Return ``text`` as one stripped line, at most ``longest`` long.

    Control characters and lone surrogates, which no file or terminal takes, become spaces.
    """
    head = text[: 4 * longest]
    if not head.isprintable():
        head = "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in head)
    return " ".join(head.split())[:longest].rstrip()


def web_address(url: str) -> str | None:
    """Return an http(s) address without credentials, white space or control characters, else None.

    >>> web_address("https://example.org/mars"), web_address("javascript:alert(1)")
    ('https://example.org/mars', None)
    """
    url = url.strip()
    if not url or len(url) > 2000 or any(c.isspace() or not c.isprintable() for c in url):
        return None
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    safe = parts.scheme in ("http", "https") and host and "@" not in parts.netloc
    return url if safe and not set('<>"\\') & set(url) else None


def language_tag(text: str) -> str | None:
    """Return a language tag such as ``en`` or ``pt-BR``, else None."""
    tag = text.strip().replace("_", "-")
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}", tag) else None


def parse_date(text: str) -> date | None:
    """Return the date that ``text`` begins with: ISO, ``March 3, 2023`` or ``3 March 2023``.

    >>> parse_date("3 March 2023"), parse_date("2023-03-03T10:00:00Z")
    (datetime.date(2023, 3, 3), datetime.date(2023, 3, 3))
    """
    match = _DATE.match(text.strip())
    if match is None:
        return None
    try:
        if match["iso"]:
            return datetime.strptime(match["iso"], "%Y-%m-%d").date()
        month = _MONTHS[(match["month"] or match["month2"]).lower()]
        return date(int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"]))
    except ValueError:
        return None


# Beginnings of lines are sought long: each search is for a text that has a word of its pattern.


def _published(head: str) -> date | None:
    if _has(head.lower(), "date", "published", "posted"):
        for dated in _DATED.finditer(head):
            if found := parse_date(dated[1]):
                return found
    for byline in _BYLINE.finditer(head) if _has(head, *_BY) else ():
        if (stamp := _DATE.search(byline[2])) and (found := parse_date(stamp[0])):
            return found
    return None


def _author(head: str, tail: str) -> str | None:
    byline = _BYLINE.search(head) if _has(head, *_BY) else None
    if byline and not byline[2].rstrip().endswith((".", "!", "?")):
        return one_line(byline[1])
    for part in (tail, head):
        if "Author" in part and (block := _AUTHOR_BLOCK.search(part)):
            return one_line(block[1])
    return None


def _publisher(head: str, tail: str) -> str | None:
    for part in (tail, head):
        for pattern, signs in ((_SUPPORTED, ("supported by",)), (_RIGHTS, ("©", "(c)", "(C)"))):
            found = pattern.search(part) if _has(part, *signs) else None
            if found and (name := one_line(found[1])) not in _PRONOUNS:
                return re.sub(r"[.,]?\s*All rights reserved.*$", "", name, flags=re.I) or None
    return None


def _has(text: str, *signs: str) -> bool:
    return any(map(text.__contains__, signs))


def _without_links(text: str) -> str:
    return re.sub(r"\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)", r"\1", text)
