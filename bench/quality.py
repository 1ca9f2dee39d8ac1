"""Measure the quality of answers on question sets, beside other people's search.

    python -m bench.quality SETS_FOLDER [--limit N] [--sets NAME ...] [--ablate] [--typos 0.2]

Every system gets the same articles and questions and stands before the same judge in the same run.
``docs/quality.md`` explains the tables; ``--markdown`` writes them into it.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import Any

from bench.evalsets import records, spread
from bench.judging import TOP, File, Judged, Record, figures, judge
from bench.peers import INSTALLED, System, peers
from bot.batch import answers
from index import build
from index.features import FEATURES
from index.search import Searcher

PAGE = Path(__file__).resolve().parent.parent / "docs" / "quality.md"
MARKER = "## Figures\n"
"""What stands below this line of PAGE is written by the program."""

OURS = "quoth"
FAMILIES = {
    "BM25 score": r".*_bm25",
    "coverage": r"coverage_(context|passage|prefix)",
    "neighbouring sentences": r"coverage_(before|after)",
    "exact forms": r"surface",
    "pairs of words": r"bigrams",
    "names": r"names_.*",
    "kind asked for": r"asks_.*",
}
"""Features that say much the same, by patterns of their names; all others are "form"."""

Rows = dict[tuple[str, ...], dict[str, float | None]]
"""Lines of a table: the cells that lead each, and its figures by column."""


def load(folder: Path, limit: int, typos: float) -> list[Record]:
    """Return up to ``limit`` questions of each file of a set, spread evenly; off-topic last."""
    questions: list[dict[str, Any]] = []
    for name in ("questions.jsonl", "offtopic.jsonl"):
        questions += spread(records(folder / name), limit)
    chance = random.Random(7)
    return [
        record | {"question": mistype(record["question"], typos, chance)} for record in questions
    ]


def grades(folder: Path) -> dict[str, dict[str, int]]:
    """Return the relevance of a ranking set's articles, by question."""
    found: dict[str, dict[str, int]] = {}
    with suppress(FileNotFoundError), (folder / "qrels.tsv").open(encoding="utf-8") as lines:
        for line in filter(str.strip, lines):
            question, article, grade = line.split("\t")
            found.setdefault(question, {})[article] = int(grade)
    return found


def mistype(text: str, rate: float, chance: random.Random) -> str:
    """Swap, drop, add or replace a letter in a share ``rate`` of the words of four and more."""

    def slip(match: re.Match[str]) -> str:
        word = match[0]
        if chance.random() >= rate:
            return word
        at, letter = chance.randrange(1, len(word) - 1), chance.choice("etaoinshrdlu")
        before, here, after = word[:at], word[at], word[at + 1 :]
        swapped = before + after[0] + here + after[1:]
        return chance.choice(
            (swapped, before + after, before + letter + here + after, before + letter + after)
        )

    return re.sub(r"[A-Za-z]{4,}", slip, text)


def quoth(searcher: Searcher) -> System:
    """Return our system, as programs read it."""
    return lambda asked: next(answers([json.dumps(asked)], searcher, TOP))


def ablations(searcher: Searcher) -> Iterator[tuple[str, Searcher]]:
    """Yield the searcher without one of its parts, for each part."""
    model = searcher._model

    def without(name: str, **parts: Any) -> tuple[str, Searcher]:
        variant = copy(searcher)
        for attribute, part in parts.items():
            setattr(variant, attribute, part)
        return f"without {name}", variant

    def in_bm25_order(*asked: Any) -> Any:
        question, ranked = searcher.rank(*asked)
        return question, sorted(ranked, key=lambda item: -item.candidate.score)

    bare = copy(searcher._evidence)
    bare.places = bare.places.copy()
    bare.places["above"] = 0
    lexicon = copy(searcher._lexicon)
    never = {"is_common": lambda term, language: True}  # no common word is ever repaired
    vars(lexicon).update(never)
    yield without("reranking (BM25's order)", rank=in_bm25_order)
    yield without("spelling repair", _lexicon=lexicon)
    yield without(
        "related words",
        understand=lambda *asked: replace(searcher.understand(*asked), related={}),
    )
    yield without(
        "earlier turns",
        understand=lambda text, history, *view: searcher.understand(text, (), *view),
    )
    yield without("title and headings in reranking", _evidence=bare)
    for family, features in families().items():
        weights = {**model.sentence, **dict.fromkeys(features, 0.0)}
        yield without(f"features: {family}", _model=replace(model, sentence=weights))


def families() -> dict[str, list[str]]:
    """Return every feature, by family."""
    found: dict[str, list[str]] = {}
    for feature in FEATURES:
        family = (name for name, pattern in FAMILIES.items() if re.fullmatch(pattern, feature))
        found.setdefault(next(family, "form"), []).append(feature)
    return found


