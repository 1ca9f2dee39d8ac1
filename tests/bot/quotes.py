"""Quotes as tests need them: one of some words, or any that may be found."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

from bot import markdown
from corpus.models import Metadata, Span
from index.models import Quote

PAGE = "https://example.org/lighthouse"


def a_quote(text: str, *spans: tuple[int, int], **changes: Any) -> Quote:
    meta = {"title": "The keeper", "url": PAGE} | changes.pop("meta", {})
    fields: dict[str, Any] = {
        "article": "keeper.md",
        "meta": Metadata(**meta),
        "text": text,
        "start": 0,
        "stop": len(text),
        "passage": text,
        "passage_start": 0,
        "headings": (),
        "score": 1.0,
        "highlights": tuple(Span(*span) for span in spans),
    }
    return Quote(**fields | changes)


def quoted(text: str) -> list[str]:
    """The lines of a message's block quotes, without their mark."""
    return [line.removeprefix("> ") for line in text.splitlines() if line.startswith("> ")]


def spoken(line: str) -> str:
    """A line as Discord shows it: markup gone, escapes resolved."""
    bare = re.sub(r"(\\.)|\*\*|__", lambda match: match[1] or "", line)
    return re.sub(r"\\(.)", r"\1", bare.replace(markdown.ZERO_WIDTH_SPACE, ""))


HOSTILE = st.text(
    st.sampled_from("ab \n*_~|>#-+`[]()<\\1.:@/!&;\u202e\u200b\u200d\U0001f680é")
) | st.lists(
    st.sampled_from(
        ["@everyone", "@here", "<@1>", "<@&2>", "<#3>", "</a:4>", "<t:5:R>", "<:e:6>", ":e:",
         "https://example.org/a_b", "[a](https://example.org)", "**b**", "# ", "- ", "1. ", "\n",
         "\n\n", "&amp;", "&lt;", "-# ", ">>> ", "```", "||", "discord.gg/a", "word", " "]
    )
).map("".join)  # fmt: skip
ANY_TEXT = HOSTILE | st.text()
SPECIAL = re.compile(
    r"@(?:everyone|here)|[*_`\[<\\]|\]\(|\|\||~~|://|[\u202a-\u202e\u2066-\u2069]"
    r"|^(?:#{1,3}\s|[-+]\s|-#|>|\d{1,9}[.)]\s)",
    re.IGNORECASE,
)
"""What Discord would read as more than text."""


def unescaped(line: str) -> tuple[str, int]:
    """A line with "·" for what is escaped and without its marks, and the number of bold ones."""
    bare = re.sub(r"\\.", "·", line)
    return re.sub(r"\*\*|__", "", bare), bare.count("**")


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    text = draw(ANY_TEXT)
    ends = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(ends[::2], ends[1::2], strict=False))
    meta = {
        "title": draw(ANY_TEXT),
        "url": draw(st.none() | st.just(PAGE) | ANY_TEXT),
        "publisher": draw(st.none() | ANY_TEXT),
        "published": draw(st.none() | st.dates()),
    }
    headings = tuple(draw(st.lists(ANY_TEXT, max_size=3)))
    answer = Span(*draw(st.sampled_from(spans))) if spans else None
    return a_quote(
        text,
        *spans,
        meta=meta,
        headings=headings,
        also_in=headings,
        answer=answer,
        disagrees=draw(st.booleans()),
    )
