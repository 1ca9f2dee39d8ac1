"""Application commands: the rules for registering them, and what has been registered."""

from __future__ import annotations

import re
from typing import Any

from .errors import Json, Problems, refusal
from .state import Snowflakes

CHAT, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, NUMBER = 1, 2, 3, 4, 5, 10
USER, CHANNEL, ROLE, MENTIONABLE, ATTACHMENT = 6, 7, 8, 9, 11
NAME = re.compile(r"[-_'\w]{1,32}")  # \w stands for Discord's letters and digits of any script
CHOICE_TYPES: dict[Any, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    NUMBER: (int, float),
}
MOST = {CHAT: 100, USER_MENU: 15, MESSAGE_MENU: 15}

Path = tuple[str | int, ...]


def check_command(command: Json, problems: Problems, at: Path = ()) -> None:
    """Report what Discord refuses in a command that is registered."""
    kind = command.get("type") or CHAT
    if kind != CHAT:
        problems.length((*at, "name"), command.get("name"), 1, 32)
        if command.get("description"):
            message = "Context menu commands cannot have description"
            code = "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_EMPTY"
            problems.add((*at, "description"), code, message)
        return
    _check_name(command, problems, at)
    problems.length((*at, "description"), command.get("description"), 1, 100)
    _check_options(command.get("options") or [], problems, (*at, "options"), depth=0)
    if _weight(command) > 8000:
        message = "Command exceeds maximum size (8000)"
        problems.add(at, "APPLICATION_COMMAND_TOO_LARGE", message)


def _check_name(thing: Json, problems: Problems, at: Path) -> None:
    name = thing.get("name")
    if not problems.length((*at, "name"), name, 1, 32):
        return
    if not NAME.fullmatch(str(name)) or name != str(name).lower():
        message = "Command name is invalid"
        problems.add((*at, "name"), "APPLICATION_COMMAND_INVALID_NAME", message)


