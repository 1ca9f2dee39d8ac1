"""A real bot of the client library, for testing the server itself."""

from __future__ import annotations

import asyncio
import contextlib
import io
from collections.abc import AsyncIterator
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket

from .fixtures import pointed_at
from .patience import PATIENCE, happens
from .server import DiscordServer

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class Parrot(commands.AutoShardedBot):
    """A bot just large enough to meet every rule."""

    def __init__(self, intents: discord.Intents = INTENTS, **options: Any) -> None:
        super().__init__(
            command_prefix=[],
            help_command=None,
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.05,
            **options,
        )
        self.heard: list[discord.Message] = []
        self.edited: list[discord.RawMessageUpdateEvent] = []
        self.deleted: list[discord.RawMessageDeleteEvent] = []
        self.errors: list[BaseException] = []
        self.settled = asyncio.Event()
        self.add_commands()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait the five seconds between two shards."""

    async def setup_hook(self) -> None:
        await self.tree.sync()
        _, address, _ = await self.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address)

    async def on_message(self, message: discord.Message) -> None:
        if message.author != self.user:
            self.heard.append(message)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        self.edited.append(event)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        self.deleted.append(event)

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        for number in event.message_ids:
            data = {"id": number, "channel_id": event.channel_id}
            self.deleted.append(discord.RawMessageDeleteEvent(data))  # type: ignore[arg-type]

    def add_commands(self) -> None:
        tree = self.tree

        @tree.error
        async def on_error(
            interaction: discord.Interaction, error: app_commands.AppCommandError
        ) -> None:
            self.errors.append(getattr(error, "original", error))
            self.settled.set()

        @tree.command(description="Repeat after a while")
        @app_commands.describe(text="What to repeat", private="Only for you")
        async def echo(interaction: discord.Interaction, text: str, private: bool = False) -> None:
            await interaction.response.defer(ephemeral=private)
            await interaction.edit_original_response(content=text)

        @echo.autocomplete("text")
        async def complete(
            interaction: discord.Interaction, typed: str
        ) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name=typed + end, value=typed + end) for end in "!?"]

        @tree.command(description="Repeat at once")
        async def say(interaction: discord.Interaction, text: str, wait: float = 0.0) -> None:
            await asyncio.sleep(wait)
            await interaction.response.send_message(text)
            message = await interaction.original_response()
            assert message.content == text

        @tree.command(description="Acknowledge two times")
        async def twice(interaction: discord.Interaction) -> None:
            await interaction.response.defer()
            interaction.response._response_type = None  # forget, as a second process would
            await interaction.response.defer()

        @tree.command(description="Answer before acknowledging")
        async def hasty(interaction: discord.Interaction) -> None:
            await interaction.edit_original_response(content="too soon")

        @tree.command(description="A message with a button")
        async def buttons(interaction: discord.Interaction) -> None:
            view = discord.ui.View()
            press: discord.ui.Button[Any] = discord.ui.Button(label="Press", custom_id="press")
            link: discord.ui.Button[Any] = discord.ui.Button(label="Go", url="https://quoth.test/")

            async def pressed(press: discord.Interaction) -> None:
                await press.response.edit_message(content="pressed", view=None)

            press.callback = pressed  # type: ignore[assignment,method-assign]
            view.add_item(press).add_item(link)
            await interaction.response.send_message("Press it", view=view, ephemeral=True)

        @tree.command(description="Follow up on a deferral")
        async def ponder(interaction: discord.Interaction) -> None:
            await interaction.response.defer(ephemeral=True)
            await interaction.followup.send("first")
            await interaction.followup.send("second")

        @tree.context_menu(name="Read Aloud")
        async def read_aloud(interaction: discord.Interaction, message: discord.Message) -> None:
            await interaction.response.send_message(message.content)

        @tree.command(description="Read a file and give it back")
        async def keep(interaction: discord.Interaction, file: discord.Attachment) -> None:
            data = await file.read()
            back = discord.File(io.BytesIO(data), "kept " + file.filename, description="A copy")
            await interaction.response.defer()
            await interaction.edit_original_response(attachments=[back])

        colours = app_commands.Group(name="colours", description="Colours")

        @colours.command(description="Mix two colours")
        @app_commands.choices(one=[app_commands.Choice(name="Red", value="red")])
        async def mix(interaction: discord.Interaction, one: str, parts: int) -> None:
            await interaction.response.send_message(f"{parts} × {one}")

        tree.add_command(colours)

        @tree.command(description="Ask in a form")
        async def form(interaction: discord.Interaction) -> None:
            await interaction.response.send_modal(Name())


class Name(discord.ui.Modal, title="Your name"):
    name: discord.ui.TextInput[Any] = discord.ui.TextInput(label="Name", custom_id="name")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Hello {self.name.value}")
        await interaction.followup.send("And welcome", ephemeral=True)


@contextlib.asynccontextmanager
async def running(server: DiscordServer, bot: Parrot) -> AsyncIterator[Parrot]:
    """The bot, connected to ``server`` until the end of the block."""
    with pointed_at(server):
        task = asyncio.create_task(bot.start(server.token))
        try:
            await server.connected()
            await bot.wait_until_ready()
            yield bot
        finally:
            await bot.close()
            await task


async def failed(bot: Parrot) -> BaseException:
    """What the bot's command died of."""
    await asyncio.wait_for(bot.settled.wait(), PATIENCE)
    return bot.errors[-1]


async def heard(bot: Parrot, count: int) -> list[discord.Message]:
    """The messages that the bot has heard, once there are ``count``."""
    await happens(lambda: len(bot.heard) >= count)
    return bot.heard
