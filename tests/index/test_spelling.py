"""Mistyped words become the articles' own; words that are known stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import tokens
from index.lexicon import Lexicon
from index.model import english_words
from index.question import Asks, understand
from index.spelling import correct, repair
from index.words import Words

WORDS = {
    "ada": (9, 9), "quill": (9, 9), "merrow": (5, 5), "lighthouse": (7, 0), "keeper": (4, 0),
    "bakery": (3, 1), "captain": (2, 0), "mental": (3, 0), "star": (9, 0), "the": (90, 5),
    "schooner": (4, 0), "runs": (9, 0), "aground": (3, 0), "junkets": (1, 0), "keeps": (3, 0),
    "apple": (9, 9), "tv": (9, 9), "ed": (9, 9), "edi": (1, 1),
}  # fmt: skip


def lexicon(words: dict[str, tuple[int, int]]) -> Lexicon:
    terms = {token.term for word in words for token in tokens(word)}
    return Lexicon(terms, Words.of(words), {}, english_words)


LEXICON = lexicon(WORDS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("lighthuose", "lighthouse"), ("bakry", "bakery"), ("capatin", "captain"), ("Quil", "quill"),
     ("ilghthouse", "lighthouse"), ("keping", "keeping"),
     ("ad", None), ("xqlzophne", None)],
)  # fmt: skip
def test_unknown_words_become_near_known_ones(typed: str, meant: str | None) -> None:
    corrections = {item.asked: item.used for item in repair(f"the {typed}", LEXICON).corrections}
    assert corrections == ({} if meant is None else {typed: meant})


@pytest.mark.parametrize("known", ["dental", "stay", "kept", "harrow", "junket", "bakeries"])
def test_one_word_of_english_never_becomes_another(known: str) -> None:
    assert repair(f"a {known}", LEXICON).text == f"a {known}"


def test_common_words_of_questions_are_never_corrected() -> None:
    charge = Lexicon({"chang"}, Words.of({"change": (5, 0)}), {"charg": 0.75})
    assert correct("charge", charge) == "change"
    assert repair("who is in charge", charge).corrections == ()


def test_a_mistyped_word_that_no_article_has_becomes_that_word() -> None:
    assert correct("premeire", LEXICON) == "premiere"


@pytest.mark.parametrize("typed", ["premeire", "plot twst", "pressurised", "whcih"])
def test_people_are_told_only_of_words_that_the_articles_have(typed: str) -> None:
    assert repair(f"the {typed}", LEXICON).corrections == ()


def test_a_word_that_leads_only_to_what_no_article_has_stays() -> None:
    assert repair("plot twst", LEXICON).text == "plot twst"


def test_a_name_of_two_letters_may_be_meant() -> None:
    assert correct("edd", LEXICON, name=True) == "ed"
    assert correct("edd", LEXICON) == "ed"


def test_two_words_run_together_win_over_letters_left_out() -> None:
    assert correct("appletv", LEXICON) == "apple tv"
    assert correct("applets", LEXICON) == "apple"


def test_where_many_words_are_unknown_the_rest_is_left_as_it_is() -> None:
    repaired = repair("xqzv " * 8 + "lighthuose " * 30, LEXICON)
    assert repaired.text.count("lighthouse") == 2
    assert repaired.text.count("lighthuose") == 28


def test_a_question_that_came_before_is_repaired_alike() -> None:
    assert [correct("bakry", LEXICON, name=name) for name in (True, False, True, False)] == [
        None, "bakery", None, "bakery"
    ]  # fmt: skip


def test_a_word_typed_as_a_name_is_one() -> None:
    assert correct("lighthuose", LEXICON, name=True) is None
    assert correct("merow", LEXICON, name=True) == "merrow"


def test_names_win_over_words_about_as_frequent() -> None:
    assert correct("loomq", lexicon({"looms": (6, 0), "loomy": (5, 5)})) == "loomy"


def test_neighbouring_keys_and_double_letters_decide_between_equals() -> None:
    assert correct("qazen", lexicon({"qaten": (2, 0), "qaxen": (2, 0)})) == "qaxen"
    assert correct("qazzen", lexicon({"qazen": (2, 0), "qazwen": (2, 0)})) == "qazen"


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ("waht is a schooner", Asks.WHAT),
        ("wehn does it run", Asks.WHEN),
        ("whta year did it", Asks.WHEN),
    ],
)
def test_a_mistyped_question_word_still_asks(typed: str, asks: Asks) -> None:
    question = understand(typed, (), LEXICON)
    assert question.asks is asks
    assert question.corrections == ()
    assert typed.split()[0] not in question.weights


def test_words_run_together_are_parted_and_parted_ones_joined() -> None:
    assert repair("who is adaquill?", LEXICON).text == "who is ada quill?"
    assert repair("the light house keeper", LEXICON).text == "the lighthouse keeper"
    assert repair("runs aground", LEXICON).text == "runs aground"


def test_a_correction_counts_a_little_less_than_what_was_typed() -> None:
    weights = understand("the bakry of merrow", (), LEXICON).weights
    assert weights["bakeri"] < weights["merrow"] == 1


@given(st.text(max_size=80))
def test_anything_can_be_repaired_and_only_where_it_says(text: str) -> None:
    repaired = repair(text, LEXICON)
    assert bool(repaired.starts) == (repaired.text != text)
    assert all(0 <= start < len(repaired.text) for start in repaired.starts)
    assert all(each.asked in text and each.used in repaired.text for each in repaired.corrections)
