"""Which servers did the bot leave while it was away, and when is what is kept of them deleted?"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.client import QuothBot

log = logging.getLogger(__name__)

LOOKING_SECONDS = 3600.0
"""Between two looks."""


async def look(bot: QuothBot) -> None:
    """Note which servers with anything kept of them the bot is not in, and delete what is kept of
    those that it has not been in for long enough.

    Discord tells that the bot was removed only to a bot that is connected. A server that Discord
    cannot reach just now is still one that the bot is in.
    """
    await bot.wait_until_ready()
    present = {guild.id for guild in bot.guilds}
    for guild in await bot.servers.left(present, await bot.libraries.servers()):
        log.info("deleting what is kept of server %d, which the bot is no longer in", guild)
        await bot.leave(guild)
