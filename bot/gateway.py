"""What Discord's gateway may leave out, though discord.py ends the bot where it is missing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import discord.gateway
import discord.utils


def forgive_missing() -> None:
    """Let this process's discord.py do without the address at which a session is resumed."""
    parse = discord.utils._from_json
    if not hasattr(parse, "__wrapped__"):
        discord.utils._from_json = _forgiving(parse)


def _forgiving(parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    @wraps(parse)
    def parsed(text: Any) -> Any:
        message = parse(text)
        if isinstance(message, dict) and message.get("t") == "READY":
            usual = str(discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY)
            if not (message["d"] or {}).get("resume_gateway_url", ""):
                message["d"]["resume_gateway_url"] = usual
        return message

    return parsed
