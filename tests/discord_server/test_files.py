"""Files that people hand to commands, and files that the bot sends."""

from __future__ import annotations

import io

import discord
import pytest
from discord import ui

from . import DiscordServer, Permission, Upload
from .parrot import Parrot, failed
from .raw import post


async def test_a_file_goes_to_a_command_and_comes_back(server: DiscordServer, bot: Parrot) -> None:
    upload = Upload("my notes.md", b"# Notes")
    used = await server.slash(server.fan, server.general, "keep", {"file": upload})
    (attachment,) = (await used.final()).attachments
    assert server.cdn.open(attachment) == b"# Notes"
    assert attachment["filename"] == "kept_my_notes.md"
    assert attachment["description"] == "A copy"
    (given,) = used.data["resolved"]["attachments"].values()
    assert (given["size"], given["content_type"]) == (7, "text/markdown; charset=utf-8")
    assert given["ephemeral"]
    with pytest.raises(ValueError, match="suit"):
        await server.slash(server.fan, server.general, "keep", {"file": "notes.md"})


@pytest.mark.parametrize("status", [404, 503])
async def test_a_file_that_cannot_be_fetched(
    server: DiscordServer, bot: Parrot, status: int
) -> None:
    server.faults.fail("GET", "attachments/", status=status)
    upload = Upload("notes.md", b"# Notes")
    server.limits.acknowledge = 0.1
    await server.slash(server.fan, server.general, "keep", {"file": upload})
    error = await failed(bot)
    assert isinstance(error, discord.HTTPException)
    assert error.status == status
    await server.world.bell.until(lambda: server.violations or None, "a violation")
    server.forgive("not acknowledged")


async def test_a_wrong_signature_opens_nothing(server: DiscordServer, bot: Parrot) -> None:
    attachment = server.cdn.store(Upload("notes.md", b"# Notes"))
    for url, status in ((attachment["url"], 200), (attachment["url"].partition("?")[0], 404)):
        async with bot.http._HTTPClient__session.get(url) as answer:  # type: ignore[attr-defined]
            assert answer.status == status


class Export(ui.LayoutView):
    """A file in a layout."""

    def __init__(self, file: discord.File) -> None:
        super().__init__()
        self.add_item(ui.TextDisplay("Your export"))
        self.add_item(ui.File(file))


async def test_a_file_in_a_layout(server: DiscordServer, bot: Parrot) -> None:
    channel = bot.get_partial_messageable(server.general.id)
    file = discord.File(io.BytesIO(b"{}"), "export.json")
    sent = await channel.send(view=Export(file), file=file)
    (message,) = server.posted(server.general)
    shown = message.components[1]
    assert (shown["name"], shown["size"]) == ("export.json", 2)
    assert shown["file"]["url"] == message.attachments[0]["url"]
    assert await sent.attachments[0].read() == b"{}"
    with pytest.raises(discord.HTTPException):
        await channel.send(view=Export(discord.File(io.BytesIO(b""), "lost.json")))
    server.forgive("UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND")


async def test_too_much_is_refused(server: DiscordServer, bot: Parrot) -> None:
    channel = bot.get_partial_messageable(server.general.id)
    with pytest.raises(discord.HTTPException) as caught:
        await channel.send(file=discord.File(io.BytesIO(b"x" * 10_485_761), "large.bin"))
    assert (caught.value.status, caught.value.code) == (413, 40005)
    server.forgive("40005")


async def test_files_need_a_permission(server: DiscordServer, bot: Parrot) -> None:
    server.lounge.denied = Permission.ATTACH_FILES
    channel = bot.get_partial_messageable(server.lounge.id)
    with pytest.raises(discord.Forbidden):
        await channel.send(file=discord.File(io.BytesIO(b"x"), "x.txt"))
    status, _ = await post(server, f"/channels/{server.lounge.id}/messages", {"content": "x"})
    assert status == 200
