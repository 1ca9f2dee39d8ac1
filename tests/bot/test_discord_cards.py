"""The buttons of a card, pressed on a Discord: by the asker, by others, and after a restart."""

from __future__ import annotations

from typing import Any

import pytest

from bot.app import Desk
from bot.client import QuothBot
from bot.store.records import Action, Missed, Rating, ServerSettings
from bot.store.sqlite import FILE, SqliteStore
from bot.texts.catalogue import text
from corpus.spoilers import Point
from index.views import View
from tests.bot.conftest import QUESTION, Connect
from tests.bot.questions import assert_answers, mentioned
from tests.discord_server import DiscordServer, Flag, Message

UP, DOWN = "\N{THUMBS UP SIGN}", "\N{THUMBS DOWN SIGN}"
NOTHING = "What is quantum foam?"
HARBOUR = """---
title: The harbour
published: 2020-05-01
tier: official
---
Mara Lindqvist kept the lighthouse of Tarn before.
"""
FINALE = """---
title: The last night
spoils: S04E10
---
Mara Lindqvist drowned in the great storm of November.
"""


async def asked(server: DiscordServer, question: str = QUESTION, **options: Any) -> Message:
    options["question"] = question
    return await (await server.slash(server.fan, server.general, "ask", options)).final()


async def pressed(server: DiscordServer, message: Message, label: str, user: Any = None) -> Message:
    """What somebody, else the fan, is shown for pressing a button."""
    return await (await server.click(user or server.fan, message, label)).final()


def store_of(desk: Desk) -> SqliteStore:
    return SqliteStore(desk.settings.state_dir / FILE)


def keep_missed(desk: Desk, server: DiscordServer) -> None:
    """Let the server keep the words of what was missed, as its admin would."""
    store = store_of(desk)
    store.change(
        server.guild.id, lambda _: ServerSettings(keep_missed=True), Action(1, "/settings", 0)
    )
    store.close()


async def missed(bot: QuothBot, desk: Desk, server: DiscordServer) -> list[Missed]:
    await bot.work.noted()
    store = store_of(desk)
    found = store.missed(server.guild.id)
    store.close()
    return sorted(found, key=lambda each: each.key)


def within(monkeypatch: pytest.MonkeyPatch, public: View, private: View | None = None) -> None:
    """Let the channel, and each person alone, see no more than their views."""

    async def view(*_: Any, private: bool) -> View:
        return alone if private else public

    alone = private or public
    monkeypatch.setattr(QuothBot, "view", view)


# -- the card -----------------------------------------------------------------------------------


