"""Markdown files and web pages become articles in light markup, or are refused."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import Unreadable
from corpus.models import Tier
from tests.corpus.helpers import STORY, article, reason

FRONT = """---
title: "The Far Side: a guide"
url: https://example.org/far-side
author: Pat Doe
publisher: Example Field Guide
published: 2024-01-31
tier: Interview
spoils: season 2
language: en
sources:
  - First source, 2023
  - Second source
unknown: {nested: true}
---
"""


class TestMarkdown:
    def test_front_matter_becomes_metadata(self, tmp_path: Path) -> None:
        read_back = article(tmp_path, "a.md", f"{FRONT}\n# Another title\n\n{STORY}\n")
        meta = read_back.meta
        assert read_back.text == f"# Another title\n\n{STORY}"
        assert (meta.title, meta.url) == ("The Far Side: a guide", "https://example.org/far-side")
        assert (meta.author, meta.publisher) == ("Pat Doe", "Example Field Guide")
        assert (meta.published, meta.spoils, meta.language) == (date(2024, 1, 31), "season 2", "en")
        assert meta.tier is Tier.INTERVIEW
        assert meta.sources == ("First source, 2023", "Second source")

    def test_the_body_stays_as_it_is_in_the_file(self, tmp_path: Path) -> None:
        body = (
            "# Title\n\nA **bold** [link](https://example.org) &amp; `code`\nwrapped line\n\n"
            "- one\n  - two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> quoted\n\n```\nx = 1\n```"
        )
        assert article(tmp_path, "a.markdown", body).text == body

    def test_comments_go_and_nothing_is_joined_across_them(self, tmp_path: Path) -> None:
        body = f"{STORY}<!-- hidden\n\nnote --> {STORY}\n\n<!-- open"
        assert article(tmp_path, "a.md", body).text == f"{STORY}\n\n {STORY}\n\n<!-- open"

    @pytest.mark.parametrize(
        "body",
        [
            f"---\n\n{STORY}\n\n---\n\n{STORY}",
            f"---\n{STORY}\n---\n{STORY}",
            f"---\ntitle: no end\n\n{STORY}",
        ],
    )
    def test_a_thematic_break_is_no_front_matter(self, tmp_path: Path, body: str) -> None:
        assert article(tmp_path, "a.md", body).text == body

    @pytest.mark.parametrize(
        "fields",
        [
            "title: [unclosed",
            "title: a: b: c",
            "title: {a: 1}",
            "title: !!bool true",
            "published: soon",
            "published: 2024-13-45",
            "sources: {a: b}",
            "sources: [[1], 2]",
            "title: !!python/object/apply:os.getcwd []",
            "a: &a [x, x]\nb: *a",
            "title: " + "[" * 9000,
            "title: " + "x" * 20_000,
        ],
    )
    def test_front_matter_that_is_wrong_is_refused(self, tmp_path: Path, fields: str) -> None:
        assert reason(tmp_path, "a.md", f"---\n{fields}\n---\n{STORY}").startswith("front matter: ")

    def test_a_day_that_no_month_has_is_named(self, tmp_path: Path) -> None:
        front = f"---\nupdated: 2024-02-31\npublished: %s\n---\n{STORY}"
        expected = "front matter: published must be a date such as 2024-01-31"
        assert reason(tmp_path, "a.md", front % "2024-02-31") == expected
        assert article(tmp_path, "a.md", front % "2024-02-29").meta.published == date(2024, 2, 29)

    def test_texts_that_look_like_values_are_texts(self, tmp_path: Path) -> None:
        front = "title: 007\nlanguage: no\naliases: [1, 007, yes, 2024-01-31]\nauthor: ~"
        meta = article(tmp_path, "a.md", f"---\n{front}\n---\n{STORY}").meta
        assert (meta.title, meta.language, meta.author) == ("007", "no", None)
        assert meta.aliases == ("1", "007", "yes", "2024-01-31")

    @pytest.mark.parametrize("language", ["klingon", "12", "true", "~", ""])
    def test_what_is_no_language_is_left_to_be_detected(
        self, tmp_path: Path, language: str
    ) -> None:
        front = f"---\ntitle: A\nlanguage: {language}\n---\n{STORY}"
        assert article(tmp_path, "a.md", front).meta.language is None

    def test_a_tier_that_is_none_is_named_with_those_that_are(self, tmp_path: Path) -> None:
        expected = "front matter: tier must be one of official, interview, recap, wiki"
        assert reason(tmp_path, "a.md", f"---\ntier: gossip\n---\n{STORY}") == expected

    def test_lone_surrogates_are_no_part_of_the_metadata(self, tmp_path: Path) -> None:
        front = "\n".join(f'{key}: "A\\ud800B"' for key in ("title", "author", "publisher"))
        meta = article(tmp_path, "a.md", f"---\n{front}\n---\n{STORY}").meta
        assert (meta.title, meta.author, meta.publisher) == ("A B", "A B", "A B")

    def test_an_alias_bomb_is_refused_at_once(self, tmp_path: Path) -> None:
        levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
        bomb = "\n".join(["a0: &a0 [x]", *levels])
        started = time.process_time()
        assert "aliases" in reason(tmp_path, "a.md", f"---\n{bomb}\n---\n{STORY}")
        assert time.process_time() - started < 5

    @pytest.mark.parametrize(
        ("value", "published"),
        [("2024-01-31T10:00:00Z", date(2024, 1, 31)), ("January 31, 2024", date(2024, 1, 31))],
    )
    def test_dates_are_read(self, tmp_path: Path, value: str, published: date) -> None:
        front = f"---\ntitle: 1984\npublished: {value}\n---\n{STORY}"
        meta = article(tmp_path, "a.md", front).meta
        assert (meta.title, meta.published) == ("1984", published)

    @pytest.mark.parametrize(
        "url",
        [
            "javascript:alert(1)",
            "https://user:secret@example.org/",
            "ftp://example.org",
            "http://[::1",
        ],
    )
    def test_only_plain_web_addresses_are_kept(self, tmp_path: Path, url: str) -> None:
        front = f"---\ntitle: A\nurl: {url!r}\n---\n{STORY}"
        assert article(tmp_path, "a.md", front).meta.url is None


PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>The Far Side - Example</title>
<meta property="og:title" content="The Far Side"><meta property="og:site_name" content="Example">
<meta name="author" content="Pat Doe"><link rel="canonical" href="https://example.org/far-side">
<meta property="article:published_time" content="2024-01-31T10:00:00Z">
<script>var secret = "script";</script><style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">TV</a></li></ul></nav>
<article><h1>The Far Side</h1>
<p>Ida M&uuml;ller&rsquo;s <b>crew</b> left the
   base on the far side, and <a href="/x">never</a> came back to it before spring.</p>
<h2>Cast</h2>
<ul><li>Pat Doe as Ida<ul><li>also as her sister</li></ul></li><li>Jo Ray as Max</li></ul>
<p>There were seven more weeks without fresh water, and nobody told the agency about it.</p>
<table><tr><th>Season</th><th>Year</th></tr><tr><td>One</td><td>1983</td></tr></table>
<blockquote><p>We leave at dawn, whatever the weather on the way turns out to be.</p></blockquote>
<ol><li>First the drill</li><li>Then the well</li></ol>
<p>One line<br>and another line of the same address.</p>
</article><footer>© 2024 Example. All rights reserved.</footer></body></html>"""


