"""Our sparse scores are rank_bm25's dense scores of the same formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from index.bm25 import K1, B, SparseBM25, idf

words = st.sampled_from("ed molly margo moon mars nasa base crew ship air".split())
corpora = st.lists(st.lists(words, max_size=12), min_size=1, max_size=12).filter(
    lambda corpus: any(corpus)
)


class DenseBM25(BM25Okapi):
    """rank_bm25 as it is, with the idf that never goes negative."""

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        self.idf = {term: idf(self.corpus_size, freq) for term, freq in nd.items()}


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


@given(corpora)
def test_no_term_ever_counts_against_a_passage(corpus: list[list[str]]) -> None:
    bm25 = SparseBM25(corpus)
    assert all(value > 0 for value in bm25.idf.values())
    assert (bm25.impacts > 0).all()


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
