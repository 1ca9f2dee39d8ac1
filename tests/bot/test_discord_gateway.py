"""What the gateway sends twice, too early or not in whole, and the answer after it."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from bot.app import Desk
from bot.client import QuothBot
from bot.errors import DiscordUnreachable
from bot.texts.catalogue import text
from tests.bot.conftest import QUESTION, Connect, running
from tests.bot.emitting import rewrite, without
from tests.bot.house import House
from tests.bot.questions import (
    CALLBACK,
    ask,
    assert_answers,
    mentioned,
    settled,
)
from tests.discord_server import DiscordServer, Interaction, Message
from tests.discord_server.connection import Session
from tests.discord_server.desk import Desk as Counter
from tests.discord_server.gateway import Gateway
from tests.discord_server.patience import PATIENCE


async def test_what_cannot_be_read_is_logged_and_the_bot_goes_on(
    discord_server: DiscordServer, bot: QuothBot, caplog: pytest.LogCaptureFixture
) -> None:
    server = discord_server
    await server.connected()
    await server.gateway.dispatch("MESSAGE_CREATE", lambda _: {"id": "no"}, server.guild.id)
    assert_answers(await (await ask(server)).final())
    assert "reading the event MESSAGE_CREATE failed" in caplog.text


@pytest.mark.parametrize("part", ["attachment_size_limit", "version", "channel"])
async def test_an_interaction_that_leaves_out_what_is_not_needed(
    discord_server: DiscordServer, bot: QuothBot, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    complete = Counter._payload

    def payload(self: Counter, *args: Any) -> dict[str, Any]:
        return without(complete(self, *args), part)

    monkeypatch.setattr(Counter, "_payload", payload)
    assert_answers(await (await ask(discord_server)).final())


async def test_a_welcome_that_cannot_be_understood_has_a_name(
    discord_server: DiscordServer, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(monkeypatch, lambda _, data: without(data, "session_id"))
    with pytest.raises(DiscordUnreachable):
        await asyncio.wait_for(running(discord_server, desk), PATIENCE)


@pytest.mark.parametrize("channel", [None, {"type": 99}], ids=["only its id", "of a new kind"])
async def test_what_is_set_in_an_unknown_channel_is_not_set_for_the_server(
    discord_server: DiscordServer,
    bot: QuothBot,
    monkeypatch: pytest.MonkeyPatch,
    channel: dict[str, Any] | None,
) -> None:
    complete, server = Counter._payload, discord_server

    def payload(self: Counter, *args: Any) -> dict[str, Any]:
        made = complete(self, *args)
        given = made.pop("channel")
        return made | ({"channel": given | {"id": "4711"} | channel} if channel else {})

    monkeypatch.setattr(Counter, "_payload", payload)
    used = await server.slash(
        server.moderator, server.general, "spoilers channel", {"point": "S01"}
    )
    shown = (await used.final()).text
    set_here = await bot.horizons.horizons(server.guild.id)
    assert list(set_here) == ([] if channel else [server.general.id])
    assert (shown == text("no-channel")) is bool(channel)


async def test_what_the_gateway_sends_twice_is_answered_once(
    discord_server: DiscordServer,
    bot: QuothBot,
    desk: Desk,
    house: House,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    emit = Gateway._emit

    async def twice(self: Gateway, session: Session, name: str, data: dict[str, Any]) -> None:
        for _ in range(2 if name in ("INTERACTION_CREATE", "MESSAGE_CREATE") else 1):
            await emit(self, session, name, data)

    monkeypatch.setattr(Gateway, "_emit", twice)
    server = discord_server
    asked = await ask(server)
    assert_answers(await asked.final())
    mention = await mentioned(server)
    assert_answers(await server.wait_for_message(server.general, after=mention))
    used = await server.slash(server.moderator, server.general, "reindex")
    done = await used.shown(lambda message: message.text.startswith("Done"))
    await house.use("settings", answers="private")
    await settled(bot)
    assert done.text.startswith("Done")
    assert len(server.posted(server.general, after=mention)) == 1
    assert not asked.followups
    assert asked.original
    assert len(asked.original.versions) == 1
    actions = (await bot.servers.overview(server.guild.id)).actions
    assert sorted(action.what for action in actions) == ["/reindex", "/settings answers:private"]
    callbacks = [each.path for each in server.requested("POST", CALLBACK)]
    assert len(callbacks) == len(set(callbacks))


@pytest.mark.parametrize("before", ["READY", "GUILD_CREATE"])
async def test_who_asks_before_the_bot_knows_its_servers_is_answered(
    discord_server: DiscordServer,
    connect: Connect,
    desk: Desk,
    before: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = discord_server
    async with connect(desk) as bot:
        assert bot.registering is not None
        await bot.registering
    emit, asked, mentions = Gateway._emit, list[Interaction](), list[Message]()

    async def emitted(self: Gateway, session: Session, name: str, data: dict[str, Any]) -> None:
        if name == before and not mentions:
            mentions.append(await mentioned(server))
            asked.append(await ask(server))
        await emit(self, session, name, data)

    monkeypatch.setattr(Gateway, "_emit", emitted)
    async with connect(desk):
        assert_answers(await asked[0].final())
        if before == "GUILD_CREATE":
            shown = await server.wait_for_message(server.general, after=mentions[0])
            assert_answers(shown)
        assert_answers(await (await ask(server)).final())


@pytest.mark.parametrize("years", [-5, 10])
async def test_a_clock_that_jumps_changes_nothing_for_those_who_ask(
    discord_server: DiscordServer,
    bot: QuothBot,
    house: House,
    years: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = time.time
    assert_answers(await house.ask(QUESTION))
    monkeypatch.setattr(time, "time", lambda: now() + years * 365.25 * 86400)
    assert_answers(await house.ask(QUESTION))
    asked = await discord_server.dm(discord_server.fan, QUESTION)
    assert_answers(await discord_server.wait_for_message(asked.channel, after=asked))
    await house.use("settings", answers="private", keep_missed=True)
    assert (await house.ask(QUESTION)).ephemeral
