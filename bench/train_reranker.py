"""Learn the weights in ``index/model.json`` from question sets. Reproducible; takes minutes.

    python -m bench.train_reranker SETS_FOLDER [--limit N] [--write]

Sentences: a conditional logit. The sentences of a question's candidates compete in a softmax, and
the likelihood of those that hold the answer is maximised (Adam, L2), each set counting the same.
Confidence: a logistic regression on whether the first passage and its quote are right (a right
passage with a wrong quote counts half), trained with questions that the articles do not answer. The
table's figures are leave-one-set-out: trained on all other sets, tested on the one named. A
feature's contribution is what the mean log-likelihood of a question's answering sentences loses
when the other weights are learnt without it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import evalsets
from corpus.models import Span
from index import confidence, features
from index.features import FEATURES
from index.model import Model
from index.question import Question
from index.rerank import rerank_rows

Floats = NDArray[np.float64]


MODEL = Path(features.__file__).with_name("model.json")

OFFTOPIC_ANSWERED = 0.03
"""Share of off-topic questions that may get an answer; sets the threshold of the confidence."""

L2 = 1e-4
"""Weight decay of the sentences' weights; the confidence's is ten times that."""

AGAINST = {"unknown", "missing"}
"""Features that may only count against a sentence or an answer."""

FREE = {"new_words", "length", "first", "is_question", "terms", "linear"}
"""Features that may count either way; all others may only count in favour."""

BY_HAND = {"asks_list": 2.5, "about_name": 2.0}
"""Weights of features that no set teaches: none asks for a list, or about a name and no more."""


def bounds(names: Sequence[str]) -> tuple[Floats, Floats]:
    """Return the lowest and the highest weight that each feature may have."""
    low = [-np.inf if name in AGAINST | FREE else 0.0 for name in names]
    high = [0.0 if name in AGAINST else np.inf for name in names]
    return np.array(low, dtype=np.float32), np.array(high, dtype=np.float32)


@dataclass(slots=True)
class Sample:
    """A question's candidates: rows and hits of their sentences."""

    set: str
    asked: evalsets.Asked
    question: Question
    candidates: list[features.Candidate]
    rows: Floats
    idf: Callable[[str], float]
    whole: bool
    hit: NDArray[np.bool_]


def collect(found: evalsets.EvalSet, *, whole: bool) -> list[Sample]:
    """Return the samples of a set: one for each question that finds any candidate."""
    samples = []
    searcher = found.searcher
    for asked in found.asked:
        question = searcher.understand(asked.text, asked.history)
        candidates = searcher.candidates(question)
        if candidates:
            hit = [
                value
                for candidate in candidates
                for value in evalsets.hits(asked, candidate.article, candidate.passage.sentences)
            ]
            rows = features.rows(question, candidates, searcher.idf)
            samples.append(
                Sample(
                    found.name,
                    asked,
                    question,
                    candidates,
                    rows,
                    searcher.idf,
                    whole,
                    np.array(hit),
                )
            )
    return samples


