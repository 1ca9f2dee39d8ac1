"""Markdown files with an optional front matter in YAML.

The body stays as it is in the file: inline marks are left in place, so that a quote is a slice of
the source. Only HTML comments go, which no Markdown reader ever shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import yaml

from corpus.errors import NotAnArticle
from corpus.markers import Marked
from corpus.metadata import describe, language_tag, one_line, parse_date, web_address
from corpus.models import Article, Metadata, Removal, Tier
from corpus.readers.encoding import decode
from corpus.readers.limits import refuse_too_many_parts

_LONGEST_FRONT_MATTER = 16 * 1024
_DEEPEST = 20
_FENCE = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_KEY = re.compile(
    r"""\s*(?:#[^\n]*\n\s*)*(?:[A-Za-z_][\w -]{0,60}|"[^"\n]{1,60}"|'[^'\n]{1,60}'):(?:\s|$)"""
)


class _Loader(yaml.SafeLoader):
    """Reads texts as they are written: ``no`` is a language, 007 a name, 2024-02-31 no date."""


_Loader.yaml_implicit_resolvers = {
    first: [rule for rule in rules if rule[0] == "tag:yaml.org,2002:null"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(data: bytes, name: str) -> tuple[Article, tuple[Removal, ...]]:
    """Return the article of a Markdown file and what cleaning took out of it.

    Raises NotAnArticle where the file begins with a front matter that is malformed.
    """
    raw = decode(data)
    refuse_too_many_parts(raw)
    fields, body = split_front_matter(raw)
    marked = Marked(body)
    body, comments = without_comments(marked.text)
    article, removals = marked.article(
        name, body, lambda raw, text: merged(describe(raw, text, name), fields)
    )
    return article, (*comments, *removals)


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the fields of the front matter and the body; a thematic break is no front matter."""
    text = text.lstrip("\ufeff")
    start = front_matter_start(text)
    closing = None if start is None else _CLOSING.search(text, start)
    if closing is None:
        return {}, text
    block = text[start : closing.start()]
    if len(block) > _LONGEST_FRONT_MATTER:
        raise _malformed("longer than 16 KB")
    return _fields(block), text[closing.end() :]


def front_matter_start(text: str) -> int | None:
    """Return where the first field of a front matter stands, None where a text has none."""
    opening = _FENCE.match(text)
    if opening is None or _KEY.match(text, opening.end()) is None:
        return None
    return opening.end() if _CLOSING.search(text, opening.end()) else None


def _fields(block: str) -> dict[str, Any]:
    try:
        _refuse_bombs(block)
        loaded = yaml.load(block, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f" in line {mark.line + 2}" if mark else ""
        raise _malformed(f"malformed YAML{where}") from None
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        raise _malformed("malformed YAML") from None
    if not isinstance(loaded, dict):
        raise _malformed("not a list of fields")
    return {key: value for key, value in loaded.items() if isinstance(key, str)}


def _refuse_bombs(block: str) -> None:
    """Refuse what makes a small YAML text large or slow: aliases and deep nesting."""
    depth = 0
    for token in yaml.scan(block):
        if isinstance(token, (yaml.AliasToken, yaml.AnchorToken)):
            raise _malformed("anchors and aliases are not supported")
        depth += isinstance(token, (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken))
        depth -= isinstance(token, (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken))
        if depth > _DEEPEST:
            raise _malformed("nested too deeply")


def merged(found: Metadata, fields: dict[str, Any]) -> Metadata:
    """Return ``found`` with the fields of a front matter put over it; unknown ones are ignored."""
    if not fields:
        return found
    return replace(
        found,
        title=_line(fields, "title") or found.title,
        url=web_address(_line(fields, "url", 2000) or "") or found.url,
        author=_line(fields, "author") or found.author,
        publisher=_line(fields, "publisher") or found.publisher,
        published=_date(fields.get("published")) or found.published,
        tier=_tier(_line(fields, "tier")) or found.tier,
        spoils=_line(fields, "spoils") or found.spoils,
        unlock=_time(fields.get("unlock")),
        language=language_tag(_line(fields, "language") or "") or found.language,
        sources=tuple(_lines(fields, "sources")) or found.sources,
        aliases=tuple(_lines(fields, "aliases")) or found.aliases,
    )


def _line(fields: dict[str, Any], key: str, longest: int = 300) -> str | None:
    value = fields.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float, date)):
        raise _malformed(f"{key} must be a text")
    return one_line(str(value), longest) or None


def _date(value: object) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    parsed = parse_date(value) if isinstance(value, str) else None
    if parsed is None:
        raise _malformed("published must be a date such as 2024-01-31")
    return parsed


def _time(value: object) -> datetime | None:
    """Return a time in UTC, which it is where it names no zone."""
    if value is None or value == "":
        return None
    try:
        found = datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
        if found:
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise _malformed("unlock must be a UTC time such as 2026-03-01T20:00Z")


def _tier(value: str | None) -> Tier | None:
    try:
        return Tier(value.lower()) if value else None
    except ValueError:
        raise _malformed(f"tier must be one of {', '.join(Tier)}") from None


def _lines(fields: dict[str, Any], key: str) -> Iterator[str]:
    value = fields.get(key)
    if value is None:
        return
    for item in value if isinstance(value, list) else [value]:
        if item is not None and not isinstance(item, str):
            raise _malformed(f"{key} must be a list of texts")
        if line := one_line(item or "", 2000):
            yield line


def without_comments(text: str) -> tuple[str, tuple[Removal, ...]]:
    r"""Return ``text`` with a paragraph break in place of each HTML comment, and the comments.

    >>> without_comments("One.<!-- not seen -->\nTwo.")[0]
    'One.\n\n\nTwo.'
    """
    kept: list[str] = []
    comments: list[Removal] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        stop = text.find("-->", start + 4)
        if stop < 0:
            break
        kept.append(text[position:start])
        comments.append(Removal("html_comments", text[start : stop + 3]))
        position = stop + 3
    return "\n\n".join([*kept, text[position:]]), tuple(comments)


def _malformed(reason: str) -> NotAnArticle:
    return NotAnArticle(f"front matter: {reason}")
