"""Where tests use commands, buttons and forms: builds the interactions and dispatches them."""

from __future__ import annotations

import asyncio
from typing import Any

from .cdn import Upload
from .commands import (
    ATTACHMENT,
    BOOLEAN,
    CHANNEL,
    CHAT,
    GROUP,
    INTEGER,
    MENTIONABLE,
    NUMBER,
    ROLE,
    STRING,
    SUBCOMMAND,
    USER,
    Commands,
)
from .components import MENU, MENUS
from .errors import Json
from .forms import filled
from .interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Interaction
from .messages import Message
from .permissions import Permission
from .posting import Posting, everything
from .resolved import resolve, send
from .state import Channel, Role, User

SUITS: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    NUMBER: (int, float),
    USER: (User,),
    CHANNEL: (Channel,),
    ROLE: (Role,),
    MENTIONABLE: (User, Role),
    ATTACHMENT: (Upload,),
}
FORM = 9


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
        leaf = registered
        chain: list[Json] = []
        for step in path:
            leaf = next(each for each in leaf.get("options", []) if each["name"] == step)
            chain.append({"type": leaf["type"], "name": step})
        data: Json = {"id": registered["id"], "name": root, "type": CHAT}
        data["resolved"] = resolve(self.world, user, channel, options.values())
        given = [
            self._option(leaf, key, value, typing_in, data["resolved"])
            for key, value in options.items()
            if value is not None
        ]
        if typing_in is None:
            needed = {o["name"] for o in leaf.get("options", []) if o.get("required")}
            if needed - {option["name"] for option in given}:
                raise ValueError(f"/{name} requires {sorted(needed)}")
        for step_data in reversed(chain):
            given = [step_data | {"options": given}]
        data["options"] = given
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
            data["resolved"] = resolve(self.world, user, channel, [target])
        return await self._dispatch(COMMAND, user, channel, data, name, None)

    async def press(self, user: User, message: Message, control: Json, values: Any) -> Interaction:
        """Press a button or choose ``values`` in a menu."""
        if message.deleted or (message.ephemeral and not self._asked(user, message)):
            raise LookupError(f"{user.username} does not see {message.text!r}")
        data: Json = {"custom_id": control["custom_id"], "component_type": control["type"]}
        data["id"] = control.get("id", 0)
        if control["type"] in MENUS:
            chosen = [str(send(self.world, value)[0]) for value in values]
            known = [option["value"] for option in control.get("options") or ()]
            if control["type"] == MENU and not set(chosen) <= set(known):
                raise LookupError(f"{chosen} are not all among {known}")
            data["values"] = chosen
            data["resolved"] = resolve(self.world, user, message.channel, values)
        name = f"the control {control['custom_id']!r}"
        return await self._dispatch(COMPONENT, user, message.channel, data, name, None, message)

    @staticmethod
    def _asked(user: User, message: Message) -> bool:
        return message.interaction is not None and message.interaction["user"]["id"] == str(user.id)

    async def submit(self, user: User, form: Interaction, values: dict[str, Any]) -> Interaction:
        """Send the form with which the client answered ``form``. ``LookupError`` when it answered
        otherwise or somebody else was asked; see also :func:`filled`."""
        callback = await form.acknowledged()
        if callback.type != FORM or user is not form.user:
            raise LookupError(f"{form.name} showed {user.username} no form")
        data = {
            "custom_id": callback.data["custom_id"],
            "components": filled(callback.data["components"], values),
            "resolved": resolve(self.world, user, form.channel, _flat(values)),
        }
        name = f"the form {data['custom_id']!r}"
        return await self._dispatch(
            MODAL, user, form.channel, data, name, None, form.source, opened_by=form
        )

    async def _registered(self, name: str, channel: Channel, kind: int = CHAT) -> Json:
        return await self.world.bell.until(
            lambda: self.commands.find(name, channel.guild_id, kind), f"a command {name!r}"
        )

    def _option(
        self, command: Json, key: str, value: Any, typing_in: str | None, resolved: Json
    ) -> Json:
        """One option as the client's form would send it; ``ValueError`` when it could not."""
        option = next((o for o in command.get("options", []) if o["name"] == key), None)
        if option is None or option["type"] in (SUBCOMMAND, GROUP):
            raise ValueError(f"{command['name']} has no option {key!r}")
        sent: Json = {"name": key, "type": option["type"], "value": value}
        if typing_in == key:
            if not option.get("autocomplete"):
                raise ValueError(f"the option {key!r} does not complete what is typed")
            return sent | {"focused": True}
        if not isinstance(value, SUITS[option["type"]]):
            raise ValueError(f"{value!r} does not suit the option {key!r}")
        if not isinstance(value, (str, int, float)):
            sent["value"], attachments = send(self.world, value)
            if attachments:
                resolved.setdefault("attachments", {}).update(attachments)
            return sent
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
        opened_by: Interaction | None = None,
    ) -> Interaction:
        if not data.get("resolved", True):
            del data["resolved"]
        interaction = Interaction(self.posting, kind, user, channel, data, name)
        interaction.source, interaction.opened_by = source, opened_by
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


def _flat(values: dict[str, Any]) -> list[Any]:
    """Every value of a form, those of its menus one by one."""
    lists = [value if isinstance(value, (list, tuple)) else [value] for value in values.values()]
    return [each for inner in lists for each in inner]
