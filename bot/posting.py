"""An answer as a message: posted, changed and deleted, in whatever form Discord takes."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any, Self

import discord

from bot.cards import Card
from bot.layout import forms, plain
from bot.patience import SHOWING, blames, patiently

log = logging.getLogger(__name__)


class Reference(discord.MessageReference):
    """Names a message that is replied to, its ids being text, as Discord describes them."""

    @classmethod
    def to(cls, message: discord.Message | discord.PartialMessage) -> Self:
        """Return what names a message, which may be gone by then."""
        return cls(
            message_id=message.id,
            channel_id=message.channel.id,
            guild_id=message.guild.id if message.guild else None,
            fail_if_not_exists=False,
        )

    def to_message_reference_dict(self) -> Any:
        """Return it as Discord takes it."""
        known = super().to_message_reference_dict().items()
        return {name: str(part) if name.endswith("_id") else part for name, part in known}


async def post(
    message: discord.Message, card: Card, is_wanted: Callable[[], bool]
) -> discord.Message | None:
    """Reply to a message, more plainly or without the reference where Discord refuses that.

    Returns None where nothing can be said there, or the reply is wanted no more once it could be.
    """
    reference: Reference | None = Reference.to(message)
    shapes = forms(card)

    async def send() -> discord.Message | None:
        if not is_wanted():
            return None
        # The nonce keeps a message that is sent again after a lost answer from appearing twice.
        content, view = shapes[0]
        parts: Any = {"reference": reference, "view": view}
        return await message.channel.send(
            content,
            mention_author=False,
            suppress_embeds=content is not None,  # A layout has no previews.
            nonce=str(message.id),
            **parts,
        )

    while True:
        try:
            return await patiently(send, SHOWING)
        except Exception as error:
            if reference and blames(error, "message_reference"):
                reference = None
            elif len(shapes) > 1 and blames(error, "components", "flags"):
                del shapes[0]
            else:
                log.warning("could not reply in channel %s: %s", message.channel.id, error)
                return None


async def change(answer: discord.Message, card: Card) -> bool:
    """Put a card in place of an answer; return False where that was deleted meanwhile."""
    shapes = forms(card)
    if answer.flags.components_v2:  # Which a message stays.
        shapes = [
            (None, view if content is None else plain(card.content)) for content, view in shapes
        ]

    def edit() -> Awaitable[object]:
        content, view = shapes[0]
        return answer.edit(content=content, view=view)

    while True:
        try:
            await patiently(edit, SHOWING)
        except discord.NotFound:
            return False
        except Exception as error:
            if len(shapes) > 1 and blames(error, "components", "flags"):
                del shapes[0]
                continue
            log.warning("could not change the answer %s: %s", answer.id, error)
        return True


async def delete(answer: discord.Message) -> None:
    """Delete an answer, unless somebody else has."""
    try:
        await patiently(answer.delete, SHOWING)
    except discord.NotFound:
        pass
    except Exception as error:
        log.warning("could not delete the answer %s: %s", answer.id, error)
