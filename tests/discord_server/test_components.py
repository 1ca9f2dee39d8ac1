"""Components V2: what a message may be built of, and how the client's layouts come through."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import ui

from . import DiscordServer, Flag
from .errors import Problems
from .parrot import Parrot
from .raw import post
from .rules import check_message

Json = dict[str, Any]
PRESS = {"type": 2, "style": 1, "label": "Press", "custom_id": "press"}
TEXT = {"type": 10, "content": "x"}


class Card(ui.LayoutView):
    """A quote with a button of its own, and a row of two below."""

    def __init__(self, text: str = "A quote") -> None:
        super().__init__(timeout=None)
        more: ui.Button[Any] = ui.Button(label="More", custom_id="more")
        link: ui.Button[Any] = ui.Button(label="Open source", url="https://quoth.test/")
        row: ui.ActionRow[Any] = ui.ActionRow(ui.Button(label="Share", custom_id="share"), link)
        section: ui.Section[Any] = ui.Section(text, accessory=more)
        self.add_item(ui.Container(section, ui.Separator(), ui.TextDisplay("The keeper")))
        self.add_item(row)


async def test_a_layout_is_posted_and_edited(server: DiscordServer, bot: Parrot) -> None:
    channel = bot.get_partial_messageable(server.general.id)
    sent = await channel.send(view=Card())
    (message,) = server.posted(server.general)
    assert message.flags & Flag.COMPONENTS_V2
    assert message.text == "A quote\nThe keeper"
    assert message.labels == ["More", "Share", "Open source"]
    assert [type(part).__name__ for part in sent.components] == ["Container", "ActionRow"]
    assert [getattr(part, "id", None) for part in sent.components] == [1, 7]
    await sent.edit(view=Card("Another quote"))
    assert message.versions == ["A quote\nThe keeper", "Another quote\nThe keeper"]
    with pytest.raises(discord.HTTPException) as caught:
        await sent.edit(content="words")
    assert "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2" in str(server.forgive("50035"))
    assert caught.value.code == 50035


async def test_words_must_go_before_a_layout_comes(server: DiscordServer, bot: Parrot) -> None:
    channel = bot.get_partial_messageable(server.general.id)
    sent = await channel.send("words")
    with pytest.raises(discord.HTTPException):
        await sent.edit(view=Card())
    server.forgive("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2")
    await sent.edit(content=None, view=Card())
    (message,) = server.posted(server.general)
    assert (message.content, message.text) == ("", "A quote\nThe keeper")


async def test_what_a_layout_says_pings(server: DiscordServer, bot: Parrot) -> None:
    channel = bot.get_partial_messageable(server.general.id)
    view = Card(f"{server.fan.mention} @everyone")
    await channel.send(view=view)
    await channel.send(view=view, allowed_mentions=discord.AllowedMentions.all())
    quiet, loud = server.posted(server.general)
    assert not quiet.pings
    assert (loud.mentions, loud.mention_everyone) == ([server.fan], True)


async def test_a_refusal_names_the_path(server: DiscordServer, bot: Parrot) -> None:
    container = {"type": 17, "components": [{"type": 1, "components": [PRESS, PRESS]}]}
    body = {"flags": Flag.COMPONENTS_V2, "components": [TEXT, container]}
    path = f"/channels/{server.general.id}/messages"
    status, answer = await post(server, path, body)
    assert (status, answer["code"], answer["message"]) == (400, 50035, "Invalid Form Body")
    button = answer["errors"]["components"]["1"]["components"]["0"]["components"]["1"]
    (error,) = button["custom_id"]["_errors"]
    assert error["code"] == "COMPONENT_CUSTOM_ID_DUPLICATED"
    server.forgive("COMPONENT_CUSTOM_ID_DUPLICATED")


async def test_the_flag_stays(server: DiscordServer, bot: Parrot) -> None:
    channel = bot.get_partial_messageable(server.general.id)
    sent = await channel.send(view=Card())
    path = f"/channels/{server.general.id}/messages/{sent.id}"
    status, answer = await post(server, path, {"flags": 0, "components": []}, method="PATCH")
    assert (status, list(answer["errors"])) == (400, ["flags"])
    server.forgive("MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG")


def section(**changes: Any) -> Json:
    return {"type": 9, "components": [TEXT], "accessory": PRESS, **changes}


@pytest.mark.parametrize(
    ("components", "code"),
    [
        ([TEXT] * 41, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"),
        ([section()] + [TEXT] * 38, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"),
        (
            [{"type": 10, "content": "x" * 2001}, {"type": 10, "content": "y" * 2000}],
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
        ),
        ([{"type": 10, "content": ""}], "BASE_TYPE_BAD_LENGTH"),
        ([PRESS], "UNION_TYPE_CHOICES"),
        ([{"type": 17, "components": [{"type": 17, "components": [TEXT]}]}], "UNION_TYPE_CHOICES"),
        ([{"type": 17, "components": []}], "BASE_TYPE_REQUIRED"),
        ([section(accessory=None)], "BASE_TYPE_REQUIRED"),
        ([section(components=[TEXT] * 4)], "BASE_TYPE_BAD_LENGTH"),
        ([section(accessory={**PRESS, "label": "x" * 81})], "BASE_TYPE_MAX_LENGTH"),
        ([section(), section()], "COMPONENT_CUSTOM_ID_DUPLICATED"),
        ([{**TEXT, "id": 7}, {**TEXT, "id": 7}], "ID_DUPLICATED"),
        ([{"type": 14, "spacing": 3}], "BASE_TYPE_CHOICES"),
        ([{"type": 13, "file": {"url": "https://quoth.test/x"}}], "URL_TYPE_INVALID_SCHEME"),
    ],
)
def test_layouts_that_cannot_be_sent(components: list[Json], code: str) -> None:
    problems = Problems()
    check_message({"flags": Flag.COMPONENTS_V2, "components": components}, problems)
    assert code in str(problems.tree)


def test_a_layout_needs_the_flag_and_the_flag_no_words() -> None:
    for body in (
        {"components": [TEXT]},
        {"flags": Flag.COMPONENTS_V2, "components": [TEXT], "content": "words"},
        {"flags": Flag.COMPONENTS_V2, "components": [TEXT], "embeds": [{"title": "x"}]},
    ):
        problems = Problems()
        check_message(body, problems)
        assert problems.tree
