"""Any text, shown by Discord as the very same text: nothing is formatted, linked or pinged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from bot.texts.catalogue import text as said

T = TypeVar("T")

ESCAPED = re.compile(
    r"""
    [\\*_`\[<]                              # emphasis, code, links, mentions, emoji, timestamps
    | \|(?=\|) | (?<=\|)\|                  # spoilers
    | ~(?=~) | (?<=~)~                      # strike-through
    | \](?=\()                              # the middle of a link
    | ^(?: > | \#(?=\#{0,2}\s) | [-+](?=\s) | -(?=\#) )   # quotes, headings, lists, small print
    | (?<=<)[@\#:/] | (?<=<[at]):           # what follows "<" in mentions, emoji and timestamps
    | :(?=//) | :(?=[\w+-]+:)               # addresses and :shortcodes:
    | (?<=discord\.gg)/ | (?<=/invite)/     # invitations unfurl even without https://
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Characters that take a backslash, in a line without white space around it."""

NUMBERED = re.compile(r"\d{1,9}([.)])(?=\s)", re.ASCII)
"""The start of a line that would become an item of a numbered list."""

PING = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
"""A backslash does not stop these, a zero-width space after the sign does."""

MOST_ACCENTS = 6
"""Accents on one letter; more are no writing, and reach far into the lines above and below."""

ZERO_WIDTH_SPACE = "\u200b"

_ACCENTS = ("Mn", "Me")

_INVISIBLE = frozenset(
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\ufeff\ufff9\ufffa\ufffb"
    + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2060, 0x2070))))
)


def visible(character: str) -> bool:
    """Whether a character may be shown: no control, no half of a pair, nothing that hides or
    reorders text. Joiners stay, because scripts and emoji need them."""
    return character.isalnum() or (
        character not in _INVISIBLE and unicodedata.category(character) not in ("Cc", "Cs")
    )


def is_plain(line: str) -> bool:
    """Whether nothing of a line hides or reorders text, and no letter of it has accents apart."""
    return line.isprintable() and (
        line.isascii() or not any(unicodedata.category(each) in _ACCENTS for each in set(line))
    )


def readable(items: Iterable[T], character: Callable[[T], str]) -> Iterator[T]:
    """Yield the items whose character is visible, of accents in a row the first few."""
    accents = 0
    for item in items:
        each = character(item)
        if each.isalnum():
            accents = 0
        elif not visible(each):
            continue
        else:
            accents = accents + 1 if unicodedata.category(each) in _ACCENTS else 0
        if accents <= MOST_ACCENTS:
            yield item


def plain(text: str) -> str:
    """Return ``text`` on one line: white space collapsed, invisible characters gone."""
    line = " ".join(text.split())
    if is_plain(line):
        return line
    return " ".join("".join(readable(line, str)).split())


def escaped(line: str) -> list[str]:
    """Return the characters of one visible line, each with what it needs to stand for itself.

    >>> "".join(escaped("# 1 * 2 <@3> @here"))
    '\\\\# 1 \\\\* 2 \\\\<\\\\@3> @\\u200bhere'
    """
    shown = list(line)
    for match in ESCAPED.finditer(line):
        shown[match.start()] = "\\" + match.group()
    if numbered := NUMBERED.match(line):
        shown[numbered.start(1)] = "\\" + numbered[1]
    for match in PING.finditer(line):
        shown[match.start()] += ZERO_WIDTH_SPACE
    return shown


def escape(text: str) -> str:
    """Return ``text`` as Discord shows it literally, on one line."""
    return "".join(escaped(plain(text)))


def shorten(text: str, limit: int) -> str:
    """Return ``text`` on one line with a ``size`` of at most ``limit``, "…" for what is cut off.

    >>> shorten("a long title of an article", 14)
    'a long title…'
    >>> shorten("😀😀😀", 4)
    '😀…'
    """
    text = plain(text)
    if size(text) <= limit:
        return text
    cut = text[: limit - 1]
    while size(cut) >= limit:
        cut = cut[:-1]
    at = cut.rfind(" ")
    return (cut[:at] if at > limit // 2 and text[len(cut)] != " " else cut).rstrip() + "…"


def short(text: str, limit: int = 200) -> str:
    """Return somebody's words as they may stand in a sentence: shortened, and literally."""
    return escape(shorten(text, limit))


def link(title: str, url: str | None) -> str:
    """Return a title that opens ``url`` without a preview, in bold without one.

    A URL of more than 350 characters is left out, and what could end the link early is encoded.
    """
    words = escape(title) or said("untitled")
    url = re.sub(r"[()\[\]*]", lambda found: f"%{ord(found[0]):02X}", url or "")
    if not 0 < len(url) <= 350:
        return f"**{words}**"
    closed = re.sub(r"(?<!\\)\]", r"\\]", words)
    return f"[{closed}](<{url}>)"


def size(text: str) -> int:
    """Return the length of a message as Discord's strictest clients count it: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
