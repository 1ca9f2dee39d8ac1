"""Answers as Discord messages: the words of the quote, and nothing that formats, links or pings."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot import actions, markdown
from bot.actions import LONGEST_ID
from bot.cards import (
    CLIPPED,
    LONGEST,
    LONGEST_LAYOUT,
    Card,
    card,
    context_card,
    quotes_card,
)
from bot.controls import Asked, Button
from bot.features.registry import BUTTONS
from bot.layout import layout
from bot.texts.catalogue import text
from corpus.models import Span
from index.models import NEAR, Answer, Correction, NotFound, Quote
from tests.bot.quotes import ANY_TEXT, PAGE, SPECIAL, a_quote, quoted, quotes, spoken, unescaped
from tests.discord_server import Flag
from tests.discord_server.components import texts
from tests.discord_server.errors import Problems
from tests.discord_server.rules import check_message


def content(*quotes: Quote, corrections: tuple[Correction, ...] = ()) -> str:
    return card(Answer("?", quotes, 0.9, corrections)).content


# -- layout -------------------------------------------------------------------------------------


def test_a_quote_stands_in_a_block_with_its_matches_in_bold_and_its_source_below() -> None:
    quote = a_quote(
        "The keeper lit  the\nlamp at dusk.",
        (4, 10),
        (20, 24),
        headings=("The keeper", "Duties", "At night"),
        also_in=("A second look",),
        meta={"publisher": "Harbour Press", "published": date(2024, 1, 12)},
    )
    assert content(quote).splitlines() == [
        "> The **keeper** lit the **lamp** at dusk.",
        f"— [The keeper](<{PAGE}>) · Duties › At night · Harbour Press · 12 Jan 2024 · "
        "also in A second look",
    ]


def test_a_source_without_an_address_is_a_bold_title_and_has_no_button() -> None:
    shown = card(Answer("?", (a_quote("Words.", meta={"url": None}),), 0.9))
    assert shown.content.splitlines()[-1] == "— **The keeper**"
    assert shown.buttons == ()


def test_items_and_dialogue_keep_their_lines_and_paragraphs_do_not() -> None:
    text = "Two wrapped\nlines.\n\n- one\n- two\nMara: Who is there?\n2. three"
    assert quoted(content(a_quote(text))) == [
        "Two wrapped lines.", "\\- one", "\\- two", "Mara: Who is there?", "2\\. three",
    ]  # fmt: skip


def test_markup_of_the_source_shows_as_what_it_stands_for() -> None:
    text = "See [the old pier](https://example.org/pier_(old)) &amp; ![map](/map.png) &lt;b&gt;"
    assert spoken(quoted(content(a_quote(text)))[0]) == "See the old pier & map <b>"


def test_highlights_stay_on_their_words_where_text_before_them_shrinks_or_grows() -> None:
    text = "*[a](https://example.org)* &amp;\n lamp_room"
    at = text.index("lamp")
    line = quoted(content(a_quote(text, (at, at + 9))))[0]
    assert line == "\\*a\\* & **lamp\\_room**"


def test_the_likely_answer_is_underlined_beside_and_within_the_matches() -> None:
    quote = a_quote("She lit the lamp in 1931 here.", (4, 7), (12, 16), answer=Span(12, 24))
    assert quoted(content(quote)) == ["She **lit** the __**lamp in 1931**__ here."]


def test_a_quote_that_contradicts_the_first_stands_below_it_and_says_so() -> None:
    old = a_quote("Lit in 1931.", disagrees=True, score=0.001, meta={"published": date(1990, 1, 2)})
    shown = content(a_quote("Lit in 1932."), old).splitlines()
    assert shown[0] == "> Lit in 1932."
    assert shown[2:4] == [text("disagreeing"), "> Lit in 1931."]
    assert "2 Jan 1990" in shown[4]


def test_corrections_are_stated() -> None:
    shown = content(a_quote("Words."), corrections=(Correction("danyell*", "Danielle"),))
    assert shown.splitlines()[0] == "Showing results for **Danielle** (you asked for “danyell\\*”)."


def test_each_source_has_its_button() -> None:
    other = a_quote("Other words.", meta={"url": "https://example.org/other"})
    shown = card(Answer("?", (a_quote("Words."), a_quote("Plain.", meta={"url": None}), other), 1))
    assert [(button.label, button.url) for button in shown.buttons] == [
        ("Open source", f"{PAGE}#:~:text=Words."),
        ("Open source 3", "https://example.org/other#:~:text=Other%20words."),
    ]


def test_not_found_names_the_closest_articles_and_quotes_nothing() -> None:
    closest = (a_quote("Closest words."), a_quote("More words."))
    shown = card(NotFound("?", closest, NEAR / 2))
    assert "don't say" in shown.content
    assert shown.content.splitlines()[-1] == f"Closest articles: [The keeper](<{PAGE}>)"
    assert "words" not in shown.content
    assert shown.buttons == ()


def test_a_near_miss_is_shown_as_the_closest_passage_and_not_as_an_answer() -> None:
    shown = card(NotFound("?", (a_quote("Closest words."), a_quote("More words.")), NEAR))
    assert shown.content.splitlines()[:2] == [text("closest-passage"), "> Closest words."]
    assert "More words" not in shown.content
    assert "may not answer" in text("closest-passage")


def test_quotes_far_behind_the_best_are_not_shown() -> None:
    best, far = a_quote("Best words."), replace(a_quote("Far words."), score=0.01)
    shown = card(Answer("?", (replace(best, score=0.9), far), 0.9))
    assert "Best words" in shown.content
    assert "Far words" not in shown.content


def test_not_found_without_anything_close_is_one_sentence() -> None:
    assert len(card(NotFound("?", (), 0.0)).content.splitlines()) == 1


# -- length -------------------------------------------------------------------------------------


def test_later_quotes_are_dropped_when_they_do_not_fit() -> None:
    long = a_quote("word " * 220)
    shown = card(Answer("?", (long, long, long), 0.9))
    assert shown.content.count("— [The keeper]") == 1
    assert CLIPPED not in shown.content


def test_a_quote_that_cannot_fit_is_cut_after_a_word_and_says_so_outside_of_the_quote() -> None:
    shown = content(a_quote("lantern " * 600, (0, 4799)))
    line, source = shown.splitlines()
    assert line.startswith("> **lantern lantern")
    assert line.endswith(" lantern**")
    assert source.startswith(f"{CLIPPED}— [")
    assert LONGEST - 10 < len(shown) <= LONGEST


def test_escapes_and_bold_are_whole_where_a_quote_without_spaces_is_cut() -> None:
    line = content(a_quote("*" * 5000, (0, 5000))).splitlines()[0]
    assert re.fullmatch(r"> \*\*(\\\*)+\*\*", line)


@settings(deadline=None, max_examples=40)
@given(st.lists(quotes(), max_size=4), st.lists(ANY_TEXT, max_size=4), st.booleans())
def test_any_answer_fits_and_stays_in_its_lines(
    found: list[Quote], words: list[str], answered: bool
) -> None:
    corrections = tuple(Correction(word, word) for word in words)
    kind = Answer if answered else NotFound
    shown = card(kind("?", tuple(found), 0.5, corrections))
    assert 0 < markdown.size(shown.content) <= LONGEST
    heads = ("> ", "— ", f"{CLIPPED}— ", "Showing", "The articles", "Closest", text("disagreeing"))
    assert all(line.startswith(heads) for line in shown.content.split("\n"))
    assert len(shown.buttons) <= 5
    assert all(len(button.url) <= 512 for button in shown.buttons)
    assert all(button.url.startswith(("http://", "https://")) for button in shown.buttons)


@settings(deadline=None, max_examples=15)
@given(st.integers(1, 10), ANY_TEXT.filter(str.strip))
def test_long_texts_fit_too(times: int, text: str) -> None:
    long = (text + " ") * (times * 60)
    quote = a_quote(long, (0, len(long)), meta={"title": long, "publisher": long})
    assert markdown.size(content(quote, quote)) <= LONGEST
    assert markdown.size(card(NotFound("?", (quote,) * 5, 0.1)).content) <= LONGEST


# -- layouts ------------------------------------------------------------------------------------

ASKED = Asked(2**63, True, 1, "who kept the lamp?")
DIGESTS = st.integers(0, 2**64 - 1).map(lambda number: f"{number:016x}")


def checked(shown: Card) -> list[dict[str, Any]]:
    """The components of a card, which keep Discord's rules."""
    problems = Problems()
    components: list[dict[str, Any]] = layout(shown).to_components()
    check_message({"flags": Flag.COMPONENTS_V2, "components": components}, problems)
    assert not problems.tree
    assert markdown.size("".join(texts(components))) <= LONGEST_LAYOUT
    assert markdown.size(shown.content) <= LONGEST
    return components


