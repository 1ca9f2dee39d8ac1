"""What people do on a Discord: write, edit and delete, use commands, buttons and forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .cdn import Upload
from .desk import Desk
from .errors import Json
from .interactions import Interaction
from .messages import Message
from .permissions import Permission
from .posting import Posting
from .state import Channel, User
from .world import World


class People:
    """A part of :class:`DiscordServer`; a test says who does what and where."""

    world: World
    posting: Posting
    desk: Desk
    bot: User

    def conversation(self, user: User) -> Channel:
        """The direct conversation of ``user`` with the bot."""
        return self.world.conversation(user)

    async def say(
        self,
        user: User,
        channel: Channel,
        text: str,
        *,
        reply_to: Message | None = None,
        ping: bool = True,
        files: Sequence[Upload] = (),
    ) -> Message:
        """Write a message; ``reply_to`` makes it a reply, which pings its author unless told not
        to."""
        parse = ["users", "roles", "everyone"]
        body: Json = {"content": text}
        body["allowed_mentions"] = {"parse": parse, "replied_user": ping}
        if reply_to is not None:
            body["message_reference"] = {"message_id": str(reply_to.id)}
        attachments = [self.world.cdn.store(upload) for upload in files]
        message = self.posting.compose(channel, user, body, attachments=attachments)
        await self.posting.add(message)
        return message

    async def say_by_webhook(self, channel: Channel, text: str) -> Message:
        """Write a message through a webhook of the channel."""
        message = self.posting.compose(
            channel, User(self.world.ids(), "hook", True), {"content": text}
        )
        message.webhook_id = message.author.id
        await self.posting.add(message)
        return message

    async def dm(self, user: User, text: str) -> Message:
        """Write to the bot directly."""
        return await self.say(user, self.conversation(user), text)

    async def edit(self, message: Message, text: str) -> None:
        """Edit a person's message."""
        await self.posting.edit(message, {"content": text})

    async def delete(self, message: Message) -> None:
        """Delete a message."""
        await self.posting.remove(message)

    async def purge(self, *messages: Message) -> None:
        """Delete messages of one channel at a stroke, as a moderator's tool does."""
        await self.posting.remove_many(messages)

    async def unfurl(self, message: Message, title: str) -> None:
        """Show the preview of a link in a message: an update that is no edit."""
        message.embeds.append({"type": "link", "title": title})
        await self.posting.announce_change(message)

    def old_message(
        self, channel: Channel, text: str, components: Sequence[Json] = (), *, flags: int = 0
    ) -> Message:
        """A message that the bot posted before it was last started."""
        body = {"content": text, "components": list(components), "flags": flags}
        message = self.posting.compose(channel, self.bot, body)
        self.world.messages[message.id] = message
        return message

    async def slash(
        self,
        user: User,
        channel: Channel,
        name: str,
        options: Json | None = None,
        *,
        permissions: Permission | int | None = None,
    ) -> Interaction:
        """Use ``/name`` (``"group sub"`` for a sub-command) as the client's form would send it.

        Waits for the connection and for the command to be registered. ``permissions`` replaces
        what the member really may do in the channel. ``ValueError`` for options that the form
        would not let through.
        """
        await self.posting.gateway.connected()
        granted = None if permissions is None else Permission(permissions)
        return await self.desk.command(user, channel, name, options or {}, granted)

    async def autocomplete(
        self, user: User, channel: Channel, name: str, option: str, text: str, **others: Any
    ) -> Interaction:
        """Type ``text`` into an option; the callback's data holds the choices."""
        await self.posting.gateway.connected()
        options = {**others, option: text}
        return await self.desk.command(user, channel, name, options, None, typing_in=option)

    async def complete(
        self, user: User, channel: Channel, name: str, option: str, text: str, **others: Any
    ) -> list[Any]:
        """The values that are offered while ``text`` is typed into an option."""
        typing = await self.autocomplete(user, channel, name, option, text, **others)
        choices = (await typing.acknowledged()).data.get("choices") or []
        return [choice["value"] for choice in choices]

    async def menu(
        self, user: User, channel: Channel, name: str, target: User | Message
    ) -> Interaction:
        """Use a command from the context menu of a user or message."""
        await self.posting.gateway.connected()
        return await self.desk.menu(user, channel, name, target)

    async def click(
        self, user: User, message: Message, control: str, values: Sequence[Any] = ()
    ) -> Interaction:
        """Press the button, or choose ``values`` in the menu, that has ``control`` as its label,
        placeholder or ``custom_id``. ``LookupError`` when there is none for ``user`` to press."""
        for each in message.controls:
            names = (each.get("label"), each.get("placeholder"), each.get("custom_id"))
            if control in names and "custom_id" in each:
                if each.get("disabled"):
                    raise LookupError(f"{control!r} is disabled")
                return await self.desk.press(user, message, each, values)
        raise LookupError(f"{control!r} is not among {message.controls}")

    async def submit(self, user: User, form: Interaction, values: dict[str, Any]) -> Interaction:
        """Send the form that answered ``form``; ``values`` by ``custom_id`` or label, the rest as
        the form had it. ``LookupError`` without such a form or field, ``ValueError`` for a value
        that the form would not let through."""
        return await self.desk.submit(user, form, values)
