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


def test_what_is_beyond_the_limits_is_named_and_the_rest_holds() -> None:
    long = "=".join(map(str, range(aliases.MOST_NAMES + 1)))
    groups, faults = aliases.parse(f"{long}\nAda = Lampy\n")
    assert (groups, faults) == ((("Ada", "Lampy"),), ("line 1 has more than 50 names",))
    groups, faults = aliases.parse("Ada = Lampy\n" * (aliases.MOST_LINES + 5))
    assert len(groups) == aliases.MOST_LINES
    assert faults == ("has more than 10000 lines: those beyond are not read",)


@given(st.text(max_size=200))
def test_any_text_makes_groups_of_two_or_more(text: str) -> None:
    groups, _ = aliases.parse(text)
    assert all(len(group) > 1 and all(group) for group in groups)
