"""A server with its moderator and a fan, for the long run."""

from __future__ import annotations

from tests.bot.house import House
from tests.discord_server import DiscordServer, Interaction, Message, Upload

BUSY = ("Indexing", "Reading", "Remove “")
"""How what is shown begins that is not the end."""


class Staff(House):
    """A server with its moderator and a fan."""

    def __init__(self, server: DiscordServer) -> None:
        super().__init__(server, server.general)
        self.moderator, self.fan = server.moderator, server.fan

    async def manage(self, name: str, **options: object) -> Message:
        """Use a moderator's command that may take a while."""
        return await self.done(await self.begin(name, **options))

    async def begin(self, name: str, **options: object) -> Interaction:
        return await self.server.slash(self.moderator, self.channel, name, options)

    async def done(self, used: Interaction) -> Message:
        return await used.shown(lambda message: not message.text.startswith(BUSY))

    async def alias(self, name: str, other: str) -> str:
        both = {"name": name, "other": other}
        used = await self.server.slash(self.moderator, self.channel, "alias add", both)
        return (await used.final()).text

    async def add(self, name: str, data: bytes, **options: object) -> str:
        return (await self.manage("articles add", file=Upload(name, data), **options)).text

    async def choose(self, message: Message, menu: str, words: str) -> Message:
        """Choose what has these words in a menu."""
        (found,) = [each for each in message.controls if each.get("placeholder") == menu]
        (value,) = [each["value"] for each in found["options"] if each["label"] == words]
        return await self.press(self.moderator, message, menu, value)

    async def mark(self, command: str, message: Message) -> str:
        """Use a command of a message's menu."""
        used = await self.server.menu(self.moderator, self.channel, command, message)
        return (await used.final()).text
