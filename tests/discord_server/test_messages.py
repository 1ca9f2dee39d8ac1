"""Messages: what the bot may read, send, edit and ping; faults on the way."""

from __future__ import annotations

import asyncio

import aiohttp
import discord
import pytest

from . import CONTENT, DiscordServer
from .parrot import Parrot, failed, heard, running
from .patience import happens


async def test_content_reaches_a_bot_only_where_it_is_addressed(
    server: DiscordServer, bot: Parrot
) -> None:
    own = server.old_message(server.general, "I know a lot")
    response = await (await server.slash(server.fan, server.general, "say", {"text": "!"})).final()
    fan, general = server.fan, server.general
    await server.say(fan, general, "nothing for you")
    await server.say(fan, general, f"{server.bot.mention} who?")
    await server.say(fan, general, "a reply", reply_to=own)
    await server.say(fan, general, "a silent reply", reply_to=own, ping=False)
    await server.say(fan, general, "a reply to a response", reply_to=response)
    await server.dm(fan, "between us")
    await server.say(fan, server.hidden, f"{server.bot.mention} never arrives")
    messages = await heard(bot, 6)
    assert [message.content for message in messages] == [
        "",
        f"{server.bot.mention} who?",
        "a reply",
        "",
        "",
        "between us",
    ]
    mentioned = [bot.user in message.mentions for message in messages]
    assert mentioned == [False, True, True, False, False, False]
    assert [message.guild is None for message in messages] == [False] * 5 + [True]


async def test_content_reaches_a_bot_with_the_intent() -> None:
    server = DiscordServer(granted_intents=CONTENT)
    await server.start()
    intents = discord.Intents(guilds=True, guild_messages=True, message_content=True)
    async with running(server, Parrot(intents)) as bot:
        await server.say(server.fan, server.general, "nothing for you")
        assert [message.content for message in await heard(bot, 1)] == ["nothing for you"]
    await server.stop()
    assert not server.violations


async def test_edits_and_deletions_are_announced(server: DiscordServer, bot: Parrot) -> None:
    message = await server.say(server.fan, server.general, f"{server.bot.mention} who?")
    await server.edit(message, f"{server.bot.mention} where?")
    await server.delete(message)
    await heard(bot, 1)
    await happens(lambda: bool(bot.deleted))
    assert [event.message.content for event in bot.edited] == [f"{server.bot.mention} where?"]
    assert [event.message_id for event in bot.deleted] == [message.id]


async def test_replies_and_pings(server: DiscordServer, bot: Parrot) -> None:
    question = await server.say(server.fan, server.general, f"{server.bot.mention} who?")
    (received,) = await heard(bot, 1)
    await received.reply(f"{server.fan.mention} @everyone", mention_author=False)
    quiet = await server.wait_for_message(server.general, after=question)
    assert quiet.reference is question
    assert quiet.allowed_mentions is not None
    assert not quiet.pings
    loud = discord.AllowedMentions.all()
    await received.reply(f"{server.fan.mention} @everyone", allowed_mentions=loud)
    pinging = await server.wait_for_message(server.general, after=quiet)
    assert (pinging.mentions, pinging.mention_everyone) == ([server.fan], True)


async def test_channel_permissions(server: DiscordServer, bot: Parrot) -> None:
    codes = []
    for channel in (server.locked, server.hidden):
        target = bot.get_partial_messageable(channel.id)
        with pytest.raises(discord.Forbidden) as caught:
            await target.send("hello")
        codes.append(caught.value.code)
    assert codes == [50013, 50001]
    foreign = await server.say(server.fan, server.general, "mine")
    partial = bot.get_partial_messageable(server.general.id).get_partial_message(foreign.id)
    with pytest.raises(discord.Forbidden) as caught:
        await partial.edit(content="yours")
    assert caught.value.code == 50005


async def test_messages_are_sent_read_edited_and_deleted(
    server: DiscordServer, bot: Parrot
) -> None:
    channel = bot.get_channel(server.general.id)
    assert isinstance(channel, discord.TextChannel)
    async with channel.typing():
        message = await channel.send("one", embed=discord.Embed(title="A card"))
    assert [found.id async for found in channel.history(limit=5)] == [message.id]
    await message.edit(content="two")
    (posted,) = server.posted(server.general)
    assert (posted.content, posted.versions) == ("two", ["one", "two"])
    await message.delete()
    assert server.posted(server.general) == []
    with pytest.raises(discord.NotFound) as caught:
        await channel.fetch_message(message.id)
    assert caught.value.code == 10008
    with pytest.raises(discord.HTTPException) as empty:
        await channel.send(" ")
    assert empty.value.code == 50006
    server.forgive("50006")


