"""What somebody may not see is in nothing that they are given, and what they may is still found."""

from __future__ import annotations

import re
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.spoilers import parse
from index import build, records
from index.models import Answer, NotFound, Outcome, Quote
from index.search import Searcher
from index.verifying import verify
from index.views import View
from tests.index.helpers import open_searcher, write_articles

ARTICLES = {
    "one.md": """---
title: Season one
spoils: S01
---
# Season one

## Crew

Ada Quill keeps the lighthouse of Merrow. She took over from Tobias Reed in 1987.

<!-- spoils: S04E10 -->
## Death of Ada

Ada Quill is killed by Bruno Hartwell in the lighthouse of Merrow.
""",
    "two.md": """---
title: Finale secrets
spoils: S04E10
aliases: [The Lampslayer]
---
# Finale secrets

Bruno Hartwell murdered Ada Quill with a lamp. He fled to Zembla.
""",
    "three.md": """---
title: The ferry
spoils: S01
unlock: 2030-01-01T00:00Z
---
# The ferry

The ferry of Merrow sails to Port Lorne. Its captain is Ines Vale.
""",
    "four.txt": "The bakery\n\nThe bakery stands on Tallow Street. Its oven is old.\n",
}
UNLOCKED = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = write_articles(tmp_path_factory.mktemp("articles"), ARTICLES)
    return open_searcher(folder, tmp_path_factory.mktemp("home"))


def seen(text: str) -> View:
    return View(horizon=parse(text))


def paths(searcher: Searcher, view: View) -> set[str]:
    return {info.path for info in searcher.articles(view)}


def quotes(outcome: Outcome) -> tuple[Quote, ...]:
    return outcome.quotes if isinstance(outcome, Answer) else outcome.closest


def test_a_horizon_hides_what_lies_past_it_and_what_is_unknown(searcher: Searcher) -> None:
    assert paths(searcher, seen("S01")) == {"one.md", "three.md"}
    assert paths(searcher, seen("S04E09")) == {"one.md", "three.md"}
    assert paths(searcher, seen("S04E10")) == {"one.md", "two.md", "three.md"}
    assert paths(searcher, seen("all")) == paths(searcher, View()) == set(ARTICLES)
    assert paths(searcher, seen("none")) == paths(searcher, seen("Book 7")) == set()


def test_the_best_answer_inside_is_found_and_a_better_one_beyond_is_told_of(
    searcher: Searcher,
) -> None:
    inside = searcher.ask("Who keeps the lighthouse of Merrow?", view=seen("S01"))
    assert isinstance(inside, Answer)
    assert inside.quotes[0].text == "Ada Quill keeps the lighthouse of Merrow."
    assert not inside.beyond
    assert searcher.ask("Who killed Ada Quill?", view=seen("S01")).beyond
    known = searcher.ask("Who killed Ada Quill?", view=seen("S04E10"))
    assert isinstance(known, Answer)
    assert "Bruno Hartwell" in known.quotes[0].text
    assert not known.beyond
    nowhere = searcher.ask("Who invented the telephone?", view=seen("S01"))
    assert isinstance(nowhere, NotFound)
    assert not nowhere.beyond


@pytest.mark.parametrize("question", ["Zemblaa?", "Who is Brunoo?", "the lampslayr"])
def test_no_correction_and_no_other_name_gives_a_hidden_word_away(
    searcher: Searcher, question: str
) -> None:
    assert searcher.ask(question).corrections
    assert searcher.ask(question, view=seen("S04E10")).corrections or "slayr" in question
    assert searcher.ask(question, view=seen("S01")).corrections == ()


def test_an_article_is_locked_until_its_time(searcher: Searcher) -> None:
    question = "Where does the ferry of Merrow sail?"
    before = View(now=UNLOCKED - timedelta(seconds=1))
    assert "three.md" not in {
        quote.article for quote in quotes(searcher.ask(question, view=before))
    }
    assert "three.md" not in paths(searcher, before)
    assert "The ferry" not in searcher.titles("", before)
    assert not searcher.ask(question, view=View(horizon=parse("S01"), now=before.now)).beyond
    for now in (UNLOCKED, UNLOCKED.replace(tzinfo=None)):
        assert quotes(searcher.ask(question, view=View(now=now)))[0].article == "three.md"


def test_passages_and_articles_are_hidden_also_after_a_reindex(tmp_path: Path) -> None:
    folder, home = write_articles(tmp_path / "articles", ARTICLES), tmp_path / "home"
    question = "Who keeps the lighthouse of Merrow?"
    quote = quotes(open_searcher(folder, home).ask(question))[0]
    write_articles(folder, {"a.txt": "A first file\n\nIt says nothing of note to anyone at all.\n"})
    build.build(folder, home)
    searcher = Searcher.open(home)
    assert quotes(searcher.ask(question))[0].digest == quote.digest
    hidden = View(hidden=frozenset({quote.digest, "no digest"}))
    assert searcher.passage(quote.digest, hidden) is None
    assert quote.digest not in {each.digest for each in quotes(searcher.ask(question, view=hidden))}
    assert "one.md" not in paths(searcher, View(hidden_articles=frozenset({"one.md", "no.md"})))


