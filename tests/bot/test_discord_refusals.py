"""What Discord refuses of a message, and what nobody would send who uses its own program."""

from __future__ import annotations

from typing import Any

import pytest

from bot import notices
from bot.app import Desk
from bot.client import QuothBot
from bot.texts.catalogue import text
from tests.bot.conftest import QUESTION, Connect
from tests.bot.questions import (
    CALLBACK,
    MESSAGES,
    ORIGINAL,
    ask,
    assert_answers,
    mentioned,
)
from tests.discord_server import DiscordServer, Permission


async def test_every_request_says_which_library_makes_it(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    assert_answers(await (await ask(server)).final())
    requests = [*server.requested("GET", ""), *server.requested("POST", CALLBACK)]
    requests += server.requested("PATCH", ORIGINAL)
    assert len(requests) > 2
    assert all(each.headers["User-Agent"].startswith("DiscordBot (") for each in requests)


def refuse(server: DiscordServer, method: str, path: str, field: str) -> None:
    """Refuse the next message for a field, with Discord's own words."""
    fault = server.faults.fail(method, path, status=400)
    errors: dict[str, Any] = {"_errors": [{"code": "REFUSED", "message": "This will not do."}]}
    for step in reversed(field.split(".")):
        errors = {step: errors}
    fault.body = {"message": "Invalid Form Body", "code": 50035, "errors": errors}


async def test_where_the_history_is_hidden_the_answer_is_no_reply(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server = discord_server
    channel = server.channel("today", Permission.READ_MESSAGE_HISTORY)
    async with connect(desk) as bot:
        asked = await server.say(server.owner, channel, f"{bot.mention} {QUESTION}")
        answer = await server.wait_for_message(channel, after=asked)
    assert_answers(answer)
    assert answer.reference is None
    assert answer.controls


async def test_a_message_goes_without_the_parts_that_are_refused(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    refuse(server, "POST", MESSAGES, "message_reference")
    for _ in ("the layout", "its links"):
        refuse(server, "POST", MESSAGES, "components.0.components.0.url")
    asked = await mentioned(server)
    answer = await server.wait_for_message(server.general, after=asked)
    assert_answers(answer)
    assert (answer.reference, answer.controls) == (None, [])
    for _ in ("the layout", "its links"):
        refuse(server, "PATCH", ORIGINAL, "components.0.components.0.url")
    shown = await (await ask(server)).final()
    assert_answers(shown)
    assert shown.controls == []


async def test_where_no_layout_is_taken_the_answer_is_text_with_links(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    refuse(server, "PATCH", ORIGINAL, "flags")
    shown = await (await ask(server)).final()
    assert_answers(shown)
    assert shown.content == shown.text
    assert shown.labels == ["Open source"]
    refuse(server, "POST", MESSAGES, "components")
    asked = await mentioned(server)
    answer = await server.wait_for_message(server.general, after=asked)
    assert_answers(answer)
    assert (answer.content, answer.labels) == (answer.text, ["Open source"])


async def test_a_page_can_be_chosen_from_a_menu_too(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    options = [{"label": "The first page", "value": "0"}]
    menu = {"type": 3, "custom_id": "quoth:sources:0", "options": options}
    old = discord_server.old_message(
        discord_server.general, "A list", [{"type": 1, "components": [menu]}]
    )
    chosen = await discord_server.click(discord_server.fan, old, "quoth:sources:0", ["0"])
    shown = await chosen.shown(lambda message: message.text != "A list")
    assert shown.text.startswith("**2 articles**")


@pytest.mark.parametrize(("kind", "question"), [(3, "why " * 100), (4, 42)])
async def test_a_forged_question_gets_a_sentence(
    discord_server: DiscordServer, bot: QuothBot, kind: int, question: object
) -> None:
    server = discord_server
    assert bot.registering is not None
    await bot.registering
    command = server.commands.find("ask", None)
    assert command is not None
    option = {"name": "question", "description": "Anything", "type": kind, "required": True}
    server.commands.edit(None, int(command["id"]), {"options": [option]})
    asked = await server.slash(server.fan, server.general, "ask", {"question": question})
    shown = await asked.final()
    assert (
        shown.text == text("too-long", most=notices.QUESTION_LENGTH)
        if kind == 3
        else "don't say" in shown.text
    )
