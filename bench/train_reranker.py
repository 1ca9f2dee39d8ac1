"""Learn the weights in ``index/model.json`` from question sets. Reproducible; takes minutes.

    python -m bench.train_reranker SETS_FOLDER [--limit N] [--write]

Sentences: a conditional logit. The sentences of a question's candidates compete in a softmax, and
the likelihood of those that hold the answer is maximised (Adam, L2), each set counting the same.
Confidence: a logistic regression on whether the first passage is right, trained with questions
that the articles do not answer. The table's figures are leave-one-set-out: trained on all other
sets, tested on the one named.
"""

from __future__ import annotations

import argparse
import json
import tempfile
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

THRESHOLD = 0.4
"""The confidence from which an answer is given: at most 3 % of off-topic questions get one."""

AGAINST = {"rarest_missing", "unknown", "kind_missing"}
"""Features that may only count against a sentence or an answer."""

FREE = {"new_words", "length", "first", "is_question", "lead", "terms", "linear"}
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


def learn_sentences(samples: list[Sample], steps: int = 250, l2: float = 1e-4) -> Floats:
    """Return the weights that make the answering sentences most likely, shape (FEATURES,)."""
    usable = [sample for sample in samples if sample.hit.any() and sample.asked.answerable]
    x = np.concatenate([sample.rows for sample in usable]).astype(np.float32)
    hit = np.concatenate([sample.hit for sample in usable])
    sizes = np.array([len(sample.hit) for sample in usable])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    owner = np.repeat(np.arange(len(usable)), sizes)
    counts = {s.set: sum(t.set == s.set for t in usable) for s in usable}
    share = np.array([1 / counts[sample.set] for sample in usable], dtype=np.float32)
    share /= share.sum()
    scale = x.std(axis=0) + 1e-6
    x = x / scale
    w, m, v = (np.zeros(x.shape[1], dtype=np.float32) for _ in range(3))
    low, high = bounds(FEATURES)
    for step in range(1, steps + 1):
        score = x @ w
        score -= np.maximum.reduceat(score, starts)[owner]
        p = np.exp(score)
        p /= np.add.reduceat(p, starts)[owner]
        q = np.where(hit, p, 0)
        q /= np.add.reduceat(q, starts)[owner] + 1e-12
        gradient = ((p - q) * share[owner]) @ x + l2 * w
        m = 0.9 * m + 0.1 * gradient
        v = 0.99 * v + 0.01 * gradient**2
        rate = 0.1 * (0.5 if step > steps / 2 else 1)
        w -= rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
        w = np.clip(w, low, high)
    return np.asarray(w / scale)


def learn_confidence(
    x: Floats, y: Floats, share: Floats, steps: int = 1500, l2: float = 1e-3
) -> tuple[Floats, float]:
    """Return weights (SIGNALS,) and bias of the logistic regression of ``y`` on ``x``."""
    scale = x.std(axis=0) + 1e-6
    z = np.column_stack([x / scale, np.ones(len(x))])
    low, high = bounds(confidence.SIGNALS)
    w, m, v = (np.zeros(z.shape[1]) for _ in range(3))
    for step in range(1, steps + 1):
        p = 1 / (1 + np.exp(-z @ w))
        gradient = ((p - y) * share) @ z + l2 * np.append(w[:-1], 0)
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


def main() -> None:
    """Train, print the table, and write the model when asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", nargs="*", default=evalsets.DEFAULT_SETS)
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--homes", type=Path, default=Path(tempfile.gettempdir()) / "quoth-bench")
    arguments = parser.parse_args()
    samples: dict[str, list[Sample]] = {}
    totals: dict[str, int] = {}
    for name in arguments.sets:
        folder, homes = arguments.folder / name, arguments.homes
        whole = evalsets.load(folder, homes, arguments.limit)
        totals[name] = sum(asked.answerable for asked in whole.asked)
        samples[name] = collect(whole, whole=True)
        for size in (3, 8):
            for shelf in evalsets.shelves(folder, homes, 4, size, arguments.limit // 5):
                samples[name] += collect(shelf, whole=False)

    def model_of(names: list[str]) -> Model:
        weights = learn_sentences([s for name in names for s in samples[name]])
        learnt = dict(zip(FEATURES, weights.tolist(), strict=True))
        return Model(learnt | {"asks_list": BY_HAND["asks_list"]}, {}, 0.0, 0.5)

    judged: list[Judged] = []
    print(f"{'set':16}{'passage@1':>10}{'quote@1':>10}{'found':>8}   (leave one set out)")
    for name in samples:
        held_out = model_of([other for other in samples if other != name])
        rows = [judge(sample, held_out) for sample in samples[name]]
        judged += rows
        asked = [row for row in rows if row.sample.asked.answerable and row.sample.whole]
        total = totals[name]
        print(
            f"{name:16}{sum(r.passage for r in asked) / total:10.1%}"
            f"{sum(r.quote for r in asked) / total:10.1%}"
            f"{sum(r.sample.hit.any() for r in asked) / total:8.1%}"
        )
    final = model_of(list(samples))
    x = np.array([row.signals for row in judged])
    y = np.array([float(row.passage) for row in judged])
    counts = {name: sum(row.sample.set == name for row in judged) for name in samples}
    share = np.array([1 / counts[row.sample.set] / len(samples) for row in judged])
    weights, bias = learn_confidence(x, y, share)
    sure = 1 / (1 + np.exp(-(x @ weights + bias)))
    off = np.array([row.sample.asked.offtopic for row in judged])
    answerable = np.array([row.sample.asked.answerable for row in judged])
    print("\nthreshold  answered  right when answered  off-topic answered  unanswerable answered")
    for threshold in np.arange(0.2, 0.8, 0.05):
        on = sure >= threshold
        right = y[on & (answerable | off)].mean()
        print(
            f"{threshold:9.2f}{on[answerable].mean():10.1%}{right:21.1%}"
            f"{on[off].mean():20.1%}{on[~off & ~answerable].mean():23.1%}"
        )
    print("\nsure of      right   n")
    for low in np.arange(0, 1, 0.1):
        part = (sure >= low) & (sure < low + 0.1)
        print(
            f"{low:.1f}-{low + 0.1:.1f}  {y[part].mean() if part.any() else 0:10.1%}  {part.sum()}"
        )
    print("\nfeature weights")
    for name, value in final.sentence.items():
        print(f"  {name:18}{value:8.2f}")
    for name, value in zip(confidence.SIGNALS, weights, strict=True):
        print(f"  {name:18}{value:8.2f}")
    if arguments.write:
        content = {
            "sentence": {k: round(v, 3) for k, v in final.sentence.items()},
            "confidence": {
                k: round(float(v), 3) for k, v in zip(confidence.SIGNALS, weights, strict=True)
            }
            | {"about_name": BY_HAND["about_name"]},
            "bias": round(bias, 3),
            "threshold": THRESHOLD,
        }
        MODEL.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
