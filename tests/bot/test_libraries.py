"""A library for each server: its own articles over the shared ones, and nobody else's."""

from __future__ import annotations

import asyncio
import signal
import threading
from pathlib import Path
from typing import Any

import pytest

import bot.shelves
from bot.app import Desk, server_folder
from bot.errors import Refused, ReindexCancelled, ReindexFailed
from bot.libraries import Libraries
from bot.settings import Settings
from bot.shelves import Handed, Shelves, safe_name
from bot.texts.catalogue import text
from corpus.intake import Ready, Said
from index.models import Answer, NotFound, Progress
from tests.bot.conftest import QUESTION
from tests.discord_server.patience import PATIENCE, happens

BELL = b"# The bell of Tarn\n\nThe bell of Tarn was cast by Quillon Vexley in 1801.\n"
BELL_QUESTION = "Who cast the bell of Tarn?"
HERE, THERE = 41, 42


def handed(data: bytes = BELL, name: str = "bell.md") -> Handed:
    return Handed(data, name, Path(name).suffix)


@pytest.fixture
def libraries(desk: Desk) -> Libraries:
    return Libraries(desk)


@pytest.fixture
def shelves(libraries: Libraries) -> Shelves:
    return Shelves(libraries)


def own_files(settings: Settings, guild: int) -> list[str]:
    folder = server_folder(settings, guild) / "articles"
    return sorted(path.name for path in folder.glob("*"))


async def test_no_other_server_and_no_direct_conversation_knows_a_word(
    libraries: Libraries, shelves: Shelves
) -> None:
    await shelves.add(HERE, handed(), Said())
    assert isinstance(libraries.desk(HERE).ask(BELL_QUESTION), Answer)
    assert isinstance(libraries.desk(HERE).ask(QUESTION), Answer)
    for other in (libraries.desk(THERE), libraries.desk(None)):
        assert other is libraries.shared
        for asked in (BELL_QUESTION, "quillon vexly", "Vexley"):
            outcome = other.ask(asked)
            assert isinstance(outcome, NotFound)
            assert not outcome.corrections
            assert "Vexley" not in repr(outcome.closest)
        assert other.searcher().titles("bell") == ()
        assert len(other.articles()) == 2


@pytest.mark.usefixtures("quick")
async def test_a_server_is_answered_as_before_until_its_index_is_made(
    libraries: Libraries, settings: Settings
) -> None:
    folder = server_folder(settings, HERE) / "articles"
    folder.mkdir(parents=True)
    (folder / "bell.md").write_bytes(BELL)
    assert libraries.desk(HERE) is libraries.shared
    await libraries.freshen()
    assert isinstance(libraries.desk(HERE).ask(BELL_QUESTION), Answer)
    (server_folder(settings, HERE) / "index" / "CURRENT").write_text("gen-000099\n")
    for manifest in (server_folder(settings, HERE) / "index").glob("*/manifest.json"):
        manifest.write_text("damaged")
    # What is open goes on answering; a bot that starts now has the shared articles.
    assert isinstance(libraries.desk(HERE).ask(BELL_QUESTION), Answer)
    assert Libraries(libraries.shared).desk(HERE) is libraries.shared


@pytest.mark.usefixtures("quick")
async def test_a_server_follows_the_shared_articles(libraries: Libraries, shelves: Shelves) -> None:
    await shelves.add(HERE, handed(), Said())
    await libraries.freshen()
    shared = libraries.shared
    (shared.folder / "pier.md").write_text("# The pier\n\nThe pier of Tarn was built of oak.\n")
    shared.build()
    await libraries.freshen()
    assert len(libraries.desk(HERE).articles()) == 4


@pytest.mark.usefixtures("quick")
async def test_only_so_many_stay_open(desk: Desk) -> None:
    libraries = Libraries(desk, most_open=2)
    shelves = Shelves(libraries)
    for guild in (1, 2, 3):
        await shelves.add(guild, handed(), Said())
    first = libraries.desk(3)
    assert libraries.desk(3) is first
    assert isinstance(libraries.desk(1).ask(BELL_QUESTION), Answer)
    assert isinstance(libraries.desk(2).ask(BELL_QUESTION), Answer)
    assert libraries.desk(3) is not first


@pytest.mark.usefixtures("quick")
async def test_what_a_killed_change_left_is_deleted(
    libraries: Libraries, shelves: Shelves, settings: Settings
) -> None:
    await shelves.add(HERE, handed(), Said())
    shelf = server_folder(settings, HERE) / "articles"
    for name in (".draft-pier.md", ".removed-0123456789abcdef", ".mine"):
        (shelf / name).write_text("The pier of Tarn is of oak.")
    await libraries.freshen()
    assert own_files(settings, HERE) == [".mine", "bell.md"]
    assert isinstance(libraries.desk(HERE).ask(BELL_QUESTION), Answer)


async def test_one_that_is_being_changed_stays_open(desk: Desk) -> None:
    libraries = Libraries(desk, most_open=1)
    shelves = Shelves(libraries)

    def others_ask(_: Progress) -> None:
        for guild in (2, 3):
            libraries.own(guild)
        libraries.own(1).cancel()

    with pytest.raises(ReindexCancelled):
        await shelves.add(1, handed(), Said(), others_ask)
    last = libraries.own(4)
    assert list(libraries._open.values()) == [last]


