"""Passages of natural text, as many as wanted, and questions about them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.engines import Question
from index import analysis

SEED, WORDS, RARE = 4, 100, 5


class Corpus:
    """Passages as numbers of ``terms``, each passage up to its place in ``ends``."""

    def __init__(self, terms: list[str], numbers: NDArray[Any], ends: NDArray[Any]) -> None:
        self.terms, self.numbers, self.ends = terms, numbers, ends

    def __len__(self) -> int:
        return len(self.ends)

    def __iter__(self) -> Iterator[list[str]]:
        start = 0
        for end in self.ends.tolist():
            yield [self.terms[number] for number in self.numbers[start:end].tolist()]
            start = end

    def multiplied(self, size: int) -> Corpus:
        """Return ``size`` passages: these, then thinned copies whose rare terms are new ones."""
        draw, known = np.random.default_rng(SEED), len(self.terms)
        owners = np.repeat(np.arange(len(self)), np.diff(self.ends, prepend=0))
        rare = np.bincount(np.unique(owners * known + self.numbers) % known) <= RARE
        renamed = np.flatnonzero(rare).tolist()
        names, parts, lengths = list(self.terms), [], []
        for copy, begin in enumerate(range(0, size, len(self))):
            here = min(len(self), size - begin)
            kept = (owners < here) & (draw.random(len(owners)) > (1 / 7 if copy else -1))
            anew = np.arange(known)
            if copy:
                anew[rare] = np.arange(len(names), len(names) + len(renamed))
                names += [f"{self.terms[number]}~{copy}" for number in renamed]
            parts.append(anew[self.numbers[kept]].astype(np.int32))
            lengths.append(np.bincount(owners[kept], minlength=here))
        return Corpus(names, np.concatenate(parts), np.cumsum(np.concatenate(lengths)))


def read(folder: Path) -> tuple[Corpus, dict[str, list[Question]]]:
    """Return the passages below ``folder`` in a random order, and questions of about ten words."""
    passages, asked = [], []
    for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.txt")]):
        words = list(analysis.tokens(path.read_text("utf-8")))
        passages += [words[at : at + WORDS] for at in range(0, len(words), WORDS)]
    for path in sorted(folder.rglob("questions.jsonl")):
        texts = [json.loads(line)["question"] for line in path.read_text("utf-8").splitlines()]
        asked += [list(analysis.tokens(text)) for text in texts if 8 <= len(text.split()) <= 12]
    if not passages:
        raise SystemExit(f"{folder} holds no .md or .txt files")
    chance = random.Random(SEED)
    chance.shuffle(passages)
    asked = asked or [words[:10] for words in passages if len(words) >= 10]
    chance.shuffle(asked)
    numbers: dict[str, int] = {}
    flat = [numbers.setdefault(word.term, len(numbers)) for words in passages for word in words]
    ends = np.cumsum([len(words) for words in passages])
    telling = [[word for word in words if not analysis.is_stop(word)] for words in asked]
    return Corpus(list(numbers), np.array(flat), ends), {
        "kept": [[word.term for word in words] for words in asked],
        "removed": [[word.term for word in words] for words in telling if words],
    }
