"""Was anything kept here before?"""

from __future__ import annotations

from pathlib import Path

COPIES = "known"
"""The folder of copies, beside the store's file."""


def is_emptied(file: Path) -> bool:
    """Whether a store that is empty once was not: its log, or copies of what was set, are there.

    One that is gone was taken away by somebody, to begin anew.
    """
    try:
        if file.stat().st_size:
            return False
        log = file.with_name(f"{file.name}-wal")
        return (log.exists() and log.stat().st_size > 0) or any(
            file.with_name(COPIES).glob("*.json")
        )
    except OSError:
        return False
