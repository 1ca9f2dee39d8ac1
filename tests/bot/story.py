"""Articles that tell a story, and say how far they go."""

from __future__ import annotations

from bot.app import Desk
from tests.bot.conftest import publish
from tests.discord_server import Message

EARLY = """---
title: Mara arrives
spoils: S01E01
---
Mara Lindqvist keeps the lighthouse on Gull Rock.
"""
LATE = """---
title: Mara drowns
spoils: S02E05
---
Mara Lindqvist drowns in the storm of Tarn, and the lighthouse goes dark for ever.
"""
UNKNOWN = """---
title: Oskar sails
---
Oskar Bruun sails the Petrel to the mainland.
"""
WHAT = "What happens to Mara in the storm?"


def telling(desk: Desk) -> Desk:
    """Give a desk the story in place of its articles."""
    for file in desk.folder.iterdir():
        file.unlink()
    return publish(desk, early=EARLY, late=LATE, unknown=UNKNOWN)


def tells(message: Message) -> bool:
    """Whether a message, or a button of it, gives anything of the late article away."""
    shown = f"{message.text} {message.controls}".lower()
    return any(word in shown for word in ("drown", "storm of tarn"))
