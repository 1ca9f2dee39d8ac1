"""/articles, /alias and /verify on a Discord: what one server does, no other sees."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aiohttp import web

from bot import leaving
from bot.app import Desk, server_folder
from bot.client import QuothBot
from bot.fetching import Fetcher
from bot.servers import ABSENT_DAYS
from bot.store.sqlite import FILE
from bot.texts.catalogue import text
from index.models import Answer
from tests.bot.conftest import QUESTION, Connect
from tests.bot.house import House
from tests.bot.shelf import BELL, BELL_QUESTION, Shelf
from tests.bot.website import Names, lenient, serving
from tests.discord_server import DiscordServer, Message
from tests.discord_server.patience import happens

pytestmark = pytest.mark.usefixtures("quick")


async def test_an_article_that_is_added_answers_in_its_server_alone(
    discord_server: DiscordServer, connect: Connect, desk: Desk, shelf: Shelf, other: Shelf
) -> None:
    server = discord_server
    async with connect(desk) as bot:
        shown = await shelf.add(BELL, title="The bell", date="2023-05-01", spoils="S02E03")
        assert text("article-is-added", title="The bell") in shown.text
        assert "Quillon Vexley" in (await shelf.ask(BELL_QUESTION)).text
        assert "Mara Lindqvist" in (await shelf.ask(QUESTION)).text

        # A word of one server's article is in no answer, repair or list of another's, or of a DM's.
        guild = int(server.guild.id)
        for asked in (BELL_QUESTION, "Who is Quillon Vexly?", "Quilon"):
            elsewhere = await other.ask(asked)
            assert "Vexley" not in elsewhere.text
            assert "Quillon" not in elsewhere.text
            direct = House(server, server.conversation(server.fan))
            assert "Quillon" not in (await direct.ask(asked)).text
        assert isinstance(bot.libraries.desk(guild).ask("Quillon Vexly"), Answer)
        assert "The bell" in (await shelf.use("sources")).text
        assert "The bell" not in (await other.use("sources")).text
        assert "2 articles" in (await other.use("about")).text
        assert "3 articles" in (await shelf.use("about")).text
        for name in ("articles info", "articles hide", "articles show", "articles remove"):
            choices = await server.complete(
                server.moderator, other.channel, name, "article", "bell"
            )
            assert not choices
        unknown = await other.use("articles info", article="bell.md")
        assert "There is no article" in unknown.text

        info = await shelf.use("articles info", article="The bell")
        for said in ("The bell", "1 May 2023", "S02E03", f"<@{server.moderator.id}>", "bell.md"):
            assert said in info.text
        listed = await shelf.use("articles list")
        assert "The bell" in listed.text
        assert "The bell" not in (await other.use("articles list")).text
        audit = await shelf.use("settings")
        noted = "/articles add bell.md title:The bell date:2023-05-01 spoils:S02E03"
        assert noted in audit.text.replace("\\", "")
        assert "/articles add" not in (await other.use("settings")).text

    async with connect(desk):
        assert "Quillon Vexley" in (await shelf.ask(BELL_QUESTION)).text


async def test_a_removed_article_answers_no_more_and_its_file_is_gone(
    discord_server: DiscordServer, bot: QuothBot, shelf: Shelf
) -> None:
    own = server_folder(bot.desk.settings, int(discord_server.guild.id))
    await shelf.add(BELL)
    await shelf.add(b"# The pier\n\nThe pier of Tarn was built in 1950 of oak.\n", "pier.md")
    await shelf.use("articles hide", article="bell.md")
    shown = await shelf.remove("The bell of Tarn")
    assert shown.text == text("article-is-removed", file="bell.md")
    assert [path.name for path in (own / "articles").iterdir()] == ["pier.md"]
    assert "Vexley" not in (await shelf.ask(BELL_QUESTION)).text
    await shelf.add(BELL)  # which is not hidden like its namesake
    assert "Quillon Vexley" in (await shelf.ask(BELL_QUESTION)).text
    await shelf.remove("bell.md")
    await shelf.remove("pier.md")
    assert not own.exists()
    assert "Mara Lindqvist" in (await shelf.ask(QUESTION)).text


async def test_a_shared_article_can_be_hidden_but_not_removed(
    bot: QuothBot, shelf: Shelf, other: Shelf
) -> None:
    refused = await shelf.use("articles remove", article="keeper.md")
    assert refused.text == text("articles-not-own")
    await shelf.use("articles hide", article="keeper.md")
    assert "Mara" not in (await shelf.ask(QUESTION)).text
    assert "keeper" not in (await shelf.use("sources")).text
    assert "Mara Lindqvist" in (await other.ask(QUESTION)).text
    assert "keeper" in (await shelf.use("articles hidden")).text
    await shelf.use("articles show", article="The keeper of Gull Rock")
    assert "Mara Lindqvist" in (await shelf.ask(QUESTION)).text


NOTHING_KEPT = [
    ("bell.md", b"", "articles-refused"),
    ("bell.md", b"\x00\x01\x02" * 100, "articles-refused"),
    ("bell.md", b"PK\x03\x04" + bytes(range(256)) * 8, "articles-refused"),
    ("bell.md", b"%PDF-1.7 The bell of Tarn rings at noon.", "articles-refused"),
    ("bell.pdf", b"The bell of Tarn rings at noon.", "articles-refused"),
    ("bell.pdf", b"%PDF-1.7\nbroken", "articles-refused"),
    ("bell.exe", b"MZ", "articles-wrong-kind"),
    ("bell.md", b"The bell rings. " * 700_000, "fetch-large"),
    ("bell.md", b"---\nunlock: never\n---\nThe bell of Tarn rings.", "articles-refused"),
]


@pytest.mark.parametrize(("name", "data", "why"), NOTHING_KEPT)
async def test_what_is_no_article_is_refused_and_not_kept(
    discord_server: DiscordServer,
    bot: QuothBot,
    shelf: Shelf,
    name: str,
    data: bytes,
    why: str,
) -> None:
    shown = await shelf.add(data, name)
    assert shown.text.startswith(text(why, why="").rstrip(". "))
    assert "Reference" not in shown.text
    folder = server_folder(bot.desk.settings, int(discord_server.guild.id))
    assert not list((folder / "articles").glob("*"))


async def test_a_page_is_added_by_its_address(bot: QuothBot, shelf: Shelf) -> None:
    async with serving() as site:
        bot.fetcher = Fetcher(allows=lenient, ports=None, resolver=Names(site=[["127.0.0.1"]]))
        told = "<p>The bell of Tarn was cast by Quillon Vexley in 1801. It rings at noon.</p>" * 9
        page = f"<html><title>The bell</title><body><article>{told}</article></body></html>"
        site.says("/bell", lambda: web.Response(text=page, content_type="text/html"))
        site.sends_on("/inside", "http://169.254.169.254/")

        async def add(url: str) -> Message:
            used = await shelf.begin("articles add", url=url)
            return await shelf.until(used, lambda m: not m.text.startswith(("Index", "Read")))

        assert "bell.md" in (await add(site.url("/bell"))).text
        answered = await shelf.ask(BELL_QUESTION)
        assert f"<{site.url('/bell')}" in answered.text
        assert (await add(site.url("/inside"))).text == text("fetch-private")
        bot.fetcher = Fetcher()
        for url in (
            "http://127.0.0.1/",
            "http://[::1]/",
            "http://2130706433/",
            "http://localhost/",
        ):
            shown = (await add(url)).text
            assert shown in (
                text("fetch-private"),
                text("fetch-unreachable"),
                text("fetch-address"),
            )


async def test_neither_or_both_of_file_and_url_is_refused(bot: QuothBot, shelf: Shelf) -> None:
    assert (await shelf.use("articles add")).text == text("articles-one-of-two")


@pytest.mark.parametrize("unlock", ["soon", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"])
async def test_a_time_that_is_none_in_utc_is_explained(
    bot: QuothBot, shelf: Shelf, unlock: str
) -> None:
    shown = await shelf.use("articles add", unlock=unlock, url="https://example.org/")
    assert shown.text == text("articles-bad-unlock")


async def test_a_server_may_add_so_many_and_no_more(
    connect: Connect, desk: Desk, shelf: Shelf
) -> None:
    few = Desk(replace(desk.settings, server_articles=1, server_megabytes=1))
    async with connect(few):
        large = b"# Waves\n\n" + b"The waves of Tarn roll in from the sea. " * 30_000
        assert (await shelf.add(large)).text == text("articles-too-much", most=1)
        assert text("article-is-added", title="The bell of Tarn") in (await shelf.add(BELL)).text
        again = await shelf.add(BELL.replace(b"noon", b"dusk"))
        assert again.text == text("articles-too-many", most=1)


async def test_the_same_file_is_not_added_twice(bot: QuothBot, shelf: Shelf) -> None:
    await shelf.add(BELL)
    assert (await shelf.add(BELL, "other.md")).text == text("articles-there", file="bell.md")


async def test_one_that_is_named_like_a_shared_article_stands_beside_it(
    bot: QuothBot, shelf: Shelf
) -> None:
    assert "keeper-2.md" in (await shelf.add(BELL, "keeper.md")).text
    assert "Mara Lindqvist" in (await shelf.ask(QUESTION)).text


async def test_what_a_server_added_goes_with_it(
    discord_server: DiscordServer, connect: Connect, desk: Desk, other: Shelf
) -> None:
    async with connect(desk):
        await other.add(BELL)
        guild = discord_server.world.guild_of(other.channel)
        folder = server_folder(desk.settings, guild.id)
        assert folder.exists()
        await discord_server.expel(other.channel)
        await happens(lambda: not folder.exists())


async def test_a_server_that_removed_the_bot_while_it_was_away_is_forgotten_a_week_later(
    discord_server: DiscordServer, connect: Connect, desk: Desk, shelf: Shelf, other: Shelf
) -> None:
    async with connect(desk) as bot:
        for each in (shelf, other):
            await each.add(BELL)
            await each.use("settings", answers="private")
        today = bot.servers.today
    guilds, here = discord_server.world.guilds, int(discord_server.guild.id)
    gone = guilds.pop(discord_server.world.guild_of(other.channel).id)
    folder = server_folder(desk.settings, gone.id)

    async def look(days: int, *, deletes: bool = False) -> None:
        async with connect(desk) as bot:
            await happens(lambda: bool(bot.guilds))
            bot.servers._clock = lambda: (today + days) * 86400.0
            await leaving.look(bot)
            # The bot looks by itself, too, and may still be about it.
            await happens(lambda: folder.exists() is not deletes)

    await look(0)
    guilds[gone.id] = gone  # it was invited again
    await look(1)
    guilds.pop(gone.id)
    await look(2)
    await look(2 + ABSENT_DAYS - 1)
    await look(2 + ABSENT_DAYS, deletes=True)
    async with connect(desk) as bot:
        assert not (await bot.servers.settings(gone.id)).private
        assert (await bot.servers.settings(here)).private
        assert server_folder(desk.settings, here).exists()


async def test_without_a_store_articles_are_added_and_the_admins_are_told_of_the_rest(
    connect: Connect, desk: Desk, shelf: Shelf
) -> None:
    desk.settings.state_dir.mkdir(exist_ok=True)
    (desk.settings.state_dir / FILE).write_bytes(b"damaged " * 1000)
    async with connect(desk):
        # Without a known horizon, only what reveals nothing is quoted.
        assert "bell.md" in (await shelf.add(b"---\nspoils: nothing\n---\n" + BELL)).text
        assert "Quillon Vexley" in (await shelf.ask(BELL_QUESTION)).text
        for shown in (
            await shelf.use("articles hide", article="keeper.md"),
            await shelf.use("alias list"),
        ):
            assert text("not-kept") in shown.text
