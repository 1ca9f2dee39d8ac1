"""The judge against figures worked out by hand and the sets' own one; the program as a whole."""

from __future__ import annotations

import importlib.util
import json
import random
import re
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz.distance import DamerauLevenshtein

from bench import quality
from bench.judging import File, Judged, auroc, coverage, figures, judge
from bench.peers import peers
from index.features import FEATURES
from index.models import NotFound, Turn
from index.search import Searcher
from tests.index.helpers import ARTICLES, open_searcher

EVALUATE = Path(__file__).parents[3] / "shared" / "eval" / "evaluate.py"

TEXTS = {
    "harbour.md": ARTICLES["harbour.md"].partition("---\n# ")[2],
    "bakery.md": ARTICLES["bakery.txt"],
}
ASKED: tuple[tuple[str, str, str, list[str]], ...] = (
    ("Who keeps the lighthouse of Merrow?", "span", "Ada Quill", []),
    ("When did she take over?", "span", "1987", ["Who is Ada Quill?", "She keeps a lighthouse."]),
    ("Why is the lamp lit at dusk?", "sentence", "The lamp is lit at dusk because", []),
    ("Which cakes are baked on Fridays?", "passage", "Honey cakes are baked every Friday.", []),
    ("Who is the engineer of the ferry?", "span", "Bruno Hart", []),
    ("How much does a loaf of rye bread cost?", "span", "", []),
)
OFFTOPIC = ("Who won the football cup?", "What is the capital of Peru?")


def record(identity: str, question: str, kind: str, answer: str, history: list[str]) -> Any:
    gold = [
        [name, text.index(answer), text.index(answer) + len(answer)]
        for name, text in TEXTS.items()
        if answer and answer in text
    ]
    fields = {"id": identity, "question": question, "kind": kind, "history": history, "gold": gold}
    return fields | {"answerable": bool(gold)}


