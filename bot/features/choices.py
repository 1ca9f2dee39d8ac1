"""What is offered to somebody who fills in a command."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import islice

from discord import app_commands

from bot.markdown import shorten, size

MOST, LONGEST = 25, 100
"""Choices that Discord takes, and the characters of each."""


def choices(named: Iterable[tuple[str, str]], typed: str) -> list[app_commands.Choice[str]]:
    """Return the choices, each a label and a value, that have in them what was typed."""
    wanted = typed.casefold().strip()
    fitting = (each for each in named if wanted in " ".join(each).casefold())
    return [
        app_commands.Choice(name=shorten(label, LONGEST) or shorten(value, LONGEST), value=value)
        for label, value in islice(fitting, MOST)
    ]


def value_of(name: str) -> str:
    """Return the value that stands for a name in a choice, which has to be short."""
    return name if size(name) <= LONGEST else token(name)


def token(name: str) -> str:
    """Return what stands for a name of any length in a button or a choice."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:20]
