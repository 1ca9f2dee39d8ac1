"""Answering goes on, from one whole generation or the other, whatever else the bot does."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bot import app
from bot.app import NICENESS, Desk, unlocked
from bot.cards import Card, card
from bot.controls import Asked
from bot.errors import ReindexFailed
from bot.features import library
from index import storage
from index.analysis import ANALYSER
from index.models import Answer, Outcome
from index.search import Searcher
from tests.bot.conftest import KEEPER, QUESTION, Connect, publish
from tests.bot.questions import ask
from tests.discord_server import DiscordServer
from tests.discord_server.patience import PATIENCE

BUILD = """#!{python}
import json, os, time
from pathlib import Path
deadline, score = time.monotonic() + {patience}, Path("/proc/self/oom_score_adj")
ends = lambda: int(score.read_text()) if score.exists() else 1000
while (os.nice(0) == {niceness} or ends() != 1000) and time.monotonic() < deadline:
    time.sleep(0.01)
told = f"{{os.getpid()}} {{os.nice(0)}} {{ends()}}"
print(json.dumps({{"event": "failure", "kind": "", "sentence": told}}))
"""
"""Stands in for the interpreter of a build; tells its process, its priority and, where there is
such a thing, how readily it ends where memory runs out, as its failure."""


def renew(desk: Desk) -> None:
    """Give a desk's index a second generation, with other words in it."""
    publish(desk, keeper=KEEPER.replace("Mara", "Ebba"))


def quoted(outcome: Outcome) -> str:
    assert isinstance(outcome, Answer)
    return outcome.quotes[0].text


async def test_questions_are_answered_and_rendered_off_the_event_loop(
    discord_server: DiscordServer, connect: Connect, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    class NotingDesk(Desk):
        def ask(self, question: str, *details: Any, **more: Any) -> Outcome:
            threads.append(threading.current_thread())
            return super().ask(question, *details, **more)

    def noting(outcome: Outcome, asked: Asked) -> Card:
        threads.append(threading.current_thread())
        return card(outcome, asked)

    monkeypatch.setattr("bot.answering.card", noting)
    async with connect(NotingDesk(desk.settings)):
        server = discord_server
        asked = await ask(server)
        assert "Mara Lindqvist" in (await asked.final()).text
    assert len(threads) == 2
    assert threading.main_thread() not in threads


@pytest.mark.skipif(not hasattr(os, "setpriority"), reason="POSIX has priorities like these")
async def test_a_build_is_another_process_of_the_lowest_priority_and_the_first_to_end(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = tmp_path / "build"
    build.write_text(BUILD.format(python=sys.executable, niceness=os.nice(0), patience=PATIENCE))
    build.chmod(0o755)
    monkeypatch.setattr(app, "NICENESS", NICENESS)
    monkeypatch.setattr(sys, "executable", str(build))
    with pytest.raises(ReindexFailed) as told:
        await desk.reindex()
    process, niceness, ends = map(int, told.value.args[0].split())
    assert process != os.getpid()
    assert (niceness, ends) == (NICENESS, 1000)


def test_a_generation_is_opened_by_one_while_the_others_answer_from_the_one_before(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Mara" in quoted(desk.ask(QUESTION))
    renew(desk)
    opening, may, opened = threading.Event(), threading.Event(), list[Searcher]()

    def held(home: Path) -> Searcher:
        opening.set()
        assert may.wait(PATIENCE)
        opened.append(Searcher(storage.open_current(home, ANALYSER)))
        return opened[-1]

    monkeypatch.setattr(Searcher, "open", held)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(desk.ask, QUESTION)
        assert opening.wait(PATIENCE)
        assert "Mara" in quoted(desk.ask(QUESTION))
        may.set()
        assert "Ebba" in quoted(first.result(PATIENCE))
    assert "Ebba" in quoted(desk.ask(QUESTION))
    assert len(opened) == 1


def test_a_generation_has_answered_before_it_takes_the_place_of_another(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Noting(Searcher):
        def ask(self, text: str, *details: Any, **more: Any) -> Outcome:
            asked.append(text)
            return super().ask(text, *details, **more)

    monkeypatch.setattr(app, "Searcher", Noting)
    desk.ask(QUESTION)
    renew(desk)
    desk.ask(QUESTION)
    assert asked == [QUESTION, app.FIRST_QUESTION, QUESTION]


async def test_a_reindex_has_opened_what_it_built(desk: Desk) -> None:
    before = desk.searcher()
    (desk.folder / "ferry.md").unlink()
    await desk.reindex()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Searcher, "open", None)
        assert desk.searcher() is not before
        assert len(desk.articles()) == 1


def test_nothing_is_kept_of_the_generation_before(desk: Desk) -> None:
    desk.ask(QUESTION)
    library._pages(desk.searcher(), unlocked())
    before = weakref.ref(desk.searcher())
    renew(desk)
    desk.ask(QUESTION)
    gc.collect()
    assert before() is None


def test_the_list_of_articles_is_made_once_for_each_generation(desk: Desk) -> None:
    before = library._pages(desk.searcher(), unlocked())
    assert library._pages(desk.searcher(), unlocked()) is before
    (desk.folder / "ferry.md").unlink()
    desk.build()
    assert "1 article" in library._pages(desk.searcher(), unlocked())[0]


async def test_askers_during_a_reindex_get_one_generation_or_the_other(desk: Desk) -> None:
    keeper = desk.folder / "keeper.md"
    keeper.write_text(keeper.read_text("utf-8").replace("Mara", "Ebba"), encoding="utf-8")
    seen = [quoted(desk.ask(QUESTION))]
    reindexing = asyncio.create_task(desk.reindex())
    while not reindexing.done():
        seen.append(quoted(await asyncio.to_thread(desk.ask, QUESTION)))
    await reindexing
    seen.append(quoted(desk.ask(QUESTION)))
    names = ["Mara" if "Mara" in text else "Ebba" for text in seen]
    assert all(("Mara" in text) != ("Ebba" in text) for text in seen)
    assert names == sorted(names, reverse=True)
    assert names[0] == "Mara"
    assert names[-1] == "Ebba"
