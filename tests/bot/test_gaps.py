"""Questions that found nothing, grouped by what they are about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.gaps import Gap, gaps, missed
from bot.store.records import Missed

DAY = 20_000


def test_questions_in_other_words_are_one_gap() -> None:
    asked = ["Who is Oskar's brother?", "oskars BROTHER", "Does Oskar have a brother?"]
    keys = {found.key for each in asked if (found := missed(each, DAY))}
    assert len(keys) <= 2
    assert missed(asked[0], DAY) != missed("Who is Oskar's sister?", DAY)


def test_only_words_are_kept_and_no_one_who_was_mentioned() -> None:
    found = missed("<@123> did <@!456> see the kraken in S04E10 <:wave:789> <#11> <@&12>?", DAY)
    assert found is not None
    assert found.words == "see kraken S04E10"


def test_a_question_of_grammar_alone_is_not_kept() -> None:
    assert missed("what is it?", DAY) is None
    assert missed("<@123>", DAY) is None


@given(st.text(max_size=300))
def test_any_text_is_kept_as_words_of_it(text: str) -> None:
    found = missed(text, DAY)
    assert found is None or all(word in text for word in found.words.split())


def test_the_newest_and_most_frequent_come_first() -> None:
    kept = [
        Missed("old", "old", DAY - 28, 8),
        Missed("new", "new", DAY, 1),
        Missed("often", "often", DAY - 7, 3),
        Missed("often", "Often", DAY - 1, 1),
    ]
    assert gaps(kept, DAY) == (
        Gap("Often", 4, DAY - 1, key="often"),
        Gap("new", 1, DAY, key="new"),
        Gap("old", 8, DAY - 28, key="old"),
    )
