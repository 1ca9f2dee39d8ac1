"""The fan questions of ``tests/cases`` against a folder of articles.

    python -m bench.fan ARTICLES [--misses]

Prints how many first quotes hold an answer, how many questions were answered at all, and how many
traps (questions that the articles do not answer) were answered; beside them, rank-bm25 as it is
over the paragraphs of the same cleaned articles, quoting the sentence that shares most words.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from rank_bm25 import BM25Okapi

from corpus.sentences import split
from index import build
from index.models import Answer, Outcome, Quote, Turn
from index.search import Searcher

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of a file in ``tests/cases``."""
    found: list[dict[str, Any]] = json.loads((CASES / name).read_text("utf-8"))
    return found


def ask(searcher: Searcher, case: dict[str, Any]) -> Outcome:
    """Ask a case's question after its history."""
    said = case.get("history") or []
    return searcher.ask(case["question"], tuple(map(Turn, said[::2], [*said[1::2], ""])))


def first(outcome: Outcome) -> Quote | None:
    """Return the first quote, also where it is only the closest."""
    quotes = outcome.quotes if isinstance(outcome, Answer) else outcome.closest
    return quotes[0] if quotes else None


def holds(text: str, answers: list[str]) -> bool:
    """Whether the first 300 characters of a quote hold one of the answers."""
    shown = " ".join(text.split())[:300]
    return any(" ".join(answer.split()) in shown for answer in answers)


class PlainBM25:
    """rank-bm25 as it is: paragraphs, lower case, no stop words, no stems."""

    def __init__(self, searcher: Searcher) -> None:
        documents = [searcher.document(info.path) for info in searcher.articles()]
        texts = [document.article.text for document in documents if document]
        self.paragraphs = [
            part.strip() for text in texts for part in re.split(r"\n\s*\n", text) if part.strip()
        ]
        self.bm25 = BM25Okapi([self._words(part) for part in self.paragraphs])

    def first(self, question: str) -> str:
        """Return the sentence of the best paragraph that shares most words with the question."""
        asked = set(self._words(question))
        paragraph = str(self.bm25.get_top_n(self._words(question), self.paragraphs, n=1)[0])
        sentences = [paragraph[start:stop] for start, stop in split(paragraph)]
        return max(sentences, key=lambda sentence: len(asked & set(self._words(sentence))))

    @staticmethod
    def _words(text: str) -> list[str]:
        return re.findall(r"\w+", text.lower())


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
    right, answered, asked = Counter[str](), Counter[str](), Counter[str]()
    questions, traps = cases("fan_questions.json"), cases("fan_traps.json")
    for case in [*questions, *traps]:
        kind = case["kind"] if "answers" in case else f"trap {case['kind']}"
        outcome = ask(searcher, case)
        quote = first(outcome)
        hit = quote is not None and holds(quote.text, case.get("answers", []))
        asked[kind] += 1
        right[kind] += hit
        answered[kind] += isinstance(outcome, Answer)
        if arguments.misses and hit != isinstance(outcome, Answer):
            print(f"{outcome.confidence:.2f} {'right' if hit else 'wrong'} {case['question']}")
            print(f"     wanted: {case.get('answers', ['-'])[0]}")
            print(f"     quoted: {quote.text[:160] if quote else '-'}")
    print(f"{'kind':28}{'asked':>6}{'first quote right':>19}{'answered':>10}")
    for kind in asked:
        print(f"{kind:28}{asked[kind]:6}{right[kind]:19}{answered[kind]:10}")
    plain = PlainBM25(searcher)
    print(f"{'all questions':28}{len(questions):6}{sum(right.values()):19}")
    hits = sum(holds(plain.first(case["question"]), case["answers"]) for case in questions)
    print(f"{'all, rank-bm25 as is':28}{len(questions):6}{hits:19}")


if __name__ == "__main__":
    main()