class TestHtml:
    def test_the_main_text_becomes_light_markup(self, tmp_path: Path) -> None:
        read_back = article(tmp_path, "a.htm", PAGE)
        blocks = read_back.text.split("\n\n")
        assert "## Cast" in blocks
        assert "- Pat Doe as Ida\n  - also as her sister\n- Jo Ray as Max" in blocks
        assert "| Season | Year |\n| One | 1983 |" in blocks
        assert "1. First the drill\n2. Then the well" in blocks
        assert "One line\nand another line of the same address." in blocks
        assert (
            "Ida Müller’s crew left the base on the far side, and never came back to it before"
            " spring." in blocks
        )
        assert any(block.startswith("We leave at dawn") for block in blocks)
        for furniture in ("Home", "secret", "color", "All rights"):
            assert furniture not in read_back.text

    def test_the_page_says_what_it_is(self, tmp_path: Path) -> None:
        meta = article(tmp_path, "a.html", PAGE).meta
        assert (meta.title, meta.author, meta.publisher) == ("The Far Side", "Pat Doe", "Example")
        assert (meta.url, meta.published) == ("https://example.org/far-side", date(2024, 1, 31))
        assert meta.language == "en-GB"

    def test_a_heading_beside_the_article_is_not_the_title(self, tmp_path: Path) -> None:
        page = PAGE.replace("<h1>The Far Side</h1>", "").replace(
            '<meta property="og:title" content="The Far Side">', ""
        )
        page = page.replace("<nav>", "<nav><h1>Menu of shows</h1>")
        assert article(tmp_path, "a.html", page).meta.title == "The Far Side"

    @pytest.mark.parametrize("charset", ["shift_jis", "euc-jp", "windows-1251"])
    def test_the_declared_encoding_is_believed(self, tmp_path: Path, charset: str) -> None:
        words = "Экипаж базы" if charset == "windows-1251" else "月の裏側の基地"
        body = f"<p>{words} {'base crew moon water ' * 20}</p>" * 3
        page = (
            f'<html><head><meta charset="{charset}"></head><body><article>{body}</article></body>'
        )
        assert words in article(tmp_path, "a.html", page.encode(charset)).text

    @pytest.mark.parametrize("start", ["", "<!doctype html>", "<!-- " + "saved " * 20 + "-->"])
    def test_the_tags_of_root_and_body_may_be_left_out(self, tmp_path: Path, start: str) -> None:
        page = f"{start}<title>Hello there</title><article><p>{STORY}</p></article>"
        read_back = article(tmp_path, "a.html", page)
        assert (read_back.text, read_back.meta.title) == (STORY, "Hello there")

    def test_an_xml_declaration_does_no_harm(self, tmp_path: Path) -> None:
        page = '<?xml version="1.0" encoding="utf-8"?>\n' + PAGE
        assert "## Cast" in article(tmp_path, "a.html", page).text

    @pytest.mark.parametrize(
        "page",
        [
            "<html><body></body></html>",
            "<!-- only a comment -->",
            "<script>var a = 1;</script>",
            "<",
        ],
    )
    def test_a_page_without_an_article_is_refused(self, tmp_path: Path, page: str) -> None:
        assert "no article" in reason(tmp_path, "a.html", page)

    @pytest.mark.parametrize(
        "page",
        [
            "<div>" * 20_000 + "deep" + "</div>" * 20_000,
            "<ul><li>" * 3_000 + "deep",
            "<table><tr><td>" * 2_000 + "deep",
            "<p>" + "<b>" * 5_000 + "bold",
            "<a href='" + "x" * 100_000,
            "<!--" * 50_000,
            "&#0;&#xD800;&#x110000;" * 500,
            "<p>a</p>" * 20_000,
            "<i>a</i>" * 400_000,
            "<html " + "lang=" * 50_000,
        ],
        ids=[
            "div",
            "list",
            "table",
            "bold",
            "attribute",
            "comment",
            "entities",
            "wide",
            "tags",
            "html",
        ],
    )
    def test_hostile_pages_end_in_an_article_or_a_refusal(self, tmp_path: Path, page: str) -> None:
        started = time.process_time()
        with suppress(Unreadable):
            assert article(tmp_path, "a.html", page).text.strip()
        assert time.process_time() - started < 60
