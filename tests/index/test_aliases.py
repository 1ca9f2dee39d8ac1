"""Asking by another name finds the same article."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.aliases import FILE
from index import build
from index.aliases import Aliases
from index.models import Turn
from index.search import Searcher
from tests.index.helpers import ARTICLES, open_searcher, write_articles

NAMES = {FILE: "# nicknames\nAda Quill = Old Lanternface\nhalf a line\n"}


def test_terms_of_the_other_names_stand_for_those_of_one_said_in_full() -> None:
    aliases = Aliases([("Ada Quill", "Old Lanternface", "Lampy")])
    assert aliases.related({"lampi"})["lampi"] == {"ada", "quill", "old", "lanternfac"}
    assert aliases.related({"old", "lanternfac", "x"})["old"] == {"ada", "quill", "lampi"}
    assert aliases.related({"old", "lamp"}) == {}
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
    assert "quill" in later.related["lanternfac"]
    assert all(info.path != FILE for info in searcher.articles())


def test_a_bad_line_is_reported_and_a_change_noticed(tmp_path: Path) -> None:
    folder, home = write_articles(tmp_path / "articles", ARTICLES | NAMES), tmp_path / "home"
    report = build.build(folder, home)
    assert [item.path for item in report.skipped] == [FILE]
    assert "line 3" in report.skipped[0].reason
    assert report.articles == len(ARTICLES)
    assert build.is_fresh(folder, home)
    (folder / FILE).write_text("Ada Quill = Beamer\n", encoding="utf-8")
    assert not build.is_fresh(folder, home)
    assert build.build(folder, home).skipped == ()
    assert "quill" in Searcher.open(home).understand("who is Beamer").related["beamer"]
    (folder / FILE).unlink()
    assert not build.is_fresh(folder, home)


def test_front_matter_gives_a_title_other_names(tmp_path: Path) -> None:
    page = "---\ntitle: Tobias Reed\naliases: [Uncle Toby]\n---\nHe rowed to the mainland once.\n"
    folder = write_articles(tmp_path / "articles", {"reed.md": page})
    searcher = open_searcher(folder, tmp_path / "home")
    assert searcher.understand("who is uncle toby").related["uncl"] == {"tobia", "reed"}
    assert searcher.articles()[0].meta.aliases == ("Uncle Toby",)