def _check_options(options: list[Json], problems: Problems, at: Path, depth: int) -> None:
    if len(options) > 25:
        problems.add(at, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    names = [option.get("name") for option in options]
    if len(set(names)) < len(names):
        message = "Option names must be unique"
        problems.add(at, "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", message)
    nested = [option.get("type") in (SUBCOMMAND, GROUP) for option in options]
    if any(nested) and not all(nested):
        message = "Sub-command and sub-command group option types are mutually exclusive"
        problems.add(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
    optional_seen = False
    for number, option in enumerate(options):
        here = (*at, number)
        _check_name(option, problems, here)
        problems.length((*here, "description"), option.get("description"), 1, 100)
        if nested[number]:
            if depth > 1 or (depth == 1 and option.get("type") == GROUP):
                message = "Sub-commands nest one group deep"
                problems.add(here, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
            inner = option.get("options") or []
            _check_options(inner, problems, (*here, "options"), depth + 1)
            continue
        if option.get("required") and optional_seen:
            message = "Required options must be placed before non-required options"
            problems.add(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional_seen = optional_seen or not option.get("required")
        _check_choices(option, problems, here)


def _check_choices(option: Json, problems: Problems, at: Path) -> None:
    choices = option.get("choices") or []
    if len(choices) > 25:
        problems.add((*at, "choices"), "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    if choices and option.get("autocomplete"):
        message = "Autocomplete cannot be combined with choices"
        problems.add(at, "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID", message)
    check_choices(choices, problems, (*at, "choices"), option.get("type"))


def check_choices(choices: list[Json], problems: Problems, at: Path, kind: Any) -> None:
    """Choices have a name of 1–100 characters and a value of the option's type."""
    types = CHOICE_TYPES.get(kind, (object,))
    for number, choice in enumerate(choices):
        problems.length((*at, number, "name"), choice.get("name"), 1, 100)
        value = choice.get("value")
        if not isinstance(value, types):
            problems.add((*at, number, "value"), "BASE_TYPE_CHOICES", "Value of the wrong type.")
        elif isinstance(value, str):
            problems.length((*at, number, "value"), value, 1, 100)


def _weight(thing: Json) -> int:
    """Characters of names, descriptions and values, all levels together."""
    own = sum(len(str(thing.get(key) or "")) for key in ("name", "description", "value"))
    inner = [*(thing.get("options") or []), *(thing.get("choices") or [])]
    return own + sum(_weight(each) for each in inner)


class Commands:
    """Registered commands of one application: global (scope ``None``) and per guild."""

    def __init__(self, ids: Snowflakes, application_id: int) -> None:
        self._ids = ids
        self._application_id = application_id
        self._scopes: dict[int | None, dict[int, Json]] = {}

    def all(self, scope: int | None = None) -> list[Json]:
        """The commands of a scope in the order of registration."""
        return list(self._scopes.get(scope, {}).values())

    def get(self, scope: int | None, command_id: int) -> Json:
        """One command; 10063 when there is none."""
        try:
            return self._scopes.get(scope, {})[command_id]
        except KeyError:
            raise refusal(10063) from None

    def find(self, name: str, guild_id: int | None, kind: int = CHAT) -> Json | None:
        """The command that a member sees under ``name``: the guild's before the global one."""
        for scope in dict.fromkeys((guild_id, None)):
            for command in self.all(scope):
                if (command["name"], command["type"]) == (name, kind):
                    return command
        return None

    def replace(self, scope: int | None, bodies: list[Json]) -> list[Json]:
        """Overwrite a scope with ``bodies``; commands of the same name keep their id."""
        problems = Problems()
        keys = [(body.get("name"), body.get("type") or CHAT) for body in bodies]
        for number, body in enumerate(bodies):
            check_command(body, problems, (number,))
            if keys.index(keys[number]) < number:
                message = "Application command names must be unique"
                problems.add((number,), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
        problems.raise_if_any()
        for kind, most in MOST.items():
            if sum(key[1] == kind for key in keys) > most:
                raise refusal(30032)
        old = {(each["name"], each["type"]): each for each in self.all(scope)}
        made = [
            self._make(body, scope, old.get(key)) for body, key in zip(bodies, keys, strict=True)
        ]
        self._scopes[scope] = {int(command["id"]): command for command in made}
        return made

    def add(self, scope: int | None, body: Json) -> tuple[Json, bool]:
        """Register one command, or overwrite that of the same name; also whether it is new."""
        problems = Problems()
        check_command(body, problems)
        problems.raise_if_any()
        key = (body.get("name"), body.get("type") or CHAT)
        old = next((c for c in self.all(scope) if (c["name"], c["type"]) == key), None)
        if old is None and len(self.all(scope)) >= MOST[CHAT]:
            raise refusal(30032)
        command = self._make(body, scope, old)
        self._scopes.setdefault(scope, {})[int(command["id"])] = command
        return command, old is None

    def edit(self, scope: int | None, command_id: int, body: Json) -> Json:
        """Change some fields of a command."""
        old = self.get(scope, command_id)
        merged = {**old, **body}
        problems = Problems()
        check_command(merged, problems)
        problems.raise_if_any()
        self._scopes[scope][command_id] = command = self._make(merged, scope, old)
        return command

    def remove(self, scope: int | None, command_id: int) -> None:
        """Delete a command."""
        self.get(scope, command_id)
        del self._scopes[scope][command_id]

    def _make(self, body: Json, scope: int | None, old: Json | None) -> Json:
        permissions = body.get("default_member_permissions")
        command: Json = {
            "id": old["id"] if old else str(self._ids()),
            "application_id": str(self._application_id),
            "version": str(self._ids()),
            "default_member_permissions": None if permissions is None else str(permissions),
            "type": body.get("type") or CHAT,
            "name": body["name"],
            "name_localizations": body.get("name_localizations"),
            "description": body.get("description") or "",
            "description_localizations": body.get("description_localizations"),
            "dm_permission": body.get("dm_permission", True),
            "contexts": body.get("contexts"),
            "integration_types": body.get("integration_types") or [0],
            "nsfw": body.get("nsfw", False),
        }
        if body.get("options"):
            command["options"] = body["options"]
        if scope is not None:
            command["guild_id"] = str(scope)
        return command
