"""How the components of a message may be put together, reported in Discord's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from .components import (
    BUTTON,
    CONTAINER,
    FILE,
    GALLERY,
    MENU,
    MENUS,
    ROW,
    SECTION,
    SEPARATOR,
    TEXT,
    THUMBNAIL,
    Path,
    media,
    texts,
    walk,
)
from .errors import Json, Problems

LINK, PREMIUM = 5, 6
MOST_COMPONENTS, MOST_TEXT = 40, 4000
IN_CONTAINERS = frozenset({ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR})
ON_TOP = IN_CONTAINERS | {CONTAINER}


def check_components(components: list[Json], problems: Problems, at: Path, *, free: bool) -> None:
    """Rows of buttons or one menu each; ``free`` (the V2 flag), a layout of up to 40 parts."""
    if free:
        total = sum(1 for _ in walk(components))
        if total > MOST_COMPONENTS:
            message = f"A message cannot have more than {MOST_COMPONENTS} components ({total})"
            problems.add(at, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
        if sum(map(len, texts(components))) > MOST_TEXT:
            message = f"Components displayable text size exceeds maximum size of {MOST_TEXT}"
            problems.add(at, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)
    elif len(components) > 5:
        problems.add(at, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    _check_each(components, problems, at, ON_TOP if free else frozenset({ROW}))
    check_unique(components, problems, at)
    for path, part, item in media(components):
        schemes = ("attachment",) if part["type"] == FILE else ("http", "https", "attachment")
        check_url(item.get("url"), problems, (*at, *path[1:], "url"), 2048, schemes)


def check_unique(components: list[Json], problems: Problems, at: Path) -> None:
    """No two components of a message or form share a ``custom_id`` or an ``id``."""
    for key, code in (("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"), ("id", "ID_DUPLICATED")):
        seen: set[Any] = set()
        for path, part in walk(components):
            value = part.get(key)
            if value and value in seen:
                message = f"Component {key.replace('_', ' ')} cannot be duplicated"
                problems.add((*at, *path[1:], key), code, message)
            seen.add(value)


def _check_each(
    components: list[Json], problems: Problems, at: Path, allowed: frozenset[int]
) -> None:
    for number, component in enumerate(components):
        _check_one(component, problems, (*at, number), allowed)


def _check_one(component: Any, problems: Problems, at: Path, allowed: frozenset[int]) -> None:
    kind = component.get("type") if isinstance(component, dict) else None
    if kind not in allowed:
        choices = ", ".join(map(str, sorted(allowed)))
        message = f"Value of field 'type' must be one of ({choices})."
        problems.add((*at, "type"), "UNION_TYPE_CHOICES", message)
    elif kind in MENUS:
        _check_menu(component, problems, at)
    elif kind in CHECKS:
        CHECKS[kind](component, problems, at)


def check_url(url: Any, problems: Problems, at: Path, most: int, schemes: tuple[str, ...]) -> None:
    """A url has one of the schemes, a host, and at most ``most`` characters."""
    if not problems.length(at, url, 1, most):
        return
    try:
        parts = urlsplit(url)
    except ValueError:
        problems.add(at, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
        return
    if parts.scheme not in schemes:
        allowed = ", ".join(repr(scheme) for scheme in schemes)
        message = f"Scheme {parts.scheme!r} is not supported. Scheme must be one of ({allowed})."
        problems.add(at, "URL_TYPE_INVALID_SCHEME", message)
    elif not parts.netloc or any(character.isspace() for character in url):
        problems.add(at, "URL_TYPE_INVALID_URL", "Not a well formed URL.")


def _check_row(row: Json, problems: Problems, at: Path) -> None:
    inner = row.get("components") or []
    kinds = [control.get("type") for control in inner]
    if not 1 <= len(inner) <= 5:
        problems.add((*at, "components"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5.")
    if any(kind in MENUS for kind in kinds) and len(kinds) > 1:
        message = "The specified component exceeds the maximum width"
        problems.add(at, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)
    _check_each(inner, problems, (*at, "components"), MENUS | {BUTTON})


def _check_button(button: Json, problems: Problems, at: Path) -> None:
    style = button.get("style")
    if style not in range(1, 7):
        problems.add((*at, "style"), "BASE_TYPE_CHOICES", "Value must be one of {1, …, 6}.")
    if button.get("label") is not None:
        problems.length((*at, "label"), button["label"], 0, 80)
    if not button.get("label") and not button.get("emoji") and style != PREMIUM:
        message = "A button must have a label or emoji"
        problems.add(at, "BUTTON_COMPONENT_INVALID_LABEL", message)
    if style == LINK:
        check_url(button.get("url"), problems, (*at, "url"), 512, ("http", "https", "discord"))
        wrong = button.get("custom_id")
    else:
        if style != PREMIUM:
            problems.length((*at, "custom_id"), button.get("custom_id"), 1, 100)
        wrong = button.get("url")
    if wrong is not None:
        message = "A custom id and url cannot both be specified"
        problems.add(at, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message)


def _check_menu(menu: Json, problems: Problems, at: Path) -> None:
    problems.length((*at, "custom_id"), menu.get("custom_id"), 1, 100)
    if menu.get("placeholder") is not None:
        problems.length((*at, "placeholder"), menu["placeholder"], 0, 150)
    least, most = menu.get("min_values", 1), menu.get("max_values", 1)
    options = menu.get("options") or []
    if not 0 <= least <= most <= 25 or (menu["type"] == MENU and most > len(options)):
        problems.add((*at, "max_values"), "BASE_TYPE_MAX", "More values than options.")
    if menu["type"] != MENU:
        return
    if not 1 <= len(options) <= 25:
        problems.add((*at, "options"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25.")
    for number, option in enumerate(options):
        here = (*at, "options", number)
        problems.length((*here, "label"), option.get("label"), 1, 100)
        problems.length((*here, "value"), option.get("value"), 1, 100)
        if option.get("description") is not None:
            problems.length((*here, "description"), option["description"], 0, 100)
    values = [option.get("value") for option in options]
    if len(set(values)) < len(values):
        message = "The specified option value is already used"
        problems.add((*at, "options"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)


def _check_section(section: Json, problems: Problems, at: Path) -> None:
    inner = section.get("components") or []
    if not 1 <= len(inner) <= 3:
        problems.add((*at, "components"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 3.")
    _check_each(inner, problems, (*at, "components"), frozenset({TEXT}))
    accessory = section.get("accessory")
    if accessory is None:
        problems.add((*at, "accessory"), "BASE_TYPE_REQUIRED", "This field is required")
    else:
        _check_one(accessory, problems, (*at, "accessory"), frozenset({BUTTON, THUMBNAIL}))


def _check_container(container: Json, problems: Problems, at: Path) -> None:
    inner = container.get("components") or []
    if not inner:
        problems.add((*at, "components"), "BASE_TYPE_REQUIRED", "This field is required")
    colour = container.get("accent_color")
    if colour is not None and not 0 <= colour <= 0xFFFFFF:
        problems.add((*at, "accent_color"), "NUMBER_TYPE_MAX", "Must be 0 to 16777215.")
    _check_each(inner, problems, (*at, "components"), IN_CONTAINERS)


def _check_text(part: Json, problems: Problems, at: Path) -> None:
    problems.length((*at, "content"), part.get("content"), 1, MOST_TEXT)


def _check_separator(part: Json, problems: Problems, at: Path) -> None:
    if part.get("spacing") not in (None, 1, 2):
        problems.add((*at, "spacing"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2}.")


def _check_thumbnail(part: Json, problems: Problems, at: Path) -> None:
    if part.get("description") is not None:
        problems.length((*at, "description"), part["description"], 1, 1024)


def _check_gallery(part: Json, problems: Problems, at: Path) -> None:
    items = part.get("items") or []
    if not 1 <= len(items) <= 10:
        problems.add((*at, "items"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 10.")
    for number, item in enumerate(items):
        _check_thumbnail(item, problems, (*at, "items", number))


CHECKS: dict[int, Callable[[Json, Problems, Path], None]] = {
    ROW: _check_row,
    BUTTON: _check_button,
    SECTION: _check_section,
    TEXT: _check_text,
    THUMBNAIL: _check_thumbnail,
    GALLERY: _check_gallery,
    SEPARATOR: _check_separator,
    CONTAINER: _check_container,
}
