"""The figures of bench/speed.py as tables, and as a plot with two logarithmic axes."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from statistics import linear_regression
from typing import Any

Found = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Figures by size, engine and name."""

COLUMNS = {
    "passages/s": "built, passages/s",
    "disk MB": "disk MB",
    "start to answer s": "process start to answer, s",
    "open s": "open s",
    "first answer s": "first answer s",
    "own MB": "resident MB, not file-backed",
    "mapped MB": "file-backed MB",
}
COLORS = ("#c0392b", "#2471a3", "#1e8449", "#8e44ad", "#b9770e", "#555555")
WIDTH, HEIGHT, EDGE = 460, 360, 60


def report(found: Found) -> str:
    """Return the tables."""
    kinds = _kinds(found)
    return "\n\n".join([*_tables(found, kinds), _exponents(found, kinds)]) + "\n"


def write(found: Found, folder: Path) -> None:
    """Write tables, figures and plot to ``folder``, where sizes of earlier runs stay."""
    folder.mkdir(parents=True, exist_ok=True)
    figures = folder / "speed.json"
    known: Found = json.loads(figures.read_text()) if figures.exists() else {}
    merged = {**known, **found}
    every = {size: merged[size] for size in sorted(merged, key=int)}
    figures.write_text(json.dumps(every, indent=1) + "\n")
    (folder / "speed.svg").write_text(_plot(every, _kinds(every)))
    (folder / "speed.md").write_text(_INTRODUCTION + report(every))


_INTRODUCTION = """# Speed

`make bench` wrote this page; [bench/speed.py](../bench/speed.py) says what it measures, and
[speed.json](speed.json) has all figures. Times are milliseconds for one question of some ten words,
from one thread, with stop words kept and removed. The machine had two cores, which other programs
shared, so compare the engines of one size, not the sizes: each may be a run of its own.

![p50 over passages](speed.svg)

"""


def _kinds(found: Found) -> list[str]:
    """Return the kinds of questions that every size was asked."""
    ours = [engines["quoth"] for engines in found.values()]
    return [kind for kind in ("kept", "removed") if all(f"{kind} p50" in each for each in ours)]


def _first(found: Found) -> Mapping[str, Mapping[str, Any]]:
    return next(iter(found.values()))


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _shown(value: Any) -> str:
    return "–" if value is None else f"{value:,.3g}" if value < 1000 else f"{value:,.0f}"


def _tables(found: Found, kinds: list[str]) -> list[str]:
    parts = []
    for size, engines in found.items():
        measured = {name: each for name, each in engines.items() if "disk MB" in each}
        ours = engines["quoth"]
        names = [f"{kind} {what}" for kind in kinds for what in ("p50", "p95", "p99", "q/s")]
        head = ["engine", *names, *(f"{kind}: p50 / ours" for kind in kinds)]
        rows = [
            [name, *(_shown(each[column]) for column in names)]
            + [_shown(each[f"{kind} p50"] / ours[f"{kind} p50"]) for kind in kinds]
            for name, each in measured.items()
        ]
        parts += [f"## {int(size):,} passages", _table(head, rows)]
        rows = [[name, *(_shown(each.get(c)) for c in COLUMNS)] for name, each in measured.items()]
        parts.append(_table(["engine", *COLUMNS.values()], rows))
        parts += [
            f"{name}: {each['skipped']}." for name, each in engines.items() if "skipped" in each
        ]
        for kind in kinds:
            limit, ratios = ours[f"{kind} limit"], ours[f"{kind} masks"]
            parts.append(
                f"Stop words {kind}: reading all postings of the median question at memory speed "
                f"takes {_shown(limit)} ms, of which ours takes "
                f"{_shown(ours[f'{kind} p50'] / limit)} times as much. The best scores differ from "
                f"the dense formula's by {ours[f'{kind} deviation']:.1g} at most. With masks an "
                "answer takes, times as long: "
                + ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
                + "."
            )
    return parts


def _exponents(found: Found, kinds: list[str]) -> str:
    """Say how p50 grows with size: the slope of a line through the logarithms (least squares)."""
    rows = []
    for name in _first(found):
        points = {kind: _points(found, name, kind) for kind in kinds}
        if all(len(each) > 1 for each in points.values()):
            rows.append([name, *(f"{_slope(points[kind]):.2f}" for kind in kinds)])
    if not rows:
        return ""
    head = ["engine", *(f"stop words {kind}" for kind in kinds)]
    return "## How p50 grows: exponent of size\n\n" + _table(head, rows)


def _points(found: Found, name: str, kind: str) -> list[tuple[float, float]]:
    return [
        (math.log10(int(size)), math.log10(engines[name][f"{kind} p50"]))
        for size, engines in found.items()
        if f"{kind} p50" in engines.get(name, {})
    ]


def _slope(points: list[tuple[float, float]]) -> float:
    return linear_regression(*zip(*points, strict=True)).slope


def _plot(found: Found, kinds: list[str]) -> str:
    """Return p50 over passages as SVG: a panel for each kind of question, a line per engine."""
    lines = {kind: {name: _points(found, name, kind) for name in _first(found)} for kind in kinds}
    every = [point for panel in lines.values() for points in panel.values() for point in points]
    left, low = (math.floor(min(values)) for values in zip(*every, strict=True))
    right, high = (max(math.ceil(max(values)), 1) for values in zip(*every, strict=True))
    parts = []
    for panel, kind in enumerate(kinds):

        def place(x: float, y: float, start: int = panel * WIDTH) -> tuple[float, float]:
            across = (x - left) / max(1, right - left) * (WIDTH - 2 * EDGE)
            return start + EDGE + across, HEIGHT - EDGE - (y - low) / (high - low) * (
                HEIGHT - 2 * EDGE
            )

        for y in range(low, high + 1):
            (x1, at), (x2, _) = place(left, y), place(right, y)
            parts.append(f'<path d="M{x1} {at}H{x2}" stroke="#ddd"/>')
            parts.append(f'<text x="{x1 - 6}" y="{at + 4}" text-anchor="end">{10.0**y:g}</text>')
        for x in range(left, right + 1):
            at, bottom = place(x, low)
            parts.append(f'<text x="{at}" y="{bottom + 18}" text-anchor="middle">10^{x}</text>')
        at, top = place((left + right) / 2, high)
        title = f"p50 in ms over passages, stop words {kind}"
        parts.append(f'<text x="{at}" y="{top - 12}" text-anchor="middle">{title}</text>')
        for color, points in zip(COLORS, lines[kind].values(), strict=False):
            if points:
                drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*each) for each in points))
                style = f'fill="none" stroke="{color}" stroke-width="2"'
                parts.append(f'<polyline points="{drawn}" {style}/>')
    for at, (color, name) in enumerate(zip(COLORS, _first(found), strict=False)):
        parts.append(f'<text x="{EDGE + at * 130}" y="{HEIGHT - 10}" fill="{color}">{name}</text>')
    size = f'width="{WIDTH * len(kinds)}" height="{HEIGHT}"'
    style = 'font-family="sans-serif" font-size="12"'
    content = "\n".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>\n{content}\n</svg>\n'
