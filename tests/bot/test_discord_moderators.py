"""Moderators' tools on a Discord: roles, menus, gaps, the audit list, permissions, privacy."""

from __future__ import annotations

from typing import Any

import pytest

from bot.app import Desk
from bot.client import QuothBot
from bot.store.sqlite import FILE
from bot.texts.catalogue import speaking, text
from tests.bot.conftest import QUESTION, Connect
from tests.bot.house import House
from tests.bot.questions import silence
from tests.bot.test_discord_servers import NOWHERE
from tests.discord_server import DiscordServer, Permission, User

OFF, ROLES, DIGEST, LANGUAGE = (
    text(f"menu-{name}") for name in ("off-in", "roles", "digest", "language")
)


async def forge(house: House, by: User, name: str, values: tuple[str, ...] = ()) -> str:
    """Press something that nobody showed; return the answer."""
    control: dict[str, Any] = {"custom_id": name, "type": 2, "style": 2}
    if values:
        options = [{"label": each, "value": each} for each in values]
        control = {"custom_id": name, "type": 3, "options": options}
    row = {"type": 1, "components": [control]}
    message = house.server.old_message(house.channel, "forged", [row])
    used = await house.server.desk.press(by, message, control, values)

    def said() -> str | None:
        shown = [*used.followups, used.original]
        return next((each.text for each in shown if each and each.text not in ("", "forged")), None)

    return await house.server.world.bell.until(said, f"the answer to {name}")


