"""What an operator can set. Built once, in ``main``; nothing else reads the environment."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import corpus
from bot.errors import InvalidSetting

SHIPPED_ARTICLES = Path(corpus.__file__).parent / "articles"


def _setting(variable: str, description: str, default: Any) -> Any:
    return field(default=default, metadata={"variable": variable, "description": description})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every field names its variable and says what it is for (``.env.example`` lists them all)."""

    discord_token: str | None = _setting(
        "DISCORD_TOKEN", "The bot's token from Discord's developer portal.", None
    )
    articles: Path = _setting(
        "QUOTH_ARTICLES", "Folder of source articles (.txt, .md, .html).", SHIPPED_ARTICLES
    )
    state_dir: Path = _setting(
        "QUOTH_STATE_DIR", "Folder for the index and everything else Quoth keeps.", Path("var")
    )
    command_guild: int | None = _setting(
        "QUOTH_COMMAND_GUILD",
        "Register the commands in this one server (an id), at once, while developing.",
        None,
    )
    discord_api: str | None = _setting(
        "QUOTH_DISCORD_API",
        "Base URL of Discord's API with its version, for a proxy or a test Discord.",
        None,
    )
    server_articles: int = _setting(
        "QUOTH_SERVER_ARTICLES", "How many articles of its own a server may add.", 200
    )
    server_megabytes: int = _setting(
        "QUOTH_SERVER_MEGABYTES", "How many megabytes these may have together.", 50
    )
    log_level: str = _setting("QUOTH_LOG_LEVEL", "DEBUG, INFO, WARNING or ERROR.", "INFO")
    log_format: str = _setting(
        "QUOTH_LOG_FORMAT",
        "text, or json (one object a line).",
        "text",
    )
    http_port: int | None = _setting(
        "QUOTH_HTTP_PORT",
        "Port of /healthz and /metrics; none unless set.",
        None,
    )
    http_host: str = _setting(
        "QUOTH_HTTP_HOST", "Address that they are served at: 0.0.0.0 is every one.", "127.0.0.1"
    )


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Return the settings of an environment; an empty variable counts as not set.

    Raises:
        InvalidSetting: a variable has a value that cannot be used.
    """
    values: dict[str, Any] = {}
    for item in fields(Settings):
        variable = item.metadata["variable"]
        if text := environment.get(variable, "").strip():
            values[item.name] = _parse(variable, item.name, text)
    return Settings(**values)


def _parse(variable: str, name: str, text: str) -> Any:
    match name:
        case "articles" | "state_dir":
            return Path(text).expanduser()
        case "command_guild":
            if not text.isascii() or not text.isdigit():
                raise InvalidSetting(variable, text, "a server's id: digits only")
            return int(text)
        case "server_articles" | "server_megabytes":
            if not text.isascii() or not text.isdigit() or len(text) > 6:
                raise InvalidSetting(variable, text, "a number such as 50; 0 for none")
            return int(text)
        case "discord_api":
            if not text.lower().startswith(("https://", "http://")):
                raise InvalidSetting(variable, text, "a URL such as https://discord.com/api/v10")
            return text.rstrip("/")
        case "log_level":
            if text.upper() not in logging.getLevelNamesMapping():
                raise InvalidSetting(variable, text, "DEBUG, INFO, WARNING or ERROR")
            return text.upper()
        case "log_format":
            if text.lower() not in ("text", "json"):
                raise InvalidSetting(variable, text, "text or json")
            return text.lower()
        case "http_port":
            if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
                raise InvalidSetting(variable, text, "a port: a number from 1 to 65535")
            return int(text)
        case _:
            return text
