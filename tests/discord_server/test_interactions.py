"""Commands, buttons and forms, as the real client library meets them."""

from __future__ import annotations

from typing import Any

import aiohttp
import discord
import pytest

from . import DiscordServer, Flag, Permission
from .parrot import Parrot, failed
from .patience import happens
from .raw import post


async def test_a_deferred_answer(server: DiscordServer, bot: Parrot) -> None:
    interaction = await server.slash(
        server.fan, server.general, "echo", {"text": "hello", "private": True}
    )
    callback = await interaction.acknowledged()
    final = await interaction.final()
    assert callback.type == 5
    assert (final.content, final.ephemeral, final.loading) == ("hello", True, False)
    assert final.versions == ["hello"]
    assert interaction.followups == []


async def test_a_direct_answer_in_a_direct_conversation(server: DiscordServer, bot: Parrot) -> None:
    channel = server.conversation(server.fan)
    interaction = await server.slash(server.fan, channel, "say", {"text": "hello"})
    final = await interaction.final()
    assert (await interaction.acknowledged()).type == 4
    assert (final.content, final.flags, final.channel) == ("hello", 0, channel)


async def test_an_interaction_carries_permissions(server: DiscordServer, bot: Parrot) -> None:
    seen: list[discord.Interaction] = []

    async def remember(interaction: discord.Interaction) -> bool:
        seen.append(interaction)
        return True

    bot.tree.interaction_check = remember  # type: ignore[method-assign]
    for user in (server.fan, server.moderator, server.owner):
        await (await server.slash(user, server.general, "say", {"text": "."})).final()
    granted = [interaction.permissions.manage_guild for interaction in seen]
    assert granted == [False, True, True]
    given = await server.slash(
        server.fan, server.general, "say", {"text": "."}, permissions=Permission.MANAGE_GUILD
    )
    await given.final()
    assert seen[-1].permissions == discord.Permissions(manage_guild=True)
    assert seen[-1].app_permissions.send_messages


async def test_the_form_of_a_command_keeps_its_rules(server: DiscordServer, bot: Parrot) -> None:
    for options in ({}, {"text": 3}, {"text": "x", "colour": "red"}, {"text": "x" * 6001}):
        with pytest.raises(ValueError, match=r"requires|suit|option|outside"):
            await server.slash(server.fan, server.general, "echo", options)


async def test_a_late_acknowledgement_is_refused(server: DiscordServer, bot: Parrot) -> None:
    server.limits.acknowledge = 0.1
    interaction = await server.slash(
        server.fan, server.general, "say", {"text": "late", "wait": 0.2}
    )
    error = await failed(bot)
    assert isinstance(error, discord.NotFound)
    assert error.code == 10062
    assert interaction.callback is None
    assert server.forgive("/say was not acknowledged within 0.1 s")


async def test_a_double_acknowledgement_is_refused(server: DiscordServer, bot: Parrot) -> None:
    await server.slash(server.fan, server.general, "twice")
    error = await failed(bot)
    assert isinstance(error, discord.HTTPException)
    assert (error.status, error.code) == (400, 40060)
    server.forgive("40060")


async def test_a_lost_answer_comes_back_as_a_double_acknowledgement(
    server: DiscordServer, bot: Parrot
) -> None:
    server.faults.lose_answer("POST", "/callback")
    interaction = await server.slash(server.fan, server.general, "echo", {"text": "hello"})
    error = await failed(bot)
    assert isinstance(error, discord.HTTPException)
    assert error.code == 40060
    assert (await interaction.acknowledged()).type == 5
    assert [r.status for r in server.requested("POST", "/callback")] == [500, 400]


async def test_who_hangs_up_may_acknowledge_again(server: DiscordServer, bot: Parrot) -> None:
    """No client knows whether the first try was heard that it has given up."""
    server.commands.add(None, {"name": "riddle", "description": "x"})
    used = await server.slash(server.fan, server.general, "riddle")
    path = f"/interactions/{used.id}/{used.token}/callback"
    assert (await post(server, path, {"type": 5}))[0] == 204
    await happens(lambda: server._front._taken[path].transport is None)
    status, answer = await post(server, path, {"type": 5})
    assert (status, answer["code"]) == (400, 40060)


async def test_a_response_that_is_not_there(server: DiscordServer, bot: Parrot) -> None:
    server.limits.acknowledge = 0.1
    await server.slash(server.fan, server.general, "hasty")
    error = await failed(bot)
    assert isinstance(error, discord.NotFound)
    assert error.code == 10015
    await server.world.bell.until(lambda: server.violations or None, "a violation")
    server.forgive("/hasty was not acknowledged")


async def test_an_overlong_answer_is_refused(server: DiscordServer, bot: Parrot) -> None:
    interaction = await server.slash(server.fan, server.general, "echo", {"text": "x" * 2001})
    error = await failed(bot)
    assert isinstance(error, discord.HTTPException)
    assert (error.status, error.code) == (400, 50035)
    assert "2000 or fewer" in error.text
    assert interaction.original is not None
    assert interaction.original.loading
    server.forgive("BASE_TYPE_MAX_LENGTH")