def test_a_pinned_passage_goes_first_where_it_answers_about_as_well(tmp_path: Path) -> None:
    articles = {
        "a.md": "# Old\n\nThe ferry of Merrow sails at dawn from the east pier of the town.\n",
        "b.md": "# New\n\nThe ferry of Merrow sails at noon, said its captain Ines Vale.\n",
        "c.md": "# Other\n\nThe bakery was opened by Pieter Loom, a miller.\n",
    }
    searcher = open_searcher(write_articles(tmp_path / "articles", articles), tmp_path / "home")
    question = "When does the ferry of Merrow sail?"
    every = quotes(searcher.ask(question, top=9))
    assert len(every) == 2
    for quote in every:
        pinned = View(pinned=frozenset({quote.digest}))
        first, *rest = quotes(searcher.ask(question, view=pinned))
        assert (first.digest, first.disagrees, len(rest)) == (quote.digest, False, 1)
    bakery = quotes(searcher.ask("Who opened the bakery?"))[0]
    pinned = View(pinned=frozenset({bakery.digest}))
    assert searcher.ask(question, view=pinned) == searcher.ask(question)


def test_words_of_a_question_are_highlighted_in_a_passage_that_is_fetched(
    searcher: Searcher,
) -> None:
    asked = quotes(searcher.ask("Who keeps the lighthouse of Merrow?"))[0]
    fetched = searcher.passage(asked.digest, sentences=asked.sentences)
    assert fetched
    assert not fetched.highlights
    assert searcher.marked(fetched, "keeps lighthouse Merrow").highlights == asked.highlights
    assert searcher.marked(fetched, "keps lighthuose").highlights, "misspelled"
    assert not searcher.marked(fetched, "").highlights


def test_context_ends_where_the_view_does(searcher: Searcher) -> None:
    quote = quotes(searcher.ask("Who keeps the lighthouse of Merrow?"))[0]
    before, after = searcher.neighbours(quote.digest, quote.sentences)
    assert before is None
    assert after
    assert after.text == "She took over from Tobias Reed in 1987."
    _, further = searcher.neighbours(after.digest, after.sentences)
    assert further
    assert "killed" in further.text
    assert searcher.neighbours(after.digest, after.sentences, seen("S01"))[1] is None
    assert searcher.neighbours(further.digest, further.sentences)[0] == after
    assert searcher.passage(further.digest, seen("S01")) is None
    assert searcher.neighbours(further.digest, (0, 0), seen("S01")) == (None, None)


def test_titles_are_found_by_any_word_without_case_and_accents(tmp_path: Path) -> None:
    articles = {
        "a.md": "# Señor Ruiz\n\n## The red door\n\nHe opens it in the morning.\n",
        "b.md": "# Redwood\n\n## The red door\n\nIt is a tree of great height.\n",
        "c.md": "# Colored\n\nAll of it is painted.\n",
    }
    searcher = open_searcher(write_articles(tmp_path / "articles", articles), tmp_path / "home")
    assert searcher.titles("SENOR r") == ("Señor Ruiz",)
    assert searcher.titles("red") == ("Redwood", "The red door", "Colored")
    assert searcher.titles("red", most=2) == ("Redwood", "The red door")
    assert searcher.titles("", most=3) == ("Colored", "Redwood", "Señor Ruiz")
    assert searcher.titles("...") == searcher.titles("")
    assert searcher.titles("no such") == ()


def test_a_quote_is_proved_by_its_file_as_it_is_now(tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "articles", ARTICLES)
    quote = quotes(open_searcher(folder, tmp_path / "home").ask("Who keeps the lighthouse?"))[0]
    proof = verify(folder, quote)
    assert (proof.start, proof.stop, proof.moved) == (quote.start, quote.stop, False)
    text = ARTICLES["one.md"].replace("## Crew", "## Its crew")
    write_articles(folder, {"one.md": text})
    moved = verify(folder, quote)
    assert (moved.stands, moved.moved, moved.start) == (True, True, quote.start + 4)
    assert moved.sha256 != proof.sha256
    write_articles(folder, {"one.md": text.replace("keeps", "kept")})
    assert not verify(folder, quote).stands


POINTS = st.sampled_from([None, "S01", "S02E03", "S03", "all", "S00", "Book 2", "rubbish"])
HORIZONS = st.sampled_from(["none", "S01", "S02E03", "S02", "S04E01", "Book 2", "Chapter 1"])
Part = tuple[str | None, int]
Drawn = tuple[str | None, bool, bool, list[Part]]
PARTS = st.lists(st.tuples(POINTS, st.integers(0, 3)), min_size=1, max_size=4)
LIBRARIES = st.lists(st.tuples(POINTS, st.booleans(), st.booleans(), PARTS), min_size=1, max_size=4)


