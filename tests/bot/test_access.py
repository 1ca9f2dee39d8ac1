"""What the bot lacks in a server, in one message however many channels there are."""

from __future__ import annotations

import discord
import pytest

from bot import markdown
from bot.access import COMMANDS, NEEDED, SEND, SEND_IN_THREADS, VIEW, Access, Place, notice
from bot.cards import LONGEST
from bot.doctor import PERMISSIONS
from bot.texts.catalogue import speaking

ALL = frozenset((*NEEDED, COMMANDS))


def access(*places: Place, digest: Place | int | None = None) -> Access:
    return Access("<@&5>", ALL, places, digest, "https://discord.com/oauth2/authorize")


def test_the_invitation_asks_for_what_answering_takes() -> None:
    needed = discord.Permissions(**dict.fromkeys(NEEDED, True))
    assert sum(PERMISSIONS.values()) == needed.value


def test_a_channel_that_is_not_seen_lacks_that_and_nothing_besides() -> None:
    assert Place(1, frozenset(), ALL).lacks == (VIEW,)
    assert Place(1, ALL - {SEND}, ALL).lacks == (SEND,)


def test_a_thread_takes_another_permission_to_write_than_a_channel() -> None:
    channel, thread = Place(1, ALL - {SEND_IN_THREADS}, ALL), Place(2, ALL - {SEND}, ALL, True)
    assert channel.lacks == (SEND_IN_THREADS,)
    assert not channel.lacks_to_post
    assert not thread.lacks
    closed = Place(2, ALL - {SEND_IN_THREADS}, ALL, True)
    assert closed.lacks_to_post == (SEND_IN_THREADS,)
    assert "cannot be posted in <#2>" in notice(access(channel, digest=closed))
    assert "cannot be posted" not in notice(access(channel, digest=thread))


def test_commands_that_nobody_may_see_are_no_loss() -> None:
    assert Place(1, ALL, ALL - {COMMANDS}).hushes_commands
    assert not Place(1, ALL, frozenset()).hushes_commands


@pytest.mark.parametrize("language", ["en", "es"])
def test_any_number_of_channels_fits(language: str) -> None:
    blind = frozenset({VIEW})
    places = [Place((1 << 62) + number, blind, blind) for number in range(900)]
    worst = Access(f"<@&{1 << 62}>", frozenset(), places, places[0], "https://e.org/" + "x" * 200)
    with speaking(language):
        shown = notice(worst)
    assert markdown.size(shown) <= LONGEST
    assert f"<#{1 << 62}>" in shown
