"""A quote in Discord's Markdown: its words stay, and whatever formats, links or pings is gone."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings

from bot import markdown
from bot.cards import CLIPPED, card
from index.models import Answer, Quote
from tests.bot.quotes import SPECIAL, quoted, quotes, spoken, unescaped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<@1> <@&2> <#3> </ask:4>", r"\<\@1> \<\@&2> \<\#3> \<\/ask:4>"),
        ("<t:1700000000:R> <:hi:1> <a:hi:1>", r"\<t\:1700000000:R> \<\:hi:1> \<a\:hi:1>"),
        (":smile: at 10:30", r"\:smile: at 10:30"),
        ("@everyone @Here @user", "@\u200beveryone @\u200bHere @user"),
        ("https://example.org discord.gg/abc", r"https\://example.org discord.gg\/abc"),
        ("[a](b) [1] `c`", r"\[a\](b) \[1] \`c\`"),
        ("*a* _b_ ~~c~~ ||d|| e~f|g", r"\*a\* \_b\_ \~\~c\~\~ \|\|d\|\| e~f|g"),
        ("> a", r"\> a"),
        (">>> a", r"\>>> a"),
        ("## a", r"\## a"),
        ("#1 a", "#1 a"),
        ("-# a", r"\-# a"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("1. a", r"1\. a"),
        ("1984. It was", r"1984\. It was"),
        ("a\u202eb\u2066c\u200bd\x07e\ufefff", "abcdef"),
        (
            "it's re-run, e.g. (5 > 4) & 1 + 1 = 2 - #2",
            "it's re-run, e.g. (5 > 4) & 1 + 1 = 2 - #2",
        ),
    ],
)
def test_text_is_escaped_where_discord_would_read_it_as_markup_and_only_there(
    text: str, shown: str
) -> None:
    assert markdown.escape(text) == shown


def test_what_is_plain_is_shown_as_it_stands() -> None:
    plain = [each for each in map(chr, range(sys.maxunicode + 1)) if markdown.is_plain(each)]
    assert [*markdown.readable(plain, str)] == plain
    assert markdown.is_plain("“Ça va – déjà?”")
    assert not any(map(markdown.is_plain, ("a\u0301", "a\u202eb", "a\tb", "a\u200bb")))


@settings(max_examples=80)
@given(quotes())
def test_any_quote_keeps_its_words_and_loses_its_power(quote: Quote) -> None:
    shown = card(Answer("?", (quote,), 0.5)).content
    lines = quoted(shown)
    for line in lines:
        bare, marks = unescaped(line)
        assert not SPECIAL.search(bare)
        assert marks % 2 == 0
    if not re.search(r"\[|&\w+;|&#", quote.text):
        words = "".join(markdown.plain(" ".join(map(spoken, lines))).split())
        expected = "".join(markdown.plain(quote.text).split())
        assert words == expected if CLIPPED not in shown else expected.startswith(words)