def ids(shown: Card) -> list[str]:
    """The ids of a card's buttons; each is one that is answered."""
    found = [each.custom_id for row in shown.rows for each in row if isinstance(each, Button)]
    assert all(any(button.known(each) for button in BUTTONS) for each in found)
    return found


@st.composite
def found_quotes(draw: st.DrawFn) -> Quote:
    digest, first = draw(DIGESTS), draw(st.integers(0, 99_998))
    return replace(
        draw(quotes()), digest=digest, sentences=(first, draw(st.integers(first, 99_999)))
    )


@settings(deadline=None, max_examples=60)
@given(
    st.lists(found_quotes(), max_size=4),
    st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=3),
    ANY_TEXT,
    st.sampled_from([Answer, NotFound]),
    st.booleans(),
    st.integers(1, 400),
)
def test_any_layout_keeps_discords_rules_and_its_buttons_say_all_they_need(
    found: list[Quote],
    words: list[tuple[str, str]],
    question: str,
    kind: type[Answer] | type[NotFound],
    beyond: bool,
    times: int,
) -> None:
    question *= times
    corrections = tuple(Correction(*pair) for pair in words)
    outcome = kind(question, tuple(found), 0.5, corrections, beyond)
    for asked in (replace(ASKED, typed=question), Asked(1, False, None, question)):
        shown = card(outcome, asked)
        checked(shown)
        assert all(markdown.size(each) <= LONGEST_ID for each in ids(shown))
    for asked in (replace(ASKED, typed=question), Asked(1, True, 2, question)):
        apart = quotes_card(found, asked, "head")
        checked(apart)
        assert all(markdown.size(each) <= LONGEST_ID for each in ids(apart))
    if found:
        around = context_card(found[0], found[-1], found[0], question)
        checked(around)
        for part in (*card(outcome, ASKED).parts, *around.parts):
            for line in quoted(part):
                assert not SPECIAL.search(unescaped(line)[0])


