"""``/settings``: what a server has set, to see and to change, by options or by the menus below."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import discord
from discord import app_commands

from bot import server_notices
from bot.errors import Refused
from bot.features.choices import choices
from bot.features.feature import Feature
from bot.features.managing import for_managers, guild_of
from bot.features.menus import AUTOMATIC, Edit, Wish, menus, spoken
from bot.pressing import ManagerPress, chosen, controls
from bot.replies import Interaction, Reply, manages_server, respond_to_manager
from bot.store import records
from bot.texts.catalogue import languages, text

Days = app_commands.Range[int, 1, 365]
PerMinute = app_commands.Range[int, 1, 60]


class AnyChannel(app_commands.Transformer):
    """The id of a channel of any kind; discord.py's own would name kinds that Discord refuses."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    async def transform(self, interaction: discord.Interaction, value: Any) -> int:
        return int(value.id)


Channel = app_commands.Transform[int, AnyChannel]


class ServerSettings(Feature):
    """For members who manage Quoth."""

    @app_commands.command()
    @for_managers
    @app_commands.describe(
        answers="Who sees answers to /ask, unless the asker says otherwise?",
        off_in="Switch me off in this channel, category or thread.",
        on_in="Switch me on again there.",
        only_in="Answer only in this channel, category or thread, and in others given so.",
        everywhere="Answer in all channels again, but where I am switched off.",
        keep_missed="Keep the words of questions that found nothing, for /gaps?",
        days="For how many days are they kept?",
        add_role="Members with this role may manage me too.",
        remove_role="Members with this role may not manage me any more.",
        language="My language in replies to mentions and in the digest.",
        per_minute="How many questions may one person ask in a minute?",
        digest="Post a weekly digest? Here, unless digest_in says where.",
        digest_in="Post a weekly digest in this channel.",
    )
    async def settings(
        self,
        interaction: Interaction,
        answers: Literal["public", "private"] | None = None,
        off_in: Channel | None = None,
        on_in: Channel | None = None,
        only_in: Channel | None = None,
        everywhere: bool | None = None,
        keep_missed: bool | None = None,
        days: Days | None = None,
        add_role: discord.Role | None = None,
        remove_role: discord.Role | None = None,
        language: str | None = None,
        per_minute: PerMinute | None = None,
        digest: bool | None = None,
        digest_in: Channel | None = None,
    ) -> None:
        """See and change how I behave in this server."""
        where = digest_in or (interaction.channel_id if digest else None)

        def edit(old: records.ServerSettings) -> records.ServerSettings:
            on = {on_in, only_in}
            only = {*old.only, only_in, on_in if old.only else None}
            managers = {*old.managers, add_role and add_role.id}
            return replace(
                old,
                silent=frozenset(each for each in {*old.silent, off_in} - on if each),
                only=frozenset() if everywhere else frozenset(each for each in only if each),
                private=old.private if answers is None else answers == "private",
                keep_missed=old.keep_missed if keep_missed is None else keep_missed,
                retention_days=old.retention_days if days is None else days,
                managers=frozenset(
                    each for each in managers if each and each != (remove_role and remove_role.id)
                ),
                language=spoken(language) if language else old.language,
                per_minute=per_minute or old.per_minute,
                digest_channel=None if digest is False else where or old.digest_channel,
            )

        given = {
            "answers": answers,
            "off_in": off_in and f"<#{off_in}>",
            "on_in": on_in and f"<#{on_in}>",
            "only_in": only_in and f"<#{only_in}>",
            "everywhere": everywhere or None,
            "keep_missed": keep_missed,
            "days": days,
            "add_role": add_role and add_role.mention,
            "remove_role": remove_role and remove_role.mention,
            "language": language and (spoken(language) or AUTOMATIC),
            "per_minute": per_minute,
            "digest": digest,
            "digest_in": digest_in and f"<#{digest_in}>",
        }
        changes = [f"{name}:{value}" for name, value in given.items() if value is not None]
        roles = add_role is not None or remove_role is not None

        async def answer(reply: Reply) -> None:
            if add_role and add_role.is_default():
                raise Refused(text("not-everyone"))
            if digest is not False and where and not _is_postable(interaction, where):
                raise Refused(text("not-postable"))
            if language and language != AUTOMATIC and spoken(language) is None:
                raise Refused(text("unknown-language"))
            if roles and not manages_server(interaction):
                raise Refused(text("owners-only"))
            await _change(interaction, reply, edit, changes)

        await respond_to_manager(interaction, answer)

    @settings.autocomplete("language")
    async def _languages(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the languages that there are texts in, by what they call themselves."""
        codes = (None, *sorted(languages()))
        named = ((server_notices.language(each), each or AUTOMATIC) for each in codes)
        return choices(named, typed)


class Control(
    ManagerPress,
    template=r"quoth:settings:(?P<what>off|roles|digest|language|private|missed)(?::(?P<to>[01]))?",
):
    """A menu or button below the settings."""

    async def answer(self, interaction: Interaction, reply: Reply) -> None:
        """Change what it stands for."""
        what, to = self.match["what"], self.match["to"] == "1"
        wish = Wish(interaction.guild, what, to, chosen(interaction))
        if what == "roles" and not manages_server(interaction):
            raise Refused(text("owners-only"))
        if what == "digest" and wish.digest and not _is_postable(interaction, wish.digest):
            raise Refused(text("not-postable"))
        await _change(interaction, reply, wish.edit, [wish.noted])


async def _change(interaction: Interaction, reply: Reply, edit: Edit, changes: list[str]) -> None:
    """Change a server's settings, if there are any ``changes``, and show them."""
    guild, servers = guild_of(interaction), interaction.client.servers
    if changes:
        what = " ".join(["/settings", *changes])
        await servers.change(guild, edit, interaction.user.id, what)
    overview = await servers.overview(guild)
    shown = menus(overview.settings, interaction.guild, roles=manages_server(interaction))
    await reply.show(server_notices.settings(overview), controls(*shown))


def _is_postable(interaction: Interaction, channel: int) -> bool:
    """Whether the asker and the bot can post in a channel of the server: no category, no forum, no
    place that is none of the asker's business."""
    guild, asker = interaction.guild, interaction.user
    found = guild and guild.get_channel_or_thread(channel)
    if not isinstance(found, discord.abc.Messageable) or not isinstance(asker, discord.Member):
        return False
    granted = [found.permissions_for(each) for each in (asker, found.guild.me)]
    if isinstance(found, discord.Thread):
        return all(each.send_messages_in_threads for each in granted)
    return all(each.view_channel and each.send_messages for each in granted)


BUTTONS = (Control,)
