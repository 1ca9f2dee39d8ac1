"""Where the articles do not say: the moderators, other articles, another question, the horizon."""

from __future__ import annotations

from bot.app import Desk
from bot.client import QuothBot
from bot.texts.catalogue import text
from tests.bot.conftest import Connect, publish
from tests.bot.house import House
from tests.bot.test_discord_cards import FINALE
from tests.discord_server import DiscordServer

NOTHING = "What is quantum foam?"


async def test_the_moderators_are_told_once_for_each_person_where_the_server_keeps_that(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    server, label = discord_server, "Tell the moderators"
    async with connect(desk):
        shown = await house.ask(NOTHING)
        assert (await house.press(server.fan, shown, label)).text == text("told-not")
        await house.use("settings", keep_missed=True)
    async with connect(desk) as bot:
        assert (await house.press(server.fan, shown, label)).text == text("told")
        assert (await house.press(server.fan, shown, label)).text == text("told-already")
        assert (await house.press(server.moderator, shown, label)).text == text("told")
        assert "- **2×** quantum foam" in (await house.gaps(bot)).text


async def test_a_miss_offers_the_nearest_articles(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    shown = await house.ask("Which zeppelin crossed Antarctica with a harbour pilot?")
    assert "don't say" in shown.text
    nearest = await house.press(server.fan, shown, "The keeper of Gull Rock")
    assert nearest.ephemeral
    assert "> She took over from her uncle" in nearest.text


async def test_a_miss_with_a_word_put_right_offers_the_question(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    shown = await house.ask("Which zeppelin did Lindqvst pilot?")
    (label,) = [each for each in shown.labels if each.startswith("Did you mean")]
    assert label == "Did you mean: Which zeppelin did Lindqvist pilot?"
    again = await house.press(server.fan, shown, label)
    assert again.ephemeral
    assert "don't say" in again.text


async def test_what_lies_past_the_horizon_is_shown_to_one_person_who_confirms(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    server = discord_server
    publish(desk, finale=FINALE)
    async with connect(desk):
        await house.use("spoilers server", point="S01")
        shown = await house.ask("Who drowned in the great storm of November?")
        assert text("beyond") in shown.text
        assert "drowned" not in shown.text + "".join(shown.labels)
        sure = await house.press(server.moderator, shown, "Show it to me alone")
        assert sure.ephemeral
        assert "Lindqvist" not in sure.text
        click = await server.click(server.moderator, sure, "Yes, show me")
        revealed = await click.shown(lambda message: "drowned" in message.text)
    assert revealed.ephemeral
    assert "Share" not in revealed.labels
    assert "Lindqvist" not in shown.text
