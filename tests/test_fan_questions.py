"""Four real pages, and questions that somebody wrote who had not seen the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.fan import ask, cases, first, holds
from index.models import Answer, Quote
from index.search import Searcher
from tests.index.helpers import open_searcher

PAGES = Path(__file__).parents[2] / "shared" / "articles"
NOISE = (
    "password", "recaptcha", "commission", "editorial policy", "affiliate", "image credit",
    "image via", "skip to main", "watch on youtube", "recommended videos", "this image is part of",
    "contributing writer", "bylines", "freelance", "supported by our audience", "ā€",
)  # fmt: skip

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="the shared articles are not here")


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return open_searcher(PAGES, tmp_path_factory.mktemp("home"))


def all_quotes(searcher: Searcher) -> list[Quote]:
    found: list[Quote] = []
    for case in [*cases("fan_questions.json"), *cases("fan_traps.json")]:
        outcome = ask(searcher, case)
        found += outcome.quotes if isinstance(outcome, Answer) else outcome.closest
    return found


def test_most_first_quotes_hold_the_answer(searcher: Searcher) -> None:
    questions = cases("fan_questions.json")
    right = 0
    for case in questions:
        quote = first(ask(searcher, case))
        right += quote is not None and holds(quote.text, case["answers"])
    assert right >= 0.6 * len(questions), f"{right} of {len(questions)}; see python -m bench.fan"


def test_page_noise_never_reaches_a_quote_or_its_passage(searcher: Searcher) -> None:
    for quote in all_quotes(searcher):
        for noise in NOISE:
            assert noise not in quote.passage.lower()


def test_questions_that_only_page_noise_would_answer_are_not_answered(searcher: Searcher) -> None:
    noisy = [case for case in cases("fan_traps.json") if "noise" in case["kind"]]
    assert noisy
    assert [c["question"] for c in noisy if isinstance(ask(searcher, c), Answer)] == []


def test_every_quote_of_a_real_page_is_an_exact_slice(searcher: Searcher) -> None:
    for quote in all_quotes(searcher):
        document = searcher.document(quote.article)
        assert document is not None
        assert document.article.text[quote.start : quote.stop] == quote.text
