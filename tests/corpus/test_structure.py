"""Blocks: what each kind of line becomes, and that nothing is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import BlockKind
from corpus.structure import blocks

BODY = (
    "The ship left the harbour before dawn, and by noon nobody on the pier could see it any more."
)
MARKER = re.compile(r"[\s=~_|:+*-]*|\s*(?:#{1,6}|\(?\d{1,3}[.)]|[-*+•–‣◦▪·])\s*|[#\s]*|[= \n]*")

LINES = """# Title
## Cast ##
### Who came?
== Plot ==
# C#
Cast
Who came?
2. Who came?
The crew:
lower case line
- one
  * two
1) three
Ada: yes
Bo Ray: no
| a | b |
|---|---|
===
---
* * *
#
-
=

"""
line = st.sampled_from([*LINES.split("\n"), BODY, "x" * 2000])
texts = st.one_of(st.text(), st.lists(line, max_size=25).map("\n".join))


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, text[slice(*block.span)]) for block in blocks(text)]


@pytest.mark.parametrize(
    ("heading", "content", "level"),
    [
        ("# Plot", "Plot", 1),
        ("### Plot ###", "Plot", 3),
        ("## C#", "C#", 2),
        ("Plot\n====", "Plot", 1),
        ("Plot\n----", "Plot", 2),
        ("== Plot ==", "Plot", 2),
        (" = = = Plot = = = ", "Plot", 3),
    ],
)
def test_marked_headings(heading: str, content: str, level: int) -> None:
    text = f"{heading}\n\n{BODY}"
    first, second = blocks(text)
    assert (first.kind, text[slice(*first.span)], first.level) == (
        BlockKind.HEADING,
        content,
        level,
    )
    assert (second.kind, text[slice(*second.span)]) == (BlockKind.PARAGRAPH, BODY)


@pytest.mark.parametrize("line", ["#plot", "#", "####### Plot", "x = y ="])
def test_marks_that_are_no_heading(line: str) -> None:
    assert kinds(f"{BODY}\n\n{line}\n\n{BODY}")[1] == ("paragraph", line)


def test_a_marked_heading_with_nothing_beneath_is_a_paragraph() -> None:
    text = f"# Title\n\n## Empty\n\n## Full\n\n{BODY}\n\n## Last"
    assert [kind for kind, _ in kinds(text)] == [
        "heading",
        "paragraph",
        "heading",
        "paragraph",
        "paragraph",
    ]


def test_short_lines_that_stand_alone_are_headings() -> None:
    text = f"Arrival, Explained\n\n{BODY}\n\nCast and Crew\n\nReturning\n\n{BODY}\n\n{BODY}"
    found = [(block.level, text[slice(*block.span)]) for block in blocks(text) if block.level]
    assert found == [(1, "Arrival, Explained"), (2, "Cast and Crew"), (3, "Returning")]


@pytest.mark.parametrize(
    "line",
    ["It ended here.", "The crew:", "and so on", "Home, at last,", "A" + " word" * 12, "W" * 81],
)
def test_lines_that_are_no_unmarked_heading(line: str) -> None:
    assert kinds(f"{BODY}\n\n{line}\n\n{BODY}")[1] == ("paragraph", line)


def test_unmarked_headings_are_not_looked_for_where_headings_are_marked() -> None:
    text = f"# Title\n\n{BODY}\n\nNot one\n\n{BODY}\n\n## One\n\n{BODY}"
    assert ("paragraph", "Not one") in kinds(text)


def test_a_short_line_at_the_end_is_a_paragraph() -> None:
    assert kinds(f"{BODY}\n\n{BODY}\n\nThe End")[-1] == ("paragraph", "The End")


def test_a_poem_has_no_headings() -> None:
    poem = "\n\n".join(["The hatch is shut", "The engines sleep", "No star is near", "We wait"] * 3)
    assert {kind for kind, _ in kinds(poem)} == {"paragraph"}


def test_short_replies_are_no_headings() -> None:
    text = f"{BODY}\n\nFine\n\nI said so.\n\n{BODY}\n\nSure\n\nGood.\n\n{BODY}"
    assert {kind for kind, _ in kinds(text)} == {"paragraph"}


@pytest.mark.parametrize(
    "question", ["Who came?", "2. Who came?", "### Who came?", "**Who came?**"]
)
def test_a_question_before_its_answer(question: str) -> None:
    text = f"# Title\n\n{BODY}\n\n{question}\n\nNobody came.\n\n{BODY}"
    asked = [block for block in blocks(text) if block.kind is BlockKind.QUESTION]
    assert [text[slice(*block.span)].strip("*") for block in asked] == ["Who came?"]


def test_a_question_without_an_answer_is_a_paragraph_or_item() -> None:
    assert kinds(f"{BODY}\n\nWho came?")[-1] == ("paragraph", "Who came?")
    listed = kinds("1. Who came?\n2. Who left?\n3. Who stayed?")
    assert [kind for kind, _ in listed] == ["item"] * 3


def test_a_title_that_asks_is_a_heading() -> None:
    assert kinds(f"Who Built the Ship?\n\n{BODY}")[0] == ("heading", "Who Built the Ship?")


def test_items_lose_their_markers_and_keep_their_depth() -> None:
    text = "The crew:\n- Ada\n  * Bo\n  * Cy\n- Di\n\n 1. Ed\n 2) Flo\n\n• Gus\n– Hal"
    found = [(block.level, text[slice(*block.span)]) for block in blocks(text)[1:]]
    names = [(0, "Ada"), (1, "Bo"), (1, "Cy"), (0, "Di")]
    assert found[:4] == names
    assert [name for _, name in found[4:]] == ["Ed", "Flo", "Gus", "Hal"]


def test_an_item_runs_over_indented_lines() -> None:
    text = "- Ada, who flew\n  the first ship\n- Bo"
    assert kinds(text) == [("item", "Ada, who flew\n  the first ship"), ("item", "Bo")]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    words = (BODY + " ").split() * 6
    rows, row = [], ""
    for word in words:
        if len(row) + 1 + len(word) > 70:
            rows.append(row)
            row = word
        else:
            row = f"{row} {word}".strip()
    text = "\n".join([*rows, row])
    assert len(rows) > 3
    assert kinds(text) == [("paragraph", text)]


def test_lines_of_a_text_that_is_not_wrapped_are_paragraphs() -> None:
    text = f"{BODY} {BODY}\n{BODY}\nShort line.\n{BODY} {BODY}"
    assert [content for _, content in kinds(text)] == text.split("\n")


def test_a_line_that_ends_amid_a_sentence_runs_on() -> None:
    text = f"{BODY} {BODY}\nIf the hatch is open,\nyou cannot leave.\n{BODY}"
    assert kinds(text)[1] == ("paragraph", "If the hatch is open,\nyou cannot leave.")


def test_dialogue_needs_a_second_speaker_line() -> None:
    text = "Ada Cole: Shut it.\nBo: No.\nIt stayed open for the rest of the long night."
    assert [kind for kind, _ in kinds(text)] == ["line", "line", "paragraph"]
    assert kinds(f"{BODY}\n\nNote: this is prose.\n\n{BODY}")[1][0] == "paragraph"


def test_table_rows_are_lines_and_the_line_of_dashes_is_none() -> None:
    text = "| Name | Role |\n|------|------|\n| Ada | captain |"
    assert kinds(text) == [("line", "| Name | Role |"), ("line", "| Ada | captain |")]


@given(texts)
def test_nothing_is_lost_but_markers(text: str) -> None:
    position = 0
    for block in (*blocks(text), None):
        stop = len(text) if block is None else block.span.start
        assert position <= stop
        for row in text[position:stop].split("\n"):
            assert MARKER.fullmatch(row), row
        if block is not None:
            content = text[slice(*block.span)]
            assert content == content.strip() != ""
            position = block.span.stop


@given(texts)
def test_every_heading_stands_above_something(text: str) -> None:
    found = blocks(text)
    for index, block in enumerate(found):
        if block.kind is BlockKind.HEADING:
            after = found[index + 1]
            assert after.kind is not BlockKind.HEADING or after.level > block.level
