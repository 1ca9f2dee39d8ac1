"""A desk for a command in the terminal: the folder that is named, its index brought up to date."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.errors import say
from bot.settings import Settings
from index.errors import BuildRunning, NothingToIndex

if TYPE_CHECKING:
    from bot.app import Desk

PATIENCE_SECONDS = 600
"""How long a first question waits for the index that another process is building."""

corpus_option = click.option(
    "--corpus",
    "corpus",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of articles; default: QUOTH_ARTICLES, else the shipped articles.",
)


def ready_desk(settings: Settings, corpus: Path | None) -> Desk:
    """Return a desk whose index is up to date; a build speaks on standard error."""
    from bot.app import Desk

    desk = Desk(settings, corpus)
    if not desk.is_fresh():
        if fault := desk.damage():
            click.echo(f"quoth: {say(fault)}", err=True)
        _refresh(desk)
    return desk


def _refresh(desk: Desk) -> None:
    """Build the index; where that cannot be, the last one answers or another process's will."""
    from bot.terminal import build_with_progress, summary

    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            click.echo(summary(build_with_progress(desk)), err=True)
            return
        except (BuildRunning, NothingToIndex, OSError) as error:
            if desk.has_index():
                click.echo(f"quoth: {say(error)} The last index answers.", err=True)
                return
            if not isinstance(error, BuildRunning) or time.monotonic() > deadline:
                raise
        time.sleep(0.2)
