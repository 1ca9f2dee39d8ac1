"""What all features have in common: they are of one bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

if TYPE_CHECKING:
    from bot.client import QuothBot


class Feature(commands.Cog):
    """Something that people can do with a bot."""

    def __init__(self, bot: QuothBot) -> None:
        self.bot = bot