async def test_a_role_may_manage_and_no_longer(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    server = discord_server
    keepers, others = server.role("Keepers", Permission(0), server.fan), server.role("Others")
    async with connect(desk) as bot:
        refused = text("moderators-only")
        assert (await house.use("gaps", server.fan)).text == refused
        shown = await house.use("settings", add_role=others)
        assert (await house.use("gaps", server.fan)).text == refused
        shown = await house.press(server.moderator, shown, ROLES, keepers)
        assert f"<@&{keepers.id}>" in shown.text
        assert f"<@&{others.id}>: " not in shown.text
        for name in ("gaps", "settings", "audit", "permissions check"):
            assert (await house.use(name, server.fan)).text != refused

        shown = await house.use("settings", server.fan, add_role=others)
        assert shown.text == text("owners-only")
        assert not any(c.get("placeholder") == ROLES for c in shown.controls)
        assert await forge(house, server.fan, "quoth:settings:roles", (str(others.id),)) == text(
            "owners-only"
        )
        assert (await bot.servers.settings(server.guild.id)).managers == {keepers.id}

        everyone = server.guild.roles[0]
        shown = await house.use("settings", add_role=everyone)
        assert shown.text == text("not-everyone")
        await forge(house, server.moderator, "quoth:settings:roles", (str(everyone.id),))
        assert (await bot.servers.settings(server.guild.id)).managers == frozenset()

        await house.use("settings", add_role=keepers)
        assert (await house.use("gaps", server.fan)).text != refused
        await server.give(server.fan)
        assert (await house.use("gaps", server.fan)).text == refused
        await server.give(server.fan, keepers)
        await house.use("settings", remove_role=keepers)
        assert (await house.use("gaps", server.fan)).text == refused


async def test_menus_change_settings_and_show_what_is_set(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    server, by = discord_server, discord_server.moderator
    gone = server.channel("gone")
    async with connect(desk) as bot:
        await house.use("settings", off_in=gone)
        await server.close_channel(gone)
        shown = await house.use("settings", off_in=server.locked)
        shown = await house.press(by, shown, OFF, server.lounge, server.hidden)
        settings = await bot.servers.settings(server.guild.id)
        assert settings.silent == {server.lounge.id, server.hidden.id, gone.id}
        menu = next(each for each in shown.controls if each.get("placeholder") == OFF)
        offered = {each["id"] for each in menu["default_values"]}
        assert offered == {str(server.lounge.id), str(server.hidden.id)}

        shown = await house.press(by, shown, DIGEST, server.lounge)
        assert f"Weekly digest: in <#{server.lounge.id}>" in shown.text
        shown = await house.press(by, shown, DIGEST)
        assert "Weekly digest: none" in shown.text
        shown = await house.press(by, shown, LANGUAGE, "es")
        assert "mentions: Español" in shown.text
        shown = await house.press(by, shown, text("button-private"))
        assert "for the asker alone" in shown.text
        shown = await house.press(by, shown, text("button-public"))
        assert "for everybody in the channel" in shown.text
        shown = await house.press(by, shown, text("button-keep"))
        assert "kept for 30 days" in shown.text
        assert text("button-keep-none") in shown.labels
        shown = await house.use("settings", per_minute=3, digest=True)
        assert "3 questions a minute" in shown.text
        assert f"Weekly digest: in <#{server.general.id}>" in shown.text
    async with connect(desk) as bot:  # a menu of the bot before
        shown = await house.press(by, shown, LANGUAGE, "automatic")
        assert "mentions: as Discord says" in shown.text
        settings = await bot.servers.settings(server.guild.id)
        assert (settings.language, settings.per_minute) == (None, 3)
        assert settings.digest_channel == server.general.id


async def test_the_servers_language_is_spoken_where_no_asker_has_one(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    offered = await server.complete(server.moderator, server.general, "settings", "language", "esp")
    assert offered == ["es"]
    shown = await house.use("settings", language="klingon")
    assert shown.text == text("unknown-language")
    await house.use("settings", language="es")
    asked = await server.say(server.fan, server.general, f"{bot.mention} {NOWHERE}")
    with speaking("es"):
        assert text("not-found") in (await server.wait_for_message(server.general, asked)).text
    assert text("not-found") in (await house.ask(NOWHERE)).text


@pytest.mark.parametrize(
    "name",
    [
        "quoth:settings:private:1",
        "quoth:settings:missed:0",
        "quoth:settings:off",
        "quoth:settings:digest",
        "quoth:gaps:open:done:0",
        "quoth:gaps:open:ignore:0",
        "quoth:gaps:ignored:restore:0",
        "quoth:gaps:open:7",
        "quoth:audit:0",
    ],
)
async def test_a_member_who_presses_a_managers_button_is_told(
    discord_server: DiscordServer, bot: QuothBot, house: House, name: str
) -> None:
    server = discord_server
    before = (await house.use("settings", keep_missed=True)).text
    for each in (name, f"{name}:{'9' * 9}", name + "x"):
        said = await forge(house, server.fan, each, (str(server.lounge.id),))
        assert said in {text("moderators-only"), text("outdated")}
    assert (await house.use("settings")).text == before
    alone = House(server, server.conversation(server.owner))
    assert await forge(alone, server.owner, name, ("1",)) == text("server-only")


async def test_ids_of_another_server_are_no_channels_or_roles_here(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House, other: House
) -> None:
    server = discord_server
    await server.overwrite(server.lounge, server.own_role, deny=Permission.SEND_MESSAGES)
    there = str(other.channel.id)
    theirs = str(server.world.guild_of(other.channel).roles[2].id)
    async with connect(desk) as bot:
        for name, value in (("off", there), ("digest", there), ("roles", theirs), ("off", "x")):
            await forge(house, server.moderator, f"quoth:settings:{name}", (value,))
        for nowhere in (other.channel, server.locked, server.hidden, server.lounge):
            shown = await house.use("settings", digest_in=nowhere)
            assert shown.text == text("not-postable")
            told = await forge(house, server.moderator, "quoth:settings:digest", (str(nowhere.id),))
            assert (told == text("not-postable")) == (nowhere is not other.channel)
        settings = await bot.servers.settings(server.guild.id)
        assert (settings.silent, settings.managers) == (frozenset(), frozenset())
        assert settings.digest_channel is None
        assert (await bot.servers.overview(other.channel.guild_id or 0)).actions == ()


async def test_gaps_are_done_until_asked_again_and_ignored_for_good(
    discord_server: DiscordServer, bot: QuothBot, house: House, other: House
) -> None:
    by = discord_server.moderator
    for each in (house, other):
        await each.use("settings", keep_missed=True)
    asked = ["Where does the kraken sleep?", "Who painted the zeppelin?"]
    for question in asked:
        await house.ask(question)
    await other.ask(asked[0])
    await house.gaps("kraken")
    shown = await house.gaps("zeppelin")
    options = shown.controls[0]["options"]
    values = {each["label"].split()[0]: each["value"] for each in options}
    assert len(values) == 2

    shown = await house.press(by, shown, text("gaps-done"), values["kraken"])
    assert "kraken" not in shown.text
    shown = await house.press(by, shown, text("gaps-ignore"), values["painted"])
    assert shown.text == text("no-gaps")
    assert not shown.controls
    for question in asked:
        await house.ask(question)
    await bot.work.noted()
    shown = await house.use("gaps")
    assert "kraken" in shown.text
    assert "zeppelin" not in shown.text
    shown = await house.use("gaps", ignored=True)
    assert "**2×** painted zeppelin" in shown.text
    shown = await house.press(by, shown, text("gaps-restore"), values["painted"])
    assert shown.text == text("no-gaps-ignored")
    assert "zeppelin" in (await house.use("gaps")).text
    assert "kraken" in (await other.gaps("kraken")).text
    noted = (await house.use("audit")).text
    assert "/gaps done:1" in noted
    assert "kraken" not in noted


async def test_disliked_answers_are_gaps_without_the_asker(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    guild = discord_server.guild.id
    await bot.servers.miss(guild, QUESTION, disliked=True)
    await house.use("settings", keep_missed=True)
    assert (await house.use("gaps")).text == text("no-gaps")
    await bot.servers.miss(guild, f"<@{discord_server.fan.id}> {QUESTION}", disliked=True)
    await bot.servers.miss(guild, QUESTION)
    await bot.servers.miss(None, QUESTION, disliked=True)
    line, explained = (await house.use("gaps")).text.splitlines()[1:]
    assert line == "- ✅ **2×** (👎 1×) keeps lighthouse · today"
    assert explained == text("gaps-answered")


async def test_many_gaps_and_actions_have_pages(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    guild, by = discord_server.guild.id, discord_server.moderator
    await house.use("settings", keep_missed=True)
    for number in range(60):
        await bot.servers.miss(guild, f"Where is kraken{number}?")
        await bot.servers.note(guild, by.id, f"/alias add number{number}")
    for name in ("gaps", "audit"):
        lines = await house.pages(name)
        assert len(set(lines)) == len(lines) >= 60


async def test_permissions_are_checked_channel_by_channel(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    shown = await house.use("permissions check")
    assert shown.ephemeral
    assert f"- <#{server.locked.id}>: **Send Messages**" in shown.text
    assert server.own_role.id
    assert f"<@&{server.own_role.id}>" in shown.text
    for fine in (server.general, server.lounge):
        assert f"<#{fine.id}>" not in shown.text
    assert f"<#{server.hidden.id}>" not in shown.text  # the asker cannot see it either
    by_owner = await house.use("permissions check", server.owner)
    assert f"- <#{server.hidden.id}>: **View Channels**" in by_owner.text

    asked = await server.say(server.fan, server.locked, f"{bot.mention} {QUESTION}")
    await silence(bot, server, asked)
    shown = await house.use("permissions check")
    assert f"- <#{server.locked.id}>: **Send Messages** · asked there in vain" in shown.text

    shown = await house.use("permissions check", channel=server.lounge)
    assert text("access-fine", channels=1) in shown.text
    assert "never need: **Embed Links**, **Attach Files**" in shown.text
    await house.use("settings", off_in=server.locked)
    assert f"<#{server.locked.id}>" not in (await house.use("permissions check")).text

    commands = Permission.USE_APPLICATION_COMMANDS
    await server.overwrite(server.lounge, server.guild.roles[0], deny=commands)
    await server.overwrite(server.lounge, server.own_role, deny=Permission.READ_MESSAGE_HISTORY)
    shown = await house.use("permissions check")
    assert f"- <#{server.lounge.id}>: **Read Message History**" in shown.text
    assert "**Use Application Commands** is off" in shown.text
    sending = Permission.SEND_MESSAGES
    await server.overwrite(server.locked, server.own_role, allow=sending)
    await house.use("settings", server.owner, digest_in=server.locked)
    await server.overwrite(server.locked, server.own_role, deny=sending)
    shown = await house.use("permissions check")
    assert f"cannot be posted in <#{server.locked.id}>: I lack **Send Messages**" in shown.text
    await server.close_channel(server.locked)
    assert text("access-digest-gone") in (await house.use("permissions check")).text

    for role in (server.own_role, server.guild.roles[0]):
        await server.permit(role, Permission.VIEW_CHANNEL)
    shown = await house.use("permissions check")
    assert "In the whole server I lack **Send Messages**, **Send Messages in Threads**" in (
        shown.text
    )
    assert "https://discord.com/oauth2/authorize" in shown.text


async def test_forgetting_is_for_everybody_and_more_for_managers(
    discord_server: DiscordServer, bot: QuothBot, desk: Desk, house: House
) -> None:
    server = discord_server
    await house.use("settings", keep_missed=True, digest=True)
    await house.ask(QUESTION)
    await house.ask(NOWHERE)
    await house.gaps("kraken")
    who = (server.general.id, server.fan.id, False)
    assert bot.conversations.turns(who)
    shown = await house.use("privacy show", server.fan)
    assert text("privacy-counts") in shown.text

    shown = await house.use("privacy forget", server.moderator)
    assert bot.conversations.turns(who)
    assert "no longer keep any word" in shown.text
    await house.ask(NOWHERE)
    await house.gaps("kraken")
    shown = await house.use("privacy forget", server.fan)
    assert shown.text == text("forgotten-yours")
    assert shown.ephemeral
    assert not bot.conversations.turns(who)
    assert "kraken" in (await house.use("gaps")).text
    alone = House(server, server.conversation(server.fan))
    await alone.ask(QUESTION)
    assert (await alone.use("privacy forget", server.fan)).text == text("forgotten-yours")

    await house.use("privacy forget")
    written = b"".join(each.read_bytes() for each in desk.settings.state_dir.glob(f"{FILE}*"))
    assert b"kraken" not in written
