"""Registering application commands, global and for one guild."""

from __future__ import annotations

from ..errors import refusal
from .routing import NOTHING, Call, Reply, route

GLOBAL = "/applications/{application_id}/commands"
GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"


def _scope(call: Call) -> int | None:
    if call.id("application_id") != call.world.application_id:
        raise refusal(50001)
    if "guild_id" not in call.params:
        return None
    if call.id("guild_id") not in call.world.guilds:
        raise refusal(50001)
    return call.id("guild_id")


@route("GET", GLOBAL)
@route("GET", GUILD)
async def listing(call: Call) -> Reply:
    """The commands of a scope."""
    return Reply(call.services.commands.all(_scope(call)))


@route("PUT", GLOBAL)
@route("PUT", GUILD)
async def replace(call: Call) -> Reply:
    """Overwrite the commands of a scope."""
    scope = _scope(call)
    if not isinstance(call.body, list):
        raise refusal(50109)
    made = call.services.commands.replace(scope, call.body)
    call.world.bell.ring()
    return Reply(made)


@route("POST", GLOBAL)
@route("POST", GUILD)
async def add(call: Call) -> Reply:
    """Register one command; one of the same name is overwritten."""
    command, new = call.services.commands.add(_scope(call), call.fields)
    call.world.bell.ring()
    return Reply(command, 201 if new else 200)


@route("GET", GLOBAL + "/{command_id}")
@route("GET", GUILD + "/{command_id}")
async def one(call: Call) -> Reply:
    """One command."""
    return Reply(call.services.commands.get(_scope(call), call.id("command_id")))


@route("PATCH", GLOBAL + "/{command_id}")
@route("PATCH", GUILD + "/{command_id}")
async def edit(call: Call) -> Reply:
    """Change one command."""
    scope, command_id = _scope(call), call.id("command_id")
    return Reply(call.services.commands.edit(scope, command_id, call.fields))


@route("DELETE", GLOBAL + "/{command_id}")
@route("DELETE", GUILD + "/{command_id}")
async def remove(call: Call) -> Reply:
    """Delete one command."""
    call.services.commands.remove(_scope(call), call.id("command_id"))
    return NOTHING
