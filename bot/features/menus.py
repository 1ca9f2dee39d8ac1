"""The menus and buttons below a server's settings, and what they change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import discord

from bot import server_notices
from bot.server_notices import MENU_OPTIONS
from bot.store.records import ServerSettings
from bot.texts.catalogue import languages, text

AUTOMATIC = "automatic"
"""The value that stands for Discord's own language."""

POSTABLE = [discord.ChannelType.text, discord.ChannelType.news]
CHANNEL, ROLE = discord.SelectDefaultValueType.channel, discord.SelectDefaultValueType.role

Item = discord.ui.Item[Any]
Edit = Callable[[ServerSettings], ServerSettings]


def menus(settings: ServerSettings, guild: discord.Guild | None, *, roles: bool) -> list[Item]:
    """Return the controls of what a server has set; ``roles`` says whether roles may be chosen.

    A menu that could not show all that is set is left out, so that nothing is lost by it.
    """
    silent = [each for each in settings.silent if guild and guild.get_channel_or_thread(each)]
    managers = [each for each in settings.managers if guild and guild.get_role(each)]
    digest = guild and guild.get_channel_or_thread(settings.digest_channel or 0)
    there = [digest.id] if digest and digest.type in POSTABLE else []
    items: list[Item] = []
    if len(silent) <= MENU_OPTIONS:
        preset = _preset("off", text("menu-off-in"), silent, CHANNEL)
        items.append(discord.ui.ChannelSelect(**preset))
    if roles and len(managers) <= MENU_OPTIONS:
        preset = _preset("roles", text("menu-roles"), managers, ROLE)
        items.append(discord.ui.RoleSelect(**preset))
    preset = _preset("digest", text("menu-digest"), there, CHANNEL, most=1)
    items.append(discord.ui.ChannelSelect(channel_types=POSTABLE, **preset))
    items.append(_languages(settings.language))
    return [*items, *_switches(settings)]


class _Default(discord.SelectDefaultValue):
    """What is chosen already, its id being text, as Discord describes it."""

    def to_dict(self) -> Any:
        """Return it as Discord takes it."""
        return super().to_dict() | {"id": str(self.id)}


def _preset(
    name: str,
    label: str,
    ids: Iterable[int],
    kind: discord.SelectDefaultValueType,
    most: int = MENU_OPTIONS,
) -> dict[str, Any]:
    """Return what a menu is made of in which up to ``most`` may be chosen, and ``ids`` are."""
    return {
        "custom_id": f"quoth:settings:{name}",
        "placeholder": label,
        "min_values": 0,
        "max_values": most,
        "default_values": [_Default(id=each, type=kind) for each in sorted(ids)],
    }


def _languages(language: str | None) -> Item:
    codes = (None, *sorted(languages()))[:MENU_OPTIONS]
    return discord.ui.Select(
        placeholder=text("menu-language"),
        custom_id="quoth:settings:language",
        options=[
            discord.SelectOption(
                label=server_notices.language(code),
                value=code or AUTOMATIC,
                default=code == language,
            )
            for code in codes
        ],
    )


def _switches(settings: ServerSettings) -> list[Item]:
    """Buttons that name what they do; the ``custom_id`` says which way, so twice is no harm."""
    private, kept = not settings.private, not settings.keep_missed
    return [
        discord.ui.Button(
            label=text("button-private") if private else text("button-public"),
            custom_id=f"quoth:settings:private:{int(private)}",
            row=4,
        ),
        discord.ui.Button(
            label=text("button-keep") if kept else text("button-keep-none"),
            custom_id=f"quoth:settings:missed:{int(kept)}",
            row=4,
        ),
    ]


def spoken(code: str) -> str | None:
    """Return a language by its code; None, Discord's own, where there are no texts in it."""
    return code if code in languages() else None


class Wish:
    """What somebody wants who used one of the controls, as its ``custom_id`` and values say.

    Ids that are no channels or roles of this server, and the role that everybody has, are passed
    over. ``digest`` is the channel that was chosen, if one was.
    """

    def __init__(
        self, guild: discord.Guild | None, what: str, to: bool, values: Sequence[str]
    ) -> None:
        ids = {int(value) for value in values if value.isdecimal()}
        self.what = what
        self._to = to
        self._guild = guild
        self._channels = self._known(ids)
        self._roles = {each for each in ids if guild and guild.get_role(each) and each != guild.id}
        self._language = spoken(values[0]) if values else None
        self.digest = next(iter(self._channels), None)

    def edit(self, old: ServerSettings) -> ServerSettings:
        """Return settings as they are wanted."""
        match self.what:
            case "off":  # Channels that the menu could not show stay.
                return replace(old, silent=old.silent - self._known(old.silent) | self._channels)
            case "roles":
                return replace(old, managers=frozenset(self._roles))
            case "digest":
                return replace(old, digest_channel=self.digest)
            case "language":
                return replace(old, language=self._language)
            case "private":
                return replace(old, private=self._to)
            case _:
                return replace(old, keep_missed=self._to)

    @property
    def noted(self) -> str:
        """The wish as the audit list shows it, like options of the command."""
        match self.what:
            case "off":
                return "off_in:" + " ".join(f"<#{each}>" for each in sorted(self._channels))
            case "roles":
                return "roles:" + " ".join(f"<@&{each}>" for each in sorted(self._roles))
            case "digest":
                return f"digest_in:<#{self.digest}>" if self.digest else "digest:False"
            case "language":
                return f"language:{self._language or AUTOMATIC}"
            case "private":
                return "answers:private" if self._to else "answers:public"
            case _:
                return f"keep_missed:{self._to}"

    def _known(self, ids: Iterable[int]) -> frozenset[int]:
        guild = self._guild
        return frozenset(each for each in ids if guild and guild.get_channel_or_thread(each))
