"""/settings, /gaps and /privacy on a Discord: for each server its own."""

from __future__ import annotations

import pytest

from bot.app import Desk
from bot.client import QuothBot
from bot.store.sqlite import FILE
from bot.texts.catalogue import text
from tests.bot.conftest import QUESTION, Connect, forgotten, harmless, noon
from tests.bot.emitting import Data, rewrite
from tests.bot.house import House
from tests.bot.questions import assert_answers, mentioned, silence
from tests.discord_server import DiscordServer
from tests.discord_server.patience import happens
from tests.discord_server.state import THREAD

NOWHERE = "Where does the kraken of Tarn sleep?"


async def test_a_forged_change_by_a_member_changes_nothing(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    await house.use("settings", discord_server.fan, answers="private", keep_missed=True)
    assert not (await house.ask(QUESTION)).ephemeral
    assert (await house.use("gaps")).text == text("no-gaps-kept")


async def test_answers_are_private_where_a_server_wants_that_but_the_asker_decides(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    shown = await house.use("settings", answers="private")
    assert "for the asker alone" in shown.text
    answered = await house.ask(QUESTION)
    assert_answers(answered)
    assert answered.ephemeral
    assert not (await house.ask(QUESTION, private=False)).ephemeral
    await house.use("settings", answers="public")
    assert not (await house.ask(QUESTION)).ephemeral


async def test_settings_survive_a_restart(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    async with connect(desk):
        await house.use("settings", answers="private")
    async with connect(desk):
        assert (await house.ask(QUESTION)).ephemeral


async def test_in_a_channel_that_is_off_only_ask_says_so(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    lounge = House(server, server.lounge)
    shown = await house.use("settings", off_in=server.lounge)
    assert f"<#{server.lounge.id}>" in shown.text
    refused = await lounge.ask(QUESTION)
    assert refused.text == text("off-here")
    assert refused.ephemeral
    mention = await server.say(server.fan, server.lounge, f"{bot.mention} {QUESTION}")
    await silence(bot, server, mention)
    assert_answers(await house.ask(QUESTION))

    await house.use("settings", on_in=server.lounge)
    assert_answers(await lounge.ask(QUESTION))
    mention = await server.say(server.fan, server.lounge, f"{bot.mention} {QUESTION}")
    assert_answers(await server.wait_for_message(server.lounge, after=mention))


async def test_a_category_that_is_off_covers_its_channels(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    server = discord_server
    category = server.channel("Landfall")
    category.kind, server.lounge.category = 4, category
    async with connect(desk):
        await house.use("settings", off_in=category)
        assert (await House(server, server.lounge).ask(QUESTION)).text == text("off-here")
        assert_answers(await house.ask(QUESTION))


async def test_a_thread_that_may_belong_to_a_channel_that_is_off_is_left_alone(
    discord_server: DiscordServer, connect: Connect, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = discord_server
    parts: dict[str, Data] = {"GUILD_CREATE": {"threads": []}}
    thread = server.channel("Storms")
    thread.kind, thread.category = THREAD, server.lounge

    rewrite(monkeypatch, lambda name, data: data | parts.get(name, {}))
    async with connect(desk) as bot:
        asked = await server.say(server.fan, thread, f"{bot.mention} {QUESTION}")
        answer = await server.wait_for_message(thread, after=asked)
        assert_answers(answer)
        await House(server, server.general).use("settings", off_in=server.lounge)
        await server.say(server.fan, thread, f"{bot.mention} {QUESTION}")
        await silence(bot, server, answer)


async def test_where_channels_are_named_as_the_only_ones_the_nearest_decides(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    server = discord_server
    category, asking, other = map(server.channel, ("Landfall", "ask-quoth", "other"))
    category.kind, server.lounge.category = 4, category
    lounge, asked = House(server, server.lounge), House(server, asking)
    async with connect(desk) as bot:
        shown = await house.use("settings", only_in=asking)
        assert f"Switched on only in: <#{asking.id}>" in shown.text
        assert text("settings-off-nowhere") not in shown.text
        assert_answers(await asked.ask(QUESTION))
        refused = await house.ask(QUESTION)
        assert refused.text == text("on-in", channels=f"<#{asking.id}>")
        assert refused.ephemeral
        mention = await server.say(server.fan, server.general, f"{bot.mention} {QUESTION}")
        await silence(bot, server, mention)
        assert await server.complete(server.fan, server.general, "ask", "question", "keep") == []
        assert f"<#{server.locked.id}>" not in (await house.use("permissions check")).text
        assert_answers(await House(server, server.conversation(server.fan)).ask(QUESTION))

        await house.use("settings", only_in=category)
        assert_answers(await lounge.ask(QUESTION))
        await house.use("settings", off_in=server.lounge)
        assert (await lounge.ask(QUESTION)).text.startswith("I only answer in")
        await house.use("settings", on_in=server.general)
        assert_answers(await house.ask(QUESTION))
        await house.use("settings", off_in=server.general)
    async with connect(desk):
        await house.use("settings", off_in=asking)
        assert f"<#{asking.id}>" not in (await asked.ask(QUESTION)).text
        everywhere = await house.use("settings", everywhere=True)
        assert text("settings-only-in") not in everywhere.text
        assert_answers(await House(server, other).ask(QUESTION))
        assert (await lounge.ask(QUESTION)).text == text("off-here")
        shown = await house.use("settings", on_in=server.general)
        assert_answers(await house.ask(QUESTION))
        assert text("settings-only-in") not in shown.text


async def test_a_server_that_the_bot_has_left_is_forgotten(
    discord_server: DiscordServer, bot: QuothBot, house: House, other: House
) -> None:
    server = discord_server
    for each in (house, other):
        await each.use("settings", answers="private")
    await server.expel(house.channel)
    await forgotten(bot, server.guild.id)
    assert not (await bot.servers.settings(server.guild.id)).private
    assert (await other.ask(QUESTION)).ephemeral


async def test_without_opting_in_nothing_is_kept_and_gaps_says_how(
    discord_server: DiscordServer, bot: QuothBot, desk: Desk, house: House
) -> None:
    assert "don't say" in (await house.ask(NOWHERE)).text
    shown = await house.use("gaps")
    assert shown.text == text("no-gaps-kept")
    assert "`/settings keep_missed:True`" in shown.text
    await house.use("settings", keep_missed=True)
    assert (await house.use("gaps")).text == text("no-gaps")
    written = b"".join(each.read_bytes() for each in desk.settings.state_dir.glob(f"{FILE}*"))
    assert b"kraken" not in written


async def test_gaps_groups_what_was_not_found_without_who_asked(
    discord_server: DiscordServer, bot: QuothBot, desk: Desk, house: House
) -> None:
    server = discord_server
    await house.use("settings", keep_missed=True, days=7)
    await house.ask(QUESTION)
    await house.ask("Who painted *the* @everyone zeppelin?")
    await house.ask(NOWHERE)
    mention = await server.say(
        server.fan,
        server.general,
        f"{bot.mention} {server.owner.mention} the Tarn kraken sleeps where?",
    )
    await server.wait_for_message(server.general, after=mention)
    shown = await house.gaps(bot)
    assert shown.ephemeral
    assert not shown.pings
    head, first, second = shown.text.splitlines()
    assert head == "**Asked for, but not in the articles**"
    assert first.startswith("- **2×** ")
    assert "kraken" in first
    assert first.endswith(" · today")
    assert second.startswith("- **1×** painted")
    assert "lighthouse" not in shown.text
    written = b"".join(each.read_bytes() for each in desk.settings.state_dir.glob(f"{FILE}*"))
    for secret in (server.fan.username, server.owner.username.title(), str(server.fan.id)):
        assert secret.encode() not in written


async def test_servers_never_see_each_other(
    discord_server: DiscordServer, bot: QuothBot, house: House, other: House
) -> None:
    for each, word in ((house, "kraken"), (other, "zeppelin")):
        await each.use("settings", keep_missed=True)
        await each.ask(f"Where is the {word}?")
    ours, theirs = (await house.gaps(bot)).text, (await other.gaps(bot)).text
    assert ("kraken" in ours, "zeppelin" in ours) == (True, False)
    assert ("kraken" in theirs, "zeppelin" in theirs) == (False, True)

    await house.use("settings", answers="private", off_in=discord_server.lounge)
    assert not (await other.ask(QUESTION)).ephemeral
    shown = (await other.use("settings")).text
    assert "answers:private" not in shown
    assert "Switched off in no channel" in shown

    assert text("forgotten") in (await house.use("privacy forget")).text
    assert (await house.use("gaps")).text == text("no-gaps")
    assert "zeppelin" in (await other.use("gaps")).text


async def test_what_is_too_old_is_deleted_by_itself(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    async with connect(desk) as bot:
        await house.use("settings", keep_missed=True, days=2)
        bot.servers._clock = lambda: noon(-2)
        await house.ask(NOWHERE)
        assert "kraken" in (await house.gaps(bot)).text
    async with connect(desk) as bot:
        await happens(lambda: not bot.servers._store.missed(discord_server.guild.id))


async def test_what_admins_did_is_listed(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    await house.use("settings", keep_missed=True, days=3)
    await house.use("settings", server.owner, off_in=server.lounge)
    await house.use("privacy forget")
    used = await server.slash(server.moderator, server.general, "reindex")
    await used.shown(lambda message: message.text.startswith("Done"))
    await happens(lambda: not bot.work.in_flight)
    shown = await house.use("settings")
    assert not shown.pings
    listed = shown.text.replace("\\", "").split("**Last changes**\n")[1].splitlines()
    assert [line.partition("> <")[2] for line in listed] == [
        f"@{server.moderator.id}>: /reindex",
        f"@{server.moderator.id}>: /privacy forget",
        f"@{server.owner.id}>: /settings off_in:<#{server.lounge.id}>",
        f"@{server.moderator.id}>: /settings keep_missed:True days:3",
    ]


async def test_privacy_says_what_is_really_kept(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    fan = discord_server.fan
    shown = await house.use("privacy show", fan)
    assert shown.ephemeral
    assert "does not keep their words" in shown.text
    assert "what you have shared or told the moderators of" in shown.text
    await house.use("settings", keep_missed=True, days=9)
    await house.ask(NOWHERE)
    assert "kraken" in (await house.gaps(bot)).text
    shown = await house.use("privacy show", fan)
    assert "for 9 days" in shown.text
    assert "Now: 1." in shown.text
    await house.use("privacy forget")
    assert "Now: 0." in (await house.use("privacy show", fan)).text
    alone = House(discord_server, discord_server.conversation(fan))
    assert "Of this conversation, nothing else." in (await alone.use("privacy show", fan)).text


async def test_a_damaged_store_breaks_no_answer_and_is_told_to_admins(
    discord_server: DiscordServer,
    connect: Connect,
    desk: Desk,
    house: House,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (desk.settings.state_dir / FILE).write_bytes(b"no database " * 500)
    harmless(desk)
    async with connect(desk):
        assert_answers(await house.ask(QUESTION))
        assert "don't say" in (await house.ask(NOWHERE)).text
        asked = await mentioned(discord_server)
        assert_answers(await discord_server.wait_for_message(discord_server.general, after=asked))
        for name in ("settings", "gaps", "privacy show", "privacy forget"):
            shown = await house.use(name)
            assert shown.text.startswith(text("not-kept"))
            assert shown.text.rpartition("Reference: ")[2] in caplog.text
    assert "put a backup in its place" in caplog.text
    assert "Traceback" not in caplog.text
