"""/ask, /sources and /about on a Discord."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import Desk
from bot.client import QuothBot
from bot.texts.catalogue import text
from index.errors import IndexDamaged
from tests.bot.conftest import QUESTION, Connect
from tests.bot.desks import BrokenDesk, NotingDesk, PausedDesk
from tests.bot.questions import ask, assert_answers
from tests.discord_server import DiscordServer

DEFERRED = 5


async def test_an_answer_is_a_quote_with_its_source_and_a_button(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    asked = await ask(discord_server)
    assert (await asked.acknowledged()).type == DEFERRED
    shown = await asked.final()
    assert_answers(shown)
    assert not shown.ephemeral
    button = shown.controls[0]
    assert button["label"] == "Open source"
    assert button["url"].startswith("https://example.org/keeper#:~:text=Mara%20Lindqvist")


async def test_a_private_answer_is_for_the_asker_alone(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    options = {"question": QUESTION, "private": True}
    asked = await discord_server.slash(discord_server.fan, discord_server.general, "ask", options)
    shown = await asked.final()
    assert shown.ephemeral
    assert_answers(shown)


async def test_a_direct_conversation_answers_too(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    fan = discord_server.fan
    asked = await discord_server.slash(
        fan, discord_server.conversation(fan), "ask", {"question": QUESTION}
    )
    assert_answers(await asked.final())


async def test_nothing_quoted_pings_anybody(discord_server: DiscordServer, bot: QuothBot) -> None:
    question = {"question": "What does the lamp burn and when does Mara light it?"}
    asked = await discord_server.slash(
        discord_server.owner, discord_server.general, "ask", question
    )
    shown = await asked.final()
    assert "> " in shown.text
    assert not shown.pings
    assert shown.allowed_mentions == {"parse": []}
    assert "@everyone" not in shown.text


async def test_what_the_articles_do_not_say_is_said_honestly(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    asked = await discord_server.slash(
        discord_server.fan, discord_server.general, "ask", {"question": "What is quantum foam?"}
    )
    shown = await asked.final()
    assert "don't say" in shown.text
    assert "> " not in shown.text


async def test_a_slow_search_is_acknowledged_at_once(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    paused = PausedDesk(desk)
    async with connect(paused):
        asked = await ask(discord_server)
        assert (await asked.acknowledged()).type == DEFERRED
        paused.may.set()
        assert_answers(await asked.final())


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (IndexDamaged(Path("secret"), "secret.txt"), text("unsearchable")),
        (RuntimeError("boom *secret*"), text("broken")),
    ],
)
async def test_a_failure_is_a_sentence_with_a_reference_that_the_log_has(
    discord_server: DiscordServer,
    connect: Connect,
    desk: Desk,
    fault: Exception,
    sentence: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = BrokenDesk(desk.settings)
    broken.fault = fault
    async with connect(broken):
        asked = await ask(discord_server)
        shown = await asked.final()
    assert shown.text.startswith(sentence)
    assert "secret" not in shown.text
    assert shown.text.rpartition("Reference: ")[2] in caplog.text


async def test_a_lost_acknowledgement_still_ends_in_the_answer(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    discord_server.faults.lose_answer("POST", "/callback$")
    asked = await ask(discord_server)
    assert_answers(await asked.final())
    tries = [each.status for each in discord_server.requested("POST", "/callback$")]
    assert tries == [500, 400]


@pytest.mark.parametrize("method", ["POST", "PATCH"])
async def test_refusals_that_pass_are_waited_out(
    discord_server: DiscordServer, bot: QuothBot, method: str
) -> None:
    discord_server.faults.rate_limit(method, "/callback$|@original$", via=False)
    discord_server.faults.drop(method, "/callback$|@original$")
    asked = await ask(discord_server)
    assert_answers(await asked.final())


async def test_a_follow_up_leans_on_the_question_before(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    noting = NotingDesk(desk)
    server = discord_server
    async with connect(noting):
        for user, channel, private in (
            (server.fan, server.general, False),
            (server.fan, server.general, False),
            (server.fan, server.general, True),
            (server.fan, server.lounge, False),
            (server.moderator, server.general, False),
        ):
            options = {"question": QUESTION, "private": private}
            await (await server.slash(user, channel, "ask", options)).final()
    before = [[turn.question for turn in history] for _, history in noting.noted]
    assert before == [[], [QUESTION], [], [], []]


# -- /sources and /about ------------------------------------------------------------------------


async def test_sources_lists_the_articles_for_the_asker_alone(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    shown = await (
        await discord_server.slash(discord_server.fan, discord_server.general, "sources")
    ).final()
    assert shown.ephemeral
    assert shown.text.splitlines() == [
        "**2 articles**",
        "- [The ferry of Oskar Bruun](<https://example.org/ferry>)",
        "- [The keeper of Gull Rock](<https://example.org/keeper>) · Harbour Press · 12 Jan 2024",
    ]
    assert shown.controls == []


async def test_a_long_list_of_sources_has_pages(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    for number in range(60):
        text = f"---\ntitle: Log book {number:02} of the harbour\n---\nEntry {number} of the book."
        (desk.folder / f"log{number:02}.md").write_text(text, encoding="utf-8")
    desk.build()
    fan = discord_server.fan
    async with connect(desk):
        listed = await discord_server.slash(fan, discord_server.general, "sources")
        first = await listed.final()
        before = first.text
        assert [control["label"] for control in first.controls] == ["Next"]
        turned = await (await discord_server.click(fan, first, "Next")).shown(
            lambda message: message.text != before
        )
        assert turned.text.startswith("**62 articles** · page 2 of ")
        assert turned.controls[0]["label"] == "Previous"
        await (await discord_server.click(fan, turned, "Previous")).shown(
            lambda message: message.text == before
        )


async def test_about_says_what_there_is_and_how_to_ask(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    shown = await (
        await discord_server.slash(discord_server.fan, discord_server.general, "about")
    ).final()
    assert shown.ephemeral
    for words in ("2 articles", "<t:", "`/ask`", bot.mention, "Privacy"):
        assert words in shown.text
    assert not shown.pings


# -- what is out of date ------------------------------------------------------------------------


async def test_a_command_of_an_older_version_gets_a_kind_answer(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    discord_server.commands.add(None, {"name": "riddle", "description": "A command of old"})
    used = await discord_server.slash(discord_server.fan, discord_server.general, "riddle")
    shown = await used.final()
    assert shown.text == text("changed")
    assert shown.ephemeral
