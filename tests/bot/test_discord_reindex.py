"""/reindex: for members who manage the server, one at a time, with progress and a summary."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot import notices
from bot.app import Desk
from bot.client import QuothBot
from bot.features import indexing
from bot.texts.catalogue import text
from index.models import BuildReport, Progress
from tests.bot.conftest import Connect
from tests.bot.desks import HeldDesk
from tests.bot.questions import ask
from tests.discord_server import DiscordServer, Permission
from tests.discord_server.patience import happens


class CountingDesk(Desk):
    """Counts how often it was asked to reindex."""

    reindexed = 0

    async def reindex(self, progress: Callable[[Progress], object] | None = None) -> BuildReport:
        self.reindexed += 1
        return await super().reindex(progress)


async def test_a_moderator_reindexes_and_reads_what_changed(
    discord_server: DiscordServer, bot: QuothBot, desk: Desk
) -> None:
    server = discord_server
    (desk.folder / "ferry.md").unlink()
    (desk.folder / "bell.md").write_text("# The bell\n\nThe bell of Tarn rings at noon.\n")
    (desk.folder / "chart.pdf").write_bytes(b"%PDF-1.7")
    used = await server.slash(server.moderator, server.general, "reindex")
    done = await used.shown(lambda message: message.text.startswith("Done"))
    assert done.ephemeral
    assert done.versions[0] == notices.indexing()
    assert "2 articles" in done.text
    assert "**Added (1)**: bell.md" in done.text
    assert "**Removed (1)**: ferry.md" in done.text
    assert "**Skipped (1)**: chart.pdf (" in done.text

    question = {"question": "When does the bell of Tarn ring?"}
    asked = await server.slash(server.fan, server.general, "ask", question)
    assert "rings** at noon" in (await asked.final()).text.replace("**noon**", "noon")


async def test_a_member_without_the_permission_is_told_and_nothing_happens(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    counting = CountingDesk(desk.settings)
    async with connect(counting):
        used = await discord_server.slash(discord_server.fan, discord_server.general, "reindex")
        shown = await used.final()
    assert shown.text == text("moderators-only")
    assert shown.ephemeral
    assert counting.reindexed == 0


async def test_permissions_come_from_the_interaction_not_from_roles(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    counting, server = CountingDesk(desk.settings), discord_server
    async with connect(counting):
        none = Permission.SEND_MESSAGES
        used = await server.slash(server.moderator, server.general, "reindex", permissions=none)
        assert (await used.final()).text == text("moderators-only")
        assert counting.reindexed == 0
        admin_only = Permission.ADMINISTRATOR
        used = await server.slash(server.fan, server.general, "reindex", permissions=admin_only)
        await used.shown(lambda message: message.text.startswith("Done"))
        assert counting.reindexed == 1


async def test_it_is_for_servers_only(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    counting, owner = CountingDesk(desk.settings), discord_server.owner
    async with connect(counting):
        used = await discord_server.slash(owner, discord_server.conversation(owner), "reindex")
        assert (await used.final()).text == text("server-only")
    assert counting.reindexed == 0


async def test_a_second_one_meanwhile_is_told_and_questions_are_answered(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server, held = discord_server, HeldDesk(desk)
    async with connect(held):
        first = await server.slash(server.moderator, server.general, "reindex")
        await first.final()
        second = await server.slash(server.owner, server.lounge, "reindex")
        told = await second.shown(lambda message: "being indexed right now" in message.text)
        assert told.ephemeral
        asked = await ask(server)
        assert "Mara Lindqvist" in (await asked.final()).text
        assert not (await first.final()).text.startswith("Done")
        held.may.set()
        await first.shown(lambda message: message.text.startswith("Done"))


async def test_progress_is_shown_at_a_calm_rate(
    discord_server: DiscordServer,
    connect: Connect,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = discord_server.world

    def shown(words: str) -> bool:
        return any(words in message.text for message in world.messages.values())

    class BusyDesk(Desk):
        """Reports fifty files at once, and fifty more when that is shown."""

        async def reindex(
            self, progress: Callable[[Progress], object] | None = None
        ) -> BuildReport:
            for done in range(1, 101):
                assert progress is not None
                progress(Progress(done, 100, f"log_{done}.md"))
                if done % 50 == 0:
                    step = f"{done} of 100 (log\\_{done}"
                    await world.bell.until(lambda step=step: shown(step), step)
            return BuildReport(articles=100, passages=300)

    monkeypatch.setattr(indexing, "PROGRESS_SECONDS", 0.1)
    async with connect(BusyDesk(desk.settings)):
        used = await discord_server.slash(
            discord_server.moderator, discord_server.general, "reindex"
        )
        done = await used.shown(lambda message: message.text.startswith("Done"))
    first, *steps, last = done.versions
    assert first == notices.indexing()
    assert len(steps) == 2
    assert "No article has changed." in last


async def test_a_build_that_fails_is_told_and_the_old_index_answers(
    discord_server: DiscordServer, bot: QuothBot, desk: Desk
) -> None:
    server = discord_server
    for path in desk.folder.iterdir():
        path.write_text("", encoding="utf-8")
    used = await server.slash(server.moderator, server.general, "reindex")
    shown = await used.shown(lambda message: "Reference" in message.text)
    assert shown.text.startswith(text("not-indexed"))
    assert str(desk.folder) not in shown.text
    asked = await ask(server)
    assert "Mara Lindqvist" in (await asked.final()).text


async def test_whoever_began_it_may_cancel_it_and_the_old_index_answers(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server, held = discord_server, HeldDesk(desk)
    other = server.other_guild("The other house")
    async with connect(held) as bot:
        (desk.folder / "bell.md").write_text("# The bell\n\nThe bell of Tarn rings at noon.\n")
        used = await server.slash(server.moderator, server.general, "reindex")
        shown = await used.shown(lambda message: text("reindex-cancel") in message.labels)
        elsewhere = server.old_message(other, "Indexing", shown.components)
        pressed = await server.click(server.moderator, elsewhere, text("reindex-cancel"))
        await pressed.shown(lambda message: message.text == text("reindex-over"))
        assert not held._cancelled
        await server.click(server.moderator, shown, text("reindex-cancel"))
        await happens(lambda: held._cancelled)
        held.may.set()
        await used.shown(lambda message: message.text == text("reindex-cancelled"))
        assert len(held.articles()) == 2

        async def is_noted() -> bool:
            actions = (await bot.servers.overview(server.guild.id)).actions
            return "/reindex cancel" in [action.what for action in actions]

        await happens(is_noted)
