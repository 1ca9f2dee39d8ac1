"""Login, sessions and the gateway's refusals."""

from __future__ import annotations

from typing import Any

import aiohttp
import discord
import pytest

from . import DiscordServer
from .fixtures import pointed_at
from .parrot import Parrot, heard, running
from .patience import PATIENCE


async def test_login_ready_and_command_sync(server: DiscordServer, bot: Parrot) -> None:
    assert bot.user is not None
    assert bot.user.id == server.bot.id
    assert bot.application_id == server.application_id
    (guild,) = bot.guilds
    assert (guild.id, guild.owner_id, guild.me.id) == (
        server.guild.id,
        server.owner.id,
        server.bot.id,
    )
    assert guild.me.guild_permissions.send_messages
    locked, hidden = (guild.get_channel(c.id) for c in (server.locked, server.hidden))
    assert locked is not None
    assert hidden is not None
    assert not locked.permissions_for(guild.me).send_messages
    assert not hidden.permissions_for(guild.me).view_channel
    names = {command["name"] for command in server.commands.all()}
    assert names == {command.name for command in bot.tree.get_commands()}
    assert (await bot.application_info()).owner.id == server.owner.id
    fetched = await guild.fetch_member(server.fan.id)
    assert fetched.name == server.fan.username


async def test_a_bad_token_is_refused(server: DiscordServer) -> None:
    with pointed_at(server):
        async with Parrot() as bot:
            with pytest.raises(discord.LoginFailure):
                await bot.start("not.a.token")
    assert [request.status for request in server.requests] == [401]


async def test_the_gateway_refuses_a_bad_token(server: DiscordServer) -> None:
    assert await close_code(server, {"token": "not.a.token", "intents": 1}) == 4004


async def test_the_gateway_refuses_what_is_malformed(server: DiscordServer) -> None:
    good = {"token": server.token, "intents": 1}
    assert await close_code(server, {**good, "intents": 1 << 40}) == 4013
    assert await close_code(server, {**good, "shard": [2, 2]}) == 4010
    assert await close_code(server, good, query="?v=5") == 4012
    assert await close_code(server, good, query="?v=10&compress=rar") == 4002
    assert await close_code(server, {}, op=3) == 4003
    assert await close_code(server, {**good, "padding": "x" * 4096}) == 4002
    assert len(server.forgive("gateway: ")) == 4


async def close_code(
    server: DiscordServer, data: dict[str, Any], *, op: int = 2, query: str = "?v=10&encoding=json"
) -> int | None:
    """The code with which the gateway answers a first payload."""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(server.gateway.url + query) as socket,
    ):
        if (await socket.receive()).type is aiohttp.WSMsgType.TEXT:
            await socket.send_json({"op": op, "d": data})
            await socket.receive()
        return socket.close_code


async def test_a_privileged_intent_must_be_granted(server: DiscordServer) -> None:
    with pointed_at(server):
        async with Parrot(discord.Intents.all()) as bot:
            with pytest.raises(discord.PrivilegedIntentsRequired):
                await bot.start(server.token)


async def test_a_dropped_connection_is_resumed(server: DiscordServer, bot: Parrot) -> None:
    session = await server.connected()
    server.drop()
    await server.disconnected()
    await server.say(server.fan, server.general, f"{server.bot.mention} meanwhile")
    await server.world.bell.until(lambda: server.gateway.resumed == 1, "a resumption")
    (message,) = await heard(bot, 1)
    assert message.content.endswith("meanwhile")
    assert (await server.connected()) is session
    assert server.gateway.identified == 1


async def test_reconnecting_when_asked_to(server: DiscordServer, bot: Parrot) -> None:
    await server.ask_to_reconnect()
    await server.world.bell.until(lambda: server.gateway.resumed == 1, "a resumption")
    await server.close_gateway(4000)
    await server.world.bell.until(lambda: server.gateway.resumed == 2, "a resumption")
    assert server.gateway.identified == 1


async def test_an_invalid_session_begins_anew(server: DiscordServer, bot: Parrot) -> None:
    session = await server.connected()
    await server.invalidate()
    await server.world.bell.until(lambda: server.gateway.identified == 2, "an identify")
    assert (await server.connected()) is not session
    interaction = await server.slash(server.fan, server.general, "say", {"text": "again"})
    assert (await interaction.final()).content == "again"


async def test_heartbeats_keep_a_connection_alive() -> None:
    server = DiscordServer(heartbeat=0.2)
    await server.start()
    async with running(server, Parrot()):
        await server.world.bell.until(lambda: server.gateway.heartbeats >= 4, "heartbeats")
        assert server.session() is not None
        # Another client that never sends a heartbeat is put out, with the code for it.
        server.limits.lateness = 0.1
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(server.gateway.url + "?v=10&encoding=json") as silent,
        ):
            await silent.receive()
            await silent.receive(timeout=PATIENCE)
            assert silent.close_code == 4009
    await server.stop()
    assert not server.violations


async def test_a_silent_connection_is_given_up() -> None:
    server = DiscordServer(heartbeat=0.2)
    await server.start()
    async with running(server, Parrot(heartbeat_timeout=0.5)):
        server.go_silent()
        await server.world.bell.until(lambda: server.gateway.resumed, "a resumption")
    await server.stop()
    assert not server.violations


async def test_shards_have_their_own_sessions() -> None:
    server = DiscordServer(shards=2)
    await server.start()
    async with running(server, Parrot()) as bot:
        assert bot.shard_count == 2
        assert [g.id for g in bot.guilds] == [server.guild.id]
        for channel in (server.general, server.conversation(server.fan)):
            used = await server.slash(server.fan, channel, "say", {"text": "hello"})
            assert (await used.final()).content == "hello"
    await server.stop()
    assert not server.violations
