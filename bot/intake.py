"""Reading what somebody handed in, in a process that may come to harm."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from dataclasses import asdict

from bot import notices
from bot.app import PACKAGES
from bot.errors import Refused
from bot.texts.catalogue import text
from corpus.intake import SECONDS, Ready, Said

log = logging.getLogger(__name__)

READER = ("-m", "corpus.intake")
"""The program, for Python."""


async def read(data: bytes, suffix: str, said: Said) -> Ready:
    """Return the article that ``data`` holds, as a file; ``suffix`` tells what it claims to be.

    Raises:
        Refused: it is no article, or too much for the limits.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", *READER, suffix, json.dumps(asdict(said))),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=_without_secrets() | {"PYTHONPATH": PACKAGES},
    )
    try:
        # Twice the processor's time that it may take, for it makes way for others.
        async with asyncio.timeout(2 * SECONDS):
            answer, _ = await process.communicate(data)
    except TimeoutError:
        raise Refused(text("articles-too-heavy")) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    head, _, content = answer.partition(b"\n")
    try:
        found = json.loads(head)
    except ValueError:
        raise Refused(text("articles-too-heavy")) from None
    if "fault" in found:
        log.warning("a file of an article could not be read: %s", found["fault"])
    if "refused" in found:
        raise Refused(notices.refused(str(found["refused"])))
    return Ready(found["suffix"], found["title"], found["passages"], content)


def _without_secrets() -> dict[str, str]:
    ours = ("DISCORD", "QUOTH")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
