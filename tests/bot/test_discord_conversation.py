"""What a question takes along from those before it, its own asker's and nobody else's."""

from __future__ import annotations

import pytest

from bot import client
from bot.app import Desk
from bot.client import QuothBot
from index.models import Turn
from tests.bot.conftest import QUESTION, Connect
from tests.bot.desks import NotingDesk
from tests.bot.questions import (
    FERRY,
    PETREL,
    asked,
    changed,
    silence,
)
from tests.discord_server import DiscordServer
from tests.discord_server.patience import happens


async def test_a_deleted_question_is_no_subject_any_more(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server, noting = discord_server, NotingDesk(desk)
    async with connect(noting):
        question, answer = await asked(server)
        await server.delete(question)
        await server.world.bell.until(lambda: answer.deleted, "a deletion")
        await asked(server, "since when?")
    assert noting.noted[1] == ("since when?", ())


async def test_people_have_subjects_of_their_own(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server, noting = discord_server, NotingDesk(desk)
    async with connect(noting):
        await asked(server, by=server.owner)
        await asked(server, FERRY)
        await asked(server, "since when?", server.owner)
        await asked(server, "since when?", server.moderator)
    owners, moderators = noting.noted[2][1], noting.noted[3][1]
    assert [turn.question for turn in owners] == [QUESTION]
    assert moderators == ()


async def test_a_reply_takes_the_subject_of_the_quote_along(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server, noting = discord_server, NotingDesk(desk)
    async with connect(noting):
        _, keeper = await asked(server)
        await asked(server, FERRY)
        for by in (server.fan, server.owner):
            more = await server.say(by, server.general, "when did she take over?", reply_to=keeper)
            answer = await server.wait_for_message(server.general, after=more)
            assert "1931" in answer.text
    own, others = noting.noted[2][1], noting.noted[3][1]
    assert [turn.question for turn in own] == [FERRY, QUESTION]
    assert others == (Turn("The keeper of Gull Rock"),)


async def test_of_who_is_forgotten_only_stays_which_message_answered_which(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server, noting = discord_server, NotingDesk(desk)
    async with connect(noting) as bot:
        question, keeper = await asked(server)
        await bot.forget(server.fan.id)
        more = await server.say(
            server.fan, server.general, "when did she take over?", reply_to=keeper
        )
        assert "1931" in (await server.wait_for_message(server.general, after=more)).text
        assert noting.noted[1][1] == (Turn("The keeper of Gull Rock"),)
        await server.edit(question, f"{bot.mention} {FERRY}")
        await changed(server, keeper, PETREL)


async def test_a_reply_that_does_not_ping_is_left_alone(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    _, answer = await asked(server)
    quiet = await server.say(
        server.fan, server.general, "since which year?", reply_to=answer, ping=False
    )
    await silence(bot, server, quiet)


async def test_a_conversation_that_is_over_does_not_stay_in_memory(
    discord_server: DiscordServer, connect: Connect, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "FORGETTING_SECONDS", 0.05)
    async with connect(desk) as bot:
        await asked(discord_server)
        kept = bot.conversations
        await happens(lambda: bool(kept._kept))
        monkeypatch.setattr(kept, "_clock", lambda: float("inf"))
        await happens(lambda: not kept._kept)
