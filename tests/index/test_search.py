"""A question finds its sentence; the quote is an exact slice; silence where the articles are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.models import Answer, NotFound, Turn
from index.search import Searcher
from tests.index.helpers import open_searcher, write_articles


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = write_articles(tmp_path_factory.mktemp("articles"))
    return open_searcher(folder, tmp_path_factory.mktemp("home"))


def answer(searcher: Searcher, question: str, *said: str) -> Answer:
    turns = tuple(map(Turn, said[::2], [*said[1::2], ""]))
    outcome = searcher.ask(question, turns)
    assert isinstance(outcome, Answer), outcome
    return outcome


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who keeps the lighthouse of Merrow?", "Ada Quill"),
        ("When did the bakery open?", "3 March 1921"),
        ("how much do honey cakes cost", "two crowns"),
        ("Why is the lamp lit at dusk?", "fishing boats"),
        ("Who built the largest clock?", "Oskar Finch"),
        ("who is the ferry's engineer?", "Bruno Hart"),
        ("who is the foundr of the bakry", "Pieter Loom"),
    ],
)
def test_the_first_quote_answers(searcher: Searcher, question: str, expected: str) -> None:
    assert expected in answer(searcher, question).quotes[0].text


@pytest.mark.parametrize(
    "question",
    [
        "What is the capital of France?",
        "asdf qwer zxcv",
        "how do I train a dragon",
        "",
        "???",
        "the",
    ],
)
def test_what_the_articles_do_not_say_is_not_found(searcher: Searcher, question: str) -> None:
    assert isinstance(searcher.ask(question), NotFound)


def test_not_found_names_the_closest_titles(searcher: Searcher) -> None:
    outcome = searcher.ask("Which wizard cursed the bakery dragon in Atlantis?")
    assert isinstance(outcome, NotFound)
    assert outcome.titles[0] == "The bakery on Tallow Street"


def test_a_question_of_stop_words_alone_is_searched(tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "a", {"who.md": "# The Who\n\nWho is he? He is the Who.\n"})
    assert searcher_quotes(open_searcher(folder, tmp_path / "h"), "who is he?")


def searcher_quotes(searcher: Searcher, question: str) -> tuple[str, ...]:
    outcome = searcher.ask(question)
    found = outcome.quotes if isinstance(outcome, Answer) else outcome.closest
    return tuple(quote.text for quote in found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(
            "who when lighthouse bakery clock honey Merrow Ada the 1921 ferry cook zzz".split()
        )
    ).map(" ".join)
)
def test_every_quote_is_an_exact_slice(searcher: Searcher, question: str) -> None:
    outcome = searcher.ask(question, top=10)
    for quote in outcome.quotes if isinstance(outcome, Answer) else outcome.closest:
        document = searcher.document(quote.article)
        assert document is not None
        text = document.article.text
        assert text[quote.start : quote.stop] == quote.text
        start = quote.passage_start
        assert text[start : start + len(quote.passage)] == quote.passage
        assert start <= quote.start <= quote.stop <= start + len(quote.passage)
        for span in (*quote.highlights, *([quote.answer] if quote.answer else [])):
            assert 0 <= span.start < span.stop <= len(quote.text)
    assert 0 <= outcome.confidence <= 1


def test_highlights_are_the_words_asked_for(searcher: Searcher) -> None:
    quote = answer(searcher, "Who keeps the lighthouse?").quotes[0]
    shown = [quote.text[span.start : span.stop] for span in quote.highlights]
    assert shown == ["keeps", "lighthouse"]


def test_a_correction_is_reported(searcher: Searcher) -> None:
    corrections = answer(searcher, "who keeps the lighthuose?").corrections
    assert [(item.asked, item.used) for item in corrections] == [("lighthuose", "lighthouse")]


def test_known_words_are_never_corrected(searcher: Searcher) -> None:
    assert answer(searcher, "When are the cakes baked?").corrections == ()


def test_a_pronoun_takes_its_subject_from_the_turn_before(searcher: Searcher) -> None:
    alone = answer(searcher, "Who keeps the lighthouse?").quotes[0].text
    follow_up = answer(searcher, "when did she take over?", "Who keeps the lighthouse?", alone)
    assert "1987" in follow_up.quotes[0].text


def test_a_new_subject_takes_what_was_asked(searcher: Searcher) -> None:
    follow_up = answer(searcher, "and Lottie Marsh?", "What does Bruno Hart do on the ferry?", "")
    assert "cook" in follow_up.quotes[0].text


def test_a_question_that_stands_alone_is_not_drawn_to_the_past(searcher: Searcher) -> None:
    follow_up = answer(
        searcher,
        "When did the bakery on Tallow Street open?",
        "Who keeps the lighthouse?",
        "Ada Quill",
    )
    assert "1921" in follow_up.quotes[0].text


def test_what_was_quoted_before_makes_way_for_what_is_about_as_good(tmp_path: Path) -> None:
    articles = {
        "one.md": "# Merrow\n\nThe ferry of Merrow is painted red every spring.\n",
        "two.md": "# Merrow\n\nThe ferry of Merrow sails at dawn from a pier.\n",
    }
    searcher = open_searcher(write_articles(tmp_path / "articles", articles), tmp_path / "home")
    question = "the ferry of Merrow"
    first, second = (item.text for item in searcher.rank(question)[1])
    for asked, expected in (("which ferry has Merrow", second), (question, first)):
        _, ranked = searcher.rank(question, (Turn(asked, first),))
        assert ranked[0].text == expected


def test_the_same_words_in_two_articles_are_one_quote(tmp_path: Path) -> None:
    line = "The comet returns every seventy-six years and can be seen without a telescope.\n"
    folder = write_articles(
        tmp_path / "a", {"one.md": f"# First\n\n{line}", "two.md": f"# Second\n\n{line}"}
    )
    outcome = answer(open_searcher(folder, tmp_path / "h"), "How often does the comet return?")
    assert len(outcome.quotes) == 1
    assert outcome.quotes[0].meta.title == "First"
    assert outcome.quotes[0].also_in == ("Second",)


def test_quotes_come_from_different_places(searcher: Searcher) -> None:
    quotes = answer(searcher, "Tell me about Merrow").quotes
    assert len({(quote.article, quote.passage_start) for quote in quotes}) == len(quotes)
