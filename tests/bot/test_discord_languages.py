"""Whoever asks in Spanish is answered in Spanish; the quotes stay what the articles say."""

from __future__ import annotations

import pytest

from bot.app import Desk
from bot.client import QuothBot
from tests.bot.conftest import QUESTION, Connect
from tests.discord_server import DiscordServer, Message

NOTHING = "What is the airspeed of a swallow?"


@pytest.fixture
def spanish(discord_server: DiscordServer) -> DiscordServer:
    """A Discord whose fan and moderator have it in Spanish."""
    discord_server.fan.locale, discord_server.moderator.locale = "es-ES", "es-419"
    return discord_server


async def used(server: DiscordServer, name: str, **options: object) -> Message:
    """What a moderator, for whom everything is allowed, is shown."""
    asked = await server.slash(server.moderator, server.general, name, options)
    return await asked.final()


async def test_an_answer_has_its_interface_in_the_askers_language(
    spanish: DiscordServer, bot: QuothBot
) -> None:
    shown = await used(spanish, "ask", question=QUESTION)
    assert "> " in shown.text
    assert "lighthouse" in shown.text
    assert "Harbour Press · 12 ene 2024" in shown.text
    thumbs = ["\N{THUMBS UP SIGN}", "\N{THUMBS DOWN SIGN}"]
    around = ["◀ Contexto", "Contexto ▶"]
    assert shown.labels == ["Abrir la fuente", *around, *thumbs, "🗑 Borrar"]


async def test_what_the_articles_do_not_say_is_told_in_the_askers_language(
    spanish: DiscordServer, bot: QuothBot
) -> None:
    shown = await used(spanish, "ask", question=NOTHING)
    assert shown.text.startswith("Los artículos no lo dicen")


async def test_two_languages_at_a_time_do_not_mix(spanish: DiscordServer, bot: QuothBot) -> None:
    server = spanish
    options = {"question": NOTHING, "private": True}
    asked = [
        await server.slash(user, server.general, "ask", options)
        for user in (server.fan, server.owner, server.moderator)
    ]
    shown = [(await each.final()).text for each in asked]
    assert [text.startswith("Los artículos") for text in shown] == [True, False, True]


async def test_settings_and_refusals_are_in_the_askers_language(
    spanish: DiscordServer, bot: QuothBot
) -> None:
    server = spanish
    assert (await used(server, "settings", days=7)).text.startswith("**Ajustes de este servidor")
    refused = await server.slash(server.fan, server.general, "settings")
    assert "«Gestionar servidor»" in (await refused.final()).text


async def test_what_is_offered_can_be_typed_too(spanish: DiscordServer, bot: QuothBot) -> None:
    assert (await used(spanish, "progress", point="Lo he visto todo")).text.endswith("lo olvido.")
    for typed in ("Olvídame", "olvidame"):
        assert (await used(spanish, "progress", point=typed)).text.startswith("Hecho.")


async def test_old_buttons_and_faults_are_told_in_the_askers_language(
    spanish: DiscordServer, bot: QuothBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = spanish

    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(bot.desk, "ask", broken)
    shown = await used(server, "ask", question=QUESTION)
    assert shown.text.startswith("Algo ha fallado dentro de Quoth.")
    assert "Referencia: " in shown.text
    control = {"type": 2, "custom_id": "from an older version"}
    pressed = await server.desk.press(server.moderator, shown, control, ())
    assert (await pressed.acknowledged()).data["content"].startswith("Esto es de una versión")


@pytest.mark.parametrize(
    ("locale", "said"), [("es-ES", "Los artículos no lo dicen"), ("ja", "The articles don't say")]
)
async def test_a_mention_is_answered_in_the_servers_language(
    discord_server: DiscordServer, connect: Connect, desk: Desk, locale: str, said: str
) -> None:
    server = discord_server
    server.guild.preferred_locale = locale
    async with connect(desk) as bot:
        asked = await server.say(server.fan, server.general, f"{bot.mention} {NOTHING}")
        reply = await server.wait_for_message(server.general, after=asked)
        assert reply.text.startswith(said)


async def test_who_writes_to_the_bot_alone_is_answered_in_the_language_they_have_set(
    spanish: DiscordServer, bot: QuothBot
) -> None:
    server = spanish

    async def told() -> str:
        asked = await server.dm(server.fan, NOTHING)
        return (await server.wait_for_message(asked.channel, after=asked)).text

    about = await server.slash(server.fan, server.general, "about")
    await about.final()
    assert (await told()).startswith("Los artículos no lo dicen")
    alone = await server.slash(server.fan, server.conversation(server.fan), "privacy show")
    assert "el idioma que tienes puesto en Discord" in (await alone.final()).text
    await bot.forget(server.fan.id)
    assert (await told()).startswith("The articles don't say")


async def test_commands_are_registered_with_their_spanish_names(
    discord_server: DiscordServer, bot: QuothBot
) -> None:
    assert bot.registering is not None
    await bot.registering
    ask = discord_server.commands.find("ask", None)
    assert ask is not None
    assert ask["name_localizations"] == {"es-ES": "preguntar", "es-419": "preguntar"}
    assert ask["description_localizations"]["es-ES"].startswith("Haz una pregunta")
    assert ask["options"][0]["name_localizations"]["es-419"] == "pregunta"
    settings = discord_server.commands.find("settings", None)
    assert settings is not None
    answers = next(each for each in settings["options"] if each["name"] == "answers")
    assert [each["name_localizations"]["es-ES"] for each in answers["choices"]] == [
        "públicas",
        "privadas",
    ]
