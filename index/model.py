"""The learnt numbers: how much each feature counts. Made by ``bench/train_reranker.py``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count, dropwhile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature: of the sentences' linear score and of the confidence's logistic."""

    sentence: Mapping[str, float]
    confidence: Mapping[str, float]
    bias: float
    threshold: float

    def sentence_weights(self, names: Sequence[str]) -> NDArray[np.float64]:
        """Return the weights of ``names`` in order; a feature that was not learnt counts 0."""
        return np.array([self.sentence.get(name, 0.0) for name in names])

    def confidence_weights(self, names: Sequence[str]) -> NDArray[np.float64]:
        """Return the logistic's weights of ``names`` in order."""
        return np.array([self.confidence.get(name, 0.0) for name in names])


@cache
def load() -> Model:
    """Return the model that is shipped with this package."""
    return Model(**_shipped("model.json"))


@cache
def common_words() -> Mapping[str, float]:
    """Return how much a term counts that questions about anything use, by term, in (0, 1).

    Made by ``bench/common_words.py``.
    """
    words: dict[str, float] = _shipped("common_words.json")
    return words


@cache
def english_words() -> Mapping[str, int]:
    """Return the commonest words of English with their rank by frequency, 0 for the first.

    Made by ``bench/english_words.py``.
    """
    lines = (_FOLDER / "english_words.txt").read_text("utf-8").splitlines()
    return dict(zip(dropwhile(lambda line: line[0] == "#", lines), count(), strict=False))


def _shipped(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((_FOLDER / name).read_text("utf-8"))
    return content
