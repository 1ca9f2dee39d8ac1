"""What is computed of all sentences at once, from numbers on disk, is what the words say."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import features
from index.features import FEATURES
from index.languages import ENGLISH, WITH_DATA, get
from index.search import Searcher
from tests.index.helpers import open_searcher, write_articles
from tests.index.plain_features import Found, plain_rows

SHIPPED = Path(__file__).resolve().parents[2] / "corpus" / "articles"
FAN_QUESTIONS = Path(__file__).resolve().parents[1] / "cases" / "fan_questions.json"

SENTENCES = (
    "Ada Quill is the keeper of the lighthouse.", "She kept it, because the Boats returned late!",
    "S4E10 aired in the U.S. on 3 May 1987.", "Keepers' lamps: 1,500 of them?", "東京都の灯台。",
    "Tom: Who kept the lamp?", "“The lamp” means light; Tom Reed left for Merrow.", "US and us.",
    "L'été, Peña’s boats (the red ones) — twelve — sail from Łódź.", "It is known as Merrow.",
)  # fmt: skip
HEADINGS = ("# Merrow\n", "## The keepers of Merrow\n", "## Cast\n\n- Ada Quill as Tom Reed\n")
QUESTIONS = (
    "Who keeps the lighthouse of Merrow?", "When did s4e10 air in the US?", "What is Merrow?",
    "Who plays Tom Reed?", "How many lamps are there?", "Why did the boats return late?",
    "What happens when Tom leaves?", "Who are the members of the cast?", "Where is Ada Quill?",
    "Pena keeping the lamp lit", "東京都", "how did the founder of the founding light it?",
)  # fmt: skip


def assert_alike(searcher: Searcher, text: str) -> None:
    question = searcher.understand(text)
    candidates = searcher.candidates(question)
    if not candidates:
        return
    documents = [searcher.document(candidate.article.path) for candidate in candidates]
    found = [
        Found(document.article, candidate.passage, candidate.language, candidate.score)
        for candidate, document in zip(candidates, documents, strict=True)
        if document
    ]
    actual = features.rows(question, candidates, searcher.idf)
    expected = plain_rows(question, found, searcher.idf)
    for name, own, plain in zip(FEATURES, actual.T, expected.T, strict=True):
        np.testing.assert_allclose(own, plain, atol=1e-9, err_msg=f"{name} of {text}")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return open_searcher(SHIPPED, tmp_path_factory.mktemp("home"))


def test_the_shipped_articles(shipped: Searcher) -> None:
    for case in json.loads(FAN_QUESTIONS.read_text("utf-8"))[:60]:
        assert_alike(shipped, case["question"])


lines = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)
blocks = lines | lines.map("- {}\n- And more of it".format) | st.sampled_from(HEADINGS)


@settings(max_examples=25)
@given(st.lists(st.lists(blocks, min_size=1, max_size=5).map("\n\n".join), min_size=1, max_size=3))
def test_articles_of_all_kinds(articles: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        written = {
            f"{number}.md": f"---\ntitle: Merrow {number}\n---\n{text}\n\nThe lamp of Ada is lit.\n"
            for number, text in enumerate(articles)
        }
        (Path(folder) / "articles").mkdir()
        home = Path(folder) / "home"
        searcher = open_searcher(write_articles(Path(folder) / "articles", written), home)
        for question in QUESTIONS:
            assert_alike(searcher, question)


def test_patterns_of_any_case_are_written_in_lower_case() -> None:
    for pattern in (p for code in WITH_DATA for p in get(code).answers.values()):
        if pattern.flags & 2:
            assert pattern.pattern.lower() == pattern.pattern


def test_what_only_introduces_can_be_asked_for(tmp_path: Path) -> None:
    cast = "# Marsh\n\n## People\n\n- Ada Quill as Tom Reed\n- Bo Vale as Ann Finch\n"
    searcher = open_searcher(write_articles(tmp_path / "a", {"cast.md": cast}), tmp_path / "h")
    question = searcher.understand("Who plays Tom Reed?")
    term = next(t for t in question.weights if t.startswith("play"))
    found = searcher.candidates(question)[0].found
    assert ENGLISH.plays
    assert not searcher._lexicon.knows(term)
    assert found.among([term], 0, 0) == {term}
