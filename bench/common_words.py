"""Which terms stand in questions about anything, and how little they count for it.

    python -m bench.common_words SETS_FOLDER

Writes ``index/common_words.json``. Train the reranker anew afterwards.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path

from bench.evalsets import DEFAULT_SETS, records
from index import model
from index.analysis import is_stop, tokens

SETS, SHARE = 4, 0.0005
"""A term is common when so many sets have it, in this mean share of their questions."""

RAREST = 8.0
"""Negative logarithm of the share at which a term counts in full."""


def common_words(questions: Iterable[Collection[str]]) -> dict[str, float]:
    """Return the common terms of several sets of questions, each with its weight in (0, 1).

    The weight is the term's self-information over all sets, each set counting the same, as a
    share of ``RAREST``. Numbers never count as common.
    """
    shares: defaultdict[str, float] = defaultdict(float)
    spread: Counter[str] = Counter()
    sets = [texts for texts in questions if texts]
    for texts in sets:
        terms = Counter(term for text in texts for term in _terms(text))
        spread.update(terms.keys())
        for term, count in terms.items():
            shares[term] += count / len(texts) / len(sets)
    weights = {
        term: round(-math.log(share) / RAREST, 2)
        for term, share in shares.items()
        if share >= SHARE and spread[term] >= SETS
    }
    return {term: weight for term, weight in sorted(weights.items()) if weight < 1}


def _terms(text: str) -> set[str]:
    return {
        token.term
        for token in tokens(text)
        if not is_stop(token) and len(token.term) > 1 and token.term.isalpha()
    }


def main() -> None:
    """Count the words of the sets' questions and write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    files = [folder / name / "questions.jsonl" for name in DEFAULT_SETS]
    texts = [[record["question"] for record in records(file)] for file in files]
    target = Path(model.__file__).with_name("common_words.json")
    target.write_text(json.dumps(common_words(texts), indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