class ConditionalLogit:
    """Which sentence answers: the sentences of a question compete in a softmax."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        """Take the questions whose answer is among their candidates, each set counting the same."""
        usable = [sample for sample in samples if sample.hit.any() and sample.asked.answerable]
        sizes = [len(sample.hit) for sample in usable]
        counts = Counter(sample.set for sample in usable)
        rows = np.concatenate([sample.rows for sample in usable])
        self._hit = np.concatenate([sample.hit for sample in usable])
        self._starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        self._owner = np.repeat(np.arange(len(usable)), sizes)
        self._share = np.array([1 / counts[sample.set] / len(counts) for sample in usable])
        self._scale = rows.std(axis=0) + 1e-6
        self._rows = (rows / self._scale).astype(np.float32)

    def learn(
        self, start: Floats | None = None, without: int | None = None, steps: int = 250
    ) -> Floats:
        """Return the weights that make the answering sentences most likely, shape (FEATURES,).

        ``without`` is a feature that counts 0.
        """
        low, high = bounds(FEATURES)
        if without is not None:
            low[without] = high[without] = 0.0
        w = np.zeros(len(FEATURES)) if start is None else start * self._scale
        w, m, v = np.clip(w, low, high).astype(np.float32), np.zeros_like(low), np.zeros_like(low)
        share = self._share[self._owner].astype(np.float32)
        for step in range(1, steps + 1):
            p, q = self._probabilities(w)
            gradient = ((p - q) * share) @ self._rows + L2 * w
            m = 0.9 * m + 0.1 * gradient
            v = 0.99 * v + 0.01 * gradient**2
            rate = 0.1 * (0.5 if step > steps / 2 else 1)
            w -= rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
            w = np.clip(w, low, high)
        return np.asarray(w / self._scale, dtype=np.float64)

    def log_likelihood(self, weights: Floats) -> float:
        """Return the mean log-likelihood (natural logarithm) of the answering sentences."""
        p, _ = self._probabilities((weights * self._scale).astype(np.float32))
        held = np.add.reduceat(np.where(self._hit, p, 0), self._starts)
        return float(self._share @ np.log(held + 1e-9))

    def _probabilities(self, w: Floats) -> tuple[Floats, Floats]:
        """Return each sentence's probability of being chosen, and the same among the answering."""
        score = self._rows @ w
        score -= np.maximum.reduceat(score, self._starts)[self._owner]
        p = np.exp(score)
        p /= np.add.reduceat(p, self._starts)[self._owner]
        q = np.where(self._hit, p, 0)
        q /= np.add.reduceat(q, self._starts)[self._owner] + 1e-12
        return p, q


def learn_confidence(
    x: Floats, y: Floats, share: Floats, steps: int = 1500
) -> tuple[Floats, float]:
    """Return weights (SIGNALS,) and bias of the logistic regression of ``y`` on ``x``."""
    scale = x.std(axis=0) + 1e-6
    z = np.column_stack([x / scale, np.ones(len(x))])
    low, high = bounds(confidence.SIGNALS)
    w, m, v = (np.zeros(z.shape[1]) for _ in range(3))
    for step in range(1, steps + 1):
        p = 1 / (1 + np.exp(-z @ w))
        gradient = ((p - y) * share) @ z + 10 * L2 * np.append(w[:-1], 0)
        m = 0.9 * m + 0.1 * gradient
        v = 0.99 * v + 0.01 * gradient**2
        w -= 0.03 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
        w[:-1] = np.clip(w[:-1], low, high)
    return w[:-1] / scale, float(w[-1])


@dataclass(slots=True)
class Judged:
    """A ranked question: right passage, right quote, and the confidence's signals."""

    sample: Sample
    passage: bool
    quote: bool
    signals: Floats


def judge(sample: Sample, model: Model) -> Judged:
    """Rank a sample with a model and compare the first passage and quote with the gold."""
    ranked = rerank_rows(sample.candidates, sample.rows, model)
    best = ranked[0]
    span = best.candidate.passage.span
    cut = Span(best.quote.start, min(best.quote.stop, best.quote.start + 300))
    answerable = sample.asked.answerable
    passage, quote = evalsets.hits(sample.asked, best.candidate.article, (span, cut))
    if sample.asked.kind == "passage":
        passage = quote = passage or quote
    return Judged(
        sample,
        passage and answerable,
        quote and answerable,
        confidence.signals(sample.question, ranked, sample.idf),
    )


