"""How long askers wait while the articles are indexed again, and what holds up the event loop.

    python -m bench.load [FOLDER] [--articles 14000] [--rate 50] [--homes FOLDER]

Questions come at random moments, ``--rate`` a second on average, however long the answers take,
and are asked as Discord's commands ask them: of a ``QuothBot`` that is not connected. First for
``--seconds`` with nothing else going on, then while nothing, a tenth and all of the articles have
changed and ``Desk.reindex`` runs. The loop's lag is how much later than it should a sleeper wakes
who sleeps for a millisecond at a time. Memory is the operating system's count: of this process
what it has to itself and what it maps, and the most that a build's processes had together.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bench.building import SEED, SHARED, sizes, write
from bench.evalsets import records
from bot.answering import answer
from bot.app import Desk
from bot.asking import Asker
from bot.client import QuothBot
from bot.settings import Settings
from bot.work import give_way

CHANGE = "\n\nThe tide turned before noon.\n"
HEARTBEAT = 0.001


def questions(folder: Path) -> list[str]:
    """Return the questions of all sets below ``folder`` in a random order."""
    files = sorted(folder.glob("*/questions.jsonl"))
    found = [record.get("question") for file in files for record in records(file)]
    kept = [text for text in found if text and len(text) <= 300]
    random.Random(SEED).shuffle(kept)
    return kept


class Load:
    """Askers and a heartbeat on the running event loop; what they saw, in milliseconds."""

    def __init__(self, bot: QuothBot, asked: Iterator[str], rate: float) -> None:
        self._bot, self._asked, self._rate = bot, asked, rate
        self.waited: list[float] = []
        self.lags: list[float] = []
        self.most_mb = 0.0
        self._began = time.process_time()

    async def __aenter__(self) -> Load:
        self._tasks = [asyncio.create_task(each) for each in (self._beat(), self._arrive())]
        self._over = threading.Event()
        self._watching = threading.Thread(target=self._watch)
        self._watching.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        self._over.set()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._watching.join()

    async def _beat(self) -> None:
        while True:
            due = time.perf_counter() + HEARTBEAT
            await asyncio.sleep(HEARTBEAT)
            self.lags.append(1000 * (time.perf_counter() - due))

    async def _arrive(self) -> None:
        chance, due = random.Random(SEED), time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for number, question in enumerate(self._asked):
                due += chance.expovariate(self._rate)
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                group.create_task(self._ask(number, question, due))

    async def _ask(self, number: int, question: str, due: float) -> None:
        view = await self._bot.view(None, None, number, private=True)
        await answer(self._bot, Asker(None, number, private=True), question, view)
        self.waited.append(1000 * (time.perf_counter() - due))

    def _watch(self) -> None:
        while not self._over.wait(0.5):
            self.most_mb = max(self.most_mb, sum(map(_own_mb, _descendants(os.getpid()))))

    def show(self, name: str) -> None:
        """Print the figures."""
        ours, cpu = sizes(os.getpid()), 1000 * (time.process_time() - self._began)
        print(f"{name}: {len(self.waited):,} answers")
        over = sum(lag > 2 for lag in self.lags) / len(self.lags)
        for what, values in (("answers", self.waited), ("loop's lag", self.lags)):
            p50, p95, p99, worst = np.percentile(values, (50, 95, 99, 100))
            print(f"  {what:>10}  p50 {p50:.2f}  p95 {p95:.2f}  p99 {p99:.2f}  max {worst:.2f} ms")
        print(
            f"  {cpu / len(self.waited):.2f} ms of processor an answer, {over:.2%} of "
            f"the lags over 2 ms; own {ours['RssAnon']:.0f} MB, mapped "
            f"{ours['RssFile']:.0f} MB, build's processes {self.most_mb:.0f} MB",
            flush=True,
        )


def _own_mb(process: int) -> float:
    return sizes(process).get("RssAnon", 0.0)


def _descendants(process: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in map(int, (thread / "children").read_text().split()):
                yield child
                yield from _descendants(child)


def change(folder: Path, share: float) -> None:
    """Change a share of the articles, in [0, 1]."""
    paths = sorted(folder.rglob("*.md"))
    for path in random.Random(SEED).sample(paths, round(share * len(paths))):
        with path.open("a", encoding="utf-8") as file:
            file.write(CHANGE)


async def measure(
    desk: Desk, source: Path, rate: float, seconds: float, shares: Sequence[float]
) -> None:
    """Print the figures of each kind of load."""
    bot = QuothBot(desk)
    asked = iter(questions(source) * 100)
    async with bot:
        give_way()
        async with Load(bot, asked, rate):
            await asyncio.sleep(min(seconds, 3))
        async with Load(bot, asked, rate) as load:
            await asyncio.sleep(seconds)
        load.show("only answering")
        for share in shares:
            await asyncio.to_thread(change, desk.folder, share)
            async with Load(bot, asked, rate) as load:
                report = await desk.reindex()
                await asyncio.sleep(1)
            load.show(f"{share:.0%} changed: {report.passages:,} passages, {report.seconds:.1f} s")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Measure answering under load.")
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--articles", type=int, default=14_000)
    parser.add_argument("--rate", type=float, default=50.0, help="questions a second")
    parser.add_argument("--seconds", type=float, default=20.0, help="of answering alone")
    parser.add_argument("--changed", default="0,0.1,1", help="shares of articles, with commas")
    parser.add_argument("--homes", type=Path, default=Path(tempfile.gettempdir()) / "quoth-bench")
    options = parser.parse_args()
    base = options.homes / f"load-{options.articles}"
    if not (base / "articles").exists():
        write(options.folder, base / "articles", options.articles)
    desk = Desk(Settings(articles=base / "articles", state_dir=base / "state"))
    if not desk.is_fresh():
        print(f"indexed in {desk.build().seconds:.1f} s", flush=True)
    shares = [float(share) for share in options.changed.split(",") if share]
    asyncio.run(measure(desk, options.folder, options.rate, options.seconds, shares))


if __name__ == "__main__":
    main()
