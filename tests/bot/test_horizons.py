"""Whose horizon counts where, what is suggested, and how much may be asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.horizons import PEOPLE, Horizons, narrowest, nearest, reached
from bot.limits import MINUTE, Limits
from bot.store.horizons import ALONE, SERVER
from bot.store.records import Action
from bot.store.sqlite import SqliteStore
from bot.suggestions import QUESTIONS, Suggestions
from corpus.spoilers import EVERYTHING, NOTHING, Point, parse
from index.models import Answer, Correction, NotFound
from index.views import View

GUILD, CHANNEL, CATEGORY, FAN = 11, 12, 13, 14
ACTION = Action(7, "/spoilers", 0)


def point(text: str) -> Point:
    found = parse(text)
    assert found is not None
    return found


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "quoth.db")


def test_the_nearest_place_decides() -> None:
    set_here = {SERVER: point("S04"), CATEGORY: point("S02")}
    assert nearest(set_here, (CHANNEL, CATEGORY)) == point("S02")
    assert nearest(set_here | {CHANNEL: EVERYTHING}, (CHANNEL, CATEGORY)) == EVERYTHING
    assert nearest(set_here, (CHANNEL,)) == point("S04")
    assert nearest({}, (CHANNEL,)) is None


def test_a_place_that_is_not_known_gets_the_narrowest_horizon() -> None:
    assert nearest({SERVER: EVERYTHING, CHANNEL: point("S02")}, None) == point("S02")
    assert nearest({}, None) is None
    assert narrowest([NOTHING, point("S02")]) == NOTHING
    assert narrowest([point("S02"), point("Chapter 4")]) == NOTHING


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("seen everything", "everything"),
        ("I've seen up to S02E05", "S02E05"),
        ("he visto hasta la temporada 2", None),
        ("visto todo", "everything"),
        ("not seen everything", None),
        ("I haven't seen anything", None),
        ("S00E03", None),
        ("", None),
    ],
)
def test_what_people_say_of_their_progress(said: str, meant: str | None) -> None:
    found = reached(said)
    assert (found and str(found)) == meant


async def test_members_are_told_as_much_as_they_know_but_channels_are_not(
    store: SqliteStore,
) -> None:
    horizons = Horizons(store)
    await horizons.set_horizon(GUILD, SERVER, point("S02"), 7, "/spoilers")
    await horizons.set_progress(FAN, GUILD, point("S04"))
    for private, wanted in ((True, "S04"), (False, "S02")):
        found = await horizons.of(GUILD, (CHANNEL,), FAN, private=private)
        assert str(found) == wanted
    assert str(await horizons.of(GUILD, (CHANNEL,), FAN + 1, private=True)) == "S02"
    assert str(await horizons.of(None, (CHANNEL,), FAN, private=False)) == "S04"
    await horizons.set_progress(FAN, None, point("S01"))
    assert str(await horizons.of(None, (CHANNEL,), FAN, private=False)) == "S01"


async def test_progress_in_memory_is_bounded(store: SqliteStore) -> None:
    horizons = Horizons(store)
    for user in range(3):
        await horizons.set_progress(user, GUILD, point("S01"))
    for user in range(PEOPLE):
        horizons._people[user + 10] = {}
    assert len(horizons._people) == PEOPLE
    assert await horizons.progress(0) == {GUILD: point("S01")}


def test_the_store_keeps_people_and_servers_apart(store: SqliteStore) -> None:
    store.set_horizon(GUILD, CHANNEL, point("S02E05"), ACTION)
    store.set_horizon(GUILD + 1, CHANNEL, NOTHING, ACTION)
    store.set_progress(FAN, GUILD, EVERYTHING)
    store.set_progress(FAN, ALONE, point("Chapter 3"))
    store.set_progress(FAN + 1, GUILD, NOTHING)
    store.close()
    assert store.horizons(GUILD) == {CHANNEL: point("S02E05")}
    assert store.progress(FAN) == {GUILD: EVERYTHING, ALONE: point("Chapter 3")}
    store.remove(GUILD)
    assert store.horizons(GUILD) == {}
    assert store.horizons(GUILD + 1) == {CHANNEL: NOTHING}
    assert store.progress(FAN) == {ALONE: point("Chapter 3")}
    assert store.progress(FAN + 1) == {}
    assert store.set_horizon(GUILD + 1, CHANNEL, None, ACTION) == {}
    store.forget_progress(FAN)
    assert store.progress(FAN) == {}


def test_what_somebody_said_is_gone_from_the_file(store: SqliteStore) -> None:
    person = (1 << 61) + 1234567
    store.set_progress(person, GUILD, point("S02"))
    store.forget_progress(person)
    written = b"".join(each.read_bytes() for each in store.file.parent.iterdir())
    assert person.to_bytes(8, "big") not in written


def test_questions_are_offered_inside_the_horizon_of_where_they_were_asked() -> None:
    suggestions = Suggestions()
    answer = Answer("", (), 1.0)
    suggestions.note(GUILD, "Who dies in the storm?", answer, View(horizon=point("S03")))
    suggestions.note(GUILD, "Who keeps the light?", answer, View(horizon=point("S01")))

    def offered(horizon: Point | None) -> list[str]:
        return suggestions.matching(GUILD, "who", View(horizon=horizon), lambda _: True, 9)

    assert offered(point("S02")) == ["Who keeps the light?"]
    assert len(offered(point("S03"))) == len(offered(None)) == 2
    suggestions.note(GUILD, "Who dies in the storm?", answer, View())
    assert len(offered(point("S03"))) == 1
    assert len(offered(None)) == 2


def test_only_well_asked_questions_are_offered_and_not_for_ever() -> None:
    suggestions, view = Suggestions(), View()
    answer, miss = Answer("", (), 1.0), NotFound("", (), 0.0)
    corrected = Answer("", (), 1.0, (Correction("kepes", "keeps"),))
    for words, outcome in (
        ("Who is <@123456>?", answer),
        ("See https://evil.example now?", answer),
        ("See evil.example now?", answer),
        ("Who is @everyone here?", answer),
        ("Who?", answer),
        ("Who " * 40, answer),
        ("Who kepes the light?", corrected),
        ("Who sank the light?", miss),
    ):
        suggestions.note(GUILD, words, outcome, view)
    assert suggestions.matching(GUILD, "", view, lambda _: True, 99) == []
    for number in range(QUESTIONS + 5):
        suggestions.note(GUILD, f"Who is number {number}?", answer, view)
    kept = suggestions.matching(GUILD, "", view, lambda _: True, 9999)
    assert len(kept) == QUESTIONS
    assert "Who is number 4?" not in kept


def test_a_minute_has_room_for_so_many_questions() -> None:
    now = 0.0
    limits = Limits(lambda: now)
    assert [limits.wait("fan", 2) for _ in range(3)] == [0, 0, 61]
    assert limits.wait("other", 2) == 0
    assert [limits.may_tell("fan") for _ in range(2)] == [True, False]
    now = MINUTE
    assert [limits.wait("fan", 2) for _ in range(3)] == [0, 0, 61]
    assert limits.may_tell("fan")
