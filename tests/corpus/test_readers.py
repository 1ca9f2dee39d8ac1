"""Files become articles, or are refused with a reason that says what to do."""

from __future__ import annotations

import os
import random
import sys
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import NotAnArticle, Unreadable
from corpus.models import Article
from corpus.readers import LARGEST, read
from corpus.readers.encoding import decode

STORY = "Ida Müller’s crew left the café on the far side — it was 4 °C — and never came back."


def article(folder: Path, name: str, content: str | bytes) -> Article:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path, name)[0]


def reason(folder: Path, name: str, content: str | bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        article(folder, name, content)
    assert caught.value.path == name
    return caught.value.reason


class TestPlainText:
    def test_the_text_is_what_the_file_says(self, tmp_path: Path) -> None:
        read_back = article(tmp_path, "a.TXT", f"The Far Side\r\n\r\n{STORY}  \r\n")
        assert read_back.text == f"The Far Side\n\n{STORY}"
        assert read_back.meta.title == "The Far Side"

    @pytest.mark.parametrize(
        "encoding",
        ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1252"],
    )
    def test_the_encoding_is_found(self, tmp_path: Path, encoding: str) -> None:
        assert article(tmp_path, "a.txt", STORY.encode(encoding)).text == STORY

    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            ("Экипаж базы на обратной стороне Луны вернулся домой только весной. " * 4, "cp1251"),
            (
                "月の裏側にある基地の乗組員は、春になってようやく家に帰ることができました。" * 4,
                "shift_jis",
            ),
            ("月の裏側にある基地の乗組員は、春になってようやく家に帰りました。" * 4, "iso2022_jp"),
            (
                "Załoga bazy po ciemnej stronie Księżyca wróciła do domu dopiero wiosną. " * 4,
                "cp1250",
            ),
        ],
    )
    def test_encodings_of_other_languages_are_found(
        self, tmp_path: Path, text: str, encoding: str
    ) -> None:
        assert article(tmp_path, "a.txt", text.encode(encoding)).text == text.strip()


class TestRefusals:
    def test_other_suffixes(self, tmp_path: Path) -> None:
        assert reason(tmp_path, "a.pdf", "text") == "not a .txt, .md or .html file"
        assert reason(tmp_path, "README", "text") == "not a .txt, .md or .html file"

    @pytest.mark.parametrize("content", ["", " \r\n\t\n", "\ufeff", "***\n\n---"])
    def test_empty_files(self, tmp_path: Path, content: str) -> None:
        assert reason(tmp_path, "a.txt", content) == "empty"

    def test_files_of_nothing_but_furniture(self, tmp_path: Path) -> None:
        text = "Skip to main content\nAdvertisement"
        assert reason(tmp_path, "a.txt", text) == "nothing but page furniture"

    @pytest.mark.parametrize("seed", range(40))
    def test_random_bytes(self, tmp_path: Path, seed: int) -> None:
        chance = random.Random(seed)
        reason(tmp_path, "a.txt", chance.randbytes(chance.choice((64, 700, 5000, 60_000))))

    @pytest.mark.parametrize("seed", range(20))
    def test_random_bytes_without_nul(self, tmp_path: Path, seed: int) -> None:
        chance = random.Random(seed)
        reason(tmp_path, "a.txt", bytes(chance.choices(range(1, 256), k=3000)))

    def test_binary_formats(self, tmp_path: Path) -> None:
        picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06"
        assert reason(tmp_path, "a.txt", picture) == "binary file, not text"
        assert (
            reason(tmp_path, "b.html", b"PK\x03\x04\x14\x00\x00\x00" * 9) == "binary file, not text"
        )
        assert reason(tmp_path, "c.md", STORY.encode() + b"\x00") == "binary file, not text"

    def test_utf_8_with_broken_places(self, tmp_path: Path) -> None:
        broken = STORY.encode() * 3 + "é".encode()[:1]
        position = len(broken) - 1
        expected = f"damaged UTF-8 at byte {position}: save it as UTF-8 again"
        assert reason(tmp_path, "a.txt", broken) == expected

    def test_a_mark_of_utf_16_on_something_else(self, tmp_path: Path) -> None:
        assert "damaged" in reason(tmp_path, "a.txt", b"\xff\xfeodd")

    def test_too_large_files_are_not_read(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        with path.open("wb") as file:
            file.truncate(LARGEST + 1)
        with pytest.raises(Unreadable, match="larger than 10 MB"):
            read(path, "a.txt")

    def test_the_largest_file_is_read(self, tmp_path: Path) -> None:
        started = time.monotonic()
        assert len(article(tmp_path, "a.txt", "a" * LARGEST).text) == LARGEST
        assert time.monotonic() - started < 30

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
    def test_a_pipe_is_never_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.txt")
        with pytest.raises(Unreadable, match="not a regular file"):
            read(tmp_path / "a.txt", "a.txt")

    def test_folders_and_missing_files(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").mkdir()
        with pytest.raises(Unreadable, match="not a regular file"):
            read(tmp_path / "a.txt", "a.txt")
        with pytest.raises(Unreadable, match="gone"):
            read(tmp_path / "b.txt", "b.txt")

    @pytest.mark.skipif(
        sys.platform == "win32" or os.geteuid() == 0, reason="this user may read every file"
    )
    def test_files_without_permission(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text(STORY, encoding="utf-8")
        path.chmod(0)
        with pytest.raises(Unreadable, match="permission denied"):
            read(path, "a.txt")

    @given(st.binary(max_size=400))
    def test_any_bytes_are_decoded_or_refused(self, data: bytes) -> None:
        with suppress(NotAnArticle):
            assert decode(data).encode() is not None


FRONT = """---
title: "The Far Side: a guide"
url: https://example.org/far-side
author: Pat Doe
publisher: Example Field Guide
published: 2024-01-31
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
            "title: true",
            "published: soon",
            "published: 2024-13-45",
            "sources: {a: b}",
            "sources: [1, 2]",
            "title: !!python/object/apply:os.getcwd []",
            "a: &a [x, x]\nb: *a",
            "title: " + "[" * 9000,
            "title: " + "x" * 20_000,
        ],
    )
    def test_front_matter_that_is_wrong_is_refused(self, tmp_path: Path, fields: str) -> None:
        assert reason(tmp_path, "a.md", f"---\n{fields}\n---\n{STORY}").startswith("front matter: ")

    def test_an_alias_bomb_is_refused_at_once(self, tmp_path: Path) -> None:
        levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
        bomb = "\n".join(["a0: &a0 [x]", *levels])
        started = time.monotonic()
        assert "aliases" in reason(tmp_path, "a.md", f"---\n{bomb}\n---\n{STORY}")
        assert time.monotonic() - started < 5

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
        started = time.monotonic()
        with suppress(Unreadable):
            assert article(tmp_path, "a.html", page).text.strip()
        assert time.monotonic() - started < 60
