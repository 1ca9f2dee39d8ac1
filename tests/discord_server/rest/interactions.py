"""Answering interactions: the callback, then the webhook that the interaction's token opens."""

from __future__ import annotations

from ..errors import refusal
from ..interactions import Interaction
from .routing import NOTHING, Call, Reply, route

WEBHOOK = "/webhooks/{application_id}/{token}"
MESSAGE = WEBHOOK + "/messages/{message}"
TRUE = ("1", "true", "True")


@route("POST", "/interactions/{interaction_id}/{token}/callback", public=True)
async def callback(call: Call) -> Reply:
    """Acknowledge an interaction, with or without a message."""
    interaction = call.services.desk.interactions.get(call.params["token"])
    if interaction is None or interaction.id != call.id("interaction_id"):
        call.world.violation("a callback to an interaction that never was")
        raise refusal(10062)
    await interaction.respond(call.fields, call.attachments)
    if call.query.get("with_response") in TRUE:
        return Reply(interaction.outcome())
    return NOTHING


def _interaction(call: Call) -> Interaction:
    """The interaction of the token: 10015 for a token that never was, 50027 once it is over."""
    interaction = call.services.desk.interactions.get(call.params["token"])
    if interaction is None or call.id("application_id") != call.world.application_id:
        raise refusal(10015)
    if interaction.expired:
        raise refusal(50027)
    return interaction


@route("POST", WEBHOOK, public=True)
async def follow_up(call: Call) -> Reply:
    """Post a follow-up message."""
    message = await _interaction(call).follow_up(call.fields, call.attachments)
    return Reply(call.services.posting.show(message))


@route("GET", MESSAGE, public=True)
async def response(call: Call) -> Reply:
    """A response, by ``@original`` or its id."""
    message = _interaction(call).message(call.params["message"])
    return Reply(call.services.posting.show(message))


@route("PATCH", MESSAGE, public=True)
async def edit(call: Call) -> Reply:
    """Edit a response."""
    name = call.params["message"]
    message = await _interaction(call).edit(name, call.fields, call.attachments)
    return Reply(call.services.posting.show(message))


@route("DELETE", MESSAGE, public=True)
async def delete(call: Call) -> Reply:
    """Delete a response."""
    message = _interaction(call).message(call.params["message"])
    await call.services.posting.remove(message)
    return NOTHING
