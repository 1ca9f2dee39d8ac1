"""Links that open a page at the quoted words."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links import source_link

PAGE = "https://example.org/page"


def directive(link: str | None) -> str:
    assert link is not None
    return link.partition(":~:text=")[2]


def test_a_short_quote_is_named_in_full() -> None:
    assert source_link(PAGE, "The lamp\t went  out.") == f"{PAGE}#:~:text=The%20lamp%20went%20out."


def test_characters_with_a_meaning_in_a_directive_are_encoded() -> None:
    assert directive(source_link(PAGE, "re-run, if & when")) == "re%2Drun%2C%20if%20%26%20when"


def test_a_long_quote_is_named_by_its_first_and_last_words() -> None:
    words = [f"w{number}" for number in range(40)]
    start, stop = directive(source_link(PAGE, " ".join(words))).split(",")
    assert unquote(start).split() == words[:5]
    assert unquote(stop).split() == words[-5:]


def test_lines_are_not_joined_because_a_browser_matches_within_a_block() -> None:
    link = source_link(PAGE, "Her first line of dialogue\n\nhis short reply")
    assert directive(link) == "Her%20first%20line,his%20short%20reply"


def test_a_fragment_that_is_there_stays_and_an_old_directive_goes() -> None:
    assert source_link(f"{PAGE}#cast", "Ed") == f"{PAGE}#cast:~:text=Ed"
    assert source_link(f"{PAGE}#cast:~:text=old", "Ed") == f"{PAGE}#cast:~:text=Ed"
    assert source_link(f"{PAGE}#:~:text=old", "Ed") == f"{PAGE}#:~:text=Ed"


@pytest.mark.parametrize(
    "url",
    [None, "", "ftp://example.org/x", "javascript:alert(1)", "//example.org", "https://", "a b",
     "http://[::1", "/relative/path", "file:///etc/hostname", "http://localhost:8000/x",
     "http://wiki/page", "http://[::1]/x", "http://a..b/x", "http://example.org:port/x"],
)  # fmt: skip
def test_only_web_pages_are_linked(url: str | None) -> None:
    assert source_link(url, "words") is None


def test_unsafe_characters_of_a_url_are_encoded() -> None:
    link = source_link("https://example.org/a <b>\u202e|é", "x")
    assert link == "https://example.org/a%20%3Cb%3E%E2%80%AE%7C%C3%A9#:~:text=x"


def test_the_name_of_a_host_is_written_in_plain_letters() -> None:
    link = source_link("https://Bücher.example:8080/ä", "x")
    assert link == "https://xn--bcher-kva.example:8080/%C3%A4#:~:text=x"


def test_the_directive_shortens_and_then_goes_when_space_runs_out() -> None:
    text = " ".join(f"number{number:03}" for number in range(100))
    links = [source_link(PAGE, text, limit) for limit in (200, 110, 80, 60, 30)]
    counts = [len(unquote(directive(link)).replace(",", " ").split()) for link in links]
    assert counts == [10, 6, 4, 2, 0]
    assert links[-1] == PAGE


def test_a_page_that_does_not_fit_by_itself_is_not_linked() -> None:
    assert source_link(PAGE + "a" * 500, "words", 512) is None


@given(st.text(), st.integers(24, 600))
def test_any_quote_gives_an_ascii_link_within_the_limit(text: str, limit: int) -> None:
    link = source_link(PAGE, text, limit)
    assert link is not None
    assert link.isascii()
    assert len(link) <= limit
    assert link.startswith(PAGE)
    parts = directive(link).split(",")
    assert all(unquote(part) in " ".join(text.split()) for part in parts if text.isprintable())
    assert urlsplit(link).hostname == "example.org"
