"""Logging for the long-running bot: one line an event, never a message's content."""

from __future__ import annotations

import logging


def configure(level: str) -> None:
    """Send log lines of ``level`` and above to standard error."""
    logging.basicConfig(
        level=level, format="%(asctime)s %(levelname)-7s %(name)s: %(message)s", force=True
    )
    logging.getLogger("discord").setLevel(max(logging.getLevelName(level), logging.INFO))
