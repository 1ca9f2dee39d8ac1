"""What is offered to who types a question, and the quote for what somebody has written."""

from __future__ import annotations

from bot.app import Desk
from bot.client import QuothBot
from bot.texts.catalogue import text
from tests.bot.conftest import QUESTION, Connect
from tests.bot.house import House
from tests.bot.questions import (
    asked,
)
from tests.discord_server import DiscordServer
from tests.discord_server.permissions import USUAL, Permission
from tests.discord_server.state import VOICE


async def test_a_message_is_looked_up_in_private(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    claim = await server.say(
        server.owner, server.general, "I tell you, Mara Lindqvist keeps the lighthouse!"
    )
    used = await server.menu(server.fan, server.general, "Find the quote for this", claim)
    found = await used.final()
    assert "Mara Lindqvist" in found.text
    assert found.ephemeral
    assert {"Context ▶", "Share", "👎", "🗑 Delete"} <= {*found.labels}
    assert "tell" not in "".join(each.get("custom_id", "") for each in found.controls)
    empty = await server.say(server.owner, server.general, "???")
    used = await server.menu(server.fan, server.general, "Find the quote for this", empty)
    assert (await used.final()).text == text("nothing-to-find")
    long = await server.say(server.owner, server.general, "lighthouse keeper " * 90)
    used = await server.menu(server.fan, server.general, "Find the quote for this", long)
    assert "Mara" in (await used.final()).text
    await house.use("settings", off_in=server.general)
    used = await server.menu(server.fan, server.general, "Find the quote for this", claim)
    assert (await used.final()).text == text("off-here")


async def test_titles_and_headings_are_offered(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server

    async def offered(typed: str) -> list[str]:
        return await server.complete(server.fan, server.general, "ask", "question", typed)

    assert await offered("keeper") == ["The keeper of Gull Rock"]
    assert len(await offered("")) == 2
    assert await offered("x" * 300) == []
    await house.use("settings", off_in=server.general)
    assert await offered("keeper") == []


async def test_well_asked_questions_are_offered_to_others_of_the_server(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server = discord_server
    other = server.other_guild("The other house")
    member = server.member("Lighthouse keeper")
    async with connect(desk):
        house = House(server, server.general)
        await house.ask(QUESTION)
        await house.ask("Who keeps the lighthouse in private?", private=True)
        await house.ask("Where does the kraken of the lighthouse sleep?")
        await house.ask("who kepes the lighthouse of Gull Rock?")
        await house.ask("Who keeps the lighthouse? https://evil.example @everyone")
        await asked(server, f"who keeps the lighthouse, {member.mention}?")
        dm = await server.dm(server.fan, "Who lights the lighthouse lamp?")
        await server.wait_for_message(dm.channel, after=dm)
        typed = "lighthouse"
        found = await server.complete(server.owner, server.general, "ask", "question", typed)
        assert found == [QUESTION]
        assert await server.complete(server.owner, other, "ask", "question", typed) == []
        await house.use("privacy forget")
        forgotten = await server.complete(server.owner, server.general, "ask", "question", typed)
        assert not forgotten


async def test_questions_in_a_voice_channel_are_offered_if_everybody_may_join_it(
    discord_server: DiscordServer, connect: Connect, desk: Desk
) -> None:
    server = discord_server
    voice, everybody = server.channel("Voice"), server.world.guild.roles[0]
    voice.kind = VOICE
    async with connect(desk):
        house, typed = House(server, voice), "lighthouse"
        await house.use("ask", server.moderator, question=QUESTION)
        assert not await server.complete(server.owner, server.general, "ask", "question", typed)
        await server.permit(everybody, USUAL | Permission.CONNECT)
        await house.ask(QUESTION)  # Of somebody else, so that it is no follow-up.
        found = await server.complete(server.owner, server.general, "ask", "question", typed)
        assert found == [QUESTION]
