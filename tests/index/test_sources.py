"""Of two equal answers the better source goes first; contradictions are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.facts import facts
from index.models import Answer
from tests.index.helpers import open_searcher, write_articles

QUESTION = "When did the tram of Merrow open?"
OLD = "The tram of Merrow was opened on 3 May 1904 by the mayor."
NEW = "The tram of Merrow was opened on 9 May 1904 by the mayor."
FILLER = "Rain fell on the hills for most of the autumn, and nobody minded."


def article(text: str, title: str, **fields: str) -> str:
    front = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\ntitle: {title}\n{front}---\n{text}\n\n{FILLER}\n"


def ask(tmp_path: Path, question: str, *articles: str) -> Answer:
    names = {f"{at}.md": text for at, text in enumerate(articles)}
    searcher = open_searcher(write_articles(tmp_path / "a", names), tmp_path / "h")
    outcome = searcher.ask(question)
    assert isinstance(outcome, Answer), outcome
    return outcome


BAKED = "Honey cakes are baked in the old mill on Fridays."
SOLD = "Honey cakes are sold in the old mill on Fridays and the queue is long."


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"tier": "official"}, {"tier": "wiki"}),
        ({"tier": "interview"}, {"tier": "recap"}),
        ({"tier": "official"}, {}),
        ({}, {"tier": "wiki"}),
        ({"published": "2024-01-02"}, {"published": "2023-12-31"}),
    ],
)
def test_of_two_equal_answers_the_better_source_goes_first(
    tmp_path: Path, better: dict[str, str], worse: dict[str, str]
) -> None:
    """Equal but for a word that the question does not have."""
    quotes = ask(
        tmp_path,
        "Where are the cakes baked?",
        article("The oat cakes were baked at Reed Farm.", "Cakes", **worse),
        article("The nut cakes were baked at Vale Farm.", "Cakes", **better),
    ).quotes
    assert "Vale" in quotes[0].text


def test_a_better_answer_stays_first_whatever_its_source(tmp_path: Path) -> None:
    quotes = ask(
        tmp_path,
        "When are honey cakes baked in the old mill?",
        article(SOLD, "Cakes", tier="official", published="2024-05-06"),
        article(BAKED, "Cakes", tier="wiki", published="1999-01-01"),
    ).quotes
    assert quotes[0].text == BAKED


@pytest.mark.parametrize("newest", [0, 1])
def test_where_sources_disagree_the_newer_is_first_and_the_other_is_shown_with_it(
    tmp_path: Path, newest: int
) -> None:
    dates = ["1950-01-01", "1950-01-01"]
    dates[newest] = "2001-01-01"
    answer = ask(
        tmp_path,
        QUESTION,
        article(OLD, "One", published=dates[0]),
        article(NEW, "Two", published=dates[1]),
    )
    first, second = answer.quotes[:2]
    assert first.text == (OLD, NEW)[newest]
    assert (first.disagrees, second.disagrees) == (False, True)
    assert second in answer.worth_showing


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (OLD, "The tram of Merrow was opened in May 1904 by the mayor."),
        (OLD, "The tram of Merrow was opened on May 3, 1904 by the mayor."),
        (
            "The tram of Merrow opened with eight cars and 1,500 guests.",
            "The tram of Merrow opened with 8 cars and 1500 guests.",
        ),
        (
            "The tram of Merrow opened with eight cars of its own.",
            "The tram of Merrow opened with about ten cars of its own.",
        ),
        ("The first tram of Merrow opened in 1904.", "The second tram of Merrow opened in 1911."),
        ("The tram of Merrow opened in 1904.", "In 1931 a woman drove the tram of Merrow."),
        (
            "The tram of Merrow was opened by Ada Quill in 1904.",
            "The tram of Merrow was opened by Ben Hart in 1905.",
        ),
        (
            "The tram of Merrow opened on 3 May 1904 for the mayor.",
            "The tram of Merrow opened on 5 July 1904 for everybody.",
        ),
        (
            "The tram of Merrow is open until 5 pm in winter.",
            "The tram of Merrow is open until 9 pm in summer.",
        ),
        ("The tram of Merrow opened in 1904.", "The tram of Merrow opened again in 1931."),
        (
            "The tram of Merrow opened after 2 hours and 5 minutes.",
            "The tram of Merrow opened after 125 minutes.",
        ),
        ("The tram of Merrow opened on 1904-05-03.", "The tram of Merrow opened on 3 May 1904."),
        ("The tram of Merrow opened on 03/05/1904.", "The tram of Merrow opened on 3 May 1904."),
    ],
)
def test_what_can_both_be_true_is_no_disagreement(tmp_path: Path, one: str, other: str) -> None:
    outcome = ask(tmp_path, QUESTION, article(one, "One"), article(other, "Two"))
    assert not any(quote.disagrees for quote in outcome.quotes)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "How many cars has the tram of Merrow?",
            "The tram of Merrow has eight cars.",
            "Since the repair the tram of Merrow has 12 cars.",
        ),
        (
            "Is the tram of Merrow going to be rebuilt?",
            "The tram of Merrow is going to be rebuilt next to the harbour.",
            "The tram of Merrow is not going to be rebuilt next to the harbour.",
        ),
        (
            "When does season 5 of Lamplight premiere?",
            "Season 5 of Lamplight premieres on March 3, 2026.",
            "The fifth season of Lamplight premieres on March 27, 2026.",
        ),
        (
            "How long is the tram of Merrow?",
            "The tram of Merrow is 30 metres long.",
            "The tram of Merrow is 31 meters long.",
        ),
        (
            "How long does the tram of Merrow take?",
            "The tram of Merrow takes 1 hour and 5 minutes.",
            "The tram of Merrow takes 60 minutes.",
        ),
        (
            QUESTION,
            "The tram of Merrow opened on 1904-05-03.",
            "The tram of Merrow opened on 4.5.1904.",
        ),
        (
            QUESTION,
            "The tram of Merrow opened on 03/05/1904.",
            "The tram of Merrow opened on 4/5/1904.",
        ),
    ],
)
def test_a_number_a_date_or_a_not_makes_a_disagreement(
    tmp_path: Path, question: str, one: str, other: str
) -> None:
    outcome = ask(
        tmp_path,
        question,
        article(one, "One", published="2020-01-01"),
        article(other, "Two", published="2024-01-01"),
    )
    assert [quote.text for quote in outcome.quotes[:2]] == [other, one]
    assert outcome.quotes[1].disagrees


@pytest.mark.parametrize(
    ("verb", "one", "other", "disagree"),
    [
        ("built", "by Jon Vik", "by Kari Moe", True),
        ("built", "by Jon Vik", "by Jon Vik and Kari Moe", False),
        ("built", "by Jon Vik", "by J. Vik", False),
        ("built", "by Jon Vik", "by Kari Moe for the fleet", False),
        ("built", "by Jon Vik in 1904", "by Kari Moe in 1931", False),
        ("visited", "by Jon Vik", "by Kari Moe", False),
    ],
)
def test_who_did_what_is_done_once_makes_a_disagreement(
    tmp_path: Path, verb: str, one: str, other: str, disagree: bool
) -> None:
    outcome = ask(
        tmp_path,
        f"Who {verb} the lighthouse of Tarn?",
        article(f"The lighthouse of Tarn was {verb} {one}.", "One", published="2020-01-01"),
        article(f"The lighthouse of Tarn was {verb} {other}.", "Two", published="2024-01-01"),
    )
    assert any(quote.disagrees for quote in outcome.quotes) == disagree
    assert not disagree or "Kari Moe" in outcome.quotes[0].text


def test_what_only_one_of_two_titles_is_about_is_not_disputed(tmp_path: Path) -> None:
    """The second article tells of another film."""
    outcome = ask(
        tmp_path,
        "How many critics reviewed Night Ferry?",
        article("The film was reviewed by 172 critics of the daily papers.", "Night Ferry"),
        article("The film was reviewed by 109 critics of the daily papers.", "Salt Road"),
    )
    assert not any(quote.disagrees for quote in outcome.quotes)


def test_an_article_does_not_disagree_with_itself(tmp_path: Path) -> None:
    text = f"## Before\n\n{OLD}\n\n## After\n\n{NEW}"
    assert not any(
        quote.disagrees for quote in ask(tmp_path, QUESTION, article(text, "One")).quotes
    )


def test_a_sentence_of_nothing_but_a_date_states_that_date() -> None:
    assert facts("3 May 1904").dates == (("1904", "May", "3", ""),)
    assert facts("").words == frozenset()
