"""What comes from Discord's gateway: nothing that it leaves out may end the bot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from functools import wraps
from typing import Any

import discord.gateway
import discord.utils

from bot import metrics
from bot.once import Once
from bot.replies import explain
from bot.texts.catalogue import speaking
from bot.turns import for_whom

ATTACHMENT_SIZE_LIMIT = 10 << 20
"""What an interaction is taken to allow when Discord does not say; nothing is attached here."""

FROM_PEOPLE = ("MESSAGE_CREATE", "MESSAGE_UPDATE")
"""Events that are of no interest where a bot is the author, as of each of our own answers."""

Parse = Callable[[Any], None]


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


def survive(parsers: MutableMapping[str, Parse]) -> None:
    """Let the parsers of a connection's events log what they cannot read, leave out what came
    already and what bots write, and let all that comes of an event wait among what its server
    wants, and of an interaction speak the asker's language.

    discord.py ends the connection for good where a field is missing that it expects.
    """
    heard = Once()
    for event, parse in parsers.items():
        parsers[event] = _surviving(event, parse, heard)


def _surviving(event: str, parse: Parse, heard: Once) -> Parse:
    def parsed(data: Any) -> None:
        whose = for_whom.set(data.get("guild_id") if isinstance(data, Mapping) else None)
        try:
            locale = None
            if event in FROM_PEOPLE and data.get("author", {}).get("bot"):
                return
            if event == "INTERACTION_CREATE":
                if not heard.first(data["id"]):
                    return
                data.setdefault("attachment_size_limit", ATTACHMENT_SIZE_LIMIT)
                locale = data.get("locale")
            with speaking(locale), metrics.arriving(event, data):
                parse(data)
        except Exception as error:
            explain(error, f"reading the event {event}")
        finally:
            for_whom.reset(whose)

    return parsed