def collect_all(
    folder: Path, homes: Path, names: Sequence[str], limit: int
) -> tuple[dict[str, list[Sample]], dict[str, int]]:
    """Return the samples of each set and of small libraries made of it; the answerable's number."""
    samples: dict[str, list[Sample]] = {}
    totals: dict[str, int] = {}
    for name in names:
        whole = evalsets.load(folder / name, homes, limit)
        totals[name] = sum(asked.answerable for asked in whole.asked)
        samples[name] = collect(whole, whole=True)
        for size in (3, 8):
            for shelf in evalsets.shelves(folder / name, homes, 4, size, limit // 5):
                samples[name] += collect(shelf, whole=False)
    return samples, totals


def model_of(weights: Floats) -> Model:
    """Return a model with these weights of the sentences' features."""
    learnt = dict(zip(FEATURES, weights.tolist(), strict=True))
    return Model(learnt | {"asks_list": BY_HAND["asks_list"]}, {}, 0.0, 0.5)


def judge_held_out(samples: dict[str, list[Sample]], totals: dict[str, int]) -> list[Judged]:
    """Print how each set fares under weights learnt on the others; return what was judged."""
    judged: list[Judged] = []
    print(f"{'set':16}{'passage@1':>10}{'quote@1':>10}{'found':>8}   (leave one set out)")
    for name in samples:
        others = [sample for other in samples if other != name for sample in samples[other]]
        held_out = model_of(ConditionalLogit(others).learn())
        rows = [judge(sample, held_out) for sample in samples[name]]
        judged += rows
        asked = [row for row in rows if row.sample.asked.answerable and row.sample.whole]
        print(
            f"{name:16}{sum(r.passage for r in asked) / totals[name]:10.1%}"
            f"{sum(r.quote for r in asked) / totals[name]:10.1%}"
            f"{sum(r.sample.hit.any() for r in asked) / totals[name]:8.1%}"
        )
    return judged


def print_contributions(logit: ConditionalLogit, weights: Floats) -> None:
    """Print each sentence feature's weight and what learning without it loses."""
    whole = logit.log_likelihood(weights)
    print("\nsentence feature      weight  contribution (1/1000 of log-likelihood)")
    for at, name in enumerate(FEATURES):
        without = logit.learn(start=weights, without=at, steps=40) if weights[at] else weights
        lost = whole - logit.log_likelihood(without)
        print(f"  {name:18}{weights[at]:8.2f}{1000 * lost:10.1f}")


def threshold_of(sure: Floats, judged: Sequence[Judged]) -> float:
    """Print what thresholds of the confidence do, and how well it is calibrated.

    Returns the lowest at which whole sets answer at most OFFTOPIC_ANSWERED of the off-topic ones.
    """
    right = np.array([float(row.passage) for row in judged])
    off = np.array([row.sample.asked.offtopic for row in judged])
    answerable = np.array([row.sample.asked.answerable for row in judged])
    print("\nthreshold  answered  right when answered  off-topic answered  unanswerable answered")
    for threshold in np.arange(0.2, 0.8, 0.05):
        on = sure >= threshold
        precision = right[on & (answerable | off)].mean()
        print(
            f"{threshold:9.2f}{on[answerable].mean():10.1%}{precision:21.1%}"
            f"{on[off].mean():20.1%}{on[~off & ~answerable].mean():23.1%}"
        )
    print("\nsure of      right   n")
    for low in np.arange(0, 1, 0.1):
        part = (sure >= low) & (sure < low + 0.1)
        share = right[part].mean() if part.any() else 0
        print(f"{low:.1f}-{low + 0.1:.1f}  {share:10.1%}  {part.sum()}")
    whole = np.array([row.sample.whole for row in judged])
    return float(np.ceil(100 * np.quantile(sure[off & whole], 1 - OFFTOPIC_ANSWERED)) / 100)


def main() -> None:
    """Train, print the tables, and write the model when asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", nargs="*", default=evalsets.DEFAULT_SETS)
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--homes", type=Path, default=Path(tempfile.gettempdir()) / "quoth-bench")
    arguments = parser.parse_args()
    samples, totals = collect_all(
        arguments.folder, arguments.homes, arguments.sets, arguments.limit
    )
    judged = judge_held_out(samples, totals)
    logit = ConditionalLogit([sample for name in samples for sample in samples[name]])
    sentence = logit.learn()
    print_contributions(logit, sentence)
    counts = Counter(row.sample.set for row in judged)
    x = np.array([row.signals for row in judged])
    y = np.array([(row.passage + row.quote) / 2 for row in judged])
    share = np.array([1 / counts[row.sample.set] / len(samples) for row in judged])
    weights, bias = learn_confidence(x, y, share)
    print("\nsignal of the confidence    weight")
    for name, value in zip(confidence.SIGNALS, weights, strict=True):
        print(f"  {name:18}{value:8.2f}")
    threshold = threshold_of(1 / (1 + np.exp(-(x @ weights + bias))), judged)
    if arguments.write:
        signals = zip(confidence.SIGNALS, weights.tolist(), strict=True)
        content = {
            "sentence": {k: round(v, 3) for k, v in model_of(sentence).sentence.items()},
            "confidence": {k: round(v, 3) for k, v in signals}
            | {"about_name": BY_HAND["about_name"]},
            "bias": round(bias, 3),
            "threshold": threshold,
        }
        MODEL.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
