"""A moderator's week: setting up, what fans ask, what is missing, a premiere, and cleaning up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.app import Desk
from bot.client import QuothBot
from bot.fetching import Fetcher
from bot.store.servers import ACTION_DAYS
from bot.texts.catalogue import text
from tests.bot.conftest import DAY, QUESTION, Connect, harmless, noon
from tests.bot.desks import HeldDesk
from tests.bot.staff import Staff
from tests.bot.test_digest import in_days
from tests.bot.website import Names, Site, lenient, serving
from tests.corpus.test_pdf import written
from tests.discord_server import DiscordServer, Message, Role
from tests.discord_server.patience import happens

UP, DOWN = "👍", "👎"
BELL = b"---\ntitle: The bell of Tarn\nspoils: S02E03\n---\nQuillon Vexley cast the bell of Tarn.\n"
PIER = b"The pier of Tarn was built of oak by the sisters Amund.\n"
MARKET = b"<html><title>The market</title><body><article><p>%s</p></article></body></html>"
SOLD = b"The market of Tarn opens on Sundays at nine, and the mayor, Ingrid Sole, sells herring. "
WHO_CAST, LAMP = "Who cast the bell of Tarn?", "What colour is the new lamp?"
NICKNAME, NOWHERE = "What does the Wickwoman keep?", "Where does the kraken sleep?"
DONE = [
    *(f"/articles {what}" for what in ("add", "edit", "remove", "hide", "show")),
    *("/alias add", "/alias remove", "/gaps done:1", "/gaps ignore:1", "/reindex"),
    *("/settings", "/spoilers server"),
    *("Pin this passage bell.md", "Hide this passage market.md"),
]
"""What the audit list tells in the end."""


@pytest.mark.usefixtures("quick")
async def test_a_moderators_week(
    discord_server: DiscordServer,
    connect: Connect,
    desk: Desk,
) -> None:
    harmless(desk)
    keepers = discord_server.role("Keepers")
    house, held = Staff(discord_server), HeldDesk(desk)
    async with connect(held) as bot, serving() as site:
        await monday_setting_up(house, keepers)
        await monday_reindexing(house, held)
        await monday_articles(house, bot, site)
        disliked = await tuesday_fans_ask(house, bot)
        await wednesday_closing_gaps(house, bot, held)
        await thursday_a_premiere(house)
        await friday_the_digest(house, bot)
        old = [await house.ask(QUESTION), await house.use("gaps"), await house.use("settings")]
    async with connect(held) as bot:
        await saturday_after_a_restart(house, disliked, *old)
        await sunday_cleaning_up(house, bot, old[0])


async def monday_setting_up(house: Staff, keepers: Role) -> None:
    server = house.server
    assert text("about-managing") in (await house.use("about")).text
    assert text("about-managing") not in (await house.use("about", house.fan)).text
    lacking = (await house.use("permissions check")).text
    assert f"<#{server.locked.id}>" in lacking
    assert f"<#{server.general.id}>" not in lacking
    shown = await house.use("settings", off_in=server.lounge)
    assert f"Switched off in: <#{server.lounge.id}>" in shown.text
    used = await server.slash(house.fan, server.lounge, "ask", {"question": QUESTION})
    assert (await used.final()).text == text("off-here")
    shown = await house.press(house.moderator, shown, text("menu-off-in"))
    assert text("settings-off-nowhere") in shown.text
    await house.use("settings", add_role=keepers)
    await server.give(house.fan, keepers)
    assert (await house.use("gaps", house.fan)).text == text("no-gaps-kept")
    await server.give(house.fan)
    assert (await house.use("gaps", house.fan)).text == text("moderators-only")
    shown = await house.use("settings", keep_missed=True, digest_in=server.lounge, per_minute=60)
    first = int(noon(7) // DAY) * DAY
    assert f"in <#{server.lounge.id}>, next on <t:{first}:D>" in shown.text


async def monday_articles(house: Staff, bot: QuothBot, site: Site) -> None:
    assert text("article-is-added", title="The bell of Tarn") in await house.add("bell.md", BELL)
    told = await house.add("pier.txt", PIER, title="The pier", spoils="S01E01", date="2024-05-01")
    assert text("article-is-added", title="The pier") in told
    assert text("article-spoils-unknown") in await house.add("market.html", MARKET % (SOLD * 5))
    notes = written([["The mill of Tarn grinds barley for the mainland."]], "The mill")
    assert text("article-is-added", title="The mill") in await house.add("mill.pdf", notes)
    bot.fetcher = Fetcher(allows=lenient, ports=None, resolver=Names(site=[["127.0.0.1"]]))
    page = (MARKET % (b"The inn of Tarn was founded by Tove Rask in 1888. " * 5)).decode()
    page = page.replace("The market", "The inn")
    site.says("/inn", lambda: web.Response(text=page, content_type="text/html"))
    assert "inn" in (await house.manage("articles add", url=site.url("/inn"))).text
    assert await house.add("bell.exe", b"MZ") == text("articles-wrong-kind")
    assert await house.add("blank.md", b"") == text("articles-refused", why="empty")

    # What was forgotten is said later, and what has changed takes the place of the old.
    await house.use("articles hide", article="market.html")
    edited = await house.manage("articles edit", article="market.html", spoils="S01E02")
    assert text("article-is-changed", title="The market") in edited.text
    assert "hidden: **The market" in (await house.use("articles hidden")).text
    await house.use("articles show", article="market.md")
    changed = await house.add("new.md", BELL.replace(b"bell of", b"great bell of"), replaces="bell")
    assert "There is no article" in changed
    changed = await house.add("new.md", BELL + b"It is of bronze.\n", replaces="bell.md")
    assert changed.splitlines()[:2] == [
        text("article-is-changed", title="The bell of Tarn"),
        f"{text('passages', passages=1)} · {text('article-file', file='bell.md')}",
    ]
    listed = (await house.use("articles list")).text
    assert listed.count("The bell of Tarn") == 1
    info = (await house.use("articles info", article="The pier")).text
    for said in ("1 May 2024", "S01E01", f"<@{house.moderator.id}>", "pier.md"):
        assert said in info

    used = await house.begin("articles remove", article="mill.md")
    await house.server.click(house.moderator, await used.final(), text("articles-remove"))
    assert (await house.done(used)).text == text("article-is-removed", file="mill.md")
    assert "The mill" not in (await house.use("articles list")).text
    await house.use("articles hide", article="pier.md")
    assert "Amund" not in (await house.ask("Who built the pier of Tarn?")).text
    offered = await house.server.complete(
        house.moderator, house.channel, "articles show", "article", ""
    )
    assert offered == ["pier.md"]
    await house.use("articles show", article="pier.md")
    assert "Amund" in (await house.ask("Who built the pier of Tarn?")).text


async def monday_reindexing(house: Staff, held: HeldDesk) -> None:
    (held.folder / "ferry.md").unlink()
    (held.folder / "keeper.md").open("a").write("\nThe tower is white.\n")
    (held.folder / "lamp.md").write_text("---\nspoils: none\n---\n# Lamps\n\nLamps burn oil.\n")
    (held.folder / "scan.docx").write_bytes(b"PK")
    used = await house.begin("reindex")
    shown = await used.shown(lambda message: text("reindex-cancel") in message.labels)
    assert shown.text == text("indexing")
    await house.server.click(house.moderator, shown, text("reindex-cancel"))
    await happens(lambda: held._cancelled)
    held.may.set()
    assert (await house.done(used)).text == text("reindex-cancelled")
    report = (await house.done(await house.begin("reindex"))).text
    for line in ("**Added (1)**: lamp.md", "**Changed (1)**: keeper.md", "**Removed (1)**: ferry"):
        assert line in report
    assert "**Skipped (1)**: scan.docx (not a .txt, .md or .html file)" in report


async def tuesday_fans_ask(house: Staff, bot: QuothBot) -> Message:
    answered = await house.ask(QUESTION)
    assert "**lighthouse**" in answered.text
    click = await house.server.click(house.fan, answered, DOWN)
    await click.acknowledged()
    await bot.work.noted()
    reason = {text("rating-reason"): "she left in 1940"}
    await (await house.server.submit(house.fan, click, reason)).final()
    assert (await house.press(house.moderator, answered, UP)).text == text("rated")
    assert text("not-found") in (await house.ask(NOWHERE)).text
    missed = await house.ask(NICKNAME)
    told = await house.press(house.moderator, missed, text("tell-moderators"))
    assert told.text == text("told")
    await bot.work.noted()
    info = (await house.use("articles info", article="keeper.md")).text
    assert text("article-judged", good=1, bad=1) in info
    assert "- “she left in 1940” · today" in info
    assert str(house.fan.id) not in info
    return answered


async def wednesday_closing_gaps(house: Staff, bot: QuothBot, held: HeldDesk) -> None:
    gaps = (await house.use("gaps")).text
    assert "- **2×** Wickwoman keep · today" in gaps
    assert "- **1×** (👎 1×) keeps lighthouse: she left in 1940 · today" in gaps
    assert text("alias-unheard") in await house.alias("Mora Lindqvost", "Lamp Mother")
    await house.use("alias remove", names="Lamp Mother")
    assert text("alias-unheard") not in await house.alias("Mara Lindqvist", "Wickwoman")
    assert "lighthouse" in (await house.ask(NICKNAME)).text
    shown = await house.use("gaps")
    assert "- ✅ **2×** Wickwoman keep · today" in shown.text
    assert "- **1×** kraken sleep · today" in shown.text
    shown = await house.choose(shown, text("gaps-done"), "Wickwoman keep")
    assert "Wickwoman" not in shown.text

    best = await house.ask("Who is in Tarn on Sundays?")
    assert "Ingrid Sole" in best.text
    assert "Hidden" in await house.mark("Hide this passage", best)
    assert "Pinned" in await house.mark("Pin this passage", await house.ask(WHO_CAST))
    (held.folder / "more.md").write_text("# More\n\nThere is more.\n")
    assert "**Added (1)**: more.md" in (await house.done(await house.begin("reindex"))).text
    assert "Ingrid Sole" not in (await house.ask("Who is in Tarn on Sundays?")).text
    marks = (await house.use("articles hidden")).text
    assert "hidden: “The market of Tarn" in marks
    assert "pinned: “Quillon Vexley cast" in marks
    (hidden,) = await house.server.complete(
        house.moderator, house.channel, "articles show", "article", "market"
    )
    undone = await house.use("articles show", article=hidden)
    assert undone.text == text("passage-is-unmarked")
    assert "Ingrid Sole" in (await house.ask("Who is in Tarn on Sundays?")).text


async def thursday_a_premiere(house: Staff) -> None:
    opens = datetime.now(UTC) + timedelta(days=1)
    premiere = b"The new lamp of Gull Rock is blue.\n"
    when = f"{opens:%Y-%m-%dT%H:%MZ}"
    told = await house.add("premiere.md", premiere, spoils="S01E05", unlock=when)
    assert f"🔒 out of answers until <t:{int(opens.timestamp()) // 60 * 60}:f>" in told
    assert "🔒" in (await house.use("articles list")).text
    assert "blue" not in (await house.ask(LAMP)).text
    await house.manage("articles edit", article="premiere.md", unlock="2024-01-01")
    assert "blue" in (await house.ask(LAMP)).text

    shown = (await house.use("spoilers server", point="S01E05")).text
    assert text("horizon-left", articles=5, of=8, silent=2) in shown
    kept = await house.ask(WHO_CAST)
    assert "Vexley" not in kept.text
    assert text("beyond") in kept.text
    assert text("tell-moderators") not in kept.labels
    await house.use("progress", house.fan, point="S02E05")
    alone = await house.ask(WHO_CAST, private=True)
    assert "Vexley" in alone.text
    assert (await house.press(house.fan, alone, "Share")).text == text("shared-not")
    sure = await house.press(house.moderator, kept, text("reveal"))
    click = await house.server.click(house.moderator, sure, text("reveal-yes"))
    assert (await click.shown(lambda message: "Vexley" in message.text)).ephemeral
    await house.use("spoilers server", point="S02E03")
    shared = await house.press(house.fan, alone, "Share")
    assert "**Quillon Vexley**" in shared.text or "**bell**" in shared.text
    assert not shared.ephemeral


async def friday_the_digest(house: Staff, bot: QuothBot) -> None:
    await bot.work.noted()
    assert "bell" not in (await house.use("gaps")).text, "which lay past the horizon"
    await in_days(bot, 7).send_due()
    (digest,) = house.server.posted(house.server.lounge)
    for line in ("**The week with Quoth**", "- kraken sleep · 1×", "- The bell of Tarn · "):
        assert line in digest.text
    assert not digest.pings
    bot.servers._clock = noon


async def saturday_after_a_restart(
    house: Staff, disliked: Message, answered: Message, gaps: Message, settings: Message
) -> None:
    near = await house.press(house.moderator, answered, "Context ▶")
    assert "**lighthouse**" in near.text
    assert (await house.press(house.moderator, disliked, UP)).text == text("rated-already")
    assert (await house.press(house.fan, answered, UP)).text == text("rated"), "once in favour now"
    info = (await house.use("articles info", article="keeper.md")).text
    assert text("article-judged", good=2, bad=0) in info
    left = await house.choose(gaps, text("gaps-ignore"), "kraken sleep")
    assert "kraken" not in left.text
    shown = await house.press(house.moderator, settings, text("button-private"))
    assert "for the asker alone" in shown.text
    for message, label in ((gaps, text("gaps-done")), (settings, text("button-public"))):
        values = ("1",) if message is gaps else ()
        try:
            refused = await house.press(house.fan, message, label, *values)
        except LookupError:  # Nobody else sees it, or it is there no more.
            continue
        assert refused.text == text("moderators-only")


async def sunday_cleaning_up(house: Staff, bot: QuothBot, answered: Message) -> None:
    told = (await house.use("privacy show", house.fan)).text
    assert text("privacy-progress") in told
    await house.use("privacy forget", house.fan)
    assert text("progress-unknown") in (await house.use("progress", house.fan)).text
    await house.use("privacy forget", only_mine=True)
    assert "kraken" in (await house.use("gaps", ignored=True)).text
    proof = await house.mark("Verify this quote", answered)
    assert proof.startswith("**Proof**\n✅")
    assert (await house.use("verify", quote="Mara sleeps at dusk")).text == text("verify-nowhere")
    actions = "\n".join(await house.pages("audit"))
    for what in DONE:
        assert what in actions, what

    bot.servers._clock = lambda: noon(31)
    await bot.servers._work.aside(lambda: bot.servers._store.expire(bot.servers.today))
    assert (await house.use("gaps")).text == text("no-gaps")
    assert not (await bot.servers.opinions(house.server.guild.id)).reasons
    assert (await bot.servers.opinions(house.server.guild.id)).ratings
    bot.servers._clock = noon
    await house.use("privacy forget")
    assert not (await bot.servers.opinions(house.server.guild.id)).ratings
    bot.servers._clock = lambda: noon(ACTION_DAYS + 1)
    await bot.servers._work.aside(lambda: bot.servers._store.expire(bot.servers.today))
    assert (await house.use("audit")).text == text("no-actions")
