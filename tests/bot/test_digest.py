"""The weekly digest: what it tells, and that it comes once a week and no oftener."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import digest, markdown
from bot.app import Desk
from bot.cards import LONGEST
from bot.client import QuothBot
from bot.digest import Week
from bot.features.digest import Digest
from bot.gaps import Gap
from bot.store.records import Action, Count, Missed, ServerSettings
from bot.store.sqlite import SqliteStore
from bot.texts.catalogue import speaking, text
from corpus.models import Metadata
from index.models import ArticleInfo
from tests.bot.conftest import DAY, QUESTION, Connect, noon
from tests.bot.house import House
from tests.bot.test_discord_servers import NOWHERE
from tests.discord_server import DiscordServer, Permission

TODAY = 20_000
ONE, OTHER = 1 << 62, 7
WEEKLY = ServerSettings(keep_missed=True, digest_channel=5)


def test_a_week_names_only_articles_that_may_be_named() -> None:
    told = digest.week(
        [Count("answered", "", 9), Count("quoted", "a.md", 4), Count("quoted", "secret.md", 5)],
        [
            Missed("new", "new", TODAY - 1, 2, public=True),
            Missed("new", "new: why?", TODAY - 1, 1),
            Missed("alone", "asked alone", TODAY - 1, 7),
            Missed("old", "old", TODAY - 8, 9, public=True),
        ],
        [
            ArticleInfo("a.md", Metadata("A"), 1, (TODAY - 30) * DAY),
            ArticleInfo("b.md", Metadata("B"), 1, (TODAY - 2) * DAY),
        ],
        TODAY,
    )
    assert told == Week(9, 0, (Gap("new", 2, TODAY - 1, key="new"),), (("A", 4),), ("B",), 1)


def test_a_digest_of_nothing_is_short() -> None:
    assert digest.notice(Week()).splitlines() == [
        "**The week with Quoth**",
        "0 questions were answered, and 0 found nothing.",
        f"-# {text('digest-why')}",
    ]


words = st.text(max_size=200)


@given(st.lists(words, max_size=5), st.sampled_from(["en", "es"]))
def test_any_digest_fits_and_pings_nobody(names: list[str], language: str) -> None:
    names = [*names, "@everyone **bold** " * 20][-5:]
    told = Week(
        10**6,
        10**6,
        tuple(Gap(name, 10**6, 1) for name in names),
        tuple((name, 10**6) for name in names),
        tuple(names),
        10**6,
    )
    with speaking(language):
        shown = digest.notice(told)
    assert markdown.size(shown) <= LONGEST
    assert "@everyone" not in shown


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    found = SqliteStore(tmp_path / "quoth.db")
    found.change(ONE, lambda _: WEEKLY, Action(7, "/settings", TODAY * DAY))
    return found


def test_one_caller_a_week_may_send(store: SqliteStore) -> None:
    again = SqliteStore(store.file)
    assert store.due(TODAY + 6) == ()
    assert not store.claim(ONE, TODAY + 6)
    assert store.due(TODAY + 7) == (ONE,)
    assert [each.claim(ONE, TODAY + 7) for each in (again, store)] == [True, False]
    assert store.due(TODAY + 13) == ()
    store.postpone(ONE, TODAY + 8)
    assert [each.claim(ONE, TODAY + 8) for each in (store, again)] == [True, False]
    assert not store.claim(OTHER, TODAY + 99)


def test_a_clock_that_ran_fast_delays_no_digest_for_long(store: SqliteStore) -> None:
    assert store.claim(ONE, TODAY + 4000)
    store.expire(TODAY)
    assert store.due(TODAY + 6) == ()
    assert store.due(TODAY + 7) == (ONE,)


def test_a_digest_that_is_moved_comes_on_its_day_and_one_that_is_off_never(
    store: SqliteStore,
) -> None:
    moved = ServerSettings(digest_channel=6)
    store.change(ONE, lambda _: moved, Action(7, "/settings", (TODAY + 5) * DAY))
    assert store.due(TODAY + 7) == (ONE,)
    store.change(ONE, lambda _: ServerSettings(), Action(7, "/settings", TODAY * DAY))
    assert store.due(TODAY + 99) == ()
    assert not store.claim(ONE, TODAY + 99)


def test_counts_are_kept_for_servers_with_a_digest_and_no_others(store: SqliteStore) -> None:
    store.change(OTHER, lambda old: old, Action(7, "/settings", TODAY * DAY))
    for guild in (ONE, OTHER, 99):
        for day in (TODAY - 8, TODAY - 7, TODAY - 1, TODAY):
            store.count(guild, day, (Count("answered"), Count("quoted", "a.md")))
    week = {Count("answered", "", 2), Count("quoted", "a.md", 2)}
    assert set(store.counted(ONE, TODAY - 7, TODAY - 1)) == week
    assert store.counted(OTHER, 0, TODAY) == store.counted(99, 0, TODAY) == ()
    store.expire(TODAY + 365 - 1)
    assert store.counted(ONE, 0, TODAY - 1) == ()
    assert store.counted(ONE, TODAY, TODAY)
    store.change(ONE, lambda _: ServerSettings(), Action(7, "/settings", TODAY * DAY))
    assert store.counted(ONE, 0, TODAY) == ()


def in_days(bot: QuothBot, days: int) -> Digest:
    """Let some days pass for what is kept for the servers."""
    bot.servers._clock = lambda: noon(days)
    cog = bot.get_cog("Digest")
    assert isinstance(cog, Digest)
    return cog


async def counted(bot: QuothBot, guild: int, total: int) -> None:
    """Wait until all questions have been counted, of which there were so many."""
    await bot.work.noted()
    found = bot.servers._store.counted(guild, bot.servers.today, bot.servers.today)
    assert sum(each.times for each in found if each.what != "quoted") == total


async def test_a_digest_is_posted_once_whatever_restarts_and_however_many_bots(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server = discord_server
    house = House(server, server.general)
    other = House(server, server.other_guild("The other house"))
    server.guild.preferred_locale = "es-ES"
    os.utime(desk.folder / "ferry.md", (time.time() - 90 * DAY,) * 2)
    desk.build()
    async with connect(desk) as bot:
        await house.use("settings", digest_in=server.lounge, keep_missed=True, language="en")
        await other.use("settings", keep_missed=True)
        for question in (QUESTION, QUESTION, NOWHERE):
            await house.ask(question)
        await other.ask("Where is the zeppelin?")
        await counted(bot, server.guild.id, 3)
        await in_days(bot, 6).send_due()
        assert not server.posted(server.lounge)
    async with connect(desk) as bot, connect(desk) as twin:
        await asyncio.gather(*(in_days(each, 7).send_due() for each in (bot, twin, bot)))
        (told,) = server.posted(server.lounge)
        assert not server.posted(other.channel)
        assert not told.pings
        assert told.text.splitlines() == [
            "**The week with Quoth**",
            "2 questions were answered, and 1 found nothing.",
            "**Quoted most**",
            "- The keeper of Gull Rock · 2×",
            "**Asked for, but not in the articles**",
            told.text.splitlines()[5],
            "**New or changed articles**",
            "- The keeper of Gull Rock",
            f"-# {text('digest-why')}",
        ]
        assert "kraken" in told.text.splitlines()[5]
    async with connect(desk) as bot:
        await in_days(bot, 13).send_due()
        assert len(server.posted(server.lounge)) == 1
        await in_days(bot, 14).send_due()
        assert len(server.posted(server.lounge)) == 2
        assert "0 questions were answered" in server.posted(server.lounge)[1].text


async def test_a_digest_that_may_not_be_posted_is_tried_again_tomorrow(
    discord_server: DiscordServer, bot: QuothBot, caplog: pytest.LogCaptureFixture
) -> None:
    server = discord_server
    house = House(server, server.general)
    await house.use("settings", digest_in=server.lounge)
    await server.overwrite(server.lounge, server.own_role, deny=Permission.SEND_MESSAGES)
    await in_days(bot, 7).send_due()
    assert f"the digest of server {server.guild.id}" in caplog.text
    assert f"<#{server.lounge.id}>" in (await house.use("permissions check")).content
    await server.overwrite(server.lounge, server.own_role)
    await in_days(bot, 7).send_due()
    assert not server.posted(server.lounge)
    await in_days(bot, 8).send_due()
    assert len(server.posted(server.lounge)) == 1


async def test_a_bot_that_starts_looks_by_itself(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    server = discord_server
    async with connect(desk) as bot:
        await house.use("settings", digest_in=server.lounge)
        bot.servers._store.postpone(server.guild.id, 0)
    async with connect(desk):
        assert await server.wait_for_message(server.lounge)


async def test_a_lost_answer_makes_no_second_digest(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    await House(server, server.general).use("settings", digest_in=server.lounge)
    server.faults.lose_answer("POST", rf"/channels/{server.lounge.id}/messages")
    await in_days(bot, 7).send_due()
    await in_days(bot, 8).send_due()
    assert len(server.posted(server.lounge)) == 1


async def test_a_digest_whose_channel_is_gone_waits_for_another(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    server = discord_server
    house = House(server, server.general)
    await house.use("settings", digest_in=server.lounge)
    await server.close_channel(server.lounge)
    await in_days(bot, 7).send_due()
    await house.use("settings", digest_in=server.general)
    await in_days(bot, 8).send_due()
    assert len(server.posted(server.general)) == 1
