"""The fan questions of ``tests/cases`` against a folder of articles.

    python -m bench.fan ARTICLES [--misses]

Prints how many first quotes hold an answer, how many questions were answered at all, and how many
traps (questions that the articles do not answer) were answered; beside them, rank-bm25 as it is
over the paragraphs of the same cleaned articles.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from pathlib import Path

from rank_bm25 import BM25Okapi

from index import build
from index.models import Answer, Turn
from index.search import Searcher

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases"


def holds(text: str, answers: list[str]) -> bool:
    """Whether the first 300 characters of a quote hold one of the answers."""
    shown = " ".join(text.split())[:300]
    return any(" ".join(answer.split()) in shown for answer in answers)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--misses", action="store_true", help="print the questions that failed")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        build.build(arguments.articles, Path(home))
        searcher = Searcher.open(Path(home))
        questions = json.loads((CASES / "fan_questions.json").read_text("utf-8"))
        traps = json.loads((CASES / "fan_traps.json").read_text("utf-8"))
        right, answered, asked = Counter[str](), Counter[str](), Counter[str]()
        for case in questions:
            said = case.get("history") or []
            turns = tuple(map(Turn, said[::2], [*said[1::2], ""]))
            outcome = searcher.ask(case["question"], turns)
            found = outcome.quotes if isinstance(outcome, Answer) else outcome.closest
            hit = bool(found) and holds(found[0].text, case["answers"])
            asked[case["kind"]] += 1
            right[case["kind"]] += hit
            answered[case["kind"]] += isinstance(outcome, Answer)
            if arguments.misses and not (hit and isinstance(outcome, Answer)):
                print(
                    f"{'ok  ' if hit else 'MISS'} {outcome.confidence:.2f} {case['id']} {case['question']}"
                )
                print("       wanted:", case["answers"][0][:120], said[-2:-1] or "")
                print("       quoted:", found[0].text[:200].replace("\n", " ") if found else "-")
        print(f"{'kind':14}{'asked':>6}{'first quote right':>19}{'answered':>10}")
        for kind in asked:
            print(f"{kind:14}{asked[kind]:6}{right[kind]:19}{answered[kind]:10}")
        print(f"{'all':14}{asked.total():6}{right.total():19}{answered.total():10}")
        plain = sum(
            holds(_plain_first(searcher, case["question"]), case["answers"]) for case in questions
        )
        print(f"{'rank-bm25':14}{asked.total():6}{plain:19}")
        for trap in traps:
            outcome = searcher.ask(trap["question"])
            asked["trap " + trap["kind"]] += 1
            if isinstance(outcome, Answer):
                answered["trap " + trap["kind"]] += 1
                if arguments.misses:
                    print(
                        f"TRAP {outcome.confidence:.2f} {trap['question']}\n       {outcome.quotes[0].text[:160]!r}"
                    )
        for kind in asked:
            if kind.startswith("trap"):
                print(f"{kind:26}{asked[kind]:4} answered {answered[kind]}")


def _plain_first(
    searcher: Searcher, question: str, cache: dict[int, tuple[BM25Okapi, list[str]]] = {}
) -> str:  # noqa: B006
    if id(searcher) not in cache:
        paragraphs = [
            part.strip()
            for info in searcher.articles()
            if (document := searcher.document(info.path))
            for part in re.split(r"\n\s*\n", document.article.text)
            if part.strip()
        ]
        cache[id(searcher)] = (
            BM25Okapi([re.findall(r"\w+", p.lower()) for p in paragraphs]),
            paragraphs,
        )
    bm25, paragraphs = cache[id(searcher)]
    return str(bm25.get_top_n(re.findall(r"\w+", question.lower()), paragraphs, n=1)[0])


if __name__ == "__main__":
    main()
