"""A store that cannot be read: what is shown then, and what people are told."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from bot.app import Desk
from bot.curating import Curation
from bot.errors import Refused
from bot.horizons import UNREAD, Horizons
from bot.store.curation import Curated
from bot.store.sqlite import FILE, SqliteStore
from bot.store.traces import COPIES
from bot.texts.catalogue import text
from corpus.spoilers import NOTHING, Point
from index.models import Answer
from index.views import View
from tests.bot.conftest import QUESTION, Connect, harmless
from tests.bot.house import House
from tests.bot.kept import DIGEST, FAN, GARBAGE, GUILD, filled
from tests.bot.questions import assert_answers, mentioned
from tests.bot.test_discord_servers import NOWHERE
from tests.discord_server import DiscordServer
from tests.discord_server.patience import PATIENCE


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return filled(tmp_path / "state")


class Hanging(SqliteStore):
    """Answers only once it may."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.may = threading.Event()

    def curated(self, guild: int) -> Curated:
        self.may.wait(PATIENCE)
        return super().curated(guild)


async def test_nothing_is_shown_while_it_is_not_known_what_is_hidden(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hanging = Hanging(store.file)
    curation = Curation(hanging)
    with monkeypatch.context() as hasty:
        hasty.setattr("bot.curating.PATIENCE", 0.1)
        with pytest.raises(Refused) as told:
            await curation.joined(GUILD, View())
    assert told.value.sentence == text("hidden-unread")
    assert "the disk does not answer" in caplog.text
    assert await curation.joined(None, View()) == View()
    hanging.may.set()
    assert (await curation.joined(GUILD, View())).hidden == {DIGEST}


async def test_of_a_store_never_written_to_nothing_is_hidden(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    store = SqliteStore(tmp_path / "state" / FILE)
    assert await Curation(store).joined(GUILD, View()) == View()


async def test_progress_that_cannot_be_read_is_no_progress(store: SqliteStore) -> None:
    store.close()
    store.file.write_bytes(GARBAGE)
    horizons = Horizons(SqliteStore(store.file))
    assert await horizons.of(GUILD, (9,), FAN, private=True) is UNREAD
    assert await horizons.of(GUILD, (9,), FAN, private=False) == Point(1, 2)
    assert UNREAD == NOTHING


async def test_what_was_hidden_stays_hidden_when_a_start_finds_the_store_damaged(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    harmless(desk)
    outcome = desk.ask(QUESTION)
    assert isinstance(outcome, Answer)
    server, file = discord_server, desk.settings.state_dir / FILE
    async with connect(desk) as bot:
        assert_answers(await house.ask(QUESTION))
        digest = outcome.quotes[0].digest
        await bot.curation.mark(server.guild.id, digest, "hidden", server.owner.id, "hide")
    for part in file.parent.glob(f"{FILE}*"):
        part.write_bytes(GARBAGE)
    async with connect(desk):
        for private in (True, False):
            shown = await house.ask(QUESTION, private=private)
            assert "Mara Lindqvist keeps" not in shown.text
            assert "Reference" not in shown.text
    for copy in (file.parent / COPIES).iterdir():
        copy.write_text("{")
    async with connect(desk) as bot:
        assert (await house.ask(QUESTION)).text == text("hidden-unread")
        assert await server.complete(server.fan, server.general, "ask", "question", "mara") == []
        mention = await mentioned(server)
        told = await server.wait_for_message(server.general, after=mention)
        assert told.text == text("hidden-unread")


async def test_where_the_horizon_cannot_be_read_the_articles_are_not_said_to_be_silent(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    (desk.settings.state_dir / FILE).write_bytes(GARBAGE)
    async with connect(desk):
        assert (await house.ask(QUESTION)).text == text("horizon-unread")
        assert "don't say" in (await house.ask(NOWHERE)).text


async def test_what_a_server_set_holds_when_a_start_finds_the_store_damaged(
    discord_server: DiscordServer, connect: Connect, desk: Desk, house: House
) -> None:
    server, file = discord_server, desk.settings.state_dir / FILE
    async with connect(desk):
        await house.use("settings", answers="private", off_in=server.lounge)
        assert_answers(await house.ask(QUESTION))
    for part in file.parent.glob(f"{FILE}*"):
        part.write_bytes(GARBAGE)
    async with connect(desk):
        answer = await house.ask(QUESTION, private=False)
        assert_answers(answer)
        off = House(server, server.lounge)
        assert (await off.ask(QUESTION)).text == text("off-here")
        assert (await house.ask(QUESTION)).ephemeral
