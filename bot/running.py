"""One run of the bot: a start, a clean end, and what becomes of a connection that fails."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Iterator

import discord
import discord.http

from bot import gateway, health
from bot.app import Desk
from bot.client import QuothBot
from bot.errors import DiscordUnreachable, IntentsRefused, TokenMissing, TokenRefused
from bot.features import registry
from bot.patience import NETWORK_FAULTS
from bot.work import give_way

log = logging.getLogger(__name__)

PATIENCE = 10.0
"""Seconds that answers in flight have when the bot is told to stop."""

TOKEN_REFUSED, INTENTS_REFUSED = 4004, (4013, 4014)
"""Close codes of Discord's gateway."""


async def run(desk: Desk) -> int:
    """Run the bot until SIGTERM or SIGINT; return 0 after a clean end.

    The first signal lets answers in flight finish, a second one closes at once.

    Raises:
        TokenMissing, TokenRefused, IntentsRefused, DiscordUnreachable: Discord cannot be used.
    """
    settings = desk.settings
    if not settings.discord_token:
        raise TokenMissing
    if settings.discord_api:
        discord.http.Route.BASE = settings.discord_api
    stop, hurry = asyncio.Event(), asyncio.Event()
    gateway.adapt()
    bot = QuothBot(desk, registry.add)
    give_way()
    with _translated(), _signals(stop, hurry):
        async with bot, health.served(bot, settings.http_host, settings.http_port):
            serving = asyncio.create_task(bot.start(settings.discord_token))
            stopping = asyncio.create_task(stop.wait())
            await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
            stopping.cancel()
            if serving.done():
                await serving
                raise DiscordUnreachable("the connection ended")
            log.info("stopping")
            await bot.work.drain(PATIENCE, hurry)
            if not bot.shards:  # It is still logging in, which would trip over a closed client.
                serving.cancel()
            await bot.close()
            # While it is still connecting, a closed client goes on trying.
            await asyncio.wait({serving}, timeout=1.0)
            serving.cancel()
            # What goes wrong in a connection that is being given up is no news.
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await serving
    return 0


@contextlib.contextmanager
def _signals(stop: asyncio.Event, hurry: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()

    def received() -> None:
        (hurry if stop.is_set() else stop).set()

    numbers = (signal.SIGTERM, signal.SIGINT)
    with contextlib.suppress(NotImplementedError):  # Windows: Ctrl+C raises KeyboardInterrupt
        for number in numbers:
            loop.add_signal_handler(number, received)
    try:
        yield
    finally:
        with contextlib.suppress(NotImplementedError):
            for number in numbers:
                loop.remove_signal_handler(number)


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    """Turn what discord.py raises into this room's errors."""
    try:
        yield
    except discord.LoginFailure as error:
        raise TokenRefused from error
    except discord.PrivilegedIntentsRequired as error:
        raise IntentsRefused from error
    except discord.ConnectionClosed as error:
        if error.code == TOKEN_REFUSED:
            raise TokenRefused from error
        if error.code in INTENTS_REFUSED:
            raise IntentsRefused from error
        raise DiscordUnreachable(f"it closed the connection with code {error.code}") from error
    except discord.HTTPException as error:
        raise DiscordUnreachable(f"it answered with HTTP {error.status}") from error
    except discord.GatewayNotFound as error:
        raise DiscordUnreachable("it names no gateway") from error
    except NETWORK_FAULTS as error:
        raise DiscordUnreachable(str(error) or type(error).__name__) from error
    except (discord.DiscordException, LookupError, TypeError, ValueError, AttributeError) as error:
        log.error("Discord could not be understood", exc_info=error)
        raise DiscordUnreachable("it sent something unexpected") from error
