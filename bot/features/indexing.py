"""A build of the index that is shown while it runs, with a button that ends it."""

from __future__ import annotations

import asyncio
import contextlib
import logging

import discord

from bot import notices
from bot.patience import NETWORK_FAULTS
from bot.pressing import CANCEL, controls
from bot.replies import Reply
from bot.texts.catalogue import text
from index.models import Progress

log = logging.getLogger(__name__)

PROGRESS_SECONDS = 2.0
"""Progress is shown at most this often."""


class Shown(contextlib.AbstractAsyncContextManager["Shown"]):
    """Progress that is noted at any rate and shown at a calm one."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self._latest: Progress | None = None
        self._over = asyncio.Event()

    def note(self, progress: Progress) -> None:
        """Remember how far the build is."""
        self._latest = progress

    async def __aenter__(self) -> Shown:
        await self._reply.show(notices.indexing(), self._button())
        self._showing = asyncio.create_task(self._show())
        return self

    async def __aexit__(self, *_: object) -> None:
        # An edit under way is awaited, or it could overtake the summary.
        self._over.set()
        await self._showing

    async def _show(self) -> None:
        shown: Progress | None = None
        while not self._over.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), PROGRESS_SECONDS)
            if self._latest is not shown and not self._over.is_set():
                shown = self._latest
                try:
                    await self._reply.show(notices.indexing(shown), self._button())
                except (discord.DiscordException, *NETWORK_FAULTS) as error:
                    log.warning("could not show progress: %s", error)

    def _button(self) -> discord.ui.View | None:
        style, label = discord.ButtonStyle.danger, text("reindex-cancel")
        return controls(discord.ui.Button(style=style, label=label, custom_id=CANCEL))
