"""A server that asks very much waits for itself; the others hardly wait for it."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.app import Desk
from bot.client import QuothBot
from bot.threads import THREADS
from bot.turns import Turns, for_whom
from index.models import Outcome
from tests.bot.conftest import QUESTION
from tests.bot.house import House
from tests.discord_server import DiscordServer
from tests.discord_server.patience import PATIENCE, happens


async def test_whoever_waits_is_served_in_turn_with_the_others() -> None:
    turns, served = Turns(1), list[str]()

    async def one(whose: str) -> None:
        for_whom.set(whose)
        await turns.acquire()
        served.append(whose)
        await asyncio.sleep(0)
        turns.release()

    names = ["a"] * 5 + ["b"] * 2 + ["c"]
    await asyncio.wait_for(asyncio.gather(*map(one, names)), PATIENCE)
    assert served == ["a", "a", "b", "c", "a", "b", "a", "a"]


async def test_a_turn_of_somebody_who_gave_up_is_nobodys() -> None:
    turns = Turns(1)
    await turns.acquire()
    given_up = [asyncio.create_task(turns.acquire()) for _ in range(3)]
    await asyncio.sleep(0)
    given_up[0].cancel()
    await asyncio.sleep(0)
    turns.release()  # to the second, who gives it up at the same moment
    given_up[1].cancel()
    await asyncio.wait_for(given_up[2], PATIENCE)
    turns.release()
    await asyncio.wait_for(turns.acquire(), PATIENCE)


async def test_a_flood_in_one_server_keeps_no_other_waiting(
    discord_server: DiscordServer, bot: QuothBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = discord_server
    finish, begun, ask = threading.Semaphore(0), list[str](), Desk.ask

    def held(desk: Desk, question: str, *args: object, **more: object) -> Outcome:
        begun.append(question)
        assert finish.acquire(timeout=PATIENCE)
        return ask(desk, question, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Desk, "ask", held)
    other = House(server, (await server.invite("The other house")))
    flood = [f"{QUESTION} {number}" for number in range(8)]
    for question in flood:
        await server.slash(server.fan, server.general, "ask", {"question": question})
    await happens(lambda: len(begun) == THREADS and bot.work.waiting == len(flood) - THREADS)
    used = await server.slash(server.owner, other.channel, "ask", {"question": QUESTION})
    await happens(lambda: bot.work.waiting == len(flood) - THREADS + 1)
    for ended in (1, 2):
        assert QUESTION not in begun
        finish.release()
        await happens(lambda ended=ended: len(begun) == THREADS + ended)
    assert begun[-1] == QUESTION
    finish.release(len(flood) + 1)
    await used.final()
