"""``quoth run`` as a process of its own, as it is or with limits that a test needs."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.settings import Settings
from tests.bot.terminal import ROOT, outside
from tests.discord_server import DiscordServer
from tests.discord_server.patience import PATIENCE

DEFERRED = 5
"""The kind of an acknowledgement that promises an answer."""

_RUN = """
import sys
from bot.cli import main

sys.argv = ["quoth", "run"]
main()
"""

STUBBORN = f"""
from bot import running

running.PATIENCE = 600
{_RUN}
"""
"""A bot that lets answers in flight finish however long that takes."""

IMPATIENT = f"""
from bot import running

running.PATIENCE = 0.2
{_RUN}
"""
"""A bot that gives up at once what is in flight when it stops."""

HANGING = f"""
import time
from bot import work
from bot.app import Desk

Desk.ask = lambda *args, **options: time.sleep(600)
work.LAST_WORDS = 600
{IMPATIENT}
"""
"""Such a bot whose searches never end, and which tells whoever waits."""

FULL = f"""
import resource
from bot import app

app.NICENESS = 0
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
{STUBBORN}
"""
"""A bot that cannot write a byte to any file, as on a full disk."""


@asynccontextmanager
async def program(
    server: DiscordServer, settings: Settings, how: str = _RUN
) -> AsyncIterator[asyncio.subprocess.Process]:
    """``quoth run``, until the block ends."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", how),
        cwd=settings.state_dir.parent,
        env=outside()
        | {
            "PYTHONPATH": str(ROOT),
            "DISCORD_TOKEN": server.token,
            "QUOTH_DISCORD_API": server.api_url,
            "QUOTH_ARTICLES": str(settings.articles),
            "QUOTH_STATE_DIR": str(settings.state_dir),
        },
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def stop(server: DiscordServer, process: asyncio.subprocess.Process) -> None:
    """Tell a bot to stop, and return once it is about it: whoever asks now gets no answer."""
    process.terminate()
    kind = DEFERRED
    while kind == DEFERRED:
        asked = await server.slash(server.owner, server.general, "about")
        kind = (await asked.acknowledged()).type


async def finished(process: asyncio.subprocess.Process) -> tuple[int | None, str]:
    """Return what a process ended with, and what it said, once it has ended."""
    _, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
    return process.returncode, errors.decode()
