"""Our sparse scores are rank_bm25's dense scores of the same formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from index import bm25 as engine
from index import postings, topk
from index.analysis import tokens
from index.bm25 import K1, B, SparseBM25, idf

SETS = Path(__file__).resolve().parents[3] / "shared" / "eval"

words = st.sampled_from("ed molly margo moon mars nasa base crew ship air".split())
corpora = st.lists(st.lists(words, max_size=12), min_size=1, max_size=12).filter(
    lambda corpus: any(corpus)
)
seeds = st.integers(0, 2**32 - 1)


class DenseBM25(BM25Okapi):
    """rank_bm25 as it is, with the idf that never goes negative."""

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        self.idf = {term: idf(self.corpus_size, freq) for term, freq in nd.items()}


def natural(seed: int) -> tuple[list[list[str]], list[list[str]]]:
    """Return passages and questions whose words are as unevenly frequent as real ones."""
    draw = np.random.default_rng(seed)
    lengths = draw.integers(0, 30, size=600)
    passages = [
        draw.zipf(1.3, size=length).clip(max=500).astype(str).tolist() for length in lengths
    ]
    return passages, [draw.zipf(1.3, size=6).clip(max=500).astype(str).tolist() for _ in range(5)]


def true_top(scores: NDArray[np.float32], k: int) -> list[int]:
    """Return the best ``k`` numbers whose score is above 0, the lower one first where two tie."""
    best = np.lexsort((np.arange(len(scores)), -scores))[:k]
    return [number for number in best.tolist() if scores[number] > 0]


@given(corpora, st.lists(words | st.just("unknown"), max_size=6))
def test_scores_equal_the_dense_computation(corpus: list[list[str]], query: list[str]) -> None:
    expected = DenseBM25(corpus, k1=K1, b=B).get_scores(query)
    np.testing.assert_allclose(SparseBM25(corpus).get_scores(query), expected, rtol=1e-5, atol=1e-6)


@given(corpora, st.lists(words, min_size=1, max_size=6), st.integers(1, 5))
def test_top_is_the_true_top_and_ties_go_to_the_lower_number(
    corpus: list[list[str]], query: list[str], k: int
) -> None:
    bm25 = SparseBM25(corpus)
    scores = bm25.get_scores(query)
    sharing = [n for n, document in enumerate(corpus) if set(document) & set(query)]
    expected = sorted(sharing, key=lambda n: (-scores[n], n))[:k]
    numbers, best = bm25.top(query, k)
    assert numbers.tolist() == expected
    assert best.tolist() == [scores[n] for n in expected]


@pytest.mark.parametrize("quick", [0, engine.QUICK])
@pytest.mark.parametrize(
    ("few", "short", "sparse"),
    [(0, 0, 1), (0, 0, topk.SPARSE), (engine.FEW, 0, 1), (engine.FEW, engine.SHORT, 1)],
)
@settings(max_examples=25)
@given(seed=seeds, k=st.integers(1, 40), columns=st.sampled_from([2, 30, topk.COLUMNS]))
def test_what_is_passed_over_loses_nothing(
    quick: int, few: int, short: int, sparse: int, seed: int, k: int, columns: int
) -> None:
    corpus, questions = natural(seed)
    bm25, dense = SparseBM25(corpus), DenseBM25(corpus, k1=K1, b=B)
    with (
        patch.multiple(engine, QUICK=quick, FEW=few, SHORT=short, SPARSE=sparse),
        patch.multiple(topk, COLUMNS=columns, SPARSE=sparse),
    ):
        for question in questions:
            scores = bm25.get_scores(question)
            np.testing.assert_allclose(scores, dense.get_scores(question), rtol=1e-5, atol=1e-5)
            numbers, best = bm25.top(question, k)
            assert numbers.tolist() == true_top(scores, k)
            assert best.tolist() == scores[numbers].tolist()


@pytest.mark.parametrize("quick", [0, engine.QUICK])
@settings(max_examples=40)
@pytest.mark.parametrize(
    ("few", "short", "sparse"),
    [(0, 0, 1), (0, 0, topk.SPARSE), (engine.FEW, 0, 1), (engine.FEW, engine.SHORT, 1)],
)
@given(
    seed=seeds,
    lookup=st.sampled_from([0, 1, 1000]),
    share=st.sampled_from([0.0, 0.02, 0.5, 1.0]),
    columns=st.sampled_from([2, 30, topk.COLUMNS]),
)
def test_a_mask_gives_the_true_top_of_what_it_allows(
    quick: int,
    few: int,
    short: int,
    sparse: int,
    seed: int,
    lookup: int,
    share: float,
    columns: int,
) -> None:
    corpus, questions = natural(seed)
    bm25 = SparseBM25(corpus)
    mask = np.random.default_rng(seed).random(len(corpus)) < share
    weights = {term: 1 / (1 + at) for at, term in enumerate(questions[0])}
    expected = true_top(bm25.weighted_scores(weights) * mask, 10)
    with (
        patch.multiple(engine, QUICK=quick, LOOKUP=lookup, FEW=few, SHORT=short, SPARSE=sparse),
        patch.multiple(topk, COLUMNS=columns, SPARSE=sparse),
    ):
        assert bm25.top(weights, 10, mask)[0].tolist() == expected
        assert bm25.top(weights, 10, np.flatnonzero(mask))[0].tolist() == expected
        assert bm25.top(weights, 10)[0].tolist() == true_top(bm25.weighted_scores(weights), 10)


@pytest.mark.skipif(not SETS.is_dir(), reason="../shared is not here")
def test_ten_thousand_real_passages_are_scored_as_by_rank_bm25() -> None:
    corpus: list[list[str]] = []
    for path in sorted(SETS.glob("*/articles/*.md"))[::3]:
        terms = [token.term for token in tokens(path.read_text("utf-8"))]
        corpus += [terms[at : at + 60] for at in range(0, len(terms), 60)]
    corpus = corpus[:10_000]
    assert len(corpus) == 10_000
    questions = [terms[20:30] for terms in corpus[::1500] if len(terms) > 20]
    bm25, dense = SparseBM25(corpus), DenseBM25(corpus, k1=K1, b=B)
    with patch.object(engine, "QUICK", 100):
        for question in questions:
            expected = dense.get_scores(question)
            scores = bm25.get_scores(question)
            np.testing.assert_allclose(scores, expected, rtol=1e-5, atol=1e-5)
            numbers, best = bm25.top(question, 10)
            assert numbers.tolist() == true_top(scores, 10)
            np.testing.assert_allclose(best, np.sort(expected)[::-1][:10], rtol=1e-5)


def test_threads_do_not_disturb_one_another() -> None:
    corpus, questions = natural(1)
    bm25 = SparseBM25(corpus)
    expected = [bm25.top(question, 10)[0].tolist() for question in questions]
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(lambda question: bm25.top(question, 10)[0].tolist(), questions * 40)
        assert list(found) == expected * 40


def test_a_long_corpus_is_counted_in_parts() -> None:
    corpus, _ = natural(2)
    whole = SparseBM25(corpus)
    with patch.object(postings, "AT_ONCE", 50):
        parts = SparseBM25(corpus)
    for name in SparseBM25.ARRAYS:
        np.testing.assert_array_equal(getattr(parts, name), getattr(whole, name))


def test_an_index_opens_from_its_arrays_alone(tmp_path: Path) -> None:
    corpus, questions = natural(3)
    bm25 = SparseBM25([*corpus, ["東京", "ø", "z" * 300]])
    for name in SparseBM25.ARRAYS:
        np.save(tmp_path / name, getattr(bm25, name))
    opened = SparseBM25.from_arrays(
        lambda name: np.load(tmp_path / f"{name}.npy", mmap_mode="r"), len(corpus) + 1
    )
    assert opened.top(questions[0], 10)[0].tolist() == bm25.top(questions[0], 10)[0].tolist()
    assert opened.top(["東京"], 10)[0].tolist() == [len(corpus)]
    assert "ø" in opened.vocabulary
    assert "o" not in opened.vocabulary
    assert opened.document_frequency("1") == sum("1" in passage for passage in corpus)


@given(corpora)
def test_no_term_ever_counts_against_a_passage(corpus: list[list[str]]) -> None:
    bm25 = SparseBM25(corpus)
    assert all(value > 0 for value in bm25.idf.values())
    for number, passage in enumerate(corpus):
        assert all(bm25.get_scores([term])[number] > 0 for term in passage)


def test_a_term_of_every_passage_still_finds_them() -> None:
    corpus = [["new", "york", "park"], ["new", "york"], ["new", "york", "river", "bridge"]]
    numbers, _ = SparseBM25(corpus).top(["new", "york"], 3)
    assert sorted(numbers.tolist()) == [0, 1, 2]


@pytest.mark.parametrize("corpus", [[], [[]], [[], []]])
def test_an_empty_corpus_finds_nothing(corpus: Sequence[Sequence[str]]) -> None:
    numbers, scores = SparseBM25(corpus).top(["moon"], 3)
    assert numbers.tolist() == []
    assert scores.tolist() == []


def test_the_parents_other_methods_keep_their_meaning() -> None:
    corpus = [["moon"], ["mars", "moon"], ["ship"]]
    bm25 = SparseBM25(corpus)
    scores = bm25.get_scores(["mars", "moon"])
    assert bm25.get_batch_scores(["mars", "moon"], [2, 1]) == [scores[2], scores[1]]
    assert bm25.get_top_n(["mars", "moon"], ["a", "b", "c"], n=2) == ["b", "a"]


def test_weights_scale_a_terms_share() -> None:
    bm25 = SparseBM25([["moon"], ["mars"], ["ship"]])
    once, twice = bm25.weighted_scores({"moon": 1.0}), bm25.weighted_scores({"moon": 2.0})
    np.testing.assert_allclose(twice, once * 2)
