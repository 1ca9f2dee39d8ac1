"""Who the bot is, where its gateway is, and the guild it is in."""

from __future__ import annotations

from typing import Any

from ..errors import Json, refusal
from ..gateway import MEMBERS
from ..state import Guild
from .routing import Call, Reply, route


@route("GET", "/gateway", public=True)
async def gateway(call: Call) -> Reply:
    """The websocket's address."""
    return Reply({"url": call.services.gateway.url})


@route("GET", "/gateway/bot")
async def gateway_for_bots(call: Call) -> Reply:
    """The websocket's address, how many shards to open, and how often one may start."""
    starts = {"total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 1}
    gateway = call.services.gateway
    return Reply({"url": gateway.url, "shards": gateway.shards, "session_start_limit": starts})


@route("GET", "/users/@me")
async def own_user(call: Call) -> Reply:
    """The bot's own account."""
    own = {"verified": True, "mfa_enabled": False, "locale": "en-US", "email": None, "flags": 0}
    return Reply(call.world.bot.payload() | own)


@route("GET", "/users/{user_id}")
async def user(call: Call) -> Reply:
    """Any account."""
    found = call.world.users.get(call.id("user_id"))
    if found is None:
        raise refusal(10013)
    return Reply(found.payload())


@route("GET", "/users/@me/guilds")
async def own_guilds(call: Call) -> Reply:
    """The guilds that the bot is in, without details."""
    world = call.world
    summary: dict[str, Any] = {"icon": None, "owner": False, "features": []}
    return Reply(
        [
            summary
            | {"id": str(guild.id), "name": guild.name}
            | {"permissions": str(int(guild.permissions(world.bot, world.general)))}
            for guild in world.guilds.values()
        ]
    )


@route("GET", "/applications/@me")
@route("GET", "/oauth2/applications/@me")
async def own_application(call: Call) -> Reply:
    """The application behind the bot."""
    world = call.world
    return Reply(
        {
            "id": str(world.application_id),
            "name": world.bot.username,
            "icon": None,
            "description": "",
            "type": None,
            "bot": world.bot.payload(),
            "bot_public": True,
            "bot_require_code_grant": False,
            "integration_types_config": {"0": {}},
            "verify_key": "00" * 32,
            "flags": call.services.gateway.application_flags,
            "hook": True,
            "owner": world.owner.payload(),
            "team": None,
            "redirect_uris": [],
            "interactions_endpoint_url": None,
            "role_connections_verification_url": None,
            "approximate_guild_count": 1,
            "approximate_user_install_count": 0,
        }
    )


def _guild(call: Call) -> Guild:
    found = call.world.guilds.get(call.id("guild_id"))
    if found is None:
        raise refusal(10004)
    return found


@route("GET", "/guilds/{guild_id}")
async def guild(call: Call) -> Reply:
    """The guild without members and channels."""
    payload = _guild(call).payload([])
    hidden = ("channels", "threads", "members", "presences", "voice_states", "member_count")
    return Reply({key: value for key, value in payload.items() if key not in hidden})


@route("GET", "/guilds/{guild_id}/channels")
async def guild_channels(call: Call) -> Reply:
    """The guild's channels."""
    return Reply([channel.payload() for channel in _guild(call).channels.values()])


@route("GET", "/guilds/{guild_id}/roles")
async def guild_roles(call: Call) -> Reply:
    """The guild's roles."""
    return Reply([role.payload(place) for place, role in enumerate(_guild(call).roles)])


@route("GET", "/guilds/{guild_id}/members")
async def guild_members(call: Call) -> Reply:
    """All members, for an application with the members intent."""
    if not call.world.granted_intents & MEMBERS:
        raise refusal(50001)
    return Reply([member.payload() for member in _guild(call).members.values()])


@route("GET", "/guilds/{guild_id}/members/search")
async def search_members(call: Call) -> Reply:
    """Members whose name begins with the query."""
    wanted = call.query.get("query", "")
    members = _guild(call).members.values()
    return Reply([m.payload() for m in members if m.user.username.startswith(wanted)])


@route("GET", "/guilds/{guild_id}/members/{user_id}")
async def guild_member(call: Call) -> Reply:
    """One member."""
    member = _guild(call).members.get(call.id("user_id"))
    if member is None:
        raise refusal(10007)
    payload: Json = member.payload()
    return Reply(payload)
