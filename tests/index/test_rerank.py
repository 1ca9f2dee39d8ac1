"""Which sentences of a passage are the quote."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.index.helpers import open_searcher, write_articles

RAIN = "Rain fell on the hills for most of the autumn, and nobody in the village minded much."


def first_quote(tmp_path: Path, text: str, question: str) -> str:
    folder = write_articles(tmp_path / "articles", {"a.md": text, "b.md": f"# Weather\n\n{RAIN}\n"})
    return open_searcher(folder, tmp_path / "home").rank(question)[1][0].text


@pytest.mark.parametrize(
    "text",
    [
        "# Interview\n\nWALTER: Where is the key?\nMINA: Under the stone.\nWALTER: Thanks.\n",
        "# Questions\n\nWhere is the key?\n\nUnder the stone.\n",
        "# Story\n\nWhere is the key? Under the stone. He found it there.\n",
    ],
)
def test_a_question_takes_its_answer_along(tmp_path: Path, text: str) -> None:
    assert "Under the stone" in first_quote(tmp_path, text, "Where is the key?")


def test_a_quote_stays_in_its_paragraph(tmp_path: Path) -> None:
    text = f"# Tram\n\nThe tram of Merrow was opened on 3 May 1904 by the mayor.\n\n{RAIN}\n"
    assert "Rain" not in first_quote(tmp_path, text, "When did the tram of Merrow open?")


def test_a_pronoun_takes_the_sentence_before_along(tmp_path: Path) -> None:
    text = "# Keepers\n\nMara Lindqvist lives on Gull Rock. She repaired the lamp in 1931.\n"
    quote = first_quote(tmp_path, text, "Who repaired the lamp in 1931?")
    assert quote.startswith("Mara Lindqvist")
