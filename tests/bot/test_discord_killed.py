"""A bot that is stopped or killed under load: nobody is left without a word, nor answered twice."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot import waiting
from bot.app import Desk
from bot.texts import catalogue
from bot.texts.catalogue import text
from tests.bot.conftest import QUESTION, Connect
from tests.bot.programs import FULL, IMPATIENT, STUBBORN, finished, program, stop
from tests.bot.questions import MESSAGES, ORIGINAL, ask, settled
from tests.discord_server import DiscordServer, Interaction, Message
from tests.discord_server.patience import happens

ASKERS = 25
"""By commands, and as many by direct messages."""


async def crowd(server: DiscordServer) -> tuple[list[Interaction], list[Message]]:
    """Ask at once, by commands and by messages, each of somebody else."""
    question = {"question": QUESTION}
    people = [server.member(f"fan {number}") for number in range(ASKERS)]
    commands = [
        await server.slash(asker, server.general, "ask", question | {"private": bool(n % 2)})
        for n, asker in enumerate(people)
    ]
    messages = [await server.dm(asker, QUESTION) for asker in people]
    return commands, messages


def notes(desk: Desk) -> list[Path]:
    """The notes of who waits."""
    return list((desk.settings.state_dir / waiting.FOLDER).glob("*"))


async def under_way(desk: Desk, commands: Sequence[Interaction]) -> None:
    """Return once the bot works on every answer."""
    for asked in commands:
        await asked.acknowledged()
    await happens(lambda: len(notes(desk)) == 2 * ASKERS)


def replies(server: DiscordServer, asked: Message) -> Sequence[str]:
    return [message.text for message in server.posted(asked.channel) if message.reference is asked]


async def replied(server: DiscordServer, asked: Message) -> None:
    await server.world.bell.until(lambda: bool(replies(server, asked)), "a reply")


async def test_who_waits_when_it_is_killed_is_told_by_the_next_run(
    discord_server: DiscordServer, desk: Desk
) -> None:
    server = discord_server
    async with program(server, desk.settings) as process:
        first = await ask(server)
        answered = (await first.final()).text
        await happens(lambda: not notes(desk))
        for method, path in (("PATCH", ORIGINAL), ("POST", MESSAGES)):
            server.faults.silence(method, path, times=10 * ASKERS)
        commands, messages = await crowd(server)
        await under_way(desk, commands)
        process.kill()
        await process.wait()
    assert len(notes(desk)) == 2 * ASKERS
    assert not [note for note in notes(desk) if "lighthouse" in note.read_text()]
    assert all(note.stat().st_mode & 0o077 == 0 for note in notes(desk))

    server.faults.planned.clear()
    async with program(server, desk.settings) as process:
        sentence = text("restarted")
        for asked in commands:
            assert (await asked.final()).text == sentence
            assert not asked.followups
        for message in messages:
            await replied(server, message)
            assert replies(server, message) == [sentence]
        assert (await first.final()).text == answered
        process.terminate()
        code, errors = await finished(process)
    assert code == 0, errors
    assert f"{2 * ASKERS} people were left waiting" in errors
    assert not notes(desk)


async def test_who_watches_a_build_when_it_is_killed_is_told_as_well(
    discord_server: DiscordServer, desk: Desk
) -> None:
    server = discord_server
    async with program(server, desk.settings) as process:
        used = await server.slash(server.moderator, server.general, "reindex")
        await used.final()
        process.kill()
        await process.wait()
    async with program(server, desk.settings) as process:
        shown = await used.shown(lambda message: message.text == text("restarted"))
        assert not shown.controls
        process.terminate()
        code, errors = await finished(process)
    assert code == 0, errors


async def test_who_watches_an_address_being_read_is_told_in_their_language(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server, folder = discord_server, desk.settings.state_dir / waiting.FOLDER
    async with connect(desk):
        asked = await ask(server)
        shown = await asked.final()
    with catalogue.speaking("es"):
        reading, restarted = text("articles-fetching"), text("restarted")
    shown.content, shown.components, shown.flags = reading, [], 0
    note = {"id": asked.id, "channel": asked.channel.id, "language": "es", "token": asked.token}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{asked.id}.json").write_text(json.dumps(note))
    async with connect(desk) as bot:
        await settled(bot)
    assert shown.text == restarted


async def test_whose_answer_is_still_put_off_when_it_is_stopped_is_told_by_the_next_run(
    discord_server: DiscordServer, desk: Desk
) -> None:
    server = discord_server
    async with program(server, desk.settings, IMPATIENT) as process:
        await server.connected()
        server.faults.rate_limit("POST", MESSAGES, retry_after=60, times=2)
        message, deleted = [await server.dm(fan, QUESTION) for fan in (server.fan, server.owner)]
        await server.wait_for_request("POST", MESSAGES, times=2)
        process.terminate()
        code, errors = await finished(process)
    assert code == 0, errors
    assert not replies(server, message)
    await server.delete(deleted)
    async with program(server, desk.settings) as process:
        await replied(server, message)
        process.terminate()
        code, errors = await finished(process)
    assert code == 0, errors
    assert replies(server, message) == [text("restarted")]
    assert not server.posted(deleted.channel)
    server.forgive("REPLIES_UNKNOWN_MESSAGE")


async def test_whoever_was_answered_when_it_is_killed_is_told_nothing_more(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    """The answers are there, and only the notes of them have not been deleted yet."""
    server, folder = discord_server, desk.settings.state_dir / waiting.FOLDER
    async with connect(desk) as bot:
        command = await ask(server)
        answers = [await command.final()]
        message = await server.dm(server.fan, QUESTION)
        answers.append(await server.wait_for_message(message.channel, after=message))
        assert bot.registering is not None
        await bot.registering
    folder.mkdir(exist_ok=True)
    for asked in (command, message):
        note = {"id": asked.id, "channel": asked.channel.id, "language": "en"}
        note["token"] = getattr(asked, "token", "")
        (folder / f"{asked.id}.json").write_text(json.dumps(note))
    before = [answer.text for answer in answers]
    async with connect(desk) as bot:
        await settled(bot)
    assert [answer.text for answer in answers] == before
    assert replies(server, message) == before[1:]
    assert not list(folder.iterdir())


async def test_apologies_are_in_the_askers_language_and_come_once(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server, folder = discord_server, desk.settings.state_dir / waiting.FOLDER
    server.faults.delay("POST", MESSAGES, 600)
    message = await server.dm(server.fan, QUESTION)
    folder.mkdir(parents=True)
    for number, language, age in ((message.id, "es", 0), (1, "en", waiting.TOKEN_SECONDS + 60)):
        note = {"id": number, "channel": message.channel.id, "language": language, "token": ""}
        file = folder / f"{number}.json"
        file.write_text(json.dumps(note))
        os.utime(file, (time.time() - age,) * 2)
    (folder / "2.json").write_text("{")
    server.faults.planned.clear()
    async with connect(desk) as bot:
        await settled(bot)
    async with connect(desk) as bot:
        await settled(bot)
    with catalogue.speaking("es"):
        assert [each.text for each in server.posted(message.channel)] == [text("restarted")]


async def test_sigterm_under_load_answers_everybody_who_was_acknowledged(
    discord_server: DiscordServer, desk: Desk
) -> None:
    server = discord_server
    async with program(server, desk.settings, STUBBORN) as process:
        await server.connected()
        paths = (("PATCH", ORIGINAL), ("POST", MESSAGES))
        held = [server.faults.hold(*each, times=10 * ASKERS) for each in paths]
        commands, messages = await crowd(server)
        await under_way(desk, commands)
        await stop(server, process)
        for each in held:
            each.release()
        for asked in commands:
            assert "Mara Lindqvist" in (await asked.final()).text
        code, errors = await finished(process)
    assert code == 0, errors
    assert all(len(replies(server, message)) == 1 for message in messages)
    assert "Traceback" not in errors
    assert not notes(desk)


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on the size of files")
async def test_a_disk_that_is_full_keeps_nobody_from_an_answer(
    discord_server: DiscordServer, desk: Desk
) -> None:
    server = discord_server
    async with program(server, desk.settings, FULL) as process:
        await server.connected()
        commands, messages = await crowd(server)
        for asked in commands:
            assert "Mara Lindqvist" in (await asked.final()).text
        for message in messages:
            await replied(server, message)
        (desk.folder / "bell.md").write_text("# The bell\n\nThe bell of Tarn rings at noon.\n")
        used = await server.slash(server.moderator, server.general, "reindex")
        told = await used.shown(lambda message: "Reference" in message.text)
        assert not told.text.startswith("Done")
        used = await server.slash(server.owner, server.general, "settings", {"keep_missed": True})
        assert (await used.final()).text.startswith(text("not-kept"))
        asked = await ask(server)
        assert "Mara Lindqvist" in (await asked.final()).text
        process.terminate()
        code, errors = await finished(process)
    assert code == 0, errors
    assert "Traceback" not in errors, errors
