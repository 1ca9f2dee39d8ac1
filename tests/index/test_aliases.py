"""Asking by another name finds the same article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.aliases import FILE
from index import build, freshness
from index.aliases import Aliases
from index.lexicon import Lexicon
from index.models import Turn
from index.question import understand
from index.search import Searcher
from index.views import View
from index.words import Words
from tests.index.helpers import ARTICLES, open_searcher, write_articles

NAMES = {FILE: "# nicknames\nAda Quill = Old Lanternface\nhalf a line\n"}


def test_terms_of_the_other_names_stand_for_those_of_one_said_in_full() -> None:
    aliases = Aliases([("Ada Quill", "Old Lanternface", "Lampy")])
    held = {"ada", "quill", "old", "lampi"}.__contains__
    assert aliases.related({"lampi"}, held)["lampi"] == {"ada", "quill", "old"}
    assert aliases.related({"old", "lanternfac", "x"}, held)["old"] == {"ada", "quill", "lampi"}
    assert aliases.related({"old", "lamp"}, held) == {}
    assert "lanternfac" in aliases


@pytest.mark.parametrize("question", ["What does Old Lanternface keep?", "old lanternface keeps?"])
def test_an_alias_finds_what_is_written_under_the_name(tmp_path: Path, question: str) -> None:
    folder = write_articles(tmp_path / "articles", ARTICLES | NAMES)
    searcher = open_searcher(folder, tmp_path / "home")
    understood, ranked = searcher.rank(question)
    assert "Ada Quill keeps the lighthouse" in ranked[0].text
    assert understood.unknown == 0
    assert understood.corrections == ()
    later = searcher.understand("since when?", (Turn(question),))
    assert later.weights["quill"] > 0.5
    assert understood.text == question
    assert understood.own >= {"ada", "quill"}
    assert all(info.path != FILE for info in searcher.articles())


def test_a_term_that_stands_for_two_counts_as_for_the_one_that_counts_more(tmp_path: Path) -> None:
    searcher = open_searcher(write_articles(tmp_path / "articles"), tmp_path / "home")
    question = replace(searcher.understand("lighthouse bakery"), related={})
    first, second = question.weights
    question = replace(question, weights={first: 1.0, second: 0.1})
    either = [
        replace(question, related=dict.fromkeys(order, frozenset({"merrow"})))
        for order in ((first, second), (second, first))
    ]
    one, other = ([c.score for c in searcher.candidates(each)] for each in either)
    assert one == other


def test_a_bad_line_is_reported_and_a_change_noticed(tmp_path: Path) -> None:
    folder, home = write_articles(tmp_path / "articles", ARTICLES | NAMES), tmp_path / "home"
    report = build.build(folder, home)
    assert [item.path for item in report.skipped] == [FILE]
    assert "line 3" in report.skipped[0].reason
    assert report.articles == len(ARTICLES)
    assert freshness.is_fresh(folder, home)
    (folder / FILE).write_text("Ada Quill = Beamer\n", encoding="utf-8")
    assert not freshness.is_fresh(folder, home)
    assert build.build(folder, home).skipped == ()
    assert "quill" in Searcher.open(home).understand("who is Beamer").own
    (folder / FILE).unlink()
    assert not freshness.is_fresh(folder, home)


def test_front_matter_gives_a_title_other_names(tmp_path: Path) -> None:
    page = "---\ntitle: Tobias Reed\naliases: [Uncle Toby, 007]\n---\nHe rowed to the mainland.\n"
    folder = write_articles(tmp_path / "articles", {"reed.md": page})
    searcher = open_searcher(folder, tmp_path / "home")
    assert searcher.understand("who is uncle toby").own == {"tobia", "reed"}
    assert searcher.understand("who is 007").own == {"tobia", "reed"}
    assert searcher.articles()[0].meta.aliases == ("Uncle Toby", "007")


@pytest.fixture(scope="module")
def nicknamed(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    names = "Ada Quill = Captain Thunder = Wildcat = Ada\nTobias Reed = Commander Grumpy\n"
    folder = write_articles(tmp_path_factory.mktemp("articles"), ARTICLES | {FILE: names})
    return open_searcher(folder, tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize("name", ["Captain Thunder", "captain thunder", "Wildcat", "Ada Quill"])
def test_a_question_by_another_name_is_as_sure_as_by_the_articles_own(
    nicknamed: Searcher, name: str
) -> None:
    asked = nicknamed.ask(f"What does {name} keep?")
    own = nicknamed.ask("What does Ada Quill keep?")
    assert (asked.confidence, asked.corrections) == (own.confidence, ())
    assert asked.question == f"What does {name} keep?"


def test_a_mistyped_other_name_is_repaired(nicknamed: Searcher) -> None:
    for typed in ("Comander Grumpy", "commander grumpyy"):
        assert nicknamed.understand(f"who is {typed}").own == {"tobia", "reed"}


def test_only_a_name_said_in_full_is_another(nicknamed: Searcher) -> None:
    assert "reed" not in nicknamed.understand("the commander of the ferry").weights
    assert nicknamed.understand("who is captain Vale").own == {"captain", "vale"}


def test_a_season_within_an_episode_is_no_name() -> None:
    lexicon = Lexicon({"lamp"}, Words.of({"lamp": (1, 0)}), {}, aliases=Aliases([("S4", "lamp")]))
    assert "lamp" not in understand("who was in S4E10", (), lexicon).own
    assert "lamp" in understand("who was in season 4", (), lexicon).own


def test_a_name_that_is_all_grammar_stands_for_nothing() -> None:
    names = Aliases([("Who", "It", "Lamp")])
    lexicon = Lexicon({"lamp"}, Words.of({"lamp": (1, 0)}), {}, aliases=names)
    assert understand("who is it", (), lexicon).own == {"who", "is", "it"}


def test_a_name_of_many_groups_has_a_few_of_their_names() -> None:
    groups = [("Ada Quill", f"nick{number}") for number in range(10_000)]
    related = Aliases(groups).related({"ada", "quill"}, lambda term: True)
    assert 0 < len(related["ada"]) < 100
    assert Aliases([[f"nick{number}" for number in range(10_000)]]).related(
        {"nick7"}, {"nick8"}.__contains__
    ) == {"nick7": {"nick8"}}


def test_a_view_brings_other_names_for_its_asker_alone(tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "articles")
    searcher = open_searcher(folder, tmp_path / "home")
    view = View(aliases=(("Ada Quill", "Old Lanternface"),))
    question = "What does Old Lanternface keep?"
    assert "Ada Quill keeps the lighthouse" in searcher.rank(question, view=view)[1][0].text
    assert "quill" not in searcher.rank(question)[0].own
    hidden = replace(view, hidden_articles=frozenset({"harbour.md"}))
    assert "quill" not in searcher.rank(question, view=hidden)[0].own