async def test_a_reply_to_a_message_that_is_gone(server: DiscordServer, bot: Parrot) -> None:
    question = await server.say(server.fan, server.general, f"{server.bot.mention} who?")
    (received,) = await heard(bot, 1)
    await server.delete(question)
    with pytest.raises(discord.HTTPException) as caught:
        await received.reply("an answer")
    assert "REPLIES_UNKNOWN_MESSAGE" in str(server.forgive("50035"))
    assert caught.value.code == 50035
    target = received.to_reference(fail_if_not_exists=False)
    await received.channel.send("an answer", reference=target)
    assert (await server.wait_for_message(server.general)).reference is None


async def test_rate_limits_with_and_without_via(server: DiscordServer, bot: Parrot) -> None:
    channel = bot.get_partial_messageable(server.general.id)
    server.faults.rate_limit("POST", "/messages$", retry_after=0.05)
    await channel.send("after a pause")
    assert [r.status for r in server.requested("POST", "/messages$")] == [429, 200]
    server.faults.rate_limit("POST", "/messages$", via=False)
    with pytest.raises(discord.HTTPException) as caught:
        await channel.send("refused at the door")
    assert caught.value.status == 429


async def test_dropped_and_delayed_requests(server: DiscordServer, bot: Parrot) -> None:
    channel = bot.get_partial_messageable(server.general.id)
    server.faults.drop("POST", "/messages$")
    with pytest.raises((aiohttp.ClientError, OSError)):
        await channel.send("cut off")
    assert server.posted(server.general) == []
    clock = asyncio.get_running_loop().time
    began = clock()
    server.faults.delay("POST", "/messages$", 0.2)
    await channel.send("slow")
    assert clock() - began >= 0.2
    assert [m.content for m in server.posted(server.general)] == ["slow"]


async def test_a_request_is_held_until_its_release(server: DiscordServer, bot: Parrot) -> None:
    channel = bot.get_partial_messageable(server.general.id)
    fault = server.faults.hold("POST", "/messages$")
    sending = asyncio.create_task(channel.send("at last"))
    await server.wait_for_request("POST", "/messages$")
    assert server.posted(server.general) == []
    fault.release()
    await sending
    assert [m.content for m in server.posted(server.general)] == ["at last"]


async def test_unknown_routes_are_reported(server: DiscordServer, bot: Parrot) -> None:
    with pytest.raises(discord.NotFound):
        await bot.http.request(discord.http.Route("GET", "/no/such/thing"))
    assert any("no such route" in each for each in server.forgive("/no/such/thing"))


async def test_refusals_by_number(server: DiscordServer, bot: Parrot) -> None:
    server.faults.refuse("PATCH", "@original$", 10015)
    await server.slash(server.fan, server.general, "echo", {"text": "hello"})
    error = await failed(bot)
    assert isinstance(error, discord.NotFound)
    assert (error.code, error.text) == (10015, "Unknown Webhook")


async def test_a_request_that_is_never_answered(server: DiscordServer, bot: Parrot) -> None:
    server.faults.silence("POST", "/messages$")
    channel = bot.get_partial_messageable(server.general.id)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(channel.send("hello"), 0.1)
    assert server.posted(server.general) == []


async def test_previews_and_purges(server: DiscordServer, bot: Parrot) -> None:
    text = f"{server.bot.mention} https://quoth.test/"
    first, second = [await server.say(server.fan, server.general, text) for _ in range(2)]
    await server.unfurl(first, "Quoth")
    await server.purge(first, second)
    await heard(bot, 2)
    await happens(lambda: len(bot.deleted) == 2)
    (update,) = bot.edited
    assert (update.message.content, update.message.edited_at) == (text, None)
    assert [embed.title for embed in update.message.embeds] == ["Quoth"]
    assert {event.message_id for event in bot.deleted} == {first.id, second.id}