def test_long_neighbours_make_way_for_the_quote_itself() -> None:
    long = a_quote("lantern " * 400, digest="0" * 16)
    shown = context_card(long, a_quote("Lit.", digest="1" * 16), long, "lantern")
    checked(shown)
    assert "> Lit." in "".join(shown.parts)
    assert sum("lantern" in part for part in shown.parts) == 1


def test_quotes_that_contradict_each_other_stand_side_by_side() -> None:
    first = a_quote("Lit in 1932.", digest="0" * 16, meta={"published": date(1991, 1, 2)})
    against = replace(first, text="Lit in 1931.", digest="1" * 16, disagrees=True)
    further = replace(first, text="It is lit.", digest="2" * 16)
    shown = card(Answer("?", (first, against, further), 0.9), ASKED)
    assert shown.parts[0] == f"**{text('disagree')}**"
    assert [quoted(part) for part in shown.parts[1:]] == [["Lit in 1932."], ["Lit in 1931."]]
    assert all("2 Jan 1991" in part for part in shown.parts[1:])
    assert any(each.startswith(actions.more([further])) for each in ids(shown))


def test_outside_of_a_server_nothing_is_shared_or_counted() -> None:
    outcome = Answer("?", (a_quote("Lit.", digest="0" * 16),), 0.9)
    kinds = {each.split(":")[1] for each in ids(card(outcome, Asked(1, True, None, "?")))}
    assert kinds == {"context", "delete"}


def test_a_long_question_is_shortened_to_its_words() -> None:
    question = "Who on earth was it that kept " + "the lamp and " * 30
    assert actions.reveal(question).startswith("q:reveal:earth")
    assert not actions.reveal(question).endswith("lam")
    assert actions.ask(question) is None
    assert actions.reveal("Who was it?") == "q:reveal:Who was it?"


def test_an_address_cannot_end_its_link_and_begin_another() -> None:
    url = "https://example.org/a)[free](https://evil.example/)**x"
    line = content(a_quote("Words.", meta={"url": url})).splitlines()[-1]
    assert "](" in line
    assert not re.search(r"[()\[\]*]", line.partition("](<")[2].removesuffix(">)"))


def test_accents_in_a_pile_stay_on_their_line() -> None:
    pile = "e" + "\u0301\u200b\u0489" * 500
    line = content(a_quote(f"Ola {pile} kéeps it.", meta={"title": pile}))
    assert line.count("\u0301") + line.count("\u0489") == 2 * markdown.MOST_ACCENTS
    assert "kéeps it." in line
