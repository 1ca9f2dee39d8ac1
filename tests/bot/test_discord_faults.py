"""What goes wrong on the way to Discord and back, and the answer that comes all the same."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot import notices
from bot.app import Desk
from bot.client import QuothBot
from bot.errors import DiscordUnreachable
from bot.patience import Patience
from bot.texts.catalogue import text
from tests.bot.conftest import QUESTION, Connect, running
from tests.bot.questions import ask, assert_answers, mentioned
from tests.discord_server import DiscordServer, Permission
from tests.discord_server.connection import Session
from tests.discord_server.desk import Desk as Counter
from tests.discord_server.gateway import Gateway

CALLBACK, MESSAGES, ORIGINAL = "/callback$", "/messages$", "@original$"


# -- the connection -----------------------------------------------------------------------------


@pytest.mark.usefixtures("hasty")
async def test_a_session_that_is_over_begins_anew_at_the_same_gateway(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    await server.connected()
    await server.invalidate()
    await server.world.bell.until(lambda: server.gateway.identified == 2, 10, "a new session")
    assert_answers(await (await ask(server)).final())


@pytest.mark.usefixtures("hasty")
async def test_a_discord_that_went_away_is_found_again(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    await server.connected()
    await server.restart(0.5)
    await server.world.bell.until(lambda: server.gateway.identified == 2, 20, "a new session")
    assert_answers(await (await ask(server)).final())


async def test_what_cannot_be_read_is_logged_and_the_bot_goes_on(
    discord_server: DiscordServer, bot: QuothBot, caplog: pytest.LogCaptureFixture
) -> None:
    server = discord_server
    await server.connected()
    await server.gateway.dispatch("MESSAGE_CREATE", lambda _: {"id": "no"}, server.guild.id)
    assert_answers(await (await ask(server)).final())
    assert "reading the event MESSAGE_CREATE failed" in caplog.text


@pytest.mark.parametrize("part", ["attachment_size_limit", "version", "channel"])
async def test_an_interaction_that_leaves_out_what_is_not_needed(
    discord_server: DiscordServer, bot: QuothBot, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    complete = Counter._payload

    def payload(self: Counter, *args: Any) -> dict[str, Any]:
        made = complete(self, *args)
        del made[part]
        return made

    monkeypatch.setattr(Counter, "_payload", payload)
    assert_answers(await (await ask(discord_server)).final())


async def test_a_welcome_that_cannot_be_understood_has_a_name(
    discord_server: DiscordServer, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    emit = Gateway._emit

    async def emitted(self: Gateway, session: Session, name: str, data: dict[str, Any]) -> None:
        data.pop("session_id", None)
        await emit(self, session, name, data)

    monkeypatch.setattr(Gateway, "_emit", emitted)
    with pytest.raises(DiscordUnreachable):
        await asyncio.wait_for(running(discord_server, desk), 30)


@pytest.mark.parametrize("channel", [None, {"type": 99}], ids=["only its id", "of a new kind"])
async def test_what_is_set_in_an_unknown_channel_is_not_set_for_the_server(
    discord_server: DiscordServer,
    bot: QuothBot,
    monkeypatch: pytest.MonkeyPatch,
    channel: dict[str, Any] | None,
) -> None:
    complete, server = Counter._payload, discord_server

    def payload(self: Counter, *args: Any) -> dict[str, Any]:
        made = complete(self, *args)
        given = made.pop("channel")
        return made | ({"channel": given | {"id": "4711"} | channel} if channel else {})

    monkeypatch.setattr(Counter, "_payload", payload)
    used = await server.slash(
        server.moderator, server.general, "spoilers channel", {"point": "S01"}
    )
    shown = (await used.final()).text
    set_here = await bot.horizons.horizons(server.guild.id)
    assert list(set_here) == ([] if channel else [server.general.id])
    assert (shown == text("no-channel")) is bool(channel)


async def test_every_request_says_which_library_makes_it(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    assert_answers(await (await ask(server)).final())
    requests = [*server.requested("GET", ""), *server.requested("POST", CALLBACK)]
    requests += server.requested("PATCH", ORIGINAL)
    assert len(requests) > 2
    assert all(each.headers["User-Agent"].startswith("DiscordBot (") for each in requests)


# -- calls --------------------------------------------------------------------------------------


async def test_an_acknowledgement_that_stalls_is_sent_again(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    discord_server.faults.delay("POST", CALLBACK, 20)
    assert_answers(await (await ask(discord_server)).final())


@pytest.mark.parametrize("method", ["PATCH", "POST"])
async def test_an_answer_that_stalls_is_sent_again(
    discord_server: DiscordServer, bot: QuothBot, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = Patience(within=5.0, each=0.5)
    monkeypatch.setattr("bot.replies.SHOWING", short)
    monkeypatch.setattr("bot.posting.SHOWING", short)
    server = discord_server
    server.faults.delay(method, f"{ORIGINAL}|{MESSAGES}", 20)
    if method == "PATCH":
        assert_answers(await (await ask(server)).final())
    else:
        asked = await server.dm(server.fan, QUESTION)
        assert_answers(await server.wait_for_message(asked.channel, after=asked))


@pytest.mark.parametrize("status", [503, 520])
async def test_a_server_error_passes(
    discord_server: DiscordServer, bot: QuothBot, status: int
) -> None:
    server = discord_server
    server.faults.fail("POST", f"{CALLBACK}|{MESSAGES}", status=status, times=2)
    asked = await server.dm(server.fan, QUESTION)
    assert_answers(await server.wait_for_message(asked.channel, after=asked))
    server.faults.fail("POST", CALLBACK, status=status)
    assert_answers(await (await ask(server)).final())


async def test_an_acknowledgement_may_be_confirmed_without_a_word(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    server.faults.answer_nothing("POST", CALLBACK, times=2)
    assert_answers(await (await ask(server)).final())
    refused = await server.slash(server.fan, server.general, "reindex")
    assert (await refused.final()).text == text("moderators-only")
    assert len(server.requested("POST", CALLBACK)) == 2


async def test_an_answer_that_was_deleted_meanwhile_is_posted_anew(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    fault = server.faults.fail("PATCH", ORIGINAL, status=404)
    fault.body = {"message": "Unknown Message", "code": 10008}
    assert_answers(await (await ask(server)).final())
    assert len(server.requested("POST", "/webhooks/")) == 1


# -- what Discord refuses of a message ----------------------------------------------------------


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


# -- what nobody would send who uses Discord's own program --------------------------------------


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
