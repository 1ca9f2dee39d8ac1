"""What moderators look after on a Discord: gaps, the audit list, permissions, what is forgotten."""

from __future__ import annotations

from bot.app import Desk
from bot.client import QuothBot
from bot.store.sqlite import FILE
from bot.texts.catalogue import text
from tests.bot.conftest import QUESTION
from tests.bot.house import House
from tests.bot.questions import silence
from tests.bot.test_discord_servers import NOWHERE
from tests.discord_server import DiscordServer, Permission


async def test_gaps_are_done_until_asked_again_and_ignored_for_good(
    discord_server: DiscordServer, bot: QuothBot, house: House, other: House
) -> None:
    by = discord_server.moderator
    for each in (house, other):
        await each.use("settings", keep_missed=True)
    asked = ["Where does the kraken sleep?", "Who painted the zeppelin?"]
    for question in asked:
        await house.ask(question)
    await other.ask(asked[0])
    shown = await house.gaps(bot)
    options = shown.controls[0]["options"]
    values = {each["label"].split()[0]: each["value"] for each in options}
    assert len(values) == 2

    shown = await house.press(by, shown, text("gaps-done"), values["kraken"])
    assert "kraken" not in shown.text
    shown = await house.press(by, shown, text("gaps-ignore"), values["painted"])
    assert shown.text == text("no-gaps")
    assert not shown.controls
    for question in asked:
        await house.ask(question)
    shown = await house.gaps(bot)
    assert "kraken" in shown.text
    assert "zeppelin" not in shown.text
    shown = await house.use("gaps", ignored=True)
    assert "**2×** painted zeppelin" in shown.text
    shown = await house.press(by, shown, text("gaps-restore"), values["painted"])
    assert shown.text == text("no-gaps-ignored")
    assert "zeppelin" in (await house.use("gaps")).text
    assert "kraken" in (await other.gaps(bot)).text
    noted = (await house.use("audit")).text
    assert "/gaps done:1" in noted
    assert "kraken" not in noted


async def test_disliked_answers_are_gaps_without_the_asker(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    guild = discord_server.guild.id
    await bot.servers.miss(guild, QUESTION, disliked=True)
    await house.use("settings", keep_missed=True)
    assert (await house.use("gaps")).text == text("no-gaps")
    await bot.servers.miss(guild, f"<@{discord_server.fan.id}> {QUESTION}", disliked=True)
    await bot.servers.miss(guild, QUESTION)
    await bot.servers.miss(None, QUESTION, disliked=True)
    line, explained = (await house.use("gaps")).text.splitlines()[1:]
    assert line == "- ✅ **2×** (👎 1×) keeps lighthouse · today"
    assert explained == text("gaps-answered")


async def test_many_gaps_and_actions_have_pages(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    guild, by = discord_server.guild.id, discord_server.moderator
    await house.use("settings", keep_missed=True)
    for number in range(60):
        await bot.servers.miss(guild, f"Where is kraken{number}?")
        await bot.servers.note(guild, by.id, f"/alias add number{number}")
    for name in ("gaps", "audit"):
        lines = await house.pages(name)
        assert len(set(lines)) == len(lines) >= 60


async def test_permissions_are_checked_channel_by_channel(
    discord_server: DiscordServer, bot: QuothBot, house: House
) -> None:
    server = discord_server
    shown = await house.use("permissions check")
    assert shown.ephemeral
    assert f"- <#{server.locked.id}>: **Send Messages**" in shown.text
    assert server.own_role.id
    assert f"<@&{server.own_role.id}>" in shown.text
    for fine in (server.general, server.lounge):
        assert f"<#{fine.id}>" not in shown.text
    assert f"<#{server.hidden.id}>" not in shown.text  # the asker cannot see it either
    by_owner = await house.use("permissions check", server.owner)
    assert f"- <#{server.hidden.id}>: **View Channels**" in by_owner.text

    asked = await server.say(server.fan, server.locked, f"{bot.mention} {QUESTION}")
    await silence(bot, server, asked)
    shown = await house.use("permissions check")
    assert f"- <#{server.locked.id}>: **Send Messages** · asked there in vain" in shown.text

    shown = await house.use("permissions check", channel=server.lounge)
    assert text("access-fine", channels=1) in shown.text
    assert "never need: **Embed Links**, **Attach Files**" in shown.text
    await house.use("settings", off_in=server.locked)
    assert f"<#{server.locked.id}>" not in (await house.use("permissions check")).text

    commands = Permission.USE_APPLICATION_COMMANDS
    await server.overwrite(server.lounge, server.guild.roles[0], deny=commands)
    await server.overwrite(server.lounge, server.own_role, deny=Permission.READ_MESSAGE_HISTORY)
    shown = await house.use("permissions check")
    assert f"- <#{server.lounge.id}>: **Read Message History**" in shown.text
    assert "**Use Application Commands** is off" in shown.text
    sending = Permission.SEND_MESSAGES
    await server.overwrite(server.locked, server.own_role, allow=sending)
    await house.use("settings", server.owner, digest_in=server.locked)
    await server.overwrite(server.locked, server.own_role, deny=sending)
    shown = await house.use("permissions check")
    assert f"cannot be posted in <#{server.locked.id}>: I lack **Send Messages**" in shown.text
    await server.close_channel(server.locked)
    assert text("access-digest-gone") in (await house.use("permissions check")).text

    for role in (server.own_role, server.guild.roles[0]):
        await server.permit(role, Permission.VIEW_CHANNEL)
    shown = await house.use("permissions check")
    assert "In the whole server I lack **Send Messages**, **Send Messages in Threads**" in (
        shown.text
    )
    assert "https://discord.com/oauth2/authorize" in shown.text


async def test_forgetting_is_for_everybody_and_more_for_managers(
    discord_server: DiscordServer, bot: QuothBot, desk: Desk, house: House
) -> None:
    server = discord_server
    await house.use("settings", keep_missed=True, digest=True)
    await house.ask(QUESTION)
    await house.ask(NOWHERE)
    assert "kraken" in (await house.gaps(bot)).text
    who = (server.general.id, server.fan.id, False)
    assert bot.conversations.turns(who)
    shown = await house.use("privacy show", server.fan)
    assert text("privacy-counts") in shown.text

    shown = await house.use("privacy forget", server.moderator)
    assert bot.conversations.turns(who)
    assert "no longer keep any word" in shown.text
    await house.ask(NOWHERE)
    assert "kraken" in (await house.gaps(bot)).text
    shown = await house.use("privacy forget", server.fan)
    assert shown.text == text("forgotten-yours")
    assert shown.ephemeral
    assert not bot.conversations.turns(who)
    assert "kraken" in (await house.use("gaps")).text
    alone = House(server, server.conversation(server.fan))
    await alone.ask(QUESTION)
    assert (await alone.use("privacy forget", server.fan)).text == text("forgotten-yours")

    await house.use("privacy forget")
    written = b"".join(each.read_bytes() for each in desk.settings.state_dir.glob(f"{FILE}*"))
    assert b"kraken" not in written
