"""Texts made to be slow or huge: they end soon in an article or a refusal, never in a long wait."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.chunking import passages
from corpus.cleaning import clean, explain
from corpus.metadata import headline
from corpus.models import BlockKind
from corpus.readers.limits import MOST_PARTS
from corpus.structure import blocks
from tests.corpus.helpers import STORY, article, reason

MANY_LINES = "too many lines or sentences: split it"
MANY_ATTRIBUTES = "a tag with too many attributes: save the page's text as .txt"


def test_marks_of_headings_in_a_row_are_no_title() -> None:
    assert headline("# " * 100_000 + "x") is None
    assert headline("#" + " " * 1_000_000 + "\n\nx") is None


def test_dates_in_a_row_go_at_once() -> None:
    cleaned, removals = explain("date 2022-08-24\n" * 20_000 + STORY)
    assert cleaned == STORY
    assert [removal.rule for removal in removals] == ["leading_date"]


def test_lines_of_furniture_that_seem_to_run_on_go_at_once() -> None:
    cleaned, removals = explain(("we use cookies " * 38 + "\n") * 1_750)
    assert cleaned == ""
    assert len(removals) == 1


def test_cleaning_ends_where_two_rules_bare_line_after_line_to_each_other() -> None:
    chain = ("we use cookies " * 38 + "\n" + "share this on " * 40 + "\n") * 200
    assert len(clean(chain)) < len(chain)


def test_a_huge_heading_is_a_paragraph_and_in_no_path() -> None:
    text = f"# {'wide ' * 60_000}\n\n{STORY}\n\n## Plot\n\n{STORY}"
    assert blocks(text)[0].kind is BlockKind.PARAGRAPH
    assert {passage.headings for passage in passages(text)} == {(), ("Plot",)}


def test_a_huge_table_is_parted_at_once() -> None:
    row = "| a | b |\n"
    parted = passages(row * 100_000)
    assert sum(len(passage.sentences) for passage in parted) == 100_000


def test_spoiler_marks_without_end_are_read_at_once(tmp_path: Path) -> None:
    marked = "<!-- spoils: S01E02 -->\nThe bell rings.\n\n" * 30_000
    assert len(article(tmp_path, "a.md", marked).marks) == 29_999


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("unit", ["- a\n", "So:\n\n", "Ed: hi\n", "A. ", "好。"])
def test_too_many_lines_or_sentences_are_refused(tmp_path: Path, name: str, unit: str) -> None:
    assert reason(tmp_path, name, unit * (MOST_PARTS + 1)) == MANY_LINES


def test_too_many_lines_of_a_page_are_refused(tmp_path: Path) -> None:
    page = f"<html><body><article><p>{STORY}</p><pre>{'a' * 9}\n%s</pre></article></body></html>"
    assert reason(tmp_path, "a.html", page % ("a b\n" * (MOST_PARTS + 1))) == MANY_LINES


@pytest.mark.parametrize("between", [" ", "=1 ", '="" ', '=""', "/"])
@pytest.mark.parametrize("start", ["<p ", "<p x='>' ", "<p ' "])
def test_a_tag_with_too_many_attributes_is_refused(
    tmp_path: Path, start: str, between: str
) -> None:
    tag = start + between.join(f"a{number}" for number in range(100_000)) + ">"
    assert reason(tmp_path, "a.html", f"<html><body>{tag}{STORY}</p>") == MANY_ATTRIBUTES


def test_a_comparison_in_a_script_is_no_tag(tmp_path: Path) -> None:
    script = f"<script>if (a<b) {{ {'call ( ) ; ' * 2_000} }}</script>"
    page = f"<html><head>{script}</head><body><article><p>{STORY}</p></article></body></html>"
    assert article(tmp_path, "a.html", page).text == STORY


def test_a_picture_inside_its_tag_is_no_crowd_of_attributes(tmp_path: Path) -> None:
    picture = f'<img src="data:image/png;base64,{"A/+b" * 100_000}">'
    page = f"<html><body><article><p>{STORY}</p>{picture}<p>{STORY}</p></article></body></html>"
    assert STORY in article(tmp_path, "a.html", page).text
