"""The few words that were asked for are found in a quote, or none where several might be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from index.models import Turn
from index.quoting import quotes
from tests.index.helpers import open_searcher, write_articles


def likely(
    tmp_path: Path, question: str, text: str, history: Sequence[Turn] = (), aliases: str = ""
) -> str | None:
    articles = {"a.md": f"# Merrow\n\n{text}\n", "aliases.txt": aliases}
    folder = write_articles(tmp_path / "a", articles)
    outcome = open_searcher(folder, tmp_path / "h").rank(question, history)
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
        ("How many cars has the tram?", "In week 3 the tram had eight new cars.", "eight new"),
        ("How many metres is the tram?", "The tram is 30 meters long.", "30 meters"),
        ("How many crowns did the tram cost?", "The tram cost ten million.", "ten million"),
        ("How many trivetts are there?", "There are nine trivets on 12 tables.", "nine trivets"),
        ("How many people took the tram?", "300 guests took the tram.", "300 guests"),
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
        ("How many cars has the tram?", "The tram was shut for one week."),
        ("How many cars has the tram?", "The tram appears in season 3, chapter 4."),
    ],
)
def test_nothing_is_marked_where_nothing_or_more_than_one_stands_out(
    tmp_path: Path, question: str, text: str
) -> None:
    assert likely(tmp_path, question, text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bakery opened on 1921-03-04.", "1921-03-04"),
        ("The bakery opened on 04/03/1921.", "04/03/1921"),
        ("The bakery opened on 4.3.1921.", "4.3.1921"),
        ("The bakery opened on 4 May.", "4 May"),
        ("The bakery opened on 4 Nov.", "4 Nov"),
        ("The bakery opened on Nov. 4, 1921.", "Nov. 4, 1921"),
    ],
)
def test_a_date_is_marked_whole_and_without_the_full_stop(
    tmp_path: Path, text: str, expected: str
) -> None:
    assert likely(tmp_path, "When did the bakery open?", text) == expected


def test_who_was_asked_about_by_another_name_is_not_the_answer(tmp_path: Path) -> None:
    text = "Ada Quill married Bruno Hart."
    aliases = "Ada Quill = Gullmother\n"
    found = likely(tmp_path, "Who did Gullmother marry?", text, aliases=aliases)
    assert found == "Bruno Hart"


def test_who_the_conversation_is_about_is_not_the_answer(tmp_path: Path) -> None:
    text = "Ada Quill married Bruno Hart."
    history = [Turn("Where does Ada Quill live?", "Ada Quill lives at Tallow Quay.")]
    assert likely(tmp_path, "Who did she marry?", text, history) == "Bruno Hart"
