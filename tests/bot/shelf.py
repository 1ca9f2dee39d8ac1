"""A server's own articles, as its managers handle them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.texts.catalogue import text
from tests.bot.house import House
from tests.discord_server import Interaction, Message, Upload, User

BELL = b"""# The bell of Tarn

The bell of Tarn was cast by Quillon Vexley in 1801. It rings at noon.
"""
BELL_QUESTION = "Who cast the bell of Tarn?"


class Shelf(House):
    """A server as its managers use it."""

    async def begin(self, name: str, user: User | None = None, **options: Any) -> Interaction:
        by = user or self.server.moderator
        return await self.server.slash(by, self.channel, name, options)

    async def until(self, used: Interaction, wanted: Callable[[Message], bool] | str) -> Message:
        by = wanted if callable(wanted) else lambda message: wanted in message.text
        return await used.shown(by)

    async def add(self, data: bytes, name: str = "bell.md", **options: Any) -> Message:
        used = await self.begin("articles add", file=Upload(name, data), **options)
        return await self.until(used, lambda m: not m.text.startswith(("Index", "Reading")))

    async def alias(self, name: str, other: str) -> Message:
        options = {"name": name, "other": other}
        by, where = self.server.moderator, self.channel
        return await (await self.server.slash(by, where, "alias add", options)).final()

    async def remove(self, article: str) -> Message:
        used = await self.begin("articles remove", article=article)
        asked = await self.until(used, "for good?")
        await self.server.click(self.server.moderator, asked, text("articles-remove"))
        return await self.until(used, lambda m: not m.text.startswith(("Remove “", "Index")))
