"""The few words that were asked for are found in a quote, or none where several might be."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.quoting import quotes
from tests.index.helpers import open_searcher, write_articles


def likely(tmp_path: Path, question: str, text: str) -> str | None:
    folder = write_articles(tmp_path / "a", {"a.md": f"# Merrow\n\n{text}\n"})
    outcome = open_searcher(folder, tmp_path / "h").rank(question)
    quote = quotes(*outcome, 1)[0]
    return quote.answer and quote.text[slice(*quote.answer)]


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Who keeps the lighthouse?", "Ada Quill keeps the lighthouse of Merrow.", "Ada Quill"),
        ("Who wrote the play?", "The play is by J. R. Vale and long.", "J. R. Vale"),
        ("Who keeps Gull Rock?", "Gull Rock is kept by Ines de Vale.", "Ines de Vale"),
        ("When did the bakery open?", "The bakery opened on 3 March 1921.", "3 March 1921"),
        ("What year did it close?", "It closed in 1987, in the rain.", "1987"),
        ("When was the mill built?", "The mill was built in the late 1880s.", "1880s"),
        ("How many cars has the tram?", "In 1904 the tram had eight cars.", "eight cars"),
        ("How much did it cost?", "The tram cost $1.5 million in 1904.", "$1.5 million"),
        ("Where does the ferry land?", "The ferry lands at Tallow Quay twice.", "Tallow Quay"),
    ],
)
def test_a_name_a_date_a_number_or_a_place_is_found(
    tmp_path: Path, question: str, text: str, expected: str
) -> None:
    assert expected in (likely(tmp_path, question, text) or "")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who keeps the lighthouse?", "The lighthouse is kept by a farmer."),
        ("Who keeps the lighthouse?", "Ada Quill and Ines Vale keep the lighthouse."),
        ("When did the bakery open?", "The bakery opened in 1921 and again in 1935."),
        ("How many cars has the tram?", "The tram of 1904 had several cars."),
        ("Why was the tram stopped?", "The tram was stopped in 1931 because of Ada Quill."),
        ("Where does the ferry land?", "The ferry lands in March."),
    ],
)
def test_nothing_is_marked_where_nothing_or_more_than_one_stands_out(
    tmp_path: Path, question: str, text: str
) -> None:
    assert likely(tmp_path, question, text) is None
