"""The ``quoth`` command in processes of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.discord_server.patience import PATIENCE
from tests.index.helpers import write_articles

ROOT = Path(__file__).parents[2]


def outside() -> dict[str, str]:
    """The environment of the tests, without what is set there for a bot."""
    ours = ("QUOTH_", "DISCORD_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


class Quoth:
    """Runs ``quoth`` with a state folder of its own, in an empty folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.articles = write_articles(folder / "articles")
        self.environment = outside() | {
            "QUOTH_STATE_DIR": str(folder / "state"),
            "PYTHONPATH": str(ROOT),
        }

    def __call__(
        self, *arguments: str, stdin: str = "", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-P", "-m", "bot", *arguments],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            cwd=self.folder,
            env=self.environment | environment,
            timeout=PATIENCE,
            check=False,
        )

    def ask(self, *arguments: str, **options: str) -> subprocess.CompletedProcess[str]:
        return self("ask", "--corpus", str(self.articles), *arguments, **options)


def objects(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
