"""Words that people write differently meet in one term."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import is_stop, tokens
from index.folding import fold
from index.languages import ENGLISH


def terms(text: str) -> list[str]:
    return [token.term for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Coral Peña", "coral pena"),
        ("Aleida’s role", "aleida's role"),
        ("Lee Jung-gil", "lee jung gil"),
        ("season four", "S4"),
        ("the fourth season", "the 4th season"),
        ("Season 4, Episode 10", "S04E10"),
        ("the U.S.S.R.", "the USSR"),
        ("the U.S.", "the US"),
        ("1,500 people", "1500 people"),
        ("ＮＡＳＡ", "nasa"),
        ("O’Neill", "oneill"),
        ("astronauts", "astronaut"),
        ("Straße", "strasse"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert set(terms(one)) == set(terms(other))


def test_the_country_is_not_the_pronoun() -> None:
    assert set(terms("tell us")) & set(terms("the US")) == set()


def test_names_keep_their_surface_form() -> None:
    assert [token.surface for token in tokens("Doris")] == ["doris"]


@given(st.text())
def test_offsets_are_inside_the_text_and_in_order(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert at <= token.start < token.stop <= len(text)
        assert token.term
        at = token.start


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


def test_stop_words_are_folded() -> None:
    assert {fold(word) for word in ENGLISH.stop_words} == ENGLISH.stop_words
    assert all(
        is_stop(token) for token in tokens("Who isn’t he, and what's that? whos whats hes thats")
    )
    assert not any(is_stop(token) for token in tokens("Mars mission"))
