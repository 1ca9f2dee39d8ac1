"""What a text without front matter says about itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning import clean
from corpus.metadata import describe, language_tag, one_line, parse_date, web_address
from corpus.models import Metadata

STORY = "Ida left the base on the far side at dawn, and she never came back to it."


def said(raw: str, name: str = "page.txt") -> Metadata:
    return describe(raw, clean(raw), name)


@pytest.mark.parametrize(
    ("raw", "name", "title"),
    [
        (f"The Far Side, Explained\n\n{STORY}", "p.txt", "The Far Side, Explained"),
        (f"Who left the base?\n\n{STORY}", "p.txt", "Who left the base?"),
        (f"Skip to content\n\nFar Side\n\n{STORY}", "p.txt", "Far Side"),
        (f"{STORY}\n\n# Far [Side](https://example.org) #\n", "p.md", "Far Side"),
        (f"# A comment\n\n{STORY}", "p.txt", "A comment"),
        (f"{STORY}\n\n{STORY}", "season-2/far_side-story.txt", "far side story"),
        (f"- first item\n\n{STORY}", "p.txt", "p"),
        (f"One line\nand another\n\n{STORY}", "p.txt", "p"),
        (f"{'long ' * 40}\n\n{STORY}", "p.txt", "p"),
    ],
)
def test_the_title_is_the_headline_or_the_file_name(raw: str, name: str, title: str) -> None:
    assert said(raw, name).title == title


@pytest.mark.parametrize(
    "line",
    [
        " date 2023-03-04 The story begins.",
        "Published: March 4, 2023",
        "Published on 4th March 2023",
        "Last updated: Mar. 4, 2023 10:00",
        "By Pat Doe | March 4, 2023",
        "By Pat Doe, Updated 2023-03-04",
    ],
)
def test_the_date_is_found(line: str) -> None:
    assert said(f"{line}\n\n{STORY}").published == date(2023, 3, 4)


@pytest.mark.parametrize(
    "line", ["On March 4, 2023, Ida left.", "Published: someday", "date 2023-02-31 x", "March 2023"]
)
def test_a_date_of_the_story_is_not_the_date_of_the_page(line: str) -> None:
    assert said(f"{line}\n\n{STORY}").published is None


@pytest.mark.parametrize(
    ("raw", "author"),
    [
        (f"Title\n\nBy Pat Doe\n\n{STORY}", "Pat Doe"),
        (f"Title\nBy Pat van Doe | March 4, 2023\n\n{STORY}", "Pat van Doe"),
        (f"{STORY}\n\nAuthor\nImage of Pat Doe\nPat Doe\nStaff Writer", "Pat Doe"),
        (f"By 1983 the base had grown.\n\n{STORY}", None),
        (f"By Pat Doe's reckoning it was late.\n\n{STORY}", None),
    ],
)
def test_the_author_is_found(raw: str, author: str | None) -> None:
    assert said(raw).author == author


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Moon Herald is supported by our audience. When you purchase, we earn.", "Moon Herald"),
        ("© 2023 Moon Herald. All rights reserved.", "Moon Herald"),
        ("Copyright © 2021-2023 Moon Herald", "Moon Herald"),
        ("This site is supported by its readers.", None),
        ("The base is supported by Earth.", None),
    ],
)
def test_the_publisher_is_found(line: str, publisher: str | None) -> None:
    assert said(f"{STORY}\n\n{line}").publisher == publisher


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        (" https://example.org/a?b=c#d ", "https://example.org/a?b=c#d"),
        ("http://example.org:8080", "http://example.org:8080"),
        ("https://example.org/a b", None),
        ("https://example.org/\x07", None),
        ("https://me:secret@example.org", None),
        ("https://example.org:port", None),
        ("//example.org", None),
        ("", None),
    ],
)
def test_only_plain_web_addresses_are_kept(url: str, kept: str | None) -> None:
    assert web_address(url) == kept


def test_language_tags_are_checked() -> None:
    assert [language_tag(tag) for tag in ("en", "pt_BR", "English!", "")] == [
        "en",
        "pt-BR",
        None,
        None,
    ]


@given(st.text(max_size=400))
def test_a_line_is_one_line_and_short(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert len(line) <= 300


@given(st.text(max_size=300), st.text(max_size=30))
def test_any_text_has_a_title(raw: str, name: str) -> None:
    assert describe(raw, clean(raw), f"{name}.txt").title


@given(st.dates())
def test_dates_in_iso_form_are_read_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day
