"""What people think of an answer: counted once, with a reason where the server keeps that."""

from __future__ import annotations

import pytest

from bot.app import Desk
from bot.client import QuothBot
from bot.texts.catalogue import text
from tests.bot.conftest import QUESTION, Connect
from tests.bot.house import House
from tests.discord_server import DiscordServer

UP, DOWN = "\N{THUMBS UP SIGN}", "\N{THUMBS DOWN SIGN}"


async def test_thumbs_count_once_for_each_person_and_tell_nobody_who(
    discord_server: DiscordServer, bot: QuothBot, desk: Desk, house: House
) -> None:
    server = discord_server
    shown = await house.ask(QUESTION)
    assert (await house.press(server.fan, shown, UP)).text == text("rated")
    assert (await house.press(server.fan, shown, UP)).text == text("rated-already")
    await (await server.click(server.moderator, shown, DOWN)).acknowledged()
    await bot.work.noted()
    (rating,) = (await bot.servers.opinions(server.guild.id)).ratings
    assert (rating.good, rating.bad) == (1, 1)
    written = b"".join(each.read_bytes() for each in desk.settings.state_dir.glob("quoth.db*"))
    assert str(server.fan.id).encode() not in written


@pytest.mark.parametrize("opted_in", [True, False])
async def test_a_thumb_down_is_a_gap_with_its_reason_where_the_server_keeps_those(
    discord_server: DiscordServer, bot: QuothBot, house: House, opted_in: bool
) -> None:
    server = discord_server
    await house.use("settings", keep_missed=opted_in)
    shown = await house.ask(QUESTION)
    click = await server.click(server.fan, shown, DOWN)
    form = (await click.acknowledged()).data
    assert form["title"] == text("rating-title")
    await bot.work.noted()  # As it is long before anybody has written a reason.
    sent = await server.submit(server.fan, click, {text("rating-reason"): "<@1> out of date"})
    told = await sent.final()
    assert told.ephemeral
    await bot.work.noted()
    gaps = (await house.use("gaps")).text
    if opted_in:
        assert told.text == text("rated")
        assert "**1×** (👎 1×) keeps lighthouse: out of date · today" in gaps
    else:
        assert told.text == text("rating-not-kept")
        assert gaps == text("no-gaps-kept")
        assert not bot.servers._store.missed(server.guild.id)


async def test_changing_ones_mind_to_and_fro_makes_no_gap_greater(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    await house.use("settings", keep_missed=True)
    shown = await house.ask(QUESTION)
    for _ in range(3):
        await (await server.click(server.fan, shown, DOWN)).acknowledged()
        await bot.work.noted()
        await house.press(server.fan, shown, UP)
    assert "**1×** (👎 1×) keeps lighthouse" in (await house.gaps(bot)).text


async def test_a_judgement_counts_once_over_a_restart_and_the_moderators_read_it(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    server = discord_server
    async with connect(desk) as bot:
        await house.use("settings", keep_missed=True)
        shown = await house.ask(QUESTION)
        assert (await house.press(server.fan, shown, UP)).text == text("rated")
        click = await server.click(server.moderator, shown, DOWN)
        await click.acknowledged()
        await bot.work.noted()
        sent = await server.submit(server.moderator, click, {text("rating-reason"): "out of date"})
        await sent.final()
        await bot.work.noted()
    async with connect(desk) as bot:
        assert (await house.press(server.fan, shown, UP)).text == text("rated-already")
        told = await house.use("articles info", article="keeper.md")
        assert text("article-judged", good=1, bad=1) in told.text
        assert "- “out of date” · today" in told.text
        assert text("article-thumbs", good=1, bad=1) in (await house.use("articles list")).text

        await house.use("privacy forget", server.fan)
        await bot.work.noted()
        assert (await house.press(server.fan, shown, UP)).text == text("rated")


async def test_a_form_is_taken_after_a_restart(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    server = discord_server
    async with connect(desk):
        click = await server.click(server.fan, await house.ask(QUESTION), DOWN)
        await click.acknowledged()
    async with connect(desk):
        sent = await server.submit(server.fan, click, {})
        assert (await sent.final()).text == text("rated")
