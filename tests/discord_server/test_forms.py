"""Buttons that outlive the bot, menus, and forms of both makes."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import ui

from . import DiscordServer, Flag
from .errors import Problems
from .forms import check_form
from .parrot import Parrot
from .raw import post
from .test_components import Card, Json


class Reason(ui.Modal, title="Why?"):
    """A form of the newer make."""

    heading: ui.TextDisplay[Any] = ui.TextDisplay("Tell us more.")
    reason: ui.Label[Any] = ui.Label(
        text="Reason",
        component=ui.TextInput(custom_id="reason", required=False, max_length=20),
    )
    kind: ui.Label[Any] = ui.Label(
        text="Kind",
        component=ui.Select(
            custom_id="kind", options=[discord.SelectOption(label="Wrong", value="wrong")]
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        reason, kind = self.reason.component, self.kind.component
        assert isinstance(reason, ui.TextInput)
        assert isinstance(kind, ui.Select)
        text = f"{reason.value}: {kind.values}"
        if interaction.message is not None:
            view = ui.LayoutView()
            view.add_item(ui.TextDisplay(text))
            await interaction.response.edit_message(view=view)
        else:
            await interaction.response.send_message(text)


class Vote(ui.DynamicItem[ui.Button[Any]], template=r"vote:(?P<what>\w+)"):
    """A button known by its custom id alone."""

    def __init__(self, what: str) -> None:
        super().__init__(ui.Button(label=what, custom_id=f"vote:{what}"))
        self.what = what

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: Any, /
    ) -> Vote:
        return cls(match["what"])

    async def callback(self, interaction: discord.Interaction) -> None:
        if self.what == "why":
            await interaction.response.send_modal(Reason())
        elif self.what == "later":
            await interaction.response.defer()
            await interaction.edit_original_response(view=Card("Later"))
        elif self.what == "gone":
            await interaction.response.defer()
            await interaction.delete_original_response()
        elif self.what == "thinking":
            await interaction.response.defer(ephemeral=True, thinking=True)
            await interaction.edit_original_response(view=Card("Found"))
            await interaction.followup.send(view=Card("And more"), ephemeral=True)
        elif self.what == "private":
            await interaction.response.send_message(view=Card("Yours"), ephemeral=True)
        else:
            await interaction.response.edit_message(view=Card("At once"))


def votes() -> list[Json]:
    names = ("why", "later", "gone", "private", "thinking", "now")
    return [
        {"type": 10, "content": "A quote"},
        *({"type": 1, "components": [Vote(name).item.to_component_dict()]} for name in names),
    ]


async def pressed(server: DiscordServer, bot: Parrot, what: str) -> Any:
    bot.add_dynamic_items(Vote)
    old = server.old_message(server.general, "", votes(), flags=Flag.COMPONENTS_V2)
    return old, await server.click(server.fan, old, what)


async def test_an_old_button_changes_its_message(server: DiscordServer, bot: Parrot) -> None:
    for what, kind, text in (("now", 7, "At once"), ("later", 6, "Later")):
        old, click = await pressed(server, bot, what)
        assert await click.final() is old
        assert old.text == f"{text}\nThe keeper"
        assert (await click.acknowledged()).type == kind
    _, click = await pressed(server, bot, "gone")
    await server.world.bell.until(lambda: click.source.deleted, "a deletion")
    with pytest.raises(LookupError):
        await server.click(server.fan, click.source, "now")


async def test_a_private_layout_is_for_one_person(server: DiscordServer, bot: Parrot) -> None:
    old, click = await pressed(server, bot, "private")
    private = await click.final()
    assert private.ephemeral
    assert private.interaction["interacted_message_id"] == str(old.id)
    with pytest.raises(LookupError, match="does not see"):
        await server.click(server.moderator, private, "More")


async def test_thoughts_end_in_layouts(server: DiscordServer, bot: Parrot) -> None:
    _, click = await pressed(server, bot, "thinking")
    (more,) = await server.world.bell.until(lambda: click.followups or None, "a follow-up")
    assert (await click.final()).text == "Found\nThe keeper"
    assert (more.text, more.ephemeral, more.loading) == ("And more\nThe keeper", True, False)
    shown = (await click.final()).flags
    assert shown == more.flags == Flag.EPHEMERAL | Flag.COMPONENTS_V2


async def test_a_lost_acknowledgement_of_a_button(server: DiscordServer, bot: Parrot) -> None:
    server.faults.lose_answer("POST", "/callback")
    old, click = await pressed(server, bot, "now")
    await server.wait_for_request("POST", "/callback", times=2)
    assert await click.final() is old
    assert server.requested("POST", "/callback")[0].status == 500


async def test_a_private_answer_that_was_put_away(server: DiscordServer, bot: Parrot) -> None:
    _, click = await pressed(server, bot, "private")
    private = await click.final()
    await server.delete(private)
    url = f"/webhooks/{server.application_id}/{click.token}/messages/@original"
    status, answer = await post(server, url, {"flags": Flag.COMPONENTS_V2}, method="PATCH")
    assert (status, answer["code"]) == (404, 10008)


async def test_a_form_from_a_button(server: DiscordServer, bot: Parrot) -> None:
    old, click = await pressed(server, bot, "why")
    for values, error in (
        ({"Reason": "x" * 21, "Kind": ["wrong"]}, ValueError),
        ({"Kind": ["right"]}, ValueError),
        ({"Reason": "no kind"}, ValueError),
        ({"Colour": "red"}, LookupError),
    ):
        with pytest.raises(error):
            await server.submit(server.fan, click, values)
    with pytest.raises(LookupError):
        await server.submit(server.moderator, click, {"Kind": ["wrong"]})
    sent = await server.submit(server.fan, click, {"Reason": "old news", "kind": ["wrong"]})
    assert await sent.final() is old
    assert old.text == "old news: ['wrong']"


async def test_menus_of_roles_tell_who_they_are(server: DiscordServer, bot: Parrot) -> None:
    chosen: list[str] = []

    class Roles(ui.View):
        @ui.select(cls=ui.RoleSelect, placeholder="Who may manage", custom_id="roles")
        async def pick(self, interaction: discord.Interaction, menu: Any) -> None:
            chosen.extend(role.name for role in menu.values)
            await interaction.response.edit_message(content="Saved", view=None)

    role = server.guild.roles[-1]
    await bot.get_partial_messageable(server.general.id).send("Choose", view=Roles())
    (message,) = server.posted(server.general)
    click = await server.click(server.owner, message, "Who may manage", [role])
    assert (await click.final()).text == "Saved"
    assert chosen == [role.name]


def field(**changes: Any) -> Json:
    return {"type": 4, "style": 1, "custom_id": "a", **changes}


def label(**changes: Any) -> Json:
    return {"type": 18, "label": "A", "component": field(), **changes}


@pytest.mark.parametrize(
    ("components", "code"),
    [
        ([], "BASE_TYPE_BAD_LENGTH"),
        ([label()] * 6, "BASE_TYPE_BAD_LENGTH"),
        ([label(), label()], "COMPONENT_CUSTOM_ID_DUPLICATED"),
        ([label(label="x" * 46)], "BASE_TYPE_MAX_LENGTH"),
        ([label(component={"type": 2})], "UNION_TYPE_CHOICES"),
        ([label(component=field(max_length=4001))], "BASE_TYPE_MAX"),
        ([label(component=field(placeholder="x" * 101))], "BASE_TYPE_MAX_LENGTH"),
        ([{"type": 1, "components": [field()]}], "BASE_TYPE_REQUIRED"),
        ([{"type": 1, "components": [{"type": 2}]}], "UNION_TYPE_CHOICES"),
        ([{"type": 17, "components": []}], "UNION_TYPE_CHOICES"),
    ],
)
def test_forms_that_cannot_be_shown(components: list[Json], code: str) -> None:
    problems = Problems()
    check_form({"custom_id": "x", "title": "x", "components": components}, problems, ())
    assert code in str(problems.tree)
