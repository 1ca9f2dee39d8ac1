"""What people read in a terminal, as plain text."""

from __future__ import annotations

from datetime import date

import pytest

from bot.terminal import DISAGREE, show_outcome
from corpus.models import Metadata, Span
from index.models import Answer, Quote


def a_quote(text: str, *, disagrees: bool = False, also_in: tuple[str, ...] = ()) -> Quote:
    meta = Metadata("The tram", publisher="Merrow Gazette", published=date(2024, 5, 6))
    return Quote(
        article="tram.md",
        meta=meta,
        text=text,
        start=0,
        stop=len(text),
        passage=text,
        passage_start=0,
        headings=(),
        score=0.01 if disagrees else 1.0,
        highlights=(Span(0, 3),),
        also_in=also_in,
        answer=Span(len(text) - 5, len(text) - 1),
        disagrees=disagrees,
    )


def test_every_article_that_says_the_same_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    show_outcome(Answer("?", (a_quote("Opened in 1904.", also_in=("One", "Two", "Three")),), 0.9))
    assert "also in One; Two; Three" in capsys.readouterr().out


def test_a_contradicting_quote_stands_under_the_first(capsys: pytest.CaptureFixture[str]) -> None:
    old = a_quote("Opened in 1904.", disagrees=True)
    show_outcome(Answer("?", (a_quote("Opened in 1905."), old), 0.9))
    first, second = capsys.readouterr().out.split(DISAGREE)
    assert "1905" in first
    assert "1904" in second
    assert "6 May 2024" in second
