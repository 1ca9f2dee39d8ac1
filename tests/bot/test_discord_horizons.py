"""/spoilers and /progress: what lies past a horizon is shown nowhere."""

from __future__ import annotations

import asyncio

import pytest

from bot.app import Desk
from bot.client import QuothBot
from bot.store.sqlite import FILE
from bot.texts.catalogue import text
from tests.bot.conftest import Connect, forgotten, publish
from tests.bot.emitting import Data, rewrite
from tests.bot.house import House
from tests.bot.story import WHAT, telling, tells
from tests.discord_server import DiscordServer
from tests.discord_server.state import THREAD


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk whose articles say how far they go."""
    return telling(desk)


async def test_a_server_without_a_horizon_keeps_nothing_back(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    assert tells(await house.ask(WHAT))


@pytest.mark.parametrize("horizon", ["S01", "S02E04", "season 1", "nothing", "Book 9"])
async def test_nothing_past_the_servers_horizon_is_shown(
    discord_server: DiscordServer, bot: QuothBot, house: House, horizon: str
) -> None:
    server = discord_server
    await house.use("spoilers server", point=horizon)
    for private in (True, False):
        assert not tells(await house.ask(WHAT, private=private))
    mention = await server.say(server.fan, server.general, f"{bot.mention} {WHAT}")
    assert not tells(await server.wait_for_message(server.general, after=mention))
    shown = await house.use("sources", server.fan)
    assert not tells(shown)
    assert "Oskar" not in shown.text


async def test_the_horizon_of_a_server_that_could_not_be_read_holds_as_well(
    discord_server: DiscordServer, desk: Desk, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = discord_server
    async with connect(desk) as bot:
        await House(server, server.general).use("spoilers server", point="S01")

    parts: dict[str, Data] = {"READY": {"guilds": []}}
    rewrite(
        monkeypatch,
        lambda name, data: {} if name == "GUILD_CREATE" else data | parts.get(name, {}),
    )
    async with connect(desk) as bot:
        asked = await server.say(server.fan, server.general, f"{bot.mention} {WHAT}")
        assert not tells(await server.wait_for_message(server.general, after=asked))


@pytest.mark.parametrize("horizon", ["S02E05", "S2", "everything", "todo"])
async def test_what_lies_inside_is_shown(
    discord_server: DiscordServer, bot: QuothBot, house: House, horizon: str
) -> None:
    await house.use("spoilers server", point=horizon)
    assert tells(await house.ask(WHAT))
    assert tells(await house.use("sources", discord_server.fan))


async def test_progress_counts_in_private_only(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    await house.use("spoilers server", point="S01")
    said = await house.use("progress", server.fan, point="seen everything")
    assert said.ephemeral
    assert tells(await house.ask(WHAT, private=True))
    assert not tells(await house.ask(WHAT))
    mention = await server.say(server.fan, server.general, f"{bot.mention} {WHAT}")
    assert not tells(await server.wait_for_message(server.general, after=mention))
    assert tells(await house.use("sources", server.fan))
    assert not tells(await house.use("sources", server.owner))
    assert not tells(await house.use("ask", server.owner, question=WHAT, private=True))


async def test_progress_may_be_less_than_the_servers_horizon(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    await house.use("progress", discord_server.fan, point="S01E03")
    assert not tells(await house.ask(WHAT, private=True))
    assert tells(await house.ask(WHAT))


async def test_progress_belongs_to_one_server(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House, other: House
) -> None:
    fan = discord_server.fan
    async with connect(desk):
        for each in (house, other):
            await each.use("spoilers server", point="S01")
        await house.use("progress", fan, point="S02")
        assert tells(await house.ask(WHAT, private=True))
        assert not tells(await other.ask(WHAT, private=True))
        assert (await other.use("progress", fan)).text == text("progress-unknown")


async def test_forget_me_deletes_it_everywhere(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House, other: House
) -> None:
    fan = discord_server.fan
    async with connect(desk):
        for each in (house, other):
            await each.use("progress", fan, point="S02")
        assert (await other.use("progress", fan, point="Forget me")).text == text(
            "progress-forgotten"
        )
        for each in (house, other):
            assert (await each.use("progress", fan)).text == text("progress-unknown")
    async with connect(desk):
        assert (await house.use("progress", fan)).text == text("progress-unknown")


async def test_horizons_and_progress_survive_a_restart(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    async with connect(desk):
        await house.use("spoilers server", point="S01")
        await house.use("progress", discord_server.fan, point="S02E05")
    async with connect(desk):
        assert not tells(await house.ask(WHAT))
        assert tells(await house.ask(WHAT, private=True))
        assert "**S02E05**" in (await house.use("progress", discord_server.fan)).text


async def test_a_channel_has_a_horizon_of_its_own_and_its_threads_and_category_too(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    server = discord_server
    category, thread, outside = (server.channel(name) for name in ("cat", "thread", "outside"))
    category.kind, server.lounge.category = 4, category
    thread.kind, thread.category = THREAD, server.lounge
    lounge, inside = House(server, server.lounge), House(server, thread)
    async with connect(desk) as bot:
        await house.use("spoilers server", point="everything")
        await house.use("spoilers channel", point="S01", channel=category)
        for each in (lounge, inside):
            assert not tells(await each.ask(WHAT))
            mention = await server.say(server.fan, each.channel, f"{bot.mention} {WHAT}")
            assert not tells(await server.wait_for_message(each.channel, after=mention))
        assert tells(await House(server, outside).ask(WHAT))

        await lounge.use("spoilers channel", point="S02")
        assert tells(await lounge.ask(WHAT))
        assert tells(await inside.ask(WHAT))

        await inside.use("spoilers channel", point="S01")
        assert tells(await lounge.ask(WHAT))
        assert not tells(await inside.ask(WHAT))

        shown = await inside.use("spoilers channel", point="clear")
        assert f"<#{thread.id}>" not in shown.text
        assert tells(await inside.ask(WHAT))


async def test_a_direct_conversation_keeps_to_what_its_fan_has_said_anywhere(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server, fan = discord_server, discord_server.fan
    alone = House(server, server.conversation(fan))
    await house.use("progress", fan, point="S01E09")
    assert not tells(await alone.ask(WHAT))
    asked = await server.dm(fan, WHAT)
    assert not tells(await server.wait_for_message(asked.channel, after=asked))
    await alone.use("progress", fan, point="S02E05")
    assert tells(await alone.ask(WHAT))
    assert not tells(await house.ask(WHAT, private=True))


async def test_what_cannot_be_read_changes_nothing_and_is_explained(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    fan = discord_server.fan
    for name, by in (("spoilers server", None), ("spoilers channel", None), ("progress", fan)):
        shown = await house.use(name, by, point="haven't seen everything @everyone")
        assert shown.text == text("no-point")
        assert not shown.pings
    assert "**everything**" in (await house.use("spoilers show")).text
    assert (await house.use("progress", fan)).text == text("progress-unknown")


async def test_who_set_a_horizon_is_listed(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    await house.use("spoilers server", point="season 2 episode 5")
    await house.use("spoilers channel", server.owner, point="clear", channel=server.lounge)
    shown = await house.use("settings")
    assert f"<@{server.moderator.id}>: /spoilers server point:S02E05" in shown.text
    cleared = f"/spoilers channel channel:<#{server.lounge.id}> point:clear"
    assert f"<@{server.owner.id}>: {cleared}" in shown.text


async def test_without_the_store_only_what_reveals_nothing_is_shown(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    (desk.settings.state_dir / FILE).write_bytes(b"no database " * 500)
    publish(desk, safe="---\nspoils: none\ntitle: Gull Rock\n---\nGull Rock is red.\n")
    async with connect(desk):
        for private in (True, False):
            assert not tells(await house.ask(WHAT, private=private))
            assert "red" in (await house.ask("Which colour is Gull Rock?", private=private)).text
        failed = await house.use("progress", discord_server.fan, point="everything")
        assert failed.text.startswith(text("not-kept"))
        assert not tells(await house.ask(WHAT, private=True))


async def test_what_was_last_known_holds_while_the_store_is_down(
    discord_server: DiscordServer, bot: QuothBot, desk: Desk, house: House
) -> None:
    await house.use("spoilers server", point="S02")
    await house.use("progress", discord_server.fan, point="S01")
    await asyncio.to_thread(bot.horizons._store.close)  # type: ignore[attr-defined]
    for file in desk.settings.state_dir.glob(f"{FILE}*"):
        file.write_bytes(b"no database " * 500)
    failed = await house.use("spoilers server", point="everything")
    assert failed.text.startswith(text("not-kept"))
    assert tells(await house.ask(WHAT))
    assert not tells(await house.ask(WHAT, private=True))


async def test_a_server_that_is_left_takes_its_members_progress_along(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    await house.use("spoilers server", point="S01")
    await house.use("progress", server.fan, point="S02")
    await bot.horizons.progress(server.fan.id)
    await server.expel(house.channel)
    await forgotten(bot, server.guild.id)
    assert not await bot.horizons.progress(server.fan.id)


async def test_what_a_person_said_in_the_terms_of_another_unit_hides(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    await house.use("progress", discord_server.fan, point="Chapter 12")
    assert not tells(await house.ask(WHAT, private=True))
