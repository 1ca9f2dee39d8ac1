"""Forms (modals): what Discord takes as one, and what its client sends when one is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .components import LABEL, MENU, MENUS, ROW, TEXT, TEXT_INPUT, Path, numbered, walk
from .errors import Json, Problems
from .layout import check_unique

UPLOAD, RADIO, BOXES, BOX = 19, 21, 22, 23
FIELDS = MENUS | {TEXT_INPUT, UPLOAD, RADIO, BOXES, BOX}
LONGEST = 4000


def check_form(form: Json, problems: Problems, at: Path) -> None:
    """Report what Discord refuses in the data of a callback of type 9."""
    problems.length((*at, "custom_id"), form.get("custom_id"), 1, 100)
    problems.length((*at, "title"), form.get("title"), 1, 45)
    components = form.get("components") or []
    at = (*at, "components")
    if not 1 <= len(components) <= 5:
        problems.add(at, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    for number, component in enumerate(components):
        _check_part(component, problems, (*at, number))
    check_unique(components, problems, at)


def _check_part(part: Json, problems: Problems, at: Path) -> None:
    kind = part.get("type")
    if kind == ROW:
        inner = part.get("components") or []
        if [each.get("type") for each in inner] != [TEXT_INPUT]:
            message = "A row of a form holds one text input"
            problems.add((*at, "components"), "UNION_TYPE_CHOICES", message)
            return
        problems.length((*at, "components", 0, "label"), inner[0].get("label"), 1, 45)
        _check_input(inner[0], problems, (*at, "components", 0))
    elif kind == LABEL:
        problems.length((*at, "label"), part.get("label"), 1, 45)
        if part.get("description") is not None:
            problems.length((*at, "description"), part["description"], 1, 100)
        field = part.get("component") or {}
        if field.get("type") not in FIELDS:
            message = "Value of field 'type' is wrong."
            problems.add((*at, "component", "type"), "UNION_TYPE_CHOICES", message)
        elif field["type"] == TEXT_INPUT:
            _check_input(field, problems, (*at, "component"))
        else:
            problems.length((*at, "component", "custom_id"), field.get("custom_id"), 1, 100)
    elif kind != TEXT:
        message = "Value of field 'type' must be one of (1, 10, 18)."
        problems.add((*at, "type"), "UNION_TYPE_CHOICES", message)


def _check_input(field: Json, problems: Problems, at: Path) -> None:
    problems.length((*at, "custom_id"), field.get("custom_id"), 1, 100)
    if field.get("style") not in (1, 2):
        problems.add((*at, "style"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2}.")
    for name, most in (("placeholder", 100), ("value", LONGEST)):
        if field.get(name) is not None:
            problems.length((*at, name), field[name], 0, most)
    least, most = _bounds(field)
    if not 0 <= least <= most <= LONGEST or most == 0:
        message = f"Must be up to {LONGEST}, the least not over the most."
        problems.add((*at, "max_length"), "BASE_TYPE_MAX", message)


def _bounds(field: Json) -> tuple[int, int]:
    least, most = field.get("min_length"), field.get("max_length")
    return least or 0, LONGEST if most is None else most


def filled(components: Sequence[Json], values: Mapping[str, Any]) -> list[Json]:
    """A form's components as they are submitted.

    ``values`` by ``custom_id`` or label; what is missing keeps what the form had in it.
    ``LookupError`` for a field that the form has not, ``ValueError`` for what its fields do not
    take.
    """
    parts = [part for _, part in walk(components)]
    names = {part.get(key) for part in parts for key in ("custom_id", "label")}
    if strange := set(values) - names:
        raise LookupError(f"the form has no field {sorted(strange)}")
    return [
        _filled(component, values, component.get("label")) for component in numbered(components)
    ]


def _filled(part: Json, values: Mapping[str, Any], label: str | None) -> Json:
    kept: Json = {key: part[key] for key in ("type", "id", "custom_id") if key in part}
    if "components" in part:
        kept["components"] = [
            _filled(inner, values, inner.get("label")) for inner in part["components"]
        ]
    if isinstance(part.get("component"), dict):
        kept["component"] = _filled(part["component"], values, label)
    if part.get("type") in FIELDS:
        name = part["custom_id"]
        given = values.get(name, values.get(label or "", part.get("value")))
        kept |= _value(part, given, label or name)
    return kept


def _value(field: Json, given: Any, name: str) -> Json:
    """What a field sends; ``ValueError`` when the client would not let it through."""
    kind, required = field["type"], field.get("required", True)
    if kind == BOX:
        return {"value": bool(given)}
    if kind in (TEXT_INPUT, RADIO):
        text = given or ""
        least, most = _bounds(field) if kind == TEXT_INPUT else (0, LONGEST)
        if (required and not text) or (text and not least <= len(text) <= most):
            raise ValueError(f"the form does not take {text!r} for {name!r}")
        return {"value": text}
    chosen = [str(getattr(each, "id", each)) for each in given or ()]
    known = [option["value"] for option in field.get("options") or ()]
    most = field.get("max_values", 1)
    if (required and not chosen) or len(chosen) > most:
        raise ValueError(f"the form does not take {len(chosen)} values for {name!r}")
    if kind == MENU and not set(chosen) <= set(known):
        raise ValueError(f"{chosen} are not all among the options {known}")
    return {"values": chosen}
