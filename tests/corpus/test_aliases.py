"""The moderators' file of names: what it says, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from corpus import aliases, library


def test_a_folder_without_the_file_has_no_names(tmp_path: Path) -> None:
    assert library.names(tmp_path) == ((), ())


def test_a_bad_line_is_named_and_loses_nothing(tmp_path: Path) -> None:
    text = "\ufeff# people\r\nAda Quill = the Keeper\r\n\r\nTobias\r\n= x\r\nInes=Skipper=Cap\r\n"
    (tmp_path / aliases.FILE).write_bytes(text.encode())
    groups, faults = library.names(tmp_path)
    assert groups == (("Ada Quill", "the Keeper"), ("Ines", "Skipper", "Cap"))
    assert [fault.path for fault in faults] == [aliases.FILE] * 2
    assert [fault.reason.split(" is ")[0] for fault in faults] == ["line 4", "line 5"]


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / aliases.FILE).write_bytes(bytes(range(256)) * 20)
    groups, faults = library.names(tmp_path)
    assert groups == ()
    assert [fault.path for fault in faults] == [aliases.FILE]


@given(st.text(max_size=200))
def test_any_text_makes_groups_of_two_or_more(text: str) -> None:
    groups, _ = aliases.parse(text)
    assert all(len(group) > 1 and all(group) for group in groups)
