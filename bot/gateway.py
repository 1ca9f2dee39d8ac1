"""What comes from Discord's gateway: nothing that it leaves out may end the bot."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, MutableMapping
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

LEAST_PATIENCE = 5.0
"""Seconds that a connection may be silent in any case."""

FROM_PEOPLE = ("MESSAGE_CREATE", "MESSAGE_UPDATE")
"""Events that are of no interest where a bot is the author, as of each of our own answers."""

UNREAD = (
    *("activity", "application", "attachments", "call", "embeds", "interaction"),
    *("interaction_metadata", "poll", "purchase_notification", "reactions"),
    *("role_subscription_data", "sticker_items", "thread"),
)
"""Parts of a message that the bot never reads, so that discord.py need not understand them."""

Parse = Callable[[Any], None]


class KeepAlive(discord.gateway.KeepAliveHandler):
    """Gives a connection up at the first heartbeat that Discord leaves without an answer.

    discord.py waits for a minute, which is as long at Discord's own interval only.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        patience = max(1.5 * (self.interval or 0.0), LEAST_PATIENCE)
        self.heartbeat_timeout = min(self.heartbeat_timeout, patience)

    def get_payload(self) -> dict[str, Any]:
        """Return a heartbeat, which is sent at once: its answer may come before discord.py has
        noted the time, and would seem to have taken a whole interval."""
        self._last_send = time.perf_counter()
        return super().get_payload()


def adapt() -> None:
    """Let this process's discord.py notice a silent connection, and do without the address at
    which a session is resumed."""
    discord.gateway.KeepAliveHandler = KeepAlive  # type: ignore[misc]
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
            if event in FROM_PEOPLE:
                if data.get("author", {}).get("bot"):
                    return
                _prune(data)
            if event == "INTERACTION_CREATE":
                if not heard.first(data["id"]):
                    return
                data.setdefault("attachment_size_limit", ATTACHMENT_SIZE_LIMIT)
                data.setdefault("version", 1)
                if "channel_id" in data:
                    alone = {} if data.get("guild_id") else {"type": 1}
                    data.setdefault("channel", {"id": data["channel_id"]} | alone)
                for message in _messages(data):
                    _prune(message)
                locale = data.get("locale")
            with speaking(locale), metrics.arriving(event, data):
                parse(data)
        except Exception as error:
            explain(error, f"reading the event {event}")
        finally:
            for_whom.reset(whose)

    return parsed


def _messages(interaction: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    """Return the message of a button, or those that a command is about."""
    resolved = (interaction.get("data") or {}).get("resolved") or {}
    source = interaction.get("message")
    return [*(resolved.get("messages") or {}).values(), *([source] if source else [])]


def _prune(message: dict[str, Any]) -> None:
    """Leave out what the bot never reads, also of what a message replies to or forwards."""
    for part in UNREAD:
        message.pop(part, None)
    if replied := message.get("referenced_message"):
        _prune(replied)
    for snapshot in message.get("message_snapshots") or ():
        _prune(snapshot["message"])
        snapshot["message"] |= {"attachments": [], "embeds": []}
