"""The buttons of a card, pressed on a Discord: by the asker, by others, and after a restart."""

from __future__ import annotations

import pytest

from bot.app import Desk
from bot.client import QuothBot
from bot.texts.catalogue import text
from tests.bot.conftest import QUESTION, Connect, publish
from tests.bot.house import House
from tests.bot.questions import assert_answers, mentioned
from tests.discord_server import DiscordServer, Flag, Message

UP, DOWN = "\N{THUMBS UP SIGN}", "\N{THUMBS DOWN SIGN}"
HARBOUR = """---
title: The harbour
published: 2020-05-01
tier: official
---
Mara Lindqvist kept the lighthouse of Tarn before.
"""
FINALE = """---
title: The last night
spoils: S04E10
---
Mara Lindqvist drowned in the great storm of November.
"""


# -- the card -----------------------------------------------------------------------------------


async def test_an_answer_is_a_layout_with_its_buttons(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    shown = await house.ask(QUESTION)
    assert shown.flags & Flag.COMPONENTS_V2
    assert not shown.content
    assert_answers(shown)
    assert shown.labels == ["Open source", "◀ Context", "Context ▶", UP, DOWN, "🗑 Delete"]
    assert not shown.pings
    alone = await house.ask(QUESTION, private=True)
    assert "Share" in alone.labels


async def test_a_tier_is_a_badge_of_the_source(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    publish(desk, harbour=HARBOUR)
    async with connect(desk):
        shown = await house.ask("Who kept the lighthouse of Tarn?")
    assert "-# — **The harbour** · `official` · 1 May 2020" in shown.text


async def test_further_quotes_are_behind_a_button(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    publish(desk, harbour=HARBOUR)
    async with connect(desk):
        shown = await house.ask("Mara Lindqvist lighthouse")
        assert shown.text.count("\n-# — ") == 1
        more = await house.press(discord_server.moderator, shown, "More quotes")
    assert more.ephemeral
    assert "**lighthouse**" in more.text, "highlighted like the first one"
    assert {"◀ Context", "Share", UP, DOWN} <= {*more.labels}
    assert not {*more.text.splitlines()} & {*shown.text.splitlines()}


async def test_what_two_sources_say_differently_stands_side_by_side_the_newest_first(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    for year, day in ((1991, 3), (2001, 9)):
        told = f"The tram of Merrow was opened on {day} May 1904 by the mayor."
        front = f"---\ntitle: Trams of {year}\npublished: {year}-02-01\n---\n"
        publish(desk, **{f"tram{year}": f"{front}{told}\n"})
    async with connect(desk):
        shown = await house.ask("When did the tram of Merrow open?")
    head, *lines = [line for line in shown.text.splitlines() if line]
    assert head == f"**{text('disagree')}**"
    assert [line[2:].startswith("The ") for line in lines] == [True, False, True, False]
    for line, said in zip(lines, ("9 May", "1 Feb 2001", "3 May", "1 Feb 1991"), strict=True):
        assert said in line.replace("**", "")


# -- context ------------------------------------------------------------------------------------


async def test_context_walks_through_the_article_in_private(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    shown = await house.ask(QUESTION)
    before = shown.text
    near = await house.press(server.moderator, shown, "Context ▶")
    assert near.ephemeral
    quotes = [line for line in near.text.splitlines() if line.startswith("> ")]
    assert quotes == [
        "> Mara Lindqvist **keeps** the **lighthouse** on Gull Rock.",
        "> She took over from her uncle in 1931.",
        "> The lamp burns paraffin.",
    ]
    for expected in ("The lamp burns paraffin.", "Mara lights it at dusk"):
        walked = await server.click(server.moderator, near, "Context ▶")
        await walked.shown(lambda message, text=expected: text in message.text)
    walked = await server.click(server.moderator, near, "Context ▶")
    await walked.shown(lambda message: text("context-end") in message.text)
    assert not near.pings
    assert shown.text == before


async def test_context_stops_at_the_horizon(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    server = discord_server
    story = "---\ntitle: Storms\nspoils: S01E01\n---\n# Saved\n\nMara saved the barque Selma.\n\n"
    story += "<!-- spoils: S04E10 -->\n\nThe keeper was swept away.\n"
    publish(desk, storms=story)
    async with connect(desk):
        shown = await house.ask("Who saved the barque Selma?")
        everything = await house.press(server.fan, shown, "Context ▶")
        assert "swept" in everything.text
        await house.use("spoilers server", point="S04E10")
        assert "swept" in (await house.press(server.fan, shown, "Context ▶")).text
        await house.use("spoilers server", point="S02")
        hidden = await house.press(server.fan, shown, "Context ▶")
    assert "swept" not in hidden.text


async def test_buttons_of_a_quote_that_is_gone_answer_kindly(
    discord_server: DiscordServer, bot: QuothBot, desk: Desk, house: House
) -> None:
    shown = await house.ask(QUESTION, private=True)
    (desk.folder / "keeper.md").unlink()
    desk.build()
    gone = await house.press(discord_server.fan, shown, "Context ▶")
    assert gone.text == text("quote-gone")
    refused = await house.press(discord_server.fan, shown, "Share")
    assert (refused.text, refused.ephemeral) == (text("shared-not"), True)


async def test_buttons_outlive_a_restart(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    async with connect(desk):
        shown = await house.ask(QUESTION)
    async with connect(desk):
        near = await house.press(discord_server.fan, shown, "Context ▶")
        assert "She took over" in near.text
        rated = await house.press(discord_server.fan, shown, UP)
        assert rated.text == text("rated")
        await (await discord_server.click(discord_server.fan, shown, "🗑 Delete")).acknowledged()
        await discord_server.world.bell.until(lambda: shown.deleted, "the deletion")


# -- sharing and deleting -----------------------------------------------------------------------


async def switched_off(server: DiscordServer, shown: Message) -> None:
    """Wait until one of the buttons of a message is."""
    await server.world.bell.until(
        lambda: any(each.get("disabled") for each in shown.controls), "the button switched off"
    )


async def test_a_private_answer_is_shared_once(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    shown = await house.ask(QUESTION, private=True)
    clicks = [await server.click(server.fan, shown, "Share") for _ in range(2)]
    public, refused = sorted([await each.final() for each in clicks], key=lambda m: m.ephemeral)
    assert not public.ephemeral
    assert "> Mara Lindqvist **keeps** the **lighthouse** on Gull Rock." in public.text
    assert server.fan.mention in public.text
    assert not public.pings
    assert refused.text == text("shared-already")
    await switched_off(server, shown)
    assert_answers(shown)
    assert "🗑 Delete" in public.labels


async def test_what_is_past_the_channels_horizon_is_not_shared(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    server = discord_server
    publish(desk, finale=FINALE)
    async with connect(desk):
        await house.use("spoilers server", point="S01")
        await house.use("progress", server.fan, point="everything")
        shown = await house.ask("Who drowned in the great storm?", private=True)
        assert "drowned" in shown.text
        refused = await house.press(server.fan, shown, "Share")
    assert (refused.text, refused.ephemeral) == (text("shared-not"), True)


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/callback$"), ("PATCH", "/messages/@original$")]
)
async def test_what_is_shared_is_there_once_also_where_discords_answer_is_lost(
    discord_server: DiscordServer, bot: QuothBot, method: str, path: str, house: House
) -> None:
    server = discord_server
    shown = await house.ask(QUESTION, private=True)
    server.faults.lose_answer(method, path)
    public = await house.press(server.fan, shown, "Share")
    assert "> Mara" in public.text
    await switched_off(server, shown)
    assert [each for each in server.world.messages.values() if not each.ephemeral] == [public]


async def test_only_the_asker_and_moderators_delete_an_answer(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    stranger = server.member("stranger")
    for user in (server.fan, server.moderator):
        shown = await house.ask(QUESTION)
        refused = await house.press(stranger, shown, "🗑 Delete")
        assert (refused.text, refused.ephemeral) == (text("delete-others"), True)
        assert not shown.deleted
        await (await server.click(user, shown, "🗑 Delete")).acknowledged()
        await server.world.bell.until(lambda shown=shown: shown.deleted, "the deletion")


async def test_the_answer_to_a_mention_is_deleted_by_who_asked(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    question = await mentioned(server)
    answer = await server.wait_for_message(server.general, after=question)
    await (await server.click(server.fan, answer, "🗑 Delete")).acknowledged()
    await server.world.bell.until(lambda: answer.deleted, "the deletion")
