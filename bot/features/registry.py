"""All that people can do with the bot: its commands, and its buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from discord.ext import commands

from bot.features import (
    aliases,
    articles,
    ask,
    audit,
    digest,
    feedback,
    finding,
    gaps,
    library,
    listing,
    mention,
    misses,
    passages,
    permissions,
    privacy,
    progress,
    quotes,
    reindex,
    settings,
    sharing,
    spoilers,
)
from bot.pressing import Press

if TYPE_CHECKING:
    from bot.client import QuothBot

COGS: tuple[Callable[[QuothBot], commands.Cog], ...] = (
    ask.Ask, mention.Mention, finding.Finding, library.Library, progress.Progress, privacy.Privacy,
    reindex.Reindex, settings.ServerSettings, gaps.Gaps, audit.Audit, permissions.Permissions,
    digest.Digest, articles.Articles, passages.Passages, aliases.Aliases, spoilers.Spoilers,
)  # fmt: skip
"""What people can do, then what managers can."""

BUTTONS: tuple[type[Press], ...] = (
    *quotes.BUTTONS, *sharing.BUTTONS, *feedback.BUTTONS, *misses.BUTTONS, *library.BUTTONS,
    *reindex.BUTTONS, *settings.BUTTONS, *gaps.BUTTONS, *audit.BUTTONS,
    *articles.BUTTONS, *listing.BUTTONS, *passages.BUTTONS, *aliases.BUTTONS,
)  # fmt: skip
"""The buttons and menus of answers, then those of commands."""
