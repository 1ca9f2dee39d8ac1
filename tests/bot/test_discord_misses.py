"""Where the articles do not say: the moderators, other articles, another question, the horizon."""

from __future__ import annotations

import pytest

from bot.app import Desk
from bot.client import QuothBot
from bot.texts.catalogue import text
from corpus.spoilers import Point
from index.views import View
from tests.bot.conftest import Connect
from tests.bot.test_discord_cards import (
    FINALE,
    NOTHING,
    asked,
    keep_missed,
    missed,
    pressed,
    within,
)
from tests.discord_server import DiscordServer


async def test_the_moderators_are_told_once_for_each_person_where_the_server_keeps_that(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server, label = discord_server, "Tell the moderators"
    async with connect(desk):
        shown = await asked(server, NOTHING)
        assert (await pressed(server, shown, label)).text == text("told-not")
    keep_missed(desk, server)
    async with connect(desk) as bot:
        assert (await pressed(server, shown, label)).text == text("told")
        assert (await pressed(server, shown, label)).text == text("told-already")
        assert (await pressed(server, shown, label, server.moderator)).text == text("told")
        found = await missed(bot, desk, server)
    assert [(each.words, each.times) for each in found] == [("quantum foam", 2)]


async def test_a_miss_offers_the_nearest_articles(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    shown = await asked(server, "Which zeppelin crossed Antarctica with a harbour pilot?")
    assert "don't say" in shown.text
    nearest = await pressed(server, shown, "The keeper of Gull Rock")
    assert nearest.ephemeral
    assert "> She took over from her uncle" in nearest.text


async def test_a_miss_with_a_word_put_right_offers_the_question(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    shown = await asked(server, "Which zeppelin did Lindqvst pilot?")
    (label,) = [each for each in shown.labels if each.startswith("Did you mean")]
    assert label == "Did you mean: Which zeppelin did Lindqvist pilot?"
    again = await pressed(server, shown, label)
    assert again.ephemeral
    assert "don't say" in again.text


async def test_what_lies_past_the_horizon_is_shown_to_one_person_who_confirms(
    discord_server: DiscordServer,
    connect: Connect,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server, near = discord_server, View(horizon=Point(1, 1))

    (desk.folder / "finale.md").write_text(FINALE, encoding="utf-8")
    desk.build()
    within(monkeypatch, near)
    async with connect(desk):
        shown = await asked(server, "Who drowned in the great storm of November?")
        assert text("beyond") in shown.text
        assert "drowned" not in shown.text + "".join(shown.labels)
        sure = await pressed(server, shown, "Show it to me alone", server.moderator)
        assert sure.ephemeral
        assert "Lindqvist" not in sure.text
        click = await server.click(server.moderator, sure, "Yes, show me")
        revealed = await click.shown(lambda message: "drowned" in message.text)
    assert revealed.ephemeral
    assert "Share" not in revealed.labels
    assert "Lindqvist" not in shown.text
