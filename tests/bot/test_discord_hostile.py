"""What somebody tries who means ill: forged buttons, and looking into what is not theirs to see."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import web

from bot import curation_notices
from bot.app import Desk
from bot.client import QuothBot
from bot.fetching import Fetcher
from bot.shelves import EXPECTED
from bot.texts.catalogue import text
from index.models import Answer, Quote
from index.verifying import Proof
from tests.bot.conftest import Connect
from tests.bot.house import House
from tests.bot.shelf import BELL, BELL_QUESTION, Shelf
from tests.bot.story import WHAT, telling, tells
from tests.bot.website import Names, lenient, serving
from tests.discord_server import Channel, DiscordServer, Flag, Message
from tests.discord_server.patience import PATIENCE, happens
from tests.discord_server.state import THREAD


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk whose articles say how far they go."""
    return telling(desk)


def quotes(desk: Desk, question: str) -> tuple[Quote, ...]:
    answer = desk.ask(question)
    assert isinstance(answer, Answer)
    return answer.quotes


def forged(server: DiscordServer, channel: Channel, custom_id: str, *, laid_out: bool) -> Message:
    """A message of the bot's that everybody sees, with a button that it never had."""
    button = {"type": 2, "style": 2, "label": "press", "custom_id": custom_id}
    row = {"type": 1, "components": [button]}
    if not laid_out:
        return server.old_message(channel, "hello", [row])
    parts = [{"type": 17, "components": [{"type": 10, "content": "hello"}, row]}]
    return server.old_message(channel, "", parts, flags=Flag.COMPONENTS_V2)


@pytest.mark.parametrize("laid_out", [False, True])
@pytest.mark.parametrize(
    "custom_id",
    [
        "q:context:>:{digest}.0.0",
        "q:walk:>:{digest}.0.0",
        "q:more:{digest}.0.0",
        "q:share:{digest}.0.0",
        f"q:ask:{WHAT}",
        f"q:reveal:{WHAT}",
        f"q:revealed:{WHAT}",
        "quoth:sources:0",
        "quoth:manage:list:0",
    ],
)
async def test_no_press_shows_others_what_one_may_see_alone(
    discord_server: DiscordServer, bot: QuothBot, house: House, custom_id: str, laid_out: bool
) -> None:
    server = discord_server
    await house.use("spoilers server", point="S01")
    await house.use("progress", server.moderator, point="everything")
    (late,) = (q.digest for q in quotes(bot.desk, WHAT) if "drowns" in q.text)
    old = forged(server, server.general, custom_id.format(digest=late), laid_out=laid_out)
    shown = await (await server.click(server.moderator, old, "press")).final()
    assert not tells(old)
    assert shown.ephemeral or not tells(shown)


