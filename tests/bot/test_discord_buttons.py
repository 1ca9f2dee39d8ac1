"""Buttons of messages that an earlier run, and an earlier version, of the bot has posted."""

from __future__ import annotations

import pytest

from bot.client import QuothBot
from bot.texts.catalogue import text
from tests.bot.house import House
from tests.discord_server import DiscordServer, Message, User

MANAGERS = [
    "quoth:audit:0",
    "quoth:gaps:open:0",
    "quoth:gaps:ignored:1",
    "quoth:settings:private:1",
    "quoth:settings:missed:0",
    "quoth:manage:aliases:0",
    "quoth:manage:list:1",
    "quoth:manage:marks:0",
    f"quoth:manage:remove:{'ab' * 10}",
    f"quoth:manage:unmark:{'ab' * 8}",
    "quoth:manage:cancel:",
]


async def pressed(house: House, by: User, custom_id: str) -> Message:
    """What is shown to somebody who presses a button of an old message."""
    button = {"type": 2, "style": 2, "label": "A button", "custom_id": custom_id}
    row = {"type": 1, "components": [button]}
    old = house.server.old_message(house.channel, "An old message", [row])
    used = await house.server.click(by, old, "A button")
    return await used.shown(lambda message: message.text != "An old message")


@pytest.mark.parametrize("custom_id", ["quoth:sources:0", *MANAGERS])
async def test_an_old_message_goes_on_working(
    discord_server: DiscordServer, bot: QuothBot, house: House, custom_id: str
) -> None:
    shown = await pressed(house, discord_server.moderator, custom_id)
    assert shown.text not in (text("outdated"), text("moderators-only"))


@pytest.mark.parametrize("custom_id", MANAGERS)
async def test_only_managers_may_press_what_is_theirs(
    discord_server: DiscordServer, bot: QuothBot, house: House, custom_id: str
) -> None:
    shown = await pressed(house, discord_server.fan, custom_id)
    assert shown.text == text("moderators-only")
    assert shown.ephemeral


@pytest.mark.parametrize(
    "custom_id",
    ["old:more", "quoth:sources:٣", "quoth:sources:12345", "quoth:manage:paint:it", "q:more:gone"],
)
async def test_what_no_button_is_called_any_more_gets_a_kind_answer(
    discord_server: DiscordServer, bot: QuothBot, house: House, custom_id: str
) -> None:
    shown = await pressed(house, discord_server.fan, custom_id)
    assert shown.text == text("outdated")
    assert shown.ephemeral


async def test_a_button_that_its_message_no_longer_has_does_what_it_did(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    """Two clicks in a row: with the first one the message has changed."""
    server, fan = discord_server, discord_server.fan
    old = server.old_message(house.channel, "Other words")
    button = {"type": 2, "style": 2, "label": "More", "custom_id": "quoth:sources:0"}
    used = await server.desk.press(fan, old, button, ())
    shown = await used.shown(lambda message: message.text != "Other words")
    assert shown.text == (await house.use("sources", fan)).text
