"""Many questions from a file, one JSON object a line, answered in order."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterable, Iterator
from typing import Any

from bot import wire
from bot.pleasantries import is_question
from index.models import NotFound, Outcome, Turn
from index.search import Searcher
from index.views import ALL, View


def answers(
    lines: Iterable[str], searcher: Searcher, top: int, view: View = ALL
) -> Iterator[dict[str, Any]]:
    """Yield one machine-readable answer for each line that is not blank.

    A line that is not a question gets an answer with an ``error`` sentence in its place, so that
    nothing after it is lost.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        identity: Any = None
        try:
            record = json.loads(line, parse_constant=_refuse, parse_float=_finite)
            if not isinstance(record, dict):
                raise ValueError("it is not an object")
            identity = record.get("id")
            question, history = _question(record)
        except (ValueError, RecursionError) as error:
            why: object = error
            if isinstance(error, json.JSONDecodeError):
                why = f"it is not JSON (character {error.pos + 1})"
            yield wire.dump_failure(identity, f"Line {number} is not a question: {why}.")
            continue
        started = time.perf_counter()
        outcome: Outcome = NotFound(question, (), 0.0)
        if is_question(question):
            outcome = searcher.ask(question, history, top, view)
        yield wire.dump_outcome(identity, outcome, (time.perf_counter() - started) * 1000)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _finite(digits: str) -> float:
    if math.isinf(number := float(digits)):
        raise ValueError(f"{digits[:20]} is too large")
    return number


def _question(record: dict[str, Any]) -> tuple[str, tuple[Turn, ...]]:
    question, said = record.get("question"), record.get("history")
    said = [] if said is None else said
    if not isinstance(question, str):
        raise ValueError('"question" should be a string')
    if not isinstance(said, list) or not all(isinstance(text, str) for text in said):
        raise ValueError('"history" should be a list of strings')
    replies = [*said[1::2], ""] if len(said) % 2 else said[1::2]
    return question, tuple(map(Turn, said[::2], replies))
