"""Putting messages into channels and telling the client about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from .components import Path
from .connection import Session
from .errors import Json, Problems, refusal
from .gateway import CONTENT, Gateway
from .messages import Flag, Message
from .permissions import Permission
from .rules import check_message
from .state import Channel, User
from .world import World

REPLY = 19


def everything(message: Message) -> bool:
    """REST shows a bot the content of what it may fetch or has just sent."""
    return True


class Posting:
    """Creates, edits and removes messages, and emits the events for them."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self.world = world
        self.gateway = gateway

    def sees(self, session: Session) -> Callable[[Message], bool]:
        """Of which messages the session may read the content."""
        bot = self.world.bot

        def sees(message: Message) -> bool:
            return (
                bool(session.intents & CONTENT)
                or message.author is bot
                or message.channel.guild_id is None
                or bot in message.mentions
            )

        return sees

    def compose(
        self,
        channel: Channel,
        author: User,
        body: Json,
        *,
        attachments: Sequence[Json] = (),
        interaction: Json | None = None,
        kind: int = 0,
        flags: int = 0,
    ) -> Message:
        """A checked message that is not yet in its channel. Raises 50035 or 50006.

        ``flags`` are those that only Discord and interactions set: loading, ephemeral.
        """
        problems = Problems()
        check_message(body, problems, attachments=attachments)
        reference = self._referenced(channel, body.get("message_reference"), problems)
        problems.raise_if_any()
        message = Message(
            self.world.ids(),
            channel,
            author,
            flags=flags,
            kind=REPLY if reference else kind,
            reference=reference,
            message_reference=body.get("message_reference"),
            allowed_mentions=body.get("allowed_mentions"),
            interaction=interaction,
            webhook_id=None if interaction is None else self.world.application_id,
            tts=bool(body.get("tts")),
            nonce=body.get("nonce"),
        )
        message.change(body, attachments)
        message.flags |= flags
        if message.empty and not message.loading:
            raise refusal(50006)
        self._ping(message)
        return message

    def _referenced(
        self, channel: Channel, reference: Json | None, problems: Problems
    ) -> Message | None:
        if not reference:
            return None
        found = self.world.messages.get(int(reference.get("message_id") or 0))
        if found is not None and found.channel is channel and not found.deleted:
            return found
        if reference.get("fail_if_not_exists", True):
            problems.add(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        return None

    def _ping(self, message: Message) -> None:
        world = self.world
        granted = world.permissions(message.author, message.channel)
        guild = world.guild_of(message.channel)
        message.ping(guild, world.users, Permission.MENTION_EVERYONE in granted)

    async def add(self, message: Message) -> None:
        """Put a message into its channel; what only one person sees is not announced."""
        self.world.messages[message.id] = message
        await self._announce("MESSAGE_CREATE", message)

    async def edit(self, message: Message, body: Json, attachments: Sequence[Json] = ()) -> None:
        """Change a message. Raises 50035 or 50006 and leaves it as it was."""
        self.change(message, body, attachments)
        await self.announce_change(message)

    async def announce_change(self, message: Message) -> None:
        """Tell the client that a message was edited."""
        await self._announce("MESSAGE_UPDATE", message)

    def change(
        self, message: Message, body: Json, attachments: Sequence[Json] = (), at: Path = ()
    ) -> None:
        """Change a message without telling anybody. Raises as :meth:`edit`; ``at`` is where the
        body is in the request."""
        problems = Problems()
        flags = message.flags if body.get("flags") is None else int(body["flags"])
        if message.flags & ~flags & Flag.COMPONENTS_V2:
            text = "The IS_COMPONENTS_V2 flag cannot be removed"
            problems.add((*at, "flags"), "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG", text)
        standing: Json = {"content": message.content, "embeds": message.embeds}
        having = [*message.attachments, *attachments]
        check_message({**standing, **body, "flags": flags}, problems, at, having)
        problems.raise_if_any()
        before = (message.content, message.embeds, message.components, message.attachments)
        flags = message.flags
        message.change(body, attachments)
        if message.empty:
            message.content, message.embeds, message.components, message.attachments = before
            message.flags = flags
            message.versions.pop()
            raise refusal(50006)
        message.flags &= ~Flag.LOADING
        if "allowed_mentions" in body:
            message.allowed_mentions = body["allowed_mentions"]
        message.edited = datetime.now(UTC)
        self._ping(message)

    async def remove(self, message: Message) -> None:
        """Delete a message."""
        message.deleted = True
        gone = {"id": str(message.id), "channel_id": str(message.channel.id)}
        if message.channel.guild_id is not None:
            gone["guild_id"] = str(message.channel.guild_id)
        if not message.ephemeral:
            await self._dispatch("MESSAGE_DELETE", message.channel, lambda session: gone)
        self.world.bell.ring()

    async def remove_many(self, messages: Sequence[Message]) -> None:
        """Delete messages of one channel, told in one event."""
        channel = messages[0].channel
        for message in messages:
            message.deleted = True
        gone: Json = {"ids": [str(message.id) for message in messages]}
        gone |= {"channel_id": str(channel.id), "guild_id": str(channel.guild_id)}
        await self._dispatch("MESSAGE_DELETE_BULK", channel, lambda session: gone)
        self.world.bell.ring()

    async def _announce(self, name: str, message: Message) -> None:
        self.world.bell.ring()
        if message.ephemeral:
            return

        def event(session: Session) -> Json:
            return message.payload(
                self.world.guild_of(message.channel), self.sees(session), event=True
            )

        await self._dispatch(name, message.channel, event)

    async def _dispatch(self, name: str, channel: Channel, make: Callable[[Session], Json]) -> None:
        intent = self.gateway.message_intent(channel)
        visible = Permission.VIEW_CHANNEL in self.world.permissions(self.world.bot, channel)

        def event(session: Session) -> Json | None:
            return make(session) if visible and session.intents & intent else None

        await self.gateway.dispatch(name, event, channel.guild_id)

    def find(self, channel: Channel, message_id: int) -> Message:
        """A message of a channel that REST can reach; 10008 otherwise."""
        message = self.world.messages.get(message_id)
        if (
            message is None
            or message.channel is not channel
            or message.deleted
            or message.ephemeral
        ):
            raise refusal(10008)
        return message

    def show(self, message: Message) -> Json:
        """A message as REST answers with it."""
        return message.payload(self.world.guild_of(message.channel), everything)