def examine(
    system: System,
    questions: Sequence[Record],
    files: Mapping[str, File],
    relevant: Mapping[str, Mapping[str, int]],
) -> list[Judged]:
    """Ask a system all questions of a set, one after the other, and judge its replies."""
    system(questions[0])  # what is made on first use is not part of a question's time
    judged = []
    for question in questions:
        started = time.process_time()
        reply = system(question)
        ms = (time.process_time() - started) * 1000
        judged.append(judge(question, reply, files, relevant.get(str(question["id"]), {}), ms))
    return judged


def means(rows: Rows) -> Rows:
    """Return each system's means over the sets, leaving out what a set does not measure."""
    found: Rows = {}
    for system in dict.fromkeys(system for _, system in rows):
        own = [row for (_, each), row in rows.items() if each == system]
        columns = {name: [v for row in own if (v := row[name]) is not None] for name in own[0]}
        found[(system,)] = {name: fmean(v) if v else None for name, v in columns.items()}
    return found


def reliability(judged: Sequence[Judged]) -> Rows:
    """Return how often the first quote is right, by tenths of confidence."""
    found: Rows = {}
    for tenth in range(10):
        own = [row for row in judged if min(int(row.confidence * 10), 9) == tenth]
        if own:
            found[(f"{tenth / 10}-{(tenth + 1) / 10}",)] = {
                "questions": len(own),
                "passage right": fmean(row.passage for row in own),
                "quote right": fmean(row.quote for row in own),
            }
    return found


def table(rows: Rows, *leading: str) -> str:
    """Return the rows as a table in Markdown; shares are shown in percent."""
    columns = next(iter(rows.values()), {})
    lines = [(*leading, *columns), ("---",) * len(leading) + ("--:",) * len(columns)]
    lines += [(*cells, *(_cell(*each) for each in row.items())) for cells, row in rows.items()]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(column: str, value: float | None) -> str:
    if value is None:
        return ""
    if column == "questions":
        return str(value)
    return f"{value:.1f}" if column == "ms" else f"{100 * value:.1f}"


def main() -> None:
    """Ask everything, print the tables, and write them into the documentation when asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", nargs="*", help="names of folders (default: all sets there)")
    parser.add_argument("--limit", type=int, default=200, help="questions of each file of a set")
    parser.add_argument("--ablate", action="store_true", help="also without each of our parts")
    parser.add_argument("--typos", type=float, default=0.0, help="share of words to mistype")
    parser.add_argument("--markdown", action="store_true", help="write docs/quality.md")
    parser.add_argument("--homes", type=Path, default=Path(tempfile.gettempdir()) / "quoth-bench")
    options = parser.parse_args()
    everywhere = sorted(path.parent.name for path in options.folder.glob("*/questions.jsonl"))
    if not everywhere:
        parser.error(f"{options.folder} holds no folder with a questions.jsonl")
    rows: Rows = {}
    ablated: Rows = {}
    ours: list[Judged] = []
    notes = [] if INSTALLED else ["tantivy and bm25s are not installed and left out."]
    for name in options.sets or everywhere:
        folder, home = options.folder / name, options.homes / name
        build.build(folder / "articles", home)
        searcher = Searcher.open(home)
        files = {
            path.name: File(path.read_bytes().decode("utf-8").replace("\r\n", "\n"))
            for path in sorted((folder / "articles").iterdir())
        }
        questions, relevant = load(folder, options.limit, options.typos), grades(folder)
        for system, ask in ({OURS: quoth(searcher)} | peers(files, searcher)).items():
            judged = examine(ask, questions, files, relevant)
            rows[name, system] = figures(judged)
            print(table({(name, system): rows[name, system]}).splitlines()[-1], flush=True)
            if system == OURS and not relevant:
                ours += judged
                foreign = sum(row.foreign for row in judged)
                if foreign:
                    notes.append(
                        f"{name}: {foreign} quotes with repaired characters count as wrong."
                    )
        for part, variant in ablations(searcher) if options.ablate else ():
            judged = examine(quoth(variant), questions, files, relevant)
            ablated[name, part] = figures(judged)
    parts = ["### Means over the sets\n", table(means(rows), "system")]
    parts += ["### Each set\n", table(rows, "set", "system")]
    parts += ["### How far the confidence can be trusted\n", table(reliability(ours), "confidence")]
    if ablated:
        whole = {cells: row for cells, row in rows.items() if cells[1] == OURS}
        parts += ["### Quoth without some of its parts\n", table(means(whole | ablated), "system")]
    text = "\n".join([*parts, *notes])
    print(text)
    if options.markdown:
        above, _, _ = PAGE.read_text("utf-8").partition(MARKER)
        how = f"At most {options.limit} questions of each set, and as many off-topic ones."
        if options.typos:
            how += f" {options.typos:.0%} of their longer words were mistyped."
        PAGE.write_text(f"{above}{MARKER}\n{how}\n\n{text.rstrip()}\n", "utf-8")


if __name__ == "__main__":
    main()
