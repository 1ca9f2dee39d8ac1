"""A question that is edited or deleted: its answer follows, and nobody is answered twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app import Desk
from bot.client import QuothBot
from bot.features import mention
from tests.bot.conftest import QUESTION, Connect
from tests.bot.desks import NotingDesk, PausedDesk
from tests.bot.questions import (
    FERRY,
    PETREL,
    asked,
    assert_answers,
    changed,
    heard,
    silence,
)
from tests.discord_server import DiscordServer


async def test_an_edit_changes_the_answer_in_place(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    question, answer = await asked(server)
    await server.edit(question, f"{bot.mention} {FERRY}")
    await changed(server, answer, PETREL)
    assert "lighthouse" not in answer.text
    assert not answer.pings
    await silence(bot, server, answer)


async def test_an_edited_question_counts_as_one_turn(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server, noting = discord_server, NotingDesk(desk)
    async with connect(noting) as bot:
        question, answer = await asked(server)
        await server.edit(question, f"{bot.mention} {FERRY}")
        await changed(server, answer, PETREL)
        await asked(server, "and who sails it?")
    assert noting.noted[1] == (FERRY, ())
    assert [turn.question for turn in noting.noted[2][1]] == [FERRY]


async def test_a_mention_that_is_added_is_answered_once(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    question = await server.say(server.fan, server.general, QUESTION)
    await server.edit(question, f"{bot.mention} {QUESTION}")
    answer = await server.wait_for_message(server.general, after=question)
    assert_answers(answer)
    await server.edit(question, f"{bot.mention}  {QUESTION} ")
    await server.unfurl(question, "A preview")
    await silence(bot, server, answer)
    assert len(answer.versions) == 1


async def test_edits_while_it_is_answered_end_in_one_answer_to_the_last(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server, paused = discord_server, PausedDesk(desk)
    async with connect(paused) as bot:
        question = await server.say(server.fan, server.general, f"{bot.mention} who sails?")
        for words in (QUESTION, FERRY):
            await server.edit(question, f"{bot.mention} {words}")
        await heard(server)
        paused.may.set()
        answer = await server.wait_for_message(server.general, after=question)
        await changed(server, answer, PETREL)
        await silence(bot, server, answer)


async def test_a_late_edit_changes_nothing(
    discord_server: DiscordServer, bot: QuothBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = discord_server
    question, answer = await asked(server)
    other = await server.say(server.fan, server.general, "never mind")
    monkeypatch.setattr(mention, "EDITABLE", timedelta())
    await server.edit(question, f"{bot.mention} {FERRY}")
    await server.edit(other, f"{bot.mention} {FERRY}")
    await silence(bot, server, other)
    assert_answers(answer)


async def test_what_was_asked_before_a_restart_is_not_answered_again(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server = discord_server
    async with connect(desk):
        question, answer = await asked(server)
    async with connect(desk) as bot:
        await server.edit(question, f"{bot.mention} {FERRY}")
        await silence(bot, server, answer)
        assert len(server.requested("POST", "/messages$")) == 1


@pytest.mark.parametrize("words", ["@everyone {bot} " + FERRY, "{bot} ?", FERRY])
async def test_an_edit_that_asks_nothing_new_adds_no_message(
    discord_server: DiscordServer, bot: QuothBot, words: str
) -> None:
    server = discord_server
    question, answer = await asked(server, by=server.owner)
    await server.edit(question, words.format(bot=bot.mention))
    await silence(bot, server, answer)
    assert PETREL not in answer.text


async def test_deleting_a_question_removes_the_answer(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    first, second = await asked(server), await asked(server, FERRY)
    third = await asked(server, FERRY, server.owner)
    await server.delete(first[0])
    await server.world.bell.until(lambda: first[1].deleted, "a deletion")
    await server.purge(second[0], third[0])
    await server.world.bell.until(lambda: second[1].deleted and third[1].deleted, "both")


async def test_a_deleted_answer_is_not_written_again(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    question, answer = await asked(server)
    await server.delete(answer)
    await server.edit(question, f"{bot.mention} {FERRY}")
    await silence(bot, server, answer)