def library(drawn: list[Drawn]) -> dict[str, str]:
    """Return articles whose titles, headings, other names and passages have words of their own."""
    made: dict[str, str] = {}
    for number, (spoils, locked, named, parts) in enumerate(drawn):
        front = [f"title: Title{'abcd'[number]}word"]
        front += [f"spoils: {spoils}"] * bool(spoils)
        front += ["unlock: 2030-01-01"] * locked
        front += [f"aliases: [Alias{'abcd'[number]}word]"] * named
        body = []
        for at, (point, where) in enumerate(parts):
            own = "abcd"[number] + "klmn"[at]
            mark = f"<!-- spoils: {point} -->" if point else ""
            heading, text = f"## Heading{own}word", f"Captain Name{own}word keeps the shore lamp."
            if where == 0:
                body += [f"{heading} {mark}", text]
            elif where == 1:
                body += [mark, heading, text]
            elif where == 2:
                body += [heading, mark, text]
            else:
                body.append(f"{mark} {text}")
        made[f"{number}.md"] = "\n\n".join(["---\n" + "\n".join(front) + "\n---", *body])
    return made


def words(value: object) -> set[str]:
    """Return the words of a library that stand anywhere in a value."""
    match value:
        case str():
            return set(re.findall(r"(?:title|heading|alias|name)[a-z]+word", value.lower()))
        case dict():
            return set().union(*map(words, value.values()))
        case list() | tuple():
            return set().union(*map(words, value))
    return set()


@settings(max_examples=40)
@given(LIBRARIES, HORIZONS, st.data())
def test_nothing_past_the_horizon_is_in_anything_returned(
    drawn: list[Drawn], horizon: str, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "articles"
        folder.mkdir()
        searcher = open_searcher(write_articles(folder, library(drawn)), Path(name) / "home")
        point = parse(horizon)
        assert point
        documents = [searcher.document(info.path) for info in searcher.articles()]
        passages = [(d.article, p) for d in documents if d for p in d.passages]
        texts = [article.text[slice(*passage.span)] for article, passage in passages]
        hidden = data.draw(st.sets(st.sampled_from(sorted(set(texts))), max_size=2))
        view = View(
            horizon=point,
            hidden=frozenset(map(records.digest, hidden)),
            now=UNLOCKED - timedelta(days=1),
        )
        shown, other = set[str](), set[str]()
        for (article, passage), text in zip(passages, texts, strict=True):
            open_to_all = text not in hidden and article.meta.unlock is None
            visible = open_to_all and point.covers(passage.reveals)
            (shown if visible else other).update(
                words([text, passage.headings, article.meta.title, article.meta.aliases])
            )
        other -= shown
        typed = data.draw(st.lists(st.sampled_from(sorted(shown | other)), min_size=1, max_size=3))
        slips = [word.replace("word", "wodr") for word in typed]
        for question in (*typed, *slips, "Who keeps the shore lamp?", f"keeps {' '.join(slips)}"):
            outcome = searcher.ask(question, top=30, view=view)
            found = quotes(outcome)
            around = [q for one in found for q in searcher.neighbours(one.digest, (0, 0), view)]
            given_back = [asdict(outcome) | {"question": "", "corrections": ()}]
            given_back += [asdict(quote) for quote in around if quote]
            assert not words(given_back) & other
            assert not words([item.used for item in outcome.corrections]) & other
        every = searcher.articles()
        documents = [searcher.document(info.path, view) for info in every]
        listed = [asdict(item) for item in (*searcher.articles(view), *documents) if item]
        titles = [searcher.titles(part, view, 99) for part in ("", "word", *typed)]
        assert not words([listed, titles]) & other
        by_digest = [searcher.passage(records.digest(text), view) for text in texts]
        assert not words([asdict(quote) for quote in by_digest if quote]) & other
        named = {word for word in shown if word.startswith("name")}
        assert named <= words(listed) | words([asdict(quote) for quote in by_digest if quote])


@pytest.mark.parametrize("by_server", [False, True])
def test_a_name_that_stands_past_the_horizon_leads_to_nobody_inside(
    tmp_path: Path, by_server: bool
) -> None:
    articles = {
        "one.md": "---\nspoils: S01\n---\nAda Quill keeps the lighthouse of Merrow.\n",
        "two.md": "---\nspoils: S04\n---\nThe thief Vexaris robbed the bank of Zembla.\n",
    }
    groups = (("Ada Quill", "Vexaris", "Keepy"),)
    if not by_server:
        articles["aliases.txt"] = " = ".join(groups[0])
    searcher = open_searcher(write_articles(tmp_path, articles), tmp_path / "home")
    aliases = groups if by_server else ()
    everything, early = View(aliases=aliases), View(parse("S01"), aliases=aliases)
    for asked in ("Who is Vexaris?", "Who is Vexarys?"):
        assert quotes(searcher.ask(asked, view=everything))
        outcome = searcher.ask(asked, view=early)
        assert not outcome.corrections
        assert not isinstance(outcome, Answer)
        marked = [q.text[slice(*span)] for q in quotes(outcome) for span in q.highlights]
        assert "Ada Quill" not in marked
    (found,) = quotes(searcher.ask("Who is Keepy?", view=early))
    assert "Ada Quill" in found.text
