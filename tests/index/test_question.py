"""What a question asks for, leans on, and meant where it was mistyped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import tokens
from index.irregular import BASE_FORMS
from index.lexicon import Lexicon
from index.model import english_words
from index.models import Turn
from index.question import Asks, Question, understand
from index.synonyms import related
from index.words import Words

WORDS = {
    "ada": (9, 9), "quill": (9, 9), "merrow": (5, 5), "loom": (2, 2), "lighthouse": (7, 0),
    "keeper": (4, 0), "keeps": (3, 0), "bakery": (3, 1), "opened": (2, 0), "captain": (2, 0),
    "ferry": (3, 0), "season": (5, 1), "4": (5, 0), "begins": (2, 0), "mental": (3, 0),
}  # fmt: skip
LEXICON = Lexicon(
    {token.term for word in WORDS for token in tokens(word)}, Words.of(WORDS), {}, english_words
)


def ask(text: str, *said: str) -> Question:
    return understand(text, tuple(map(Turn, said[::2], [*said[1::2], ""])), LEXICON)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Who keeps the lighthouse?", Asks.WHO),
        ("which actor plays the captain", Asks.WHO),
        ("When did it open?", Asks.WHEN),
        ("What year did it open?", Asks.WHEN),
        ("where's the ferry", Asks.WHERE),
        ("How many people live there?", Asks.HOW_MANY),
        ("how old is Ada", Asks.HOW_MANY),
        ("Why did she leave?", Asks.WHY),
        ("how come she left", Asks.WHY),
        ("How was it built?", Asks.HOW),
        ("What is a ferry?", Asks.WHAT),
        ("tell me about the ferry", Asks.OTHER),
        ("goldilocks?", Asks.OTHER),
    ],
)
def test_the_kind_of_thing_that_is_asked_for(question: str, asks: Asks) -> None:
    assert ask(question).asks is asks


@pytest.mark.parametrize(
    "question", ["who is the cast", "list the keepers", "which members return"]
)
def test_a_question_for_several_is_one(question: str) -> None:
    assert ask(question).several
    assert not ask("Who keeps the lighthouse?").several


def test_stop_words_and_degrees_do_not_search() -> None:
    assert set(ask("How often does the ferry go to the bakery?").weights) == {
        "ferri",
        "go",
        "bakeri",
    }


def test_stop_words_alone_are_all_there_is() -> None:
    question = ask("who is he?")
    assert set(question.weights) == {"who", "is", "he"}
    assert not question.telling
    assert question.own


def test_an_unknown_word_counts_as_unknown_unless_a_related_one_is_known() -> None:
    assert ask("when does season 4 start").unknown == 0
    assert ask("when does season 4 explode").unknown == pytest.approx(1 / 3)


def test_a_question_that_leans_takes_the_subject_along() -> None:
    leaning = ask("when was that opened?", "Who keeps the bakery of Merrow?", "Ada Quill.")
    assert leaning.weights["bakeri"] > 0.5
    assert 0 < leaning.weights["quill"] < leaning.weights["bakeri"]
    assert "quill" not in leaning.own


def test_a_new_subject_replaces_the_old_one() -> None:
    swapped = ask("and Loom?", "Does Ada keep the lighthouse?", "")
    assert swapped.weights["loom"] == 1
    assert swapped.weights["lighthous"] > 0.5
    assert "ada" not in swapped.weights


def test_a_question_that_stands_alone_takes_little() -> None:
    alone = ask("Who is the captain of the ferry?", "Who keeps the lighthouse?", "Ada Quill.")
    assert alone.weights["lighthous"] <= 0.1


def test_a_name_of_before_is_no_new_subject() -> None:
    same = ask("when did Ada leave it?", "Who is Ada Quill?", "")
    assert same.weights["quill"] > 0.5


def test_a_swap_holds_for_what_is_asked_next() -> None:
    after = ask("is he there?", "Does Ada keep the lighthouse?", "", "and Loom?", "")
    assert after.weights["loom"] > 0.5
    assert after.weights["lighthous"] > 0.5
    assert "ada" not in after.weights


def test_the_subject_is_taken_along_however_long_ago_it_came_up() -> None:
    said = ["Who keeps the lighthouse?", "", "since when?", "", "how so?", "", "why?", ""]
    late = ask("and then?", *said)
    assert late.weights["lighthous"] > 0.6


@pytest.mark.parametrize(
    ("text", "leans"),
    [("What is Loom?", False), ("Loom?", True), ("Is it open?", True), ("how many keepers?", True),
     ("and what does the captain keep?", True), ("when does the ferry run in summer", False)],
)  # fmt: skip
def test_what_leans_on_the_turn_before(text: str, leans: bool) -> None:
    carried = ask(text, "Is the bakery new?", "").weights["bakeri"]
    assert (carried > 0.5) is leans


def test_older_turns_count_less() -> None:
    turns = ask("and then?", "Who keeps the lighthouse?", "", "What about the ferry?", "")
    assert turns.weights["ferri"] > turns.weights["lighthous"]


def test_related_words_are_mutual_and_never_the_word_itself() -> None:
    groups = related(["begin", "die", "cast"])
    assert "start" in groups["begin"]
    assert "begin" in related(["start"])["start"]
    assert all(term not in others for term, others in groups.items())


def test_irregular_forms_meet_their_base() -> None:
    assert [token.term for token in tokens("took taken taking")] == ["take"] * 3
    assert all(base not in BASE_FORMS for base in BASE_FORMS.values())


@given(st.text(max_size=120), st.lists(st.text(max_size=60), max_size=6))
def test_anything_can_be_asked_after_anything(text: str, said: list[str]) -> None:
    question = ask(text, *said)
    assert 0 <= question.unknown <= 1
    assert all(0 < weight <= 1 for weight in question.weights.values())


def test_common_words_count_less() -> None:
    lexicon = Lexicon({"play", "margo"}, Words.of({}), {"play": 0.5})
    assert understand("who plays margo", (), lexicon).weights == {"play": 0.5, "margo": 1.0}


def test_the_names_of_a_question_are_known_however_they_are_typed() -> None:
    assert ask("who is ada quil").names == {"ada", "quill"}


@pytest.mark.parametrize("text", ["lol ok", "🚀", "who plays her?", "what is it?"])
def test_what_points_to_nothing_is_not_telling(text: str) -> None:
    assert not understand(text, (), LEXICON).telling


def test_what_asks_nothing_takes_nothing_along() -> None:
    said = (Turn("Who keeps the lighthouse?", "Ada Quill keeps it."),)
    assert not understand("lol ok", said, LEXICON).telling
    assert understand("why?", said, LEXICON).telling
