"""How well follow-up questions get back the words that they leave out.

    python -m bench.followups SETS_FOLDER/rewrite_open

Each line of the set's files is a turn: its history, its question, and a rewrite by hand that stands
alone. What the rewrite adds from the history is what should be carried over. Prints, for cut-offs
of a carried term's weight: the share of these terms that is carried (recall), the share of the
carried that they are (precision), and how many of the questions that stand alone take nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.evalsets import records
from index import model
from index.analysis import is_stop, tokens
from index.lexicon import Lexicon
from index.models import Turn
from index.question import understand
from index.words import Words

CUT_OFFS = (0.1, 0.2, 0.3, 0.5)


@dataclass(frozen=True, slots=True)
class Restored:
    """Of one turn: the weights of the carried terms, and the terms that the rewrite restores."""

    carried: dict[str, float]
    wanted: frozenset[str]


def restored(turns: Sequence[dict[str, Any]]) -> list[Restored]:
    """Return what is carried and wanted in each turn; the turns' own words are the lexicon."""
    lexicon = _lexicon(text for turn in turns for text in (turn["question"], *turn["history"]))
    return [_restored(turn, lexicon) for turn in turns if turn["history"]]


def _restored(turn: dict[str, Any], lexicon: Lexicon) -> Restored:
    said = turn["history"]
    if turn.get("turns") == "user-only":
        history = tuple(map(Turn, said))
    else:
        history = tuple(map(Turn, said[::2], [*said[1::2], ""]))
    question = understand(turn["question"], history, lexicon)
    missing = _terms(turn["rewrite"]) - _terms(turn["question"])
    return Restored(
        {term: question.weights[term] for term in question.weights.keys() - question.own},
        frozenset(missing & _terms(" ".join(said))),
    )


def _terms(text: str) -> set[str]:
    return {token.term for token in tokens(text) if not is_stop(token)}


def _lexicon(texts: Iterable[str]) -> Lexicon:
    words: dict[str, list[int]] = {}
    terms = set()
    for text in texts:
        for token in tokens(text):
            terms.add(token.term)
            counts = words.setdefault(token.surface, [0, 0])
            counts[0] += 1
            counts[1] += text[token.start].isupper()
    return Lexicon(terms, Words.of(words), model.common_words(), model.english_words)


def main() -> None:
    """Measure the turns of every file and print one table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    files = sorted(parser.parse_args().folder.glob("*.jsonl"))
    print(f"{'':12}{'weight':>8}{'recall':>8}{'precision':>11}{'nothing taken alone':>21}")
    for file in files:
        results = restored(records(file))
        needy = [each for each in results if each.wanted]
        alone = [each for each in results if not each.wanted]
        for cut_off in CUT_OFFS:
            taken = [{t for t, weight in r.carried.items() if weight >= cut_off} for r in needy]
            right = sum(len(t & each.wanted) for t, each in zip(taken, needy, strict=True))
            wanted = sum(len(each.wanted) for each in needy)
            nothing = sum(max(r.carried.values(), default=0) < cut_off for r in alone)
            print(
                f"{file.stem:12}{cut_off:8.1f}{right / wanted:8.1%}"
                f"{right / max(1, sum(map(len, taken))):11.1%}{nothing / max(1, len(alone)):21.1%}"
            )


if __name__ == "__main__":
    main()
