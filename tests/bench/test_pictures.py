"""The pictures of the guides are what the program shows."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from bench import pictures


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    return pictures.pictures()


def test_the_pictures_are_current(drawn: dict[str, str]) -> None:
    kept = {file.stem: file.read_text("utf-8") for file in pictures.FOLDER.glob("*.svg")}
    assert kept == drawn, "The pictures are out of date. Renew them with: make pictures"


def test_a_picture_shows_the_quote_and_nothing_of_the_markup(drawn: dict[str, str]) -> None:
    root = ElementTree.fromstring(drawn["answer"])
    said = "\n".join("".join(each.itertext()) for each in root.iter())
    assert "Joel Kinnaman" in said
    assert not [sign for sign in ("**", "](", "__", "\\") if sign in said]
    assert {each.get("href") for each in root.iter()} == {None}


def test_the_spoiler_notice_gives_nothing_away(drawn: dict[str, str]) -> None:
    assert "Goldilocks" not in drawn["spoiler"].replace(pictures.QUESTIONS["spoiler"][0], "")


def test_lines_keep_within_the_card() -> None:
    glyphs = list(pictures.glyphs_of("a **word** and another " * 20))
    lines = list(pictures.wrapped(glyphs, 300, 15))
    assert len(lines) > 5
    assert [glyph for line in lines for glyph in line][:-1] == glyphs
    assert all(pictures.length(line[:-1], 15) <= 300 for line in lines)
