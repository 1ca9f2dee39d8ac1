"""Passages: what stays together, and what holds for every text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.chunking import LINES_LIMIT, PASSAGE_LIMIT, SHORT_LIMIT, headed_blocks, passages
from corpus.models import BlockKind, Passage

BODY = (
    "The ship left the harbour before dawn, and by noon nobody on the pier could see it any more."
)
LONG = " ".join(f"Sentence {number} tells what the crew did on that day." for number in range(60))

LINES = """# Title
## Cast
### Who came?
== Plot ==
Cast
Who came?
2. Who came?
The crew:
lower case line
- one
  * two
1) three. Four.
Ada: yes. No.
Bo: no
| a | b |
|---|---|
===
---
* * *
#
-

"""
LONG_LINES = (BODY, LONG, "word " * 500, "x" * 4000, "• " + LONG, "Cy: " + LONG)
line = st.sampled_from([*LINES.split("\n"), *LONG_LINES])
texts = st.one_of(st.text(), st.lists(line, max_size=25).map("\n".join))


def show(text: str) -> list[str]:
    return [text[slice(*passage.span)] for passage in passages(text)]


def only(text: str) -> Passage:
    (passage,) = passages(text)
    return passage


def test_a_paragraph_is_kept_whole_up_to_the_limit() -> None:
    paragraph = LONG[:PASSAGE_LIMIT]
    assert show(paragraph) == [paragraph]


def test_a_longer_paragraph_is_split_by_sentences_into_parts_of_like_size() -> None:
    parts = show(LONG)
    assert " ".join(parts) == LONG
    assert all(part.endswith(".") and len(part) <= PASSAGE_LIMIT for part in parts)
    assert len(parts) == -(-len(LONG) // PASSAGE_LIMIT)
    assert max(map(len, parts)) - min(map(len, parts)) < 200


def test_headings_are_the_path_above() -> None:
    lines = ["# Ship", BODY, "## Crew", "### Deck", BODY, "### Engine", BODY, "## End", BODY]
    text = "\n\n".join(lines)
    assert [passage.headings for passage in passages(text)] == [
        ("Ship",),
        ("Ship", "Crew", "Deck"),
        ("Ship", "Crew", "Engine"),
        ("Ship", "End"),
    ]


def test_a_list_is_one_passage_with_its_introduction_and_ends_at_a_heading() -> None:
    crew = "The crew:\n\n- Ada Cole, captain\n- Bo Ray, pilot\n- Cy Lum, engineer"
    text = f"# Ship\n\n{BODY * 3}\n\n{crew}\n\n## Guests\n\n- Di Fox, cook"
    assert show(text) == [BODY * 3, crew, "Di Fox, cook"]
    listed = passages(text)[1]
    assert listed.kind is BlockKind.ITEM
    assert [text[slice(*sentence)] for sentence in listed.sentences] == [
        "The crew:",
        "Ada Cole, captain",
        "Bo Ray, pilot",
        "Cy Lum, engineer",
    ]


def test_a_line_with_a_colon_stays_with_the_paragraph_that_it_introduces() -> None:
    text = f"# Ship\n\n{BODY * 3}\n\nThe log says:\n\n{BODY}\n\n## Why now?\n\nAda says:\n\n{BODY}"
    assert show(text) == [BODY * 3, f"The log says:\n\n{BODY}", f"Why now?\n\nAda says:\n\n{BODY}"]


def test_a_long_list_is_split_between_items() -> None:
    items = [
        f"Member {number} of the crew, who stood watch on the lower deck" for number in range(60)
    ]
    parts = passages("\n".join(f"- {item}" for item in items))
    assert len(parts) == 3
    text = "\n".join(f"- {item}" for item in items)
    assert [text[slice(*span)] for part in parts for span in part.sentences] == items


@pytest.mark.parametrize("marker", ["", "4. ", "### "])
def test_a_question_stays_with_its_answer(marker: str) -> None:
    text = f"# Ship\n\n{BODY}\n\n{marker}Who built the ship?\n\nAda did. It took years.\n\n{BODY}"
    passage = passages(text)[1]
    assert passage.kind is BlockKind.QUESTION
    assert [text[slice(*sentence)] for sentence in passage.sentences] == [
        "Who built the ship?",
        "Ada did.",
        "It took years.",
    ]
    assert passage.headings == ("Ship",)


def test_a_question_stays_with_the_beginning_of_a_long_answer() -> None:
    first, *rest = passages(f"# Ship\n\n## Who built it?\n\n{LONG}")
    assert len(first.sentences) > 5
    assert first.span.stop - first.span.start <= PASSAGE_LIMIT
    assert {passage.headings for passage in rest} == {("Ship", "Who built it?")}


def test_an_unnumbered_question_is_a_heading_of_what_follows_its_answer() -> None:
    asked = f"# Ship\n\n## Who built it?\n\n{BODY}\n\n{BODY} Really.\n\n## End\n\n{BODY}"
    assert [passage.headings for passage in passages(asked)] == [
        ("Ship",),
        ("Ship", "Who built it?"),
        ("Ship", "End"),
    ]


def test_dialogue_is_grouped_within_its_scene() -> None:
    talk = [f"{'Ada' if number % 2 else 'Bo'}: Line {number} it is." for number in range(90)]
    scenes = ["## Scene 1", "", *talk[:60], "", "## Scene 2", "", *talk[60:]]
    text = "\n".join(["# Play", "", *scenes])
    found = passages(text)
    assert all(passage.kind is BlockKind.LINE for passage in found)
    assert all(passage.span.stop - passage.span.start <= LINES_LIMIT for passage in found)
    assert [text[slice(*span)] for passage in found for span in passage.sentences] == talk
    assert len({passage.headings for passage in found}) == 2


def test_short_paragraphs_are_read_together() -> None:
    replies = [f"“No,” said Ada for the {number}th time." for number in range(60)]
    parts = show("\n\n".join(replies))
    assert 1 < len(parts) < 3
    assert all(len(part) <= SHORT_LIMIT for part in parts)


def test_a_rule_parts_short_paragraphs() -> None:
    assert show("Ada left.\n\n* * *\n\nBo came.") == ["Ada left.", "Bo came."]


def test_a_short_line_without_a_stop_goes_with_the_paragraph_below() -> None:
    text = f"# Port\n\nIt is large.\nHarbour fees\n{BODY}\nNight watch\n{BODY}"
    assert show(text) == ["It is large.", f"Harbour fees\n{BODY}", f"Night watch\n{BODY}"]


def test_an_empty_text_has_no_passages() -> None:
    assert passages("") == passages(" \n\n ") == ()


def test_a_title_alone_is_still_a_passage() -> None:
    assert only("# The Ship").span == (2, 10)


@given(texts)
def test_passages_hold_every_block_that_is_no_heading_in_order(text: str) -> None:
    found = passages(text)
    sentences = [sentence for passage in found for sentence in passage.sentences]
    position = 0
    for start, stop in sentences:
        assert position <= start < stop
        assert text[start:stop] == text[start:stop].strip()
        position = stop
    expected = [b.span for b in headed_blocks(text) if b.kind is not BlockKind.HEADING]
    covered = "".join(text[slice(*sentence)] for sentence in sentences)
    whole = "".join(text[slice(*span)] for span in expected)
    assert "".join(covered.split()) == "".join(whole.split())


@given(texts)
def test_a_passage_spans_its_sentences_and_crosses_no_heading(text: str) -> None:
    headings = [block.span for block in headed_blocks(text) if block.kind is BlockKind.HEADING]
    for passage in passages(text):
        start, stop = passage.span
        assert start == passage.sentences[0].start
        assert stop == passage.sentences[-1].stop
        assert stop - start <= PASSAGE_LIMIT
        assert not any(start < heading.start < stop for heading in headings)


@pytest.mark.parametrize("unit", ["#", "- a\n", "a\n", "a\n\n", "=", "|", "A: b\n", "* ", "a?\n\n"])
def test_time_grows_linearly(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        passages(text)
        return time.process_time() - begin

    seconds(100)
    small = max(seconds(10_000), 0.02)
    assert seconds(100_000) < 40 * small


def test_two_blank_lines_part_what_one_would_join() -> None:
    assert len(passages("The crew landed.\n\nThe sun rose.")) == 1
    assert len(passages("The crew landed.\n\n\nThe sun rose.")) == 2
    assert len(passages("- Ada Quill\n\n\n- Bruno Hart")) == 2


def test_a_question_parted_from_its_answer_is_the_heading_above_it() -> None:
    text = "# Guide\n\n## Who is Ada?\n\n\nAda Quill keeps the lighthouse of Merrow."
    (passage,) = passages(text)
    assert passage.headings == ("Guide", "Who is Ada?")
    assert text[passage.span.start : passage.span.stop].startswith("Ada Quill")
