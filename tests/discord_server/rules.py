"""What a message may contain: Discord's published limits, reported in Discord's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .components import Path, media
from .errors import Json, Problems
from .layout import check_components, check_url
from .messages import Flag

LEGACY = ("content", "embeds", "poll", "sticker_ids")


def check_message(
    body: Json, problems: Problems, at: Path = (), attachments: Sequence[Json] = ()
) -> None:
    """Report what Discord refuses in the body of a message that is sent or edited.

    ``attachments`` are those that it will have, to which its components may refer.
    """
    content = body.get("content")
    if content is not None:
        problems.length((*at, "content"), content, 0, 2000)
    check_embeds(body.get("embeds") or [], problems, (*at, "embeds"))
    free = bool((body.get("flags") or 0) & Flag.COMPONENTS_V2)
    for name in LEGACY:
        if free and body.get(name):
            message = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
            problems.add((*at, name), code, message)
    components = body.get("components") or []
    check_components(components, problems, (*at, "components"), free=free)
    names = {f"attachment://{attachment['filename']}" for attachment in attachments}
    for path, _, item in media(components):
        url = str(item.get("url"))
        if url.startswith("attachment:") and url not in names:
            message = f"The referenced attachment was not found: {url}"
            code = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
            problems.add((*at, *path, "url"), code, message)
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