async def test_an_expired_token_edits_nothing(server: DiscordServer, bot: Parrot) -> None:
    interaction = await server.slash(server.fan, server.general, "say", {"text": "hello"})
    await interaction.final()
    server.limits.token_lifetime = 0
    url = f"{server.api_url}/webhooks/{server.application_id}/{interaction.token}"
    async with (
        aiohttp.ClientSession() as session,
        session.patch(f"{url}/messages/@original", json={"content": "late"}) as answer,
    ):
        assert (answer.status, (await answer.json())["code"]) == (401, 50027)


async def test_autocomplete(server: DiscordServer, bot: Parrot) -> None:
    interaction = await server.autocomplete(server.fan, server.general, "echo", "text", "Ed")
    callback = await interaction.acknowledged()
    assert callback.type == 8
    assert [choice["value"] for choice in callback.data["choices"]] == ["Ed!", "Ed?"]
    offered = await server.complete(server.fan, server.general, "echo", "text", "Bo")
    assert offered == ["Bo!", "Bo?"]
    with pytest.raises(ValueError, match="does not complete"):
        await server.complete(server.fan, server.general, "say", "text", "Bo")


CHOICE = {"name": "one", "value": "1"}
LONG = {"name": "x" * 101, "value": "1"}


@pytest.mark.parametrize(
    ("typing", "body", "where"),
    [
        (True, {"type": 8, "data": {"choices": [CHOICE] * 26}}, "data.choices"),
        (
            True,
            {"type": 8, "data": {"choices": [LONG]}},
            "data.choices.0.name",
        ),
        (True, {"type": 8, "data": {"choices": [{**CHOICE, "value": 1}]}}, "data.choices.0.value"),
        (True, {"type": 4, "data": {"content": "x"}}, "type"),
        (False, {"type": 8, "data": {"choices": [CHOICE]}}, "type"),
        (False, {"type": 7, "data": {"content": "x"}}, "type"),
        (False, {"type": 9, "data": {"custom_id": "x", "title": "x"}}, "data.components"),
        (False, {"type": 4, "data": {"content": "x" * 2001}}, "data.content"),
    ],
)
async def test_callbacks_that_are_refused(
    server: DiscordServer, bot: Parrot, typing: bool, body: Any, where: str
) -> None:
    option = {"name": "word", "description": "x", "type": 3, "autocomplete": True}
    server.commands.add(None, {"name": "riddle", "description": "x", "options": [option]})
    place = (server.fan, server.general, "riddle")
    used = await (
        server.autocomplete(*place, "word", "x") if typing else server.slash(*place, {"word": "x"})
    )
    path = f"/interactions/{used.id}/{used.token}/callback"
    status, answer = await post(server, path, body)
    assert (status, answer["code"]) == (400, 50035)
    errors = answer["errors"]
    for step in where.split("."):
        errors = errors[step]
    assert errors["_errors"]
    server.forgive("50035")
    server.desk.stop()


async def test_buttons(server: DiscordServer, bot: Parrot) -> None:
    first = await server.slash(server.fan, server.general, "buttons")
    message = await first.final()
    assert [control["label"] for control in message.controls] == ["Press", "Go"]
    with pytest.raises(LookupError):
        await server.click(server.fan, message, "Go")
    click = await server.click(server.fan, message, "Press")
    assert (await click.acknowledged()).type == 7
    assert await click.final() is message
    assert (message.content, message.controls) == ("pressed", [])


async def test_forms_and_followups(server: DiscordServer, bot: Parrot) -> None:
    asked = await server.slash(server.fan, server.general, "form")
    assert (await asked.acknowledged()).type == 9
    sent = await server.submit(server.fan, asked, {"name": "Ann"})
    assert (await sent.final()).content == "Hello Ann"
    await server.world.bell.until(lambda: sent.followups or None, "a follow-up")
    assert [(f.content, f.ephemeral) for f in sent.followups] == [("And welcome", True)]


async def test_followups_of_a_deferral(server: DiscordServer, bot: Parrot) -> None:
    """The first one takes the place of "thinking…" and its privacy."""
    used = await server.slash(server.fan, server.general, "ponder")
    assert (await used.final()).content == "first"
    (second,) = await server.world.bell.until(lambda: used.followups or None, "a follow-up")
    assert used.original is not None
    assert (used.original.ephemeral, second.content, second.ephemeral) == (True, "second", False)


async def test_menus_show_the_content_of_their_target(server: DiscordServer, bot: Parrot) -> None:
    message = await server.say(server.other_bot, server.general, "a secret")
    used = await server.menu(server.fan, server.general, "Read Aloud", message)
    assert (await used.final()).content == "a secret"


async def test_subcommands_and_choices(server: DiscordServer, bot: Parrot) -> None:
    options = {"one": "red", "parts": 2}
    used = await server.slash(server.fan, server.general, "colours mix", options)
    assert (await used.final()).content == "2 × red"
    with pytest.raises(ValueError, match="none of the choices"):
        await server.slash(server.fan, server.general, "colours mix", options | {"one": "blue"})


async def test_a_private_answer_is_no_message_of_the_channel(
    server: DiscordServer, bot: Parrot
) -> None:
    used = await server.slash(server.fan, server.general, "buttons")
    message = await used.final()
    assert message.flags & Flag.EPHEMERAL
    assert server.posted(server.general) == []
    with pytest.raises(discord.NotFound):
        await bot.get_partial_messageable(server.general.id).fetch_message(message.id)