QUESTIONS = [record(str(number), *asked) for number, asked in enumerate(ASKED)]
OUTSIDE = [record(f"o{number}", asked, "offtopic", "", []) for number, asked in enumerate(OFFTOPIC)]


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    """A folder with two sets: one with answers, one that grades articles."""
    for name in ("small", "ranking"):
        articles = tmp_path / "sets" / name / "articles"
        articles.mkdir(parents=True)
        for file, text in TEXTS.items():
            (articles / file).write_text(text, "utf-8")
        lines = QUESTIONS if name == "small" else [QUESTIONS[0] | {"kind": "rank", "gold": []}]
        (articles.parent / "questions.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (tmp_path / "sets" / "small" / "offtopic.jsonl").write_text("\n".join(map(json.dumps, OUTSIDE)))
    (tmp_path / "sets" / "ranking" / "qrels.tsv").write_text("0\tharbour.md\t1\n")
    return tmp_path / "sets"


@pytest.fixture
def searcher(sets: Path, tmp_path: Path) -> Searcher:
    return open_searcher(sets / "small" / "articles", tmp_path / "home")


def reply(article: str, text: str, confidence: float = 1.0, passage: str = "") -> dict[str, Any]:
    quote = {"article": article, "text": text, "passage": passage or text}
    return {"answered": True, "confidence": confidence, "quotes": [quote]}


def judged(kind: str, gold: str, text: str, file: str) -> Judged:
    start = file.index(gold)
    question = {"answerable": True, "kind": kind, "gold": [["a.md", start, start + len(gold)]]}
    return judge(question, reply("a.md", text), {"a.md": File(file)}, {})


def test_a_quote_is_found_whatever_its_white_space() -> None:
    file = "  One\n\n two   three. one two"
    assert [file[start:stop] for start, stop in File(file).places("two three.")] == ["two   three."]
    assert File(file).places("One\ttwo") == [(2, 11)]
    assert File(file).places("two one") == File(file).places(" ") == []


@pytest.mark.parametrize(
    ("kind", "gold", "text", "right"),
    [
        ("span", "bcd", "a bcd e", True),
        ("span", "bcd", "a bc", False),
        ("sentence", "0123456789", "012345", True),
        ("sentence", "0123456789", "01234", False),
        ("passage", "a bcd e 0123456789", "e 0123456789 next", True),
        ("passage", "a bcd", "d e 0123456789", False),
        ("rank", "bcd", "bcd", False),
    ],
)
def test_what_counts_as_right(kind: str, gold: str, text: str, right: bool) -> None:
    assert judged(kind, gold, text, "a bcd e 0123456789 next words").quote is right


def test_a_quote_counts_for_300_characters_and_a_passage_for_1500() -> None:
    file = "x " * 200 + "answer " + "y " * 800 + "late"
    found = judged("span", "answer", file, file)
    assert (found.quote, found.passage) == (False, True)
    assert not judged("span", "late", file, file).passage


def test_a_quote_that_its_article_does_not_hold_is_counted() -> None:
    assert judged("span", "bcd", "a bcd!", "a bcd e").foreign == 1


def test_auroc_counts_ties_half() -> None:
    assert auroc([1, 2], [0, 1]) == 0.875
    assert auroc([], [1]) is None


def test_coverage_takes_the_best_threshold_that_holds_and_ties_together() -> None:
    rows = [(0.9, True)] * 9 + [(0.8, False), (0.7, True), (0.6, False), (0.6, True)]
    assert coverage(rows) == 10
    assert coverage([(0.5, True), (0.5, False)]) == 0


def test_the_judge_says_what_the_sets_own_one_says(searcher: Searcher) -> None:
    if not EVALUATE.is_file():
        pytest.skip("the shared question sets are not here")
    spec = importlib.util.spec_from_file_location("evaluate", EVALUATE)
    assert spec
    assert spec.loader
    other = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(other)
    files = {name: File(text) for name, text in TEXTS.items()}
    articles = {name: other.Article(name, text) for name, text in TEXTS.items()}
    relevant: Mapping[str, Mapping[str, int]] = {"0": {"harbour.md": 1, "bakery.md": 2}}
    names = {
        "passage@1": "passage@1",
        "quote@1": "quote@1",
        "cov@P90 passage": "passage cov@P90",
        "cov@P90 quote": "quote cov@P90",
        "AUROC off-topic": "AUROC off-topic",
        "off-topic answered": "own: false answers off-topic",
        "nDCG@10": "nDCG@10",
    }
    for system in (quality.quoth(searcher), *peers(files, searcher).values()):
        replies = {q["id"]: dict(system(q)) for q in [*QUESTIONS, *OUTSIDE]}
        for grades in ({}, relevant):
            ours = figures(
                [
                    judge(q, replies[q["id"]], files, grades.get(q["id"], {}))
                    for q in [*QUESTIONS, *OUTSIDE]
                ]
            )
            caps = Namespace(quote_cap=300, passage_cap=1500)
            theirs, *_ = other.score("", replies, articles, QUESTIONS, OUTSIDE, grades, caps)
            for name, their_name in names.items():
                if their_name in theirs:
                    assert ours[name] == pytest.approx(theirs[their_name]), name


def test_every_feature_is_in_one_family_and_every_family_has_one() -> None:
    found = quality.families()
    assert sorted(each for family in found.values() for each in family) == sorted(FEATURES)
    assert found.keys() == {*quality.FAMILIES, "form"}


def test_a_part_that_is_switched_off_is_missing_and_the_searcher_stays_whole(
    searcher: Searcher,
) -> None:
    variants = dict(quality.ablations(searcher))
    repaired = searcher.ask("Who keeps the lighthuose?").corrections
    assert repaired
    assert not variants["without spelling repair"].ask("Who keeps the lighthuose?").corrections
    assert searcher.ask("Who keeps the lighthuose?").corrections == repaired
    assert searcher.rank("Who started the bakery?")[0].related
    assert not variants["without related words"].rank("Who started the bakery?")[0].related
    asked = "When did she take over?", (Turn("Who is Ada Quill?", "She keeps a lighthouse."),)
    alone = searcher.rank(asked[0])[0].weights
    assert searcher.rank(*asked)[0].weights != alone
    assert variants["without earlier turns"].rank(*asked)[0].weights == alone
    for variant in variants.values():
        assert isinstance(variant.ask("What is the capital of Peru?"), NotFound)


def test_mistyped_words_are_one_slip_away() -> None:
    text = "Which harbour has the oldest lighthouse?"
    assert quality.mistype(text, 0.0, random.Random(1)) == text
    words = re.findall(r"\w+", quality.mistype(text, 1.0, random.Random(1)))
    assert "has" in words
    assert "the" in words
    for before, after in zip(re.findall(r"\w+", text), words, strict=True):
        assert DamerauLevenshtein.distance(before, after) <= 1


def test_the_program_prints_every_system_and_writes_the_page_below_its_marker(
    sets: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = tmp_path / "quality.md"
    page.write_text(f"# Quality\n\nKept.\n\n{quality.MARKER}\nold", "utf-8")
    monkeypatch.setattr(quality, "PAGE", page)
    options = ["--ablate", "--markdown", "--homes", str(tmp_path / "homes")]
    monkeypatch.setattr(sys, "argv", ["quality", str(sets), *options])
    quality.main()
    printed, written = capsys.readouterr().out, page.read_text("utf-8")
    for name in (quality.OURS, "rank-bm25 as is", "BM25, analysed and tuned", "tantivy", "bm25s"):
        assert f"\n| {name} |" in printed
        assert f"| small | {name} |" in printed
    assert re.search(
        r"^\| small \| quoth \| 100\.0 \| 100\.0 \|.* \| 100\.0 \| 0\.0 \|", printed, re.M
    )
    assert re.search(r"^\| ranking \| quoth \| +\| .* 100\.0 \| [\d.]+ \|$", printed, re.M)
    assert "\n| without spelling repair |" in printed
    assert written.startswith(f"# Quality\n\nKept.\n\n{quality.MARKER}")
    assert "old" not in written
    assert "| small | tantivy |" in written
