"""What a message may contain: Discord's published limits, reported in Discord's words."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from .errors import Json, Problems
from .messages import Flag, walk

ROW, BUTTON, MENU = 1, 2, 3
MENUS = frozenset({3, 5, 6, 7, 8})
LINK, PREMIUM = 5, 6
V2_KINDS = frozenset({9, 10, 11, 12, 13, 14, 17})

Path = tuple[str | int, ...]


def check_message(body: Json, problems: Problems, at: Path = ()) -> None:
    """Report what Discord refuses in the body of a message that is sent or edited."""
    content = body.get("content")
    if content is not None:
        problems.length((*at, "content"), content, 0, 2000)
    check_embeds(body.get("embeds") or [], problems, (*at, "embeds"))
    check_components(body, problems, (*at, "components"))
    check_allowed_mentions(body.get("allowed_mentions") or {}, problems, (*at, "allowed_mentions"))
    nonce = body.get("nonce")
    if nonce is not None and len(str(nonce)) > 25:
        problems.add((*at, "nonce"), "NONCE_TYPE_TOO_LONG", "Nonce must be 25 or fewer.")


def check_allowed_mentions(allowed: Json, problems: Problems, at: Path) -> None:
    """``parse`` of a kind and a list of the same kind exclude one another; lists hold ≤ 100."""
    parse = allowed.get("parse", ())
    for kind in ("users", "roles"):
        listed = allowed.get(kind) or ()
        if kind in parse and listed:
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            problems.add(at, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)
        if len(listed) > 100:
            problems.add((*at, kind), "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
    for position, kind in enumerate(parse):
        if kind not in ("users", "roles", "everyone"):
            choices = "Value must be one of ('users', 'everyone', 'roles')."
            problems.add((*at, "parse", position), "BASE_TYPE_CHOICES", choices)


def check_embeds(embeds: list[Json], problems: Problems, at: Path) -> None:
    """At most 10 embeds with 6,000 characters in all, and a limit for each part."""
    if len(embeds) > 10:
        problems.add(at, "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
    total = 0
    for number, embed in enumerate(embeds):
        here = (*at, number)
        texts: list[tuple[Path, Any, int]] = [
            ((*here, "title"), embed.get("title"), 256),
            ((*here, "description"), embed.get("description"), 4096),
            ((*here, "footer", "text"), (embed.get("footer") or {}).get("text"), 2048),
            ((*here, "author", "name"), (embed.get("author") or {}).get("name"), 256),
        ]
        fields = embed.get("fields") or []
        if len(fields) > 25:
            problems.add((*here, "fields"), "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer.")
        for position, field in enumerate(fields):
            for part, most in (("name", 256), ("value", 1024)):
                path = (*here, "fields", position, part)
                if problems.length(path, field.get(part), 1, most):
                    total += len(field[part])
        for path, text, most in texts:
            if text is not None and problems.length(path, text, 0, most):
                total += len(text)
        if embed.get("url") is not None:
            check_url(embed["url"], problems, (*here, "url"), 2048, ("http", "https"))
    if total > 6000:
        problems.add(at, "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")


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


def check_components(body: Json, problems: Problems, at: Path) -> None:
    """Rows of buttons or one menu; with the flag for it, the free layout of up to 40 parts."""
    components = body.get("components") or []
    free = bool((body.get("flags") or 0) & Flag.COMPONENTS_V2)
    if free:
        if body.get("content") or body.get("embeds"):
            message = "The 'content' and 'embeds' fields cannot be used when using this flag."
            problems.add((*at[:-1], "flags"), "MESSAGE_CANNOT_USE_LEGACY_FIELDS", message)
        if _count(components) > 40:
            problems.add(at, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 40 in length.")
    elif len(components) > 5:
        problems.add(at, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    for number, component in enumerate(components):
        kind = component.get("type")
        here = (*at, number)
        if kind == ROW:
            _check_row(component, problems, here)
        elif not free or kind not in V2_KINDS:
            problems.add((*here, "type"), "UNION_TYPE_CHOICES", "Value of field 'type' is wrong.")
    seen: set[str] = set()
    for control in walk(components):
        name = control.get("custom_id")
        if name is not None and name in seen:
            message = "Component custom id cannot be duplicated"
            problems.add(at, "COMPONENT_CUSTOM_ID_DUPLICATED", message)
        if name is not None:
            seen.add(name)


def _count(components: list[Json]) -> int:
    return sum(1 + _count(component.get("components") or []) for component in components)


def _check_row(row: Json, problems: Problems, at: Path) -> None:
    inner = row.get("components") or []
    kinds = [control.get("type") for control in inner]
    if not 1 <= len(inner) <= 5:
        problems.add((*at, "components"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5.")
    if any(kind in MENUS for kind in kinds) and len(kinds) > 1:
        message = "The specified component exceeds the maximum width"
        problems.add(at, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)
    for number, control in enumerate(inner):
        here = (*at, "components", number)
        if control.get("type") == BUTTON:
            _check_button(control, problems, here)
        elif control.get("type") in MENUS:
            _check_menu(control, problems, here)
        else:
            problems.add((*here, "type"), "UNION_TYPE_CHOICES", "Value of field 'type' is wrong.")


def _check_button(button: Json, problems: Problems, at: Path) -> None:
    style = button.get("style")
    if style not in range(1, 7):
        problems.add((*at, "style"), "BASE_TYPE_CHOICES", "Value must be one of {1, …, 6}.")
    if button.get("label") is not None:
        problems.length((*at, "label"), button["label"], 0, 80)
    elif not button.get("emoji") and style != PREMIUM:
        message = "A button must have a label or emoji"
        problems.add(at, "BUTTON_COMPONENT_INVALID_LABEL", message)
    if style == LINK:
        check_url(button.get("url"), problems, (*at, "url"), 512, ("http", "https", "discord"))
        if button.get("custom_id") is not None:
            message = "A custom id and url cannot both be specified"
            problems.add(at, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message)
    elif style != PREMIUM:
        problems.length((*at, "custom_id"), button.get("custom_id"), 1, 100)
        if button.get("url") is not None:
            message = "A custom id and url cannot both be specified"
            problems.add(at, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message)


def _check_menu(menu: Json, problems: Problems, at: Path) -> None:
    problems.length((*at, "custom_id"), menu.get("custom_id"), 1, 100)
    if menu.get("placeholder") is not None:
        problems.length((*at, "placeholder"), menu["placeholder"], 0, 150)
    if menu.get("type") != MENU:
        return
    options = menu.get("options") or []
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
    least, most = menu.get("min_values", 1), menu.get("max_values", 1)
    if not 0 <= least <= most <= 25 or most > len(options):
        problems.add((*at, "max_values"), "BASE_TYPE_MAX", "More values than options.")
