"""What the bot says besides answers: always within a message's limits."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot import curation_notices, markdown, notices, server_notices
from bot.cards import LONGEST
from bot.gaps import Gap
from bot.judging import Judged
from bot.servers import Overview
from bot.store.curation import Curated
from bot.store.records import Action, ServerSettings
from bot.texts.catalogue import speaking, text
from corpus.models import Metadata, Skipped
from index.models import ArticleInfo, BuildReport, IndexStats


def an_article(number: int) -> ArticleInfo:
    meta = Metadata(
        f"Article *{number}* of the harbour",
        url=f"https://example.org/{number}",
        publisher="Harbour Press",
        published=date(2024, 1, 12),
    )
    return ArticleInfo(f"{number}.md", meta, 3)


def test_a_summary_names_what_changed_and_why_files_were_skipped() -> None:
    report = BuildReport(
        articles=1200,
        passages=1,
        added=("new_one.md",),
        removed=("old.md", "older.md"),
        skipped=(Skipped("photo.md", "not a text *file*"),),
        seconds=1.24,
    )
    assert notices.summary(report).splitlines() == [
        "Done in 1.2 s: 1,200 articles, 1 passage.",
        "**Added (1)**: new\\_one.md",
        "**Removed (2)**: old.md, older.md",
        "**Skipped (1)**: photo.md (not a text \\*file\\*)",
    ]


def test_a_summary_says_when_nothing_has_changed() -> None:
    assert "No article has changed." in notices.summary(BuildReport(2, 4))


def test_a_long_summary_fits_and_counts_what_it_leaves_out() -> None:
    names = tuple(f"folder_{number}/{'_' * 150}.md" for number in range(500))
    skipped = tuple(Skipped(name, "broken " * 50) for name in names)
    text = notices.summary(BuildReport(500, 900, names, names, names, skipped))
    assert markdown.size(text) <= LONGEST
    for label in ("Added", "Changed", "Removed", "Skipped"):
        line = next(line for line in text.splitlines() if line.startswith(f"**{label} (500)**: "))
        shown = line.count("folder\\_")
        assert shown > 0
        assert line.endswith(f" and {500 - shown} more")


def test_a_summary_describes_no_more_names_than_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    described: list[str] = []

    def noting(text: str, limit: int) -> str:
        described.append(text)
        return markdown.plain(text)[:limit]

    monkeypatch.setattr(markdown, "shorten", noting)
    paths = tuple(f"log_{number}.md" for number in range(10_000))
    assert " and 9" in notices.summary(BuildReport(articles=1, passages=1, changed=paths))
    assert 10 < len(described) < 300


@pytest.mark.parametrize("count", [1, 40, 300])
def test_every_article_stands_on_one_page(count: int) -> None:
    pages = notices.source_pages([an_article(number) for number in range(count)])
    assert all(markdown.size(page) <= LONGEST for page in pages)
    lines = [line for page in pages for line in page.splitlines()[1:]]
    assert lines == [
        f"- [Article \\*{number}\\* of the harbour](<https://example.org/{number}>)"
        " · Harbour Press · 12 Jan 2024"
        for number in range(count)
    ]
    assert ("page 1 of" in pages[0]) == (len(pages) > 1)


def test_no_articles_is_a_page_too() -> None:
    assert notices.source_pages([]) == (text("no-articles"),)


def test_about_says_how_old_the_index_is() -> None:
    built = datetime(2026, 5, 1, 12, tzinfo=UTC)
    stats = IndexStats(articles=2, passages=5, built=built, generation="g")
    assert f"indexed <t:{int(built.timestamp())}:R>." in notices.about(stats, "<@1>")


def test_settings_of_many_channels_fit() -> None:
    silent = frozenset(range(1 << 62, (1 << 62) + 500))
    what = f"/settings answers:private off_in:<#{1 << 62}> on_in:<#{1 << 62}> keep_missed:False"
    actions = (Action(1 << 62, f"{what} days:365", 1_800_000_000),) * 5
    text = server_notices.settings(Overview(ServerSettings(silent=silent, only=silent), actions))
    assert markdown.size(text) <= LONGEST
    shown = text.count("<#") - 2 * len(actions)
    assert 0 < shown < 1000
    assert text.count(f"and {500 - shown // 2} more") == 2


@pytest.mark.parametrize("count", [1, 5, 300])
def test_gaps_fit_their_pages_and_each_is_on_one(count: int) -> None:
    found = [Gap(f"@everyone *{number}* " + "kraken " * 60, 1200, 7, 3) for number in range(count)]
    pages = server_notices.gap_pages(found, 10)
    assert [gap for _, gaps in pages for gap in gaps] == found
    for shown, gaps in pages:
        assert markdown.size(shown) <= LONGEST
        assert "@everyone" not in shown
        lines = shown.splitlines()[1:]
        assert len(lines) == len(gaps) <= server_notices.MENU_OPTIONS
        assert all(line.startswith("- **1,200×** (👎 3×) ") for line in lines)
        assert all(line.endswith(" · 3 days ago") for line in lines)


def test_short_gaps_are_no_more_than_a_menu_takes() -> None:
    found = [Gap(f"kraken {number}", 1, 7) for number in range(60)]
    assert [len(gaps) for _, gaps in server_notices.gap_pages(found, 10)] == [25, 25, 10]


def test_articles_of_one_title_are_told_apart_by_their_files() -> None:
    infos = [
        ArticleInfo(path, Metadata(title), 1)
        for path, title in (("a.md", "The bell"), ("b.md", "The bell"), ("c.md", "The ferry"))
    ]
    (shown,) = curation_notices.article_pages(infos, ["a.md"], Curated(), {}, horizons=False)
    assert "**The bell · a.md** · " in shown
    assert "**The bell · b.md** · " in shown
    assert "**The ferry** · " in shown
    info = curation_notices.article(
        infos[0], None, Judged(), 0, own=True, set_here=Curated(), keeps_reasons=False
    )
    assert info.startswith("**The bell**\n")


def test_the_audit_list_calls_commands_what_its_reader_does() -> None:
    done = {
        "/settings answers:public off_in:<#12>": "/ajustes respuestas:públicas apagar\\_en:<#12>",
        "/spoilers channel channel:<#12> point:S01": "/spoilers canal canal:<#12> punto:S01",
        "/articles add answers:public.md": "/artículos añadir answers:public.md",
        "/hide 0a1b keeper.md": "Ocultar este pasaje 0a1b keeper.md",
        "/nothing of now:public": "/nothing of now:public",
    }
    for what, told in done.items():
        with speaking("es-ES"):
            (shown,) = server_notices.audit_pages([Action(5, what, 1)])
        assert shown.endswith(f"<@5>: {told}")


def test_the_audit_list_names_channels_and_roles_and_nothing_else() -> None:
    what = "/alias add name:**@everyone** [x](https://e.org) <@7> in <#12> for <@&13>"
    (shown,) = server_notices.audit_pages([Action(5, what, 1_800_000_000)])
    line = shown.splitlines()[1]
    assert line.startswith("- <t:1800000000:f> <@5>: /alias add name:")
    assert line.endswith(" in <#12> for <@&13>")
    assert "@everyone" not in line
    assert "**" not in line
    assert "\\](" in line
    assert "<@7>" not in line
    many = server_notices.audit_pages([Action(1 << 62, what * 9, 1_800_000_000)] * 300)
    assert len(many) > 20
    assert all(markdown.size(page) <= LONGEST for page in many)
