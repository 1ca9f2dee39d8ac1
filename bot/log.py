"""Logging for the long-running bot: one line an event, never a message's content or a token."""

from __future__ import annotations

import json
import logging
import re
import time

from bot.settings import Settings

_TEXT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
_SECRETS = re.compile(
    r"(?<=\bBot )[\w.-]{20,}"  # the header that a request carries
    r"|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"  # a bot's token
    r"|(?<=/)(?P<path>(?:webhooks|interactions)/\d+/)[^/?\s'\"]+"  # an interaction's
)


def configure(settings: Settings) -> None:
    """Send log lines of a level and above to standard error, in the format that is set."""
    formatter = (Json if settings.log_format == "json" else Text)(settings.discord_token)
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    # Below INFO discord.py logs whole messages.
    logging.getLogger("discord").setLevel(
        max(logging.getLevelName(settings.log_level), logging.INFO)
    )


class Text(logging.Formatter):
    """Lines for people: time, level, logger and event; a traceback follows on lines of its own."""

    def __init__(self, token: str | None = None) -> None:
        super().__init__(_TEXT)
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without secrets."""
        return self.redacted(super().format(record))

    def redacted(self, text: str) -> str:
        """Return a text with every token in it hidden.

        >>> Text("a.b").redacted("a.b in POST /webhooks/12/secret/messages/@original")
        '[hidden] in POST /webhooks/12/[hidden]/messages/@original'
        """
        if self._token:
            text = text.replace(self._token, "[hidden]")
        return _SECRETS.sub(lambda found: f"{found['path'] or ''}[hidden]", text)


class Json(Text):
    """One JSON object a line: ``time`` (UTC), ``level``, ``logger``, ``event``; where there is
    one, the ``reference`` that somebody was told, and the ``exception`` with its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without secrets."""
        seconds = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        shown = {
            "time": f"{seconds}.{int(record.msecs):03d}Z",
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
            "reference": getattr(record, "reference", None),
            "exception": self.formatException(record.exc_info) if record.exc_info else None,
        }
        kept = {name: self.redacted(value) for name, value in shown.items() if value is not None}
        return json.dumps(kept, ensure_ascii=False)
