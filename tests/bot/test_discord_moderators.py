"""Moderators' settings on a Discord: roles, menus, language, and who may press what."""

from __future__ import annotations

from typing import Any

import pytest

from bot.app import Desk
from bot.client import QuothBot
from bot.texts.catalogue import speaking, text
from tests.bot.conftest import Connect
from tests.bot.house import House
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
