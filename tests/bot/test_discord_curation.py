"""Managers of a server alone add names to it, hide and pin passages, and have quotes proved."""

from __future__ import annotations

from typing import Any

from bot.app import Desk
from bot.client import QuothBot
from bot.texts.catalogue import text
from index.models import Answer
from tests.bot.conftest import QUESTION, Connect, publish
from tests.bot.shelf import Shelf
from tests.discord_server import DiscordServer, Flag


async def test_an_alias_is_understood_at_once_and_here_alone(
    bot: QuothBot, shelf: Shelf, other: Shelf
) -> None:
    asked = "What does the Wickwoman keep?"
    added = await shelf.alias("Mara Lindqvist", "Wickwoman")
    assert "Wickwoman" in added.text
    assert "lighthouse" in (await shelf.ask(asked)).text
    assert "> Mara" not in (await other.ask(asked)).text
    assert "Wickwoman" in (await shelf.use("alias list")).text
    assert (await other.use("alias list")).text == text("aliases-none")
    await shelf.use("alias remove", names="Wickwoman")
    assert (await shelf.use("alias list")).text == text("aliases-none")
    assert "> Mara" not in (await shelf.ask(asked)).text
    assert (await shelf.alias("!!", "?")).text == text("alias-bad")


async def test_a_quote_is_proved_from_the_file_as_it_is_now(
    bot: QuothBot, desk: Desk, shelf: Shelf
) -> None:
    shown = await shelf.use("verify", quote="> Mara lights it at dusk")
    assert shown.text.startswith("✅")
    assert "SHA-256" in shown.text
    wrong = await shelf.use("verify", quote="Mara lights it at dawn")
    assert wrong.text == text("verify-nowhere")
    file = desk.folder / "keeper.md"
    file.write_text(file.read_text().replace("at dusk", "at dawn"))
    gone = await shelf.use("verify", quote="Mara lights it at dusk")
    assert gone.text == text("verify-nowhere")


async def test_a_pinned_passage_goes_first_here_alone_and_after_a_reindex(
    connect: Connect, desk: Desk, shelf: Shelf, other: Shelf
) -> None:
    question, server = "When does the ferry of Merrow sail?", shelf.server
    for name, told in (("dawn", "dawn from the east pier."), ("noon", "noon, said its captain.")):
        publish(desk, **{name: f"# At {name}\n\nThe ferry of Merrow sails at {told}\n"})
    async with connect(desk):
        first = await shelf.ask(question)
        last = "noon" if "dawn" in first.text.splitlines()[0] else "dawn"
        click = await server.click(server.moderator, first, text("more-quotes"))
        used = await server.menu(
            server.moderator, shelf.channel, "Pin this passage", await click.final()
        )
        assert "Pinned" in (await used.final()).text
        publish(desk, more="# More\n\nThere is more.\n")
        assert last in (await shelf.ask(question)).text.splitlines()[0]
        assert last not in (await other.ask(question)).text.splitlines()[0]


def button_row(*custom_ids: str) -> list[dict[str, Any]]:
    """A row of buttons as an answer has them."""
    row = [
        {"type": 2, "style": 2, "label": str(n), "custom_id": custom_id}
        for n, custom_id in enumerate(custom_ids)
    ]
    return [{"type": 1, "components": row}]


async def test_a_passage_is_hidden_from_a_message_and_shown_again(
    discord_server: DiscordServer, bot: QuothBot, desk: Desk, shelf: Shelf, other: Shelf
) -> None:
    server = discord_server
    outcome = desk.ask(QUESTION)
    assert isinstance(outcome, Answer)
    digest = outcome.quotes[0].digest
    answer = server.old_message(
        shelf.channel, "quoted", button_row(f"q:more:{'ab' * 8}.0.1", f"q:up:{digest}")
    )
    used = await server.menu(server.moderator, shelf.channel, "Hide this passage", answer)
    shown = await used.shown(lambda message: "Hidden" in message.text)
    assert "Mara Lindqvist keeps" not in (await shelf.ask(QUESTION)).text
    assert "Mara Lindqvist" in (await other.ask(QUESTION)).text
    assert "keeps the lighthouse" in (await shelf.use("articles hidden")).text
    offered = await server.complete(
        server.moderator, shelf.channel, "articles show", "article", "keeps"
    )
    assert offered == [digest]
    assert bot.desk.build().moved is False  # the mark is of the text, not of the index
    await server.click(server.moderator, shown, text("undo"))
    await used.shown(lambda message: message.text == text("passage-is-unmarked"))
    assert "Mara Lindqvist" in (await shelf.ask(QUESTION)).text

    proved = await server.menu(server.moderator, shelf.channel, "Verify this quote", answer)
    assert "✅" in (await proved.final()).text
    card = [{"type": 17, "components": [{"type": 10, "content": "quoted"}, *answer.components]}]
    layout = server.old_message(shelf.channel, "", card, flags=Flag.COMPONENTS_V2)
    proved = await server.menu(server.moderator, shelf.channel, "Verify this quote", layout)
    assert "✅" in (await proved.final()).text
    pinned = await server.menu(server.moderator, shelf.channel, "Pin this passage", answer)
    assert "Pinned" in (await pinned.final()).text
    plain = await server.say(server.fan, shelf.channel, "nothing")
    refused = await server.menu(server.moderator, shelf.channel, "Pin this passage", plain)
    assert (await refused.final()).text == text("passage-none-here")
    by_fan = await server.menu(server.fan, shelf.channel, "Hide this passage", answer)
    assert (await by_fan.final()).text == text("moderators-only")
