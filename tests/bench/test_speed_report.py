"""The page of speed figures, from figures made up here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench import speed_report


def figures(p50: float, **others: float) -> dict[str, dict[str, Any]]:
    """Return the figures of our engine and of others, by their p50 in milliseconds."""
    found: dict[str, dict[str, Any]] = {
        name: {
            "disk MB": 1.0,
            "kept p50": each,
            "kept p95": each,
            "kept p99": each,
            "kept q/s": 1.0,
        }
        for name, each in ({"quoth": p50} | others).items()
    }
    found["quoth"] |= {"kept limit": 0.1, "kept deviation": 0.0, "kept masks": {"half": 1.25}}
    return found


def test_a_run_replaces_its_own_sizes_and_keeps_the_others(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    speed_report.write({"100000": figures(4.0, slow=40.0)}, docs)
    speed_report.write({"10000": figures(1.0, slow=4.0)}, docs)
    speed_report.write({"100000": figures(2.0, slow=40.0)}, docs)
    page = (docs / "speed.md").read_text()
    assert page.index("## 10,000 passages") < page.index("## 100,000 passages")
    assert "| slow | 40 | 40 | 40 | 1 | 20 |" in page
    assert "| slow | 1.00 |" in page  # ten times the passages, ten times as long
    assert "half 1.25" in page
    assert "100000" in (docs / "speed.json").read_text()
    assert (docs / "speed.svg").read_text().count("<polyline") == 2
