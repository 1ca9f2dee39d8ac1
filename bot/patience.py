"""Calls to Discord: how long they are repeated, and what its refusals mean."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import aiohttp
import discord

from bot import metrics

T = TypeVar("T")

UNKNOWN_WEBHOOK, INVALID_FORM, NO_HISTORY = 10015, 50035, 160002
"""Codes of Discord's refusals."""

NETWORK_FAULTS = (aiohttp.ClientError, OSError, TimeoutError)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds in which a call is worth another try, after which one try is given up, and in which
    it may be ``unknown`` to Discord what was just acknowledged."""

    within: float
    each: float
    unknown: float = 5.0


ACKNOWLEDGING = Patience(within=2.5, each=1.5)
"""Discord waits for 3 seconds."""

SHOWING = Patience(within=180.0, each=20.0)
"""Where Discord is slow, giving up early only makes more work for it."""

AT_LAST = Patience(within=180.0, each=20.0, unknown=180.0)
"""Where nothing else has got through, and somebody sees "thinking…"."""

LONGEST_PAUSE = 10.0
"""Seconds between two tries, unless Discord says otherwise."""


async def patiently(call: Callable[[], Awaitable[T]], patience: Patience) -> T:
    """Call again after a refusal that passes or no answer, as long as ``patience`` lasts.

    discord.py waits out most refusals by itself, but neither a long rate limit, nor a 429 without
    a ``Via`` header, nor every server error, a dropped connection or silence. ``call`` must be safe
    to repeat.
    """
    loop = asyncio.get_running_loop()
    began, pause = loop.time(), 0.2
    deadline = began + patience.within
    while True:
        try:
            async with asyncio.timeout_at(min(loop.time() + patience.each, deadline)):
                return await call()
        except discord.HTTPException as error:
            metrics.DISCORD_ERRORS.labels(str(error.code or error.status)).inc()
            wait = _retry_after(error, pause)
            until = began + patience.unknown if error.code == UNKNOWN_WEBHOOK else deadline
            passing = error.status in (429, *range(500, 600)) or error.code == UNKNOWN_WEBHOOK
            if not passing or loop.time() + wait > min(until, deadline):
                raise
        except discord.RateLimited as error:
            wait = error.retry_after
            if loop.time() + wait > deadline:
                raise
        except NETWORK_FAULTS:
            wait = pause
            if loop.time() + wait > deadline:
                raise
        await asyncio.sleep(wait)
        pause = min(2 * pause, LONGEST_PAUSE)


def _retry_after(error: discord.HTTPException, otherwise: float) -> float:
    try:
        return max(float(error.response.headers["Retry-After"]), 0.0)
    except (KeyError, ValueError):
        return otherwise


def blames(error: Exception, *fields: str) -> bool:
    """Whether Discord refuses a message for one of these of its fields."""
    if not isinstance(error, discord.HTTPException):
        return False
    if error.code == NO_HISTORY:
        return "message_reference" in fields
    return error.code == INVALID_FORM and any(field in error.text for field in fields)