async def test_an_answer_is_a_layout_with_its_buttons(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    shown = await asked(discord_server)
    assert shown.flags & Flag.COMPONENTS_V2
    assert not shown.content
    assert_answers(shown)
    assert shown.labels == ["Open source", "◀ Context", "Context ▶", UP, DOWN, "🗑 Delete"]
    assert not shown.pings
    alone = await asked(discord_server, private=True)
    assert "Share" in alone.labels


async def test_a_tier_is_a_badge_of_the_source(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    (desk.folder / "harbour.md").write_text(HARBOUR, encoding="utf-8")
    desk.build()
    async with connect(desk):
        shown = await asked(discord_server, "Who kept the lighthouse of Tarn?")
    assert "-# — **The harbour** · `official` · 1 May 2020" in shown.text


async def test_further_quotes_are_behind_a_button(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    (desk.folder / "harbour.md").write_text(HARBOUR, encoding="utf-8")
    desk.build()
    async with connect(desk):
        shown = await asked(discord_server, "Mara Lindqvist lighthouse")
        assert shown.text.count("\n-# — ") == 1
        more = await pressed(discord_server, shown, "More quotes", discord_server.moderator)
    assert more.ephemeral
    assert "**lighthouse**" in more.text, "highlighted like the first one"
    assert {"◀ Context", "Share", UP, DOWN} <= {*more.labels}
    assert not {*more.text.splitlines()} & {*shown.text.splitlines()}


# -- context ------------------------------------------------------------------------------------


async def test_context_walks_through_the_article_in_private(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    shown = await asked(server)
    before = shown.text
    near = await pressed(server, shown, "Context ▶", server.moderator)
    assert near.ephemeral
    quotes = [line for line in near.text.splitlines() if line.startswith("> ")]
    assert quotes == [
        "> Mara Lindqvist **keeps** the **lighthouse** on Gull Rock.",
        "> She took over from her uncle in 1931.",
        "> The lamp burns paraffin.",
    ]
    for expected in ("The lamp burns paraffin.", "Mara lights it at dusk"):
        walked = await server.click(server.moderator, near, "Context ▶")
        await walked.shown(lambda message, text=expected: text in message.text)
    walked = await server.click(server.moderator, near, "Context ▶")
    await walked.shown(lambda message: text("context-end") in message.text)
    assert not near.pings
    assert shown.text == before


async def test_context_stops_at_the_horizon(
    discord_server: DiscordServer,
    connect: Connect,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = discord_server
    story = "---\ntitle: Storms\nspoils: S01E01\n---\n# Saved\n\nMara saved the barque Selma.\n\n"
    story += "<!-- spoils: S04E10 -->\n\nThe keeper was swept away.\n"
    (desk.folder / "storms.md").write_text(story, encoding="utf-8")
    desk.build()
    async with connect(desk):
        shown = await asked(server, "Who saved the barque Selma?")
        everything = await pressed(server, shown, "Context ▶")
        assert "swept" in everything.text
        within(monkeypatch, View(horizon=Point(1, 4, 10)))
        assert "swept" in (await pressed(server, shown, "Context ▶")).text
        within(monkeypatch, View(horizon=Point(1, 2)))
        hidden = await pressed(server, shown, "Context ▶")
    assert "swept" not in hidden.text


async def test_buttons_of_a_quote_that_is_gone_answer_kindly(
    discord_server: DiscordServer, bot: QuothBot, desk: Desk
) -> None:
    shown = await asked(discord_server, private=True)
    (desk.folder / "keeper.md").unlink()
    desk.build()
    gone = await pressed(discord_server, shown, "Context ▶")
    assert gone.text == text("quote-gone")
    refused = await pressed(discord_server, shown, "Share")
    assert (refused.text, refused.ephemeral) == (text("shared-not"), True)


async def test_buttons_outlive_a_restart(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    async with connect(desk):
        shown = await asked(discord_server)
    async with connect(desk):
        near = await pressed(discord_server, shown, "Context ▶")
        assert "She took over" in near.text
        rated = await pressed(discord_server, shown, UP)
        assert rated.text == text("rated")
        await (await discord_server.click(discord_server.fan, shown, "🗑 Delete")).acknowledged()
        await discord_server.world.bell.until(lambda: shown.deleted, 10, "the deletion")


async def test_a_press_whose_acknowledgement_is_lost_still_ends_in_the_answer(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    shown = await asked(discord_server)
    discord_server.faults.lose_answer("POST", "/callback$")
    near = await pressed(discord_server, shown, "Context ▶")
    assert "She took over" in near.text


# -- sharing and deleting -----------------------------------------------------------------------


async def test_a_private_answer_is_shared_once(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    shown = await asked(server, private=True)
    clicks = [await server.click(server.fan, shown, "Share") for _ in range(2)]
    public, refused = sorted([await each.final() for each in clicks], key=lambda m: m.ephemeral)
    assert not public.ephemeral
    assert "> Mara Lindqvist **keeps** the **lighthouse** on Gull Rock." in public.text
    assert server.fan.mention in public.text
    assert not public.pings
    assert refused.text == text("shared-already")
    await server.world.bell.until(
        lambda: any(each.get("disabled") for each in shown.controls), 10, "the button switched off"
    )
    assert_answers(shown)
    assert "🗑 Delete" in public.labels


async def test_what_is_past_the_channels_horizon_is_not_shared(
    discord_server: DiscordServer,
    connect: Connect,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = discord_server
    (desk.folder / "finale.md").write_text(FINALE, encoding="utf-8")
    desk.build()
    within(monkeypatch, View(horizon=Point(1, 1)), View())
    async with connect(desk):
        shown = await asked(server, "Who drowned in the great storm?", private=True)
        assert "drowned" in shown.text
        refused = await pressed(server, shown, "Share")
    assert (refused.text, refused.ephemeral) == (text("shared-not"), True)


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/callback$"), ("PATCH", "/messages/@original$")]
)
async def test_what_is_shared_is_there_once_also_where_discords_answer_is_lost(
    discord_server: DiscordServer, bot: QuothBot, method: str, path: str
) -> None:
    server = discord_server
    shown = await asked(server, private=True)
    server.faults.lose_answer(method, path)
    public = await pressed(server, shown, "Share")
    assert "> Mara" in public.text
    await server.world.bell.until(
        lambda: any(each.get("disabled") for each in shown.controls), 10, "the button switched off"
    )
    assert [each for each in server.world.messages.values() if not each.ephemeral] == [public]


async def test_only_the_asker_and_moderators_delete_an_answer(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    stranger = server.member("stranger")
    for user in (server.fan, server.moderator):
        shown = await asked(server)
        refused = await pressed(server, shown, "🗑 Delete", stranger)
        assert (refused.text, refused.ephemeral) == (text("delete-others"), True)
        assert not shown.deleted
        await (await server.click(user, shown, "🗑 Delete")).acknowledged()
        await server.world.bell.until(lambda shown=shown: shown.deleted, 10, "the deletion")


async def test_the_answer_to_a_mention_is_deleted_by_who_asked(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    question = await mentioned(server)
    answer = await server.wait_for_message(server.general, after=question)
    await (await server.click(server.fan, answer, "🗑 Delete")).acknowledged()
    await server.world.bell.until(lambda: answer.deleted, 10, "the deletion")


# -- feedback -----------------------------------------------------------------------------------


async def test_thumbs_count_once_for_each_person_and_tell_nobody_who(
    discord_server: DiscordServer, bot: QuothBot, desk: Desk
) -> None:
    server = discord_server
    shown = await asked(server)
    assert (await pressed(server, shown, UP)).text == text("rated")
    assert (await pressed(server, shown, UP)).text == text("rated-already")
    await (await server.click(server.moderator, shown, DOWN)).acknowledged()
    await bot.work.noted()
    store = store_of(desk)
    (rating,) = store.ratings(server.guild.id)
    assert (rating.good, rating.bad) == (1, 1)
    assert isinstance(rating, Rating)
    store.close()
    written = b"".join(each.read_bytes() for each in desk.settings.state_dir.glob("quoth.db*"))
    assert str(server.fan.id).encode() not in written


@pytest.mark.parametrize("opted_in", [True, False])
async def test_a_thumb_down_is_a_gap_with_its_reason_where_the_server_keeps_those(
    discord_server: DiscordServer, connect: Connect, desk: Desk, opted_in: bool
) -> None:
    server = discord_server
    if opted_in:
        keep_missed(desk, server)
    async with connect(desk) as bot:
        shown = await asked(server)
        click = await server.click(server.fan, shown, DOWN)
        form = (await click.acknowledged()).data
        assert form["title"] == text("rating-title")
        sent = await server.submit(server.fan, click, {text("rating-reason"): "<@1> out of date"})
        told = await sent.final()
        assert told.ephemeral
        found = await missed(bot, desk, server)
    if opted_in:
        assert told.text == text("rated")
        ((words, times),) = [(each.words, each.times) for each in found]
        assert (words, times) == ("keeps lighthouse: out of date", 1)
    else:
        assert told.text == text("rating-not-kept")
        assert found == []


async def test_a_judgement_counts_once_over_a_restart_and_the_moderators_read_it(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server = discord_server
    keep_missed(desk, server)

    async def managed(name: str, **options: Any) -> Message:
        used = await server.slash(server.moderator, server.general, name, options)
        return await used.final()

    async with connect(desk):
        shown = await asked(server)
        assert (await pressed(server, shown, UP)).text == text("rated")
        click = await server.click(server.moderator, shown, DOWN)
        sent = await server.submit(server.moderator, click, {text("rating-reason"): "out of date"})
        await sent.final()
    async with connect(desk) as bot:
        assert (await pressed(server, shown, UP)).text == text("rated-already")
        told = await managed("articles info", article="keeper.md")
        assert text("article-judged", good=1, bad=1) in told.text
        assert "- “out of date” · today" in told.text
        assert text("article-thumbs", good=1, bad=1) in (await managed("articles list")).text

        await (await server.slash(server.fan, server.general, "privacy forget")).final()
        await bot.work.noted()
        assert (await pressed(server, shown, UP)).text == text("rated")


async def test_a_form_is_taken_after_a_restart(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server = discord_server
    async with connect(desk):
        click = await server.click(server.fan, await asked(server), DOWN)
        await click.acknowledged()
    async with connect(desk):
        sent = await server.submit(server.fan, click, {})
        assert (await sent.final()).text == text("rated")
