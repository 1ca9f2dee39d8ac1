"""Edits, deletions, replies, suggestions and limits: Quoth speaks when it is asked, and once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import client
from bot.app import Desk
from bot.client import QuothBot
from bot.features import mention
from bot.texts.catalogue import text
from index.models import Turn
from tests.bot.conftest import QUESTION, Connect
from tests.bot.desks import NotingDesk, PausedDesk
from tests.bot.house import House
from tests.bot.questions import assert_answers, heard, mentioned, silence
from tests.discord_server import DiscordServer, Message, User
from tests.discord_server.patience import happens
from tests.discord_server.permissions import USUAL, Permission
from tests.discord_server.state import VOICE

FERRY = "What is the ferry of Oskar Bruun called?"
PETREL = "Petrel"


async def asked(
    server: DiscordServer, words: str = QUESTION, by: User | None = None
) -> tuple[Message, Message]:
    """Ask by a mention; return the question and its answer."""
    question = await server.say(by or server.fan, server.general, f"{server.bot.mention} {words}")
    return question, await server.wait_for_message(server.general, after=question)


async def changed(server: DiscordServer, answer: Message, word: str) -> None:
    await server.world.bell.until(lambda: word in answer.text, f"an answer with {word!r}")


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


async def test_a_message_is_looked_up_in_private(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    claim = await server.say(
        server.owner, server.general, "I tell you, Mara Lindqvist keeps the lighthouse!"
    )
    used = await server.menu(server.fan, server.general, "Find the quote for this", claim)
    found = await used.final()
    assert "Mara Lindqvist" in found.text
    assert found.ephemeral
    assert {"Context ▶", "Share", "👎", "🗑 Delete"} <= {*found.labels}
    assert "tell" not in "".join(each.get("custom_id", "") for each in found.controls)
    empty = await server.say(server.owner, server.general, "???")
    used = await server.menu(server.fan, server.general, "Find the quote for this", empty)
    assert (await used.final()).text == text("nothing-to-find")
    long = await server.say(server.owner, server.general, "lighthouse keeper " * 90)
    used = await server.menu(server.fan, server.general, "Find the quote for this", long)
    assert "Mara" in (await used.final()).text
    await house.use("settings", off_in=server.general)
    used = await server.menu(server.fan, server.general, "Find the quote for this", claim)
    assert (await used.final()).text == text("off-here")


async def test_titles_and_headings_are_offered(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server

    async def offered(typed: str) -> list[str]:
        return await server.complete(server.fan, server.general, "ask", "question", typed)

    assert await offered("keeper") == ["The keeper of Gull Rock"]
    assert len(await offered("")) == 2
    assert await offered("x" * 300) == []
    await house.use("settings", off_in=server.general)
    assert await offered("keeper") == []


async def test_well_asked_questions_are_offered_to_others_of_the_server(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server = discord_server
    other = server.other_guild("The other house")
    member = server.member("Lighthouse keeper")
    async with connect(desk):
        house = House(server, server.general)
        await house.ask(QUESTION)
        await house.ask("Who keeps the lighthouse in private?", private=True)
        await house.ask("Where does the kraken of the lighthouse sleep?")
        await house.ask("who kepes the lighthouse of Gull Rock?")
        await house.ask("Who keeps the lighthouse? https://evil.example @everyone")
        await asked(server, f"who keeps the lighthouse, {member.mention}?")
        dm = await server.dm(server.fan, "Who lights the lighthouse lamp?")
        await server.wait_for_message(dm.channel, after=dm)
        typed = "lighthouse"
        found = await server.complete(server.owner, server.general, "ask", "question", typed)
        assert found == [QUESTION]
        assert await server.complete(server.owner, other, "ask", "question", typed) == []
        await house.use("privacy forget")
        forgotten = await server.complete(server.owner, server.general, "ask", "question", typed)
        assert not forgotten


async def test_questions_in_a_voice_channel_are_offered_if_everybody_may_join_it(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server = discord_server
    voice, everybody = server.channel("Voice"), server.world.guild.roles[0]
    voice.kind = VOICE
    async with connect(desk):
        house, typed = House(server, voice), "lighthouse"
        await house.use("ask", server.moderator, question=QUESTION)
        assert not await server.complete(server.owner, server.general, "ask", "question", typed)
        await server.permit(everybody, USUAL | Permission.CONNECT)
        await house.ask(QUESTION)  # Of somebody else, so that it is no follow-up.
        found = await server.complete(server.owner, server.general, "ask", "question", typed)
        assert found == [QUESTION]


async def test_more_questions_than_a_minute_allows_get_one_kind_word(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    for _ in range(9):
        await house.ask(QUESTION)
    _, tenth = await asked(server)
    assert_answers(tenth)
    _, told = await asked(server)
    assert "Please ask again in" in told.text
    silent = await mentioned(server)
    await silence(bot, server, silent)
    refused = await house.ask(QUESTION)
    assert "Please ask again in" in refused.text
    assert refused.ephemeral
    _, others = await asked(server, by=server.owner)
    assert_answers(others)
    dm = await server.dm(server.fan, QUESTION)
    assert_answers(await server.wait_for_message(dm.channel, after=dm))


async def test_a_server_says_how_many_questions_a_minute_has(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    await house.use("settings", per_minute=1)
    question, answer = await asked(server)
    await server.edit(question, f"{bot.mention} {FERRY}")
    await changed(server, answer, "Please ask again in")
    await server.edit(question, f"{bot.mention} {FERRY} Tell me!")
    await silence(bot, server, answer)
    other = House(server, server.conversation(server.fan))
    assert_answers(await other.ask(QUESTION))


async def test_greetings_and_what_is_too_long_count_too(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    await house.use("settings", per_minute=2)
    replies = []
    for words in ("hi", "why " * 200, "thanks"):
        said = await server.say(server.fan, server.general, f"{bot.mention} {words}")
        replies.append(await server.wait_for_message(server.general, after=said))
    assert ["Please ask again in" in reply.text for reply in replies] == [False, False, True]
    await server.say(server.fan, server.general, f"{bot.mention} hello?")
    await silence(bot, server, replies[-1])


@pytest.mark.parametrize("action", ["q:ask", "q:revealed"])
async def test_questions_asked_by_buttons_count_too(
    discord_server: DiscordServer, bot: QuothBot, house: House, action: str
) -> None:
    server = discord_server
    await house.use("settings", per_minute=1)
    button = {"type": 2, "style": 2, "label": "Ask", "custom_id": f"{action}:{QUESTION}"}
    row = [{"type": 1, "components": [button]}]
    old = server.old_message(server.general, "", row)
    first = await server.click(server.fan, old, "Ask")
    await first.shown(lambda message: "Lindqvist" in message.text)
    old = server.old_message(server.general, "", row)
    second = await server.click(server.fan, old, "Ask")
    await second.shown(lambda message: "Please ask again in" in message.text)


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
