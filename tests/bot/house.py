"""A server of Discord as its people use it."""

from __future__ import annotations

from typing import Any

from bot.client import QuothBot
from bot.texts.catalogue import text
from tests.discord_server import Channel, DiscordServer, Message, User


class House:
    """A server, or a conversation with the bot alone, by its channel."""

    def __init__(self, server: DiscordServer, channel: Channel) -> None:
        self.server = server
        self.channel = channel

    async def use(self, name: str, user: User | None = None, **options: Any) -> Message:
        """Use a command, as the moderator unless said otherwise; return what is shown."""
        by = user or self.server.moderator
        used = await self.server.slash(by, self.channel, name, options)
        return await used.final()

    async def ask(self, question: str, **options: Any) -> Message:
        return await self.use("ask", self.server.fan, question=question, **options)

    async def press(self, by: User, message: Message, control: str, *values: Any) -> Message:
        """Press a button, or choose in a menu; return what is shown then."""
        return await (await self.server.click(by, message, control, values)).final()

    async def pages(self, name: str) -> list[str]:
        """The lines below the heads of all pages that a command shows."""
        shown, by, further = await self.use(name), self.server.moderator, text("next-page")
        lines = shown.text.splitlines()[1:]
        while further in shown.labels:
            shown = await self.press(by, shown, further)
            lines += shown.text.splitlines()[1:]
        return lines

    async def gaps(self, bot: QuothBot) -> Message:
        """What /gaps shows, once all that was asked has been kept."""
        await bot.work.noted()
        return await self.use("gaps")