async def test_a_cancelled_addition_keeps_nothing_and_the_old_index_answers(
    libraries: Libraries, shelves: Shelves, settings: Settings
) -> None:
    await shelves.add(HERE, handed(), Said())
    desk = libraries.own(HERE)

    def cancel(_: Progress) -> None:
        assert desk.cancel()

    pier = handed(b"# The pier\n\nThe pier of Tarn was built of oak by Ines Marrow.\n", "pier.md")
    with pytest.raises(ReindexCancelled):
        await shelves.add(HERE, pier, Said(), cancel)
    assert not desk.cancel()
    assert own_files(settings, HERE) == ["bell.md"]
    assert isinstance(libraries.desk(HERE).ask(BELL_QUESTION), Answer)
    with pytest.raises(ReindexCancelled):
        await shelves.add(THERE, pier, Said(), lambda _: libraries.own(THERE).cancel())
    assert libraries.desk(THERE) is libraries.shared


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX alone has this signal")
async def test_of_an_article_that_takes_too_much_memory_nothing_is_kept(
    libraries: Libraries, shelves: Shelves, settings: Settings
) -> None:
    def runs_out(_: Progress) -> None:
        process = libraries.own(HERE)._process
        assert process is not None
        process.kill()

    with pytest.raises(ReindexFailed):
        await shelves.add(HERE, handed(), Said(), runs_out)
    assert own_files(settings, HERE) == []
    await shelves.add(HERE, handed(), Said())
    assert isinstance(libraries.desk(HERE).ask(BELL_QUESTION), Answer)


async def test_a_removal_that_fails_leaves_the_article(
    libraries: Libraries, shelves: Shelves, settings: Settings
) -> None:
    await shelves.add(HERE, handed(), Said())
    await shelves.add(HERE, handed(b"# The pier\n\nThe pier is of oak.\n", "pier.md"), Said())
    with pytest.raises(ReindexCancelled):
        await shelves.remove(HERE, "bell.md", lambda _: libraries.own(HERE).cancel())
    assert own_files(settings, HERE) == ["bell.md", "pier.md"]
    with pytest.raises(Refused) as caught:
        await shelves.remove(HERE, "../../keeper.md")
    assert caught.value.sentence == text("articles-not-own")


@pytest.mark.usefixtures("quick")
async def test_an_article_whose_replacement_the_index_refuses_is_quoted_again(
    libraries: Libraries, shelves: Shelves, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await shelves.add(HERE, handed(), Said())
    await libraries.freshen()

    async def taken_for_an_article(data: bytes, suffix: str, said: Said) -> Ready:
        return Ready(suffix, "No article", 1, data)

    monkeypatch.setattr("bot.intake.read", taken_for_an_article)
    with pytest.raises(Refused):
        await shelves.add(HERE, handed(b"\0\1\2"), Said(), replaces="bell.md")
    assert own_files(settings, HERE) == ["bell.md"]
    await libraries.freshen()
    assert isinstance(libraries.desk(HERE).ask(BELL_QUESTION), Answer)


@pytest.mark.usefixtures("quick")
async def test_an_article_stays_until_what_replaces_it_is_written(
    libraries: Libraries, shelves: Shelves, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await shelves.add(HERE, handed(), Said())
    writing, go_on, named = threading.Event(), threading.Event(), bot.shelves.safe_name

    def slowly(*given: Any) -> str:
        writing.set()
        assert go_on.wait(PATIENCE)
        return named(*given)

    monkeypatch.setattr("bot.shelves.safe_name", slowly)
    pier = handed(b"# The pier\n\nThe pier of Tarn was built of oak.\n")
    adding = asyncio.create_task(shelves.add(HERE, pier, Said(), replaces="bell.md"))
    assert await asyncio.to_thread(writing.wait, PATIENCE)
    assert own_files(settings, HERE) == ["bell.md"]
    adding.cancel()
    await asyncio.wait({adding})
    go_on.set()
    shelf = server_folder(settings, HERE) / "articles"
    await happens(lambda: (shelf / ".draft-bell.md").exists())
    assert (shelf / "bell.md").read_bytes() == BELL


@pytest.mark.usefixtures("quick")
async def test_what_a_server_added_goes_with_it(
    libraries: Libraries, shelves: Shelves, settings: Settings
) -> None:
    await shelves.add(HERE, handed(), Said())
    await shelves.add(THERE, handed(), Said())
    await libraries.remove(HERE)
    assert not server_folder(settings, HERE).exists()
    assert libraries.desk(HERE) is libraries.shared
    assert libraries.desk(THERE) is not libraries.shared


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.md", "passwd.md"),
        ("..\\..\\bell.md", "bell.md"),
        ("/abs/bell.md", "bell.md"),
        ("CON.md", "article-CON.md"),
        ("con", "article-con.md"),
        ("LPT1.tar.md", "article-LPT1.tar.md"),
        ("aliases.md", "aliases.md"),
        ("....md", "article.md"),
        (".hidden.md", "hidden.md"),
        ("-rf.md", "rf.md"),
        ("a\x00b\nc.md", "a-b-c.md"),
        ("Die Glocke von Tärn.md", "Die-Glocke-von-Tärn.md"),
        ("\u202egpj.md", "gpj.md"),
        ("x" * 300 + ".md", "x" * 60 + ".md"),
        ("", "article.md"),
        ("鐘の話.md", "鐘の話.md"),
        ("\U00020000" * 80 + ".md", "\U00020000" * 50 + ".md"),
        ("BELL.md", "BELL-3.md"),
    ],
)
def test_names_of_files_are_safe_and_unlike_others(name: str, safe: str) -> None:
    assert safe_name(name, ".md", ["bell-2.md", "Bell.MD"] if name == "BELL.md" else []) == safe


def test_an_article_never_is_the_file_of_aliases() -> None:
    assert safe_name("aliases.txt", ".txt") == "article-aliases.txt"
    assert safe_name("Aliases.txt", ".txt") == "article-Aliases.txt"
