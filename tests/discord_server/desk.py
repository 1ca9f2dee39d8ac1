"""Where tests use commands, buttons and forms: builds the interactions and dispatches them."""

from __future__ import annotations

import asyncio
from typing import Any

from .commands import BOOLEAN, CHAT, GROUP, INTEGER, NUMBER, STRING, SUBCOMMAND, Commands
from .errors import Json
from .interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Interaction
from .messages import Message
from .posting import Posting, everything
from .state import Channel, Permission, User

SUITS: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    NUMBER: (int, float),
}


class Desk:
    """Every interaction, by token; it also reports those that were never acknowledged."""

    def __init__(self, posting: Posting, commands: Commands) -> None:
        self.posting = posting
        self.world = posting.world
        self.commands = commands
        self.interactions: dict[str, Interaction] = {}
        self._timers: list[asyncio.TimerHandle] = []

    def stop(self) -> None:
        """Stop watching the time."""
        for timer in self._timers:
            timer.cancel()

    async def command(
        self,
        user: User,
        channel: Channel,
        name: str,
        options: Json,
        permissions: Permission | None,
        typing_in: str | None = None,
    ) -> Interaction:
        """Use a chat command (``"group sub"`` for a sub-command), or type into an option."""
        root, *path = name.split()
        registered = await self._registered(root, channel)
        leaf, data = registered, dict(registered)
        chain: list[Json] = []
        for step in path:
            leaf = next(each for each in leaf.get("options", []) if each["name"] == step)
            chain.append({"type": leaf["type"], "name": step})
        given = [
            self._option(leaf, key, value, typing_in)
            for key, value in options.items()
            if value is not None
        ]
        if typing_in is None:
            needed = {o["name"] for o in leaf.get("options", []) if o.get("required")}
            if needed - {option["name"] for option in given}:
                raise ValueError(f"/{name} requires {sorted(needed)}")
        for step_data in reversed(chain):
            given = [step_data | {"options": given}]
        data = {"id": registered["id"], "name": root, "type": CHAT, "options": given}
        if named := [value for value in options.values() if isinstance(value, Channel)]:
            data["resolved"] = {
                "channels": {str(each.id): self._partial(user, each) for each in named}
            }
        if registered.get("guild_id"):
            data["guild_id"] = registered["guild_id"]
        kind = COMMAND if typing_in is None else AUTOCOMPLETE
        return await self._dispatch(kind, user, channel, data, f"/{name}", permissions)

    async def menu(
        self, user: User, channel: Channel, name: str, target: User | Message
    ) -> Interaction:
        """Use a user or message command from the context menu of ``target``."""
        kind = 3 if isinstance(target, Message) else 2
        registered = await self._registered(name, channel, kind)
        data: Json = {"id": registered["id"], "name": name, "type": kind}
        data["target_id"] = str(target.id)
        guild = self.world.guild_of(channel)
        if isinstance(target, Message):
            shown = target.payload(guild, everything)
            data["resolved"] = {"messages": {str(target.id): shown}}
        else:
            data["resolved"] = {"users": {str(target.id): target.payload()}}
            if target.id in guild.members and channel.guild_id is not None:
                member = guild.members[target.id].payload(with_user=False)
                member["permissions"] = str(int(self.world.permissions(target, channel)))
                data["resolved"]["members"] = {str(target.id): member}
        return await self._dispatch(COMMAND, user, channel, data, name, None)

    async def press(self, user: User, message: Message, control: Json, values: Any) -> Interaction:
        """Press a button or choose ``values`` in a menu."""
        data: Json = {"custom_id": control["custom_id"], "component_type": control["type"]}
        data["id"] = control.get("id", 0)
        if control["type"] != 2:
            data["values"] = list(values)
        name = f"the control {control['custom_id']!r}"
        return await self._dispatch(COMPONENT, user, message.channel, data, name, None, message)

    async def submit(self, user: User, form: Interaction, values: dict[str, str]) -> Interaction:
        """Send the form with which the client answered ``form``; missing fields are empty."""
        callback = await form.acknowledged()
        data = {
            "custom_id": callback.data["custom_id"],
            "components": [_filled(each, values) for each in callback.data["components"]],
        }
        name = f"the form {data['custom_id']!r}"
        return await self._dispatch(MODAL, user, form.channel, data, name, None, form.source)

    async def _registered(self, name: str, channel: Channel, kind: int = CHAT) -> Json:
        return await self.world.bell.until(
            lambda: self.commands.find(name, channel.guild_id, kind), 10.0, f"a command {name!r}"
        )

    def _partial(self, user: User, channel: Channel) -> Json:
        """A channel as an option's value describes it."""
        granted = str(int(self.world.permissions(user, channel)))
        kept = ("id", "type", "name", "parent_id", "position", "flags", "nsfw", "guild_id")
        return {key: channel.payload()[key] for key in kept} | {"permissions": granted}

    @staticmethod
    def _option(command: Json, key: str, value: Any, typing_in: str | None) -> Json:
        """One option as the client's form would send it; ``ValueError`` when it could not."""
        option = next((o for o in command.get("options", []) if o["name"] == key), None)
        if option is None or option["type"] in (SUBCOMMAND, GROUP):
            raise ValueError(f"{command['name']} has no option {key!r}")
        if isinstance(value, (User, Channel)):
            value = str(value.id)
        sent: Json = {"name": key, "type": option["type"], "value": value}
        if typing_in == key:
            return sent | {"focused": True}
        if not isinstance(value, SUITS.get(option["type"], (str,))):
            raise ValueError(f"{value!r} does not suit the option {key!r}")
        choices = [choice["value"] for choice in option.get("choices") or []]
        if choices and value not in choices:
            raise ValueError(f"{value!r} is none of the choices {choices}")
        size = len(value) if isinstance(value, str) else value
        least = option.get("min_length", option.get("min_value"))
        most = option.get("max_length", option.get("max_value"))
        if most is None and isinstance(value, str):
            most = 6000
        if (least is not None and size < least) or (most is not None and size > most):
            raise ValueError(f"{key!r} is outside {least}–{most}")
        return sent

    async def _dispatch(
        self,
        kind: int,
        user: User,
        channel: Channel,
        data: Json,
        name: str,
        permissions: Permission | None,
        source: Message | None = None,
    ) -> Interaction:
        interaction = Interaction(self.posting, kind, user, channel, data, name)
        interaction.source = source
        self.interactions[interaction.token] = interaction
        payload = self._payload(interaction, permissions)
        gateway = self.posting.gateway
        reached = await gateway.dispatch(
            "INTERACTION_CREATE", lambda session: payload, channel.guild_id
        )
        if not reached:
            raise RuntimeError("the bot has no session that could receive an interaction")
        limit = self.world.limits.acknowledge
        self._timers.append(
            asyncio.get_running_loop().call_later(limit, self._too_late, interaction)
        )
        return interaction

    def _too_late(self, interaction: Interaction) -> None:
        if interaction.callback is None:
            limit = self.world.limits.acknowledge
            self.world.violation(f"{interaction.name} was not acknowledged within {limit:g} s")

    def _payload(self, interaction: Interaction, permissions: Permission | None) -> Json:
        world, channel, user = self.world, interaction.channel, interaction.user
        granted = world.permissions(user, channel) if permissions is None else permissions
        payload: Json = {
            "id": str(interaction.id),
            "application_id": str(world.application_id),
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel_id": str(channel.id),
            "channel": channel.payload() | {"permissions": str(int(granted))},
            "app_permissions": str(int(world.permissions(world.bot, channel))),
            "locale": user.locale,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": interaction.owners,
            "context": 0 if channel.guild_id is not None else 1,
            "attachment_size_limit": 10 * 1024 * 1024,
        }
        if channel.guild_id is not None:
            member = world.guild_of(channel).members[user.id].payload()
            payload["member"] = member | {"permissions": str(int(granted))}
            payload["guild_id"] = str(channel.guild_id)
            locale = world.guild_of(channel).preferred_locale
            payload["guild"] = {"id": str(channel.guild_id), "locale": locale, "features": []}
            payload["guild_locale"] = locale
        else:
            payload["user"] = user.payload()
        if interaction.source is not None:
            payload["message"] = interaction.source.payload(world.guild_of(channel), everything)
        return payload


def _filled(component: Json, values: dict[str, str]) -> Json:
    """A form's component as it is submitted: what was typed under its ``custom_id``."""
    kept: Json = {key: component[key] for key in ("type", "id", "custom_id") if key in component}
    if "components" in component:
        kept["components"] = [_filled(each, values) for each in component["components"]]
    if isinstance(component.get("component"), dict):
        kept["component"] = _filled(component["component"], values)
    if component.get("type") == 4:
        kept["value"] = values.get(component["custom_id"], "")
    return kept
