"""What lies past a horizon is nowhere beside the answers either: in no list, choice or digest."""

from __future__ import annotations

import pytest

from bot.app import Desk
from bot.client import QuothBot
from tests.bot.house import House
from tests.bot.story import WHAT, telling, tells
from tests.bot.test_digest import counted, in_days
from tests.discord_server import DiscordServer


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk whose articles say how far they go."""
    return telling(desk)


async def test_points_of_the_articles_are_offered(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    offered = await server.complete(server.fan, server.general, "progress", "point", "")
    assert offered == ["everything", "forget", "S01E01", "S02E05"]
    typed = "s02"
    assert await server.complete(
        server.moderator, server.general, "spoilers server", "point", typed
    ) == ["S02E05"]


async def test_nothing_past_the_horizon_is_offered_to_who_types(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server

    async def offered(typed: str = "", **others: bool) -> str:
        fan, channel = server.fan, server.general
        return str(await server.complete(fan, channel, "ask", "question", typed, **others))

    assert tells(await house.use("ask", server.owner, question=WHAT))
    assert WHAT in await offered("storm")
    assert "Mara drowns" in await offered()
    await house.use("spoilers server", point="S01")
    assert await offered("storm") == "[]"
    assert await offered() == "['Mara arrives']"
    await house.use("progress", server.fan, point="S02E05")
    assert await offered("storm") == "[]"
    assert await offered("drown", private=False) == "[]"
    assert "Mara drowns" in await offered("drown", private=True)
    await house.use("settings", answers="private")
    assert "Mara drowns" in await offered("drown")


async def test_a_page_that_others_see_stays_inside_the_channels_horizon(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    await house.use("spoilers server", point="S01")
    await house.use("progress", server.fan, point="everything")
    page = {"type": 2, "style": 2, "label": "1", "custom_id": "quoth:sources:0"}
    old = server.old_message(server.general, "", [{"type": 1, "components": [page]}])
    click = await server.click(server.fan, old, "1")
    assert not tells(await click.final())


async def test_a_message_is_looked_up_inside_the_askers_horizon(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    await house.use("spoilers server", point="S01")
    claim = await server.say(server.owner, server.general, "Mara goes down in the storm of T.")
    for progress, sees in (("S01", False), ("S02", True)):
        await house.use("progress", server.fan, point=progress)
        used = await server.menu(server.fan, server.general, "Find the quote for this", claim)
        assert tells(await used.final()) is sees


async def test_a_reply_to_a_quote_and_an_edit_stay_inside_the_channels_horizon(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    asked = await server.say(server.fan, server.general, f"{bot.mention} {WHAT}")
    answer = await server.wait_for_message(server.general, after=asked)
    assert tells(answer)
    await house.use("spoilers server", point="S01")
    more = await server.say(server.owner, server.general, "what happens to her?", reply_to=answer)
    assert not tells(await server.wait_for_message(server.general, after=more))
    await server.edit(asked, f"{bot.mention} {WHAT} Tell me!")
    await server.world.bell.until(lambda: not tells(answer), "an answer inside the horizon")


async def test_the_digest_names_nothing_past_its_channels_horizon(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    await house.use("settings", digest_in=server.lounge)
    assert tells(await house.ask(WHAT))
    await counted(bot, server.guild.id, 1)
    await house.use("spoilers channel", point="S01", channel=server.lounge)
    await in_days(bot, 7).send_due()
    (told,) = server.posted(server.lounge)
    assert "Mara arrives" in told.text
    assert not tells(told)


async def test_the_digest_tells_no_words_of_questions_past_its_channels_horizon(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    await house.use("settings", digest_in=server.lounge, keep_missed=True)
    for unknown in ("When was the kraken drowned by Mara?", "Which colour has the kraken?"):
        await house.ask(unknown)
    await house.ask("Which octopus has the kraken?", private=True)
    await counted(bot, server.guild.id, 3)
    assert "kraken drowned" in (await house.gaps(bot)).text
    await house.use("spoilers channel", point="S01", channel=server.lounge)
    await in_days(bot, 7).send_due()
    (told,) = server.posted(server.lounge)
    assert "colour kraken" in told.text
    assert "octopus" not in told.text
    assert not tells(told)