@pytest.mark.usefixtures("quick")
async def test_another_servers_passages_are_behind_no_forged_button(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server = discord_server
    shelf = Shelf(server, server.general)
    other = Shelf(server, server.other_guild("The other house"))
    async with connect(desk) as bot:
        await shelf.add(BELL)
        answered = await shelf.ask(BELL_QUESTION)
        assert "Vexley" in answered.text
        digest = quotes(bot.libraries.desk(server.guild.id), BELL_QUESTION)[0].digest
        for channel in (other.channel, server.conversation(server.fan)):
            for custom_id in (
                f"q:context:<:{digest}.0.0",
                f"q:more:{digest}.0.0,{digest}.1.1",
                f"q:share:{digest}.0.0",
                f"q:ask:{BELL_QUESTION}",
                f"q:revealed:{BELL_QUESTION}",
            ):
                old = forged(server, channel, custom_id, laid_out=True)
                shown = await (await server.click(server.fan, old, "press")).final()
                assert "Vexley" not in shown.text
        for name in ("Verify this quote", "Pin this passage", "Hide this passage"):
            used = await server.menu(server.moderator, other.channel, name, answered)
            assert (await used.final()).text == text("passage-gone")


async def test_what_is_asked_where_not_everybody_reads_is_offered_to_nobody(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server = discord_server
    thread = server.channel("thread of the staff")
    thread.kind, thread.category = THREAD, server.hidden
    async with connect(desk):
        for channel in (server.hidden, thread):
            assert tells(await House(server, channel).use("ask", server.owner, question=WHAT))
            typed = await server.complete(server.fan, server.general, "ask", "question", "storm")
            assert typed == []
        assert tells(await House(server, server.general).ask(WHAT))
        typed = await server.complete(server.fan, server.general, "ask", "question", "storm")
        assert typed == [WHAT]


async def test_what_is_offered_to_managers_can_be_read(
    discord_server: DiscordServer, bot: QuothBot, desk: Desk, house: House
) -> None:
    server, manager = discord_server, discord_server.moderator
    for name, title in (("a", "\u200b\u2066"), ("b", "\u202etxt.exe" + " long" * 40)):
        article = f'---\ntitle: "{title}"\n---\nThe lamp of Tarn burns paraffin.\n'
        (desk.folder / f"{name}.md").write_text(article, encoding="utf-8")
    await desk.reindex()
    names = {"name": "Mara\u202e", "other": "The keeper"}
    await (await server.slash(manager, server.general, "alias add", names)).final()
    for command, option in (("articles hide", "article"), ("alias remove", "names")):
        typing = await server.autocomplete(manager, server.general, command, option, "")
        shown = [each["name"] for each in (await typing.acknowledged()).data["choices"]]
        assert shown
        assert all(each.isprintable() and 0 < len(each.strip()) <= 100 for each in shown)


async def test_looking_past_the_horizon_counts_as_a_question(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    await house.use("spoilers server", point="S01")
    await house.use("settings", per_minute=2)
    old = forged(server, server.general, f"q:revealed:{WHAT}", laid_out=True)
    shown = [await (await server.click(server.fan, old, "press")).final() for _ in range(3)]
    assert [tells(each) for each in shown] == [True, True, False]
    await house.use("settings", off_in=server.general)
    again = await (await server.click(server.owner, old, "press")).final()
    assert again.text == text("off-here")


async def test_lists_for_managers_are_made_beside_the_event_loop(
    bot: QuothBot, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[int] = set()
    for name in ("article_pages", "hidden_pages"):
        made: Callable[..., Any] = getattr(curation_notices, name)

        def noted(*args: Any, made: Callable[..., Any] = made, **more: Any) -> Any:
            threads.add(threading.get_ident())
            return made(*args, **more)

        monkeypatch.setattr(curation_notices, name, noted)
    for name in ("articles list", "articles hidden"):
        assert (await house.use(name)).text
    assert threads
    assert threading.get_ident() not in threads


async def test_no_answer_waits_for_articles_that_are_verified(
    discord_server: DiscordServer, bot: QuothBot, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, done, verify = discord_server, threading.Event(), Desk.verify

    def slowly(desk: Desk, quote: Quote) -> Proof:
        assert done.wait(PATIENCE)
        return verify(desk, quote)

    monkeypatch.setattr(Desk, "verify", slowly)
    words = {"quote": "Mara Lindqvist keeps the lighthouse"}
    used = [await server.slash(server.moderator, server.general, "verify", words) for _ in "abcd"]
    assert tells(await house.ask(WHAT))
    done.set()
    for each in used:
        assert "Mara arrives" in (await each.final()).text


async def test_a_server_hands_in_a_few_articles_at_a_time(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server, go_on = discord_server, asyncio.Event()

    async def hangs(_: web.Request) -> web.Response:
        await go_on.wait()
        return web.Response(status=404)

    async with serving() as site:
        site.pages["/page"] = hangs
        bot.fetcher = Fetcher(lenient, None, Names(site=[["127.0.0.1"]]), PATIENCE)
        url: dict[str, Any] = {"url": site.url("/page")}
        used = [
            await server.slash(server.moderator, server.general, "articles add", url)
            for _ in range(EXPECTED)
        ]
        await happens(lambda: site.seen.count("/page") == EXPECTED)
        refused = await house.use("articles add", **url)
        assert refused.text == text("articles-busy", most=EXPECTED)
        go_on.set()
        for each in used:
            await each.shown(lambda message: text("fetch-status", status=404) in message.text)
        again = await server.slash(server.moderator, server.general, "articles add", url)
        await again.shown(lambda message: text("fetch-status", status=404) in message.text)


async def test_no_question_with_a_word_past_the_horizon_is_offered(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    await house.use("spoilers server", point="S01")
    fair, troll = (
        "Who keeps the lighthouse on Gull Rock?",
        "Who keeps the lighthouse on Gull Rock and drowns?",
    )
    for asker, question in ((server.fan, fair), (server.owner, troll)):
        shown = await house.use("ask", asker, question=question)
        assert text("closest-passage") not in shown.text
    typing = ("ask", "question", "keeps the lighthouse")
    assert await server.complete(server.fan, server.general, *typing) == [fair]
    await house.use("spoilers server", point="everything")
    assert await server.complete(server.fan, server.general, *typing) == [troll, fair]


async def test_the_audit_list_shows_what_was_typed_and_nothing_of_it_does_anything(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    names = {"name": "@everyone [x](https://evil.example) **a**", "other": "||b||"}
    await (await server.slash(server.moderator, server.general, "alias add", names)).final()
    shown = await house.use("audit")
    said = r"@" + "\u200b" + r"everyone \[x\](https\://evil.example) \*\*a\*\* = \|\|b\|\|"
    assert f"/alias add {said}" in shown.text
    assert not shown.pings


@pytest.mark.parametrize(
    "words",
    [
        "\ud800 keeper",
        "a\0b keeper",
        "{ $x } -keeper { text() }",
        "@everyone ||keeper|| <@&1> </ask:3>",
        "keeper" + "\u0301" * 90,
    ],
)
async def test_odd_words_are_no_fault_of_any_command(
    discord_server: DiscordServer, bot: QuothBot, house: House, words: str
) -> None:
    server = discord_server
    await house.use("settings", keep_missed=True)
    shown = [await house.ask(words)]
    names = {"name": words, "other": "keeper"}
    used = await server.slash(server.moderator, server.general, "alias add", names)
    shown.append(await used.final())
    shown.append(await house.use("progress", point=words))
    shown.append(await house.use("articles info", article=words))
    shown.append(await house.use("verify", quote=words))
    shown.append(await house.use("alias remove", names=words))
    await bot.work.noted()
    shown += [await house.use(command) for command in ("gaps", "audit", "alias list")]
    assert not [each.text for each in shown if "Reference" in each.text or each.pings]
