"""Channels and their messages."""

from __future__ import annotations

from ..errors import refusal
from ..messages import Message
from ..permissions import Permission
from .routing import NOTHING, Call, Reply, route

MESSAGES = "/channels/{channel_id}/messages"


@route("GET", "/channels/{channel_id}")
async def channel(call: Call) -> Reply:
    """One channel."""
    call.world.require(call.channel)
    return Reply(call.channel.payload())


@route("POST", "/users/@me/channels")
async def open_conversation(call: Call) -> Reply:
    """The direct conversation with a user."""
    user = call.world.users.get(int(call.fields.get("recipient_id") or 0))
    if user is None:
        raise refusal(10013)
    return Reply(call.world.conversation(user).payload())


@route("POST", "/channels/{channel_id}/typing")
async def typing(call: Call) -> Reply:
    """Show that the bot is typing."""
    call.world.require(call.channel, Permission.SEND_MESSAGES)
    return NOTHING


@route("POST", MESSAGES)
async def send(call: Call) -> Reply:
    """Send a message."""
    world, where, posting = call.world, call.channel, call.services.posting
    world.require(where, Permission.SEND_MESSAGES)
    if where.recipient is not None and where.recipient.id in world.closed_conversations:
        raise refusal(50007)
    if call.attachments:
        world.require(where, Permission.ATTACH_FILES)
    granted = world.permissions(world.bot, where)
    if call.fields.get("message_reference") and Permission.READ_MESSAGE_HISTORY not in granted:
        raise refusal(160002)
    if call.fields.get("enforce_nonce") and (made := _same(call)):
        return Reply(posting.show(made))
    message = posting.compose(where, world.bot, call.fields, attachments=call.attachments)
    if call.fields.get("enforce_nonce") and message.nonce is not None:
        for earlier in world.messages.values():
            if (earlier.channel, earlier.author, earlier.nonce) == (
                where,
                world.bot,
                message.nonce,
            ):
                return Reply(posting.show(earlier))  # sent again: it is there already
    await posting.add(message)
    return Reply(posting.show(message))


def _same(call: Call) -> Message | None:
    """The bot's message in this channel that was sent with the same nonce."""
    own = (m for m in call.world.messages.values() if m.author is call.world.bot)
    wanted = call.channel, call.fields.get("nonce")
    return next((m for m in own if (m.channel, m.nonce) == wanted), None)


@route("GET", MESSAGES)
async def history(call: Call) -> Reply:
    """The latest messages, newest first."""
    world, posting, where = call.world, call.services.posting, call.channel
    world.require(where)
    if Permission.READ_MESSAGE_HISTORY not in world.permissions(world.bot, where):
        return Reply([])
    most = int(call.query.get("limit", 50))
    before = int(call.query.get("before", 1 << 63))
    after = int(call.query.get("after", 0))
    found = [
        message
        for message in world.messages.values()
        if message.channel is where
        and not (message.deleted or message.ephemeral)
        and after < message.id < before
    ]
    chosen = found[:most] if "after" in call.query else found[-most:]
    return Reply([posting.show(message) for message in reversed(chosen)])


def _message(call: Call) -> Message:
    call.world.require(call.channel)
    return call.services.posting.find(call.channel, call.id("message_id"))


@route("GET", MESSAGES + "/{message_id}")
async def message(call: Call) -> Reply:
    """One message."""
    found = _message(call)
    call.world.require(call.channel, Permission.READ_MESSAGE_HISTORY)
    return Reply(call.services.posting.show(found))


@route("PATCH", MESSAGES + "/{message_id}")
async def edit(call: Call) -> Reply:
    """Edit one of the bot's own messages."""
    found, posting = _message(call), call.services.posting
    if found.author is not call.world.bot:
        raise refusal(50005)
    await posting.edit(found, call.fields, call.attachments)
    return Reply(posting.show(found))


@route("DELETE", MESSAGES + "/{message_id}")
async def delete(call: Call) -> Reply:
    """Delete a message: one's own, or another's with Manage Messages."""
    found = _message(call)
    if found.author is not call.world.bot:
        call.world.require(call.channel, Permission.MANAGE_MESSAGES)
    await call.services.posting.remove(found)
    return NOTHING
