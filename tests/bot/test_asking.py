"""Conversations are remembered for a while, apart from one another, and never without bound."""

from __future__ import annotations

from bot import asking
from bot.asking import Conversations, turn
from index.models import NotFound, Turn


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_turns_come_back_in_order() -> None:
    kept = Conversations()
    kept.remember("a", Turn("one"))
    kept.remember("a", Turn("two"))
    assert kept.turns("a") == (Turn("one"), Turn("two"))
    assert kept.turns("b") == ()


def test_a_conversation_is_forgotten_after_a_while() -> None:
    clock = Clock()
    kept = Conversations(clock)
    kept.remember("a", Turn("one"))
    clock.now += asking.MEMORY_SECONDS - 1
    assert kept.turns("a")
    clock.now += 1
    assert kept.turns("a") == ()
    kept.remember("a", Turn("two"))
    assert kept.turns("a") == (Turn("two"),)


def test_of_what_is_forgotten_nothing_stays_in_memory() -> None:
    clock = Clock()
    kept = Conversations(clock)
    kept.remember("a", Turn("one"))
    clock.now += asking.MEMORY_SECONDS - 1
    kept.remember("b", Turn("two"))
    clock.now += 1
    kept.expire()
    clock.now = 0
    assert kept.turns("a") == ()
    assert kept.turns("b") == (Turn("two"),)


def test_memory_is_bounded() -> None:
    kept = Conversations()
    for number in range(asking.CONVERSATIONS + 5):
        kept.remember(number, Turn("hello"))
    assert kept.turns(0) == ()
    assert kept.turns(5)
    for number in range(asking.TURNS + 3):
        kept.remember("a", Turn(str(number)))
    assert len(kept.turns("a")) == asking.TURNS
    assert kept.turns("a")[-1] == Turn(str(asking.TURNS + 2))


def test_what_was_not_found_is_remembered_without_a_reply() -> None:
    assert turn(NotFound("who?", (), 0.1)) == Turn("who?", "")
