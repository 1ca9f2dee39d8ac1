"""How long many wait who ask at once.

    python -m bench.storm [FOLDER] [--askers 200] [--rounds 3] [--set FILE.jsonl]

``quoth run`` is a process of its own, connected to the Discord on loopback that the tests use,
which runs here with the askers; all use ``/ask`` in the same moment. Questions are those of a set,
or else about the titles of the articles. Times are from Discord's sending an interaction until it
has the acknowledgement, and until the answer is shown. Discord allows 3 seconds for the first.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from bench.evalsets import records
from bot.app import Desk
from bot.settings import SHIPPED_ARTICLES, Settings
from tests.discord_server import DiscordServer

ALLOWED = 3.0
AIM = 1.0
"""Seconds: Discord's limit for every acknowledgement, and ours for 99 of 100."""

ROOT = Path(__file__).resolve().parent.parent


def questions(desk: Desk, file: Path | None) -> list[str]:
    """Return the questions of a set, or one about each article."""
    if file is None:
        return [f"What is {info.meta.title}?"[:300] for info in desk.articles()]
    return [record["question"][:300] for record in records(file) if record.get("question")]


async def ask(server: DiscordServer, question: str) -> tuple[float, float, bool]:
    """Return the seconds until the acknowledgement and until the answer, and whether it came."""
    began = time.perf_counter()
    asker = server.member("fan")  # one each, since nobody may ask without end
    used = await server.slash(asker, server.general, "ask", {"question": question})
    try:
        async with asyncio.timeout(40):
            after = (await used.acknowledged()).after
            await used.final()
    except TimeoutError:
        return np.inf, np.inf, False
    return after, time.perf_counter() - began, True


def row(number: int, seen: Sequence[tuple[float, float, bool]]) -> str:
    """Return a line of the table."""
    acknowledged, answered, came = np.array(seen, dtype=float).T
    a50, a95, a99, most = np.percentile(acknowledged, (50, 95, 99, 100), method="higher")
    b50, b95, b99 = np.percentile(answered, (50, 95, 99), method="higher")
    verdict = "ok" if most < ALLOWED and a99 < AIM else "TOO LATE"
    return (
        f"{number:5}  {int((acknowledged < ALLOWED).sum()):5}/{len(seen):<5}"
        f"{a50:7.2f}{a95:7.2f}{a99:7.2f}{most:7.2f}   {int(came.sum()):5}/{len(seen):<5}"
        f"{b50:7.2f}{b95:7.2f}{b99:7.2f}   {verdict}"
    )


def spent(process: int) -> float:
    """Return the seconds of processor that a process has had, where the system tells."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return np.nan
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def storm(desk: Desk, asked: Sequence[str], askers: int, rounds: int) -> None:
    """Print a line for each round of askers; the first finds the bot as it has just started."""
    server = DiscordServer(described=False)
    await server.start()
    environment = {
        "PYTHONPATH": str(ROOT),
        "DISCORD_TOKEN": server.token,
        "QUOTH_DISCORD_API": server.api_url,
        "QUOTH_ARTICLES": str(desk.folder.resolve()),
        "QUOTH_STATE_DIR": str(desk.settings.state_dir.resolve()),
        "QUOTH_LOG_LEVEL": "WARNING",
    }
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        env=os.environ | environment,
        cwd=desk.settings.state_dir,
    )
    try:
        await server.connected()
        await ask(server, asked[0])  # waits until the commands are registered
        print(f"{askers} askers at once, seconds")
        print("round  acknowledged     p50    p95    p99    max      answered    p50    p95    p99")
        more, ours, theirs = cycle(asked), time.process_time(), spent(bot.pid)
        for number in range(1, rounds + 1):
            group = [ask(server, question) for question in islice(more, askers)]
            print(row(number, await asyncio.gather(*group)), flush=True)
        count = rounds * askers / 1000
        print(
            f"processor, ms a question: bot {(spent(bot.pid) - theirs) / count:.1f}, "
            f"Discord and askers {(time.process_time() - ours) / count:.1f}"
        )
    finally:
        bot.terminate()
        await bot.wait()
        await server.stop()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Let many ask at once.")
    parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED_ARTICLES)
    parser.add_argument("--askers", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--set", type=Path, help="questions, one JSON object a line")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as state:
        desk = Desk(Settings(state_dir=Path(state)), options.folder)
        desk.build()
        asyncio.run(storm(desk, questions(desk, options.set), options.askers, options.rounds))


if __name__ == "__main__":
    main()
