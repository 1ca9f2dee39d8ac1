"""What a manager hands in as an article: an uploaded file, and what is said of it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import discord

from bot.errors import Refused
from bot.patience import NETWORK_FAULTS
from bot.shelves import LARGEST, Handed, suffix_of
from bot.texts.catalogue import text
from corpus.intake import Said
from corpus.metadata import one_line, parse_date
from corpus.spoilers import EXAMPLES, parse

DOWNLOAD_SECONDS = 30.0


def said(title: str | None, date: str | None, spoils: str | None, unlock: str | None) -> Said:
    """Return what was said of an article. Raises Refused where it cannot be understood."""
    when = parse_date(str(date)) if date else None
    if date and when is None:
        raise Refused(text("articles-bad-date"))
    if spoils and parse(str(spoils)) is None:
        raise Refused(text("articles-bad-spoils", examples=EXAMPLES))
    opens = _moment(str(unlock)) if unlock else None
    return Said(
        title=one_line(str(title)) if title else None,
        published=when.isoformat() if when else None,
        spoils=one_line(str(spoils)) if spoils else None,
        unlock=opens.isoformat(timespec="seconds").replace("+00:00", "Z") if opens else None,
    )


def _moment(typed: str) -> datetime:
    """Return a time that somebody typed, in UTC where it names no other; a minute is enough."""
    try:
        found = datetime.fromisoformat(typed.strip().upper())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused(text("articles-bad-unlock")) from None


async def downloaded(file: discord.Attachment) -> Handed:
    """Return what somebody uploaded to Discord. Raises Refused where it is no article."""
    suffix = suffix_of(file.filename)
    if suffix is None:
        raise Refused(text("articles-wrong-kind"))
    if file.size > LARGEST:
        raise Refused(text("fetch-large"))
    try:
        async with asyncio.timeout(DOWNLOAD_SECONDS):
            data = await file.read()
    except (discord.HTTPException, *NETWORK_FAULTS):
        raise Refused(text("articles-not-downloaded")) from None
    if len(data) > LARGEST:
        raise Refused(text("fetch-large"))
    return Handed(data, file.filename, suffix)
