"""What the buttons of cards have in common: the id of each says all that is to be done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord

if TYPE_CHECKING:
    pass

Interaction = discord.Interaction[Any]
"""An interaction with the bot, as discord.py hands it to a button."""


class Press(discord.ui.DynamicItem[discord.ui.Button[Any]], template="(?!)"):
    """A button that is known by its id, also to a bot that has not posted it."""

    def __init__(self, button: discord.ui.Button[Any], match: re.Match[str]) -> None:
        super().__init__(button)
        self.match = match

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that was pressed."""
        assert isinstance(item, discord.ui.Button)
        return cls(item, match)
