"""Files that people and the bot upload, served at signed addresses on loopback."""

from __future__ import annotations

import mimetypes
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from .errors import Json, Problems, refusal
from .state import Snowflakes

TEXTUAL = {".md": "text/markdown", ".txt": "text/plain", ".ftl": "text/plain"}


MOST_FILES, MOST_BYTES = 10, 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sends; without ``content_type`` its name decides."""

    filename: str
    data: bytes
    content_type: str | None = None
    description: str | None = None

    @property
    def name(self) -> str:
        """The name as Discord keeps it: spaces and what is odd in a path go."""
        return re.sub(r"[^\w.-]", "", self.filename.replace(" ", "_")).lstrip(".") or "unknown"

    @property
    def kind(self) -> str:
        """The media type, with the charset for text."""
        if self.content_type is not None:
            return self.content_type
        ending = "." + self.filename.lower().rpartition(".")[2]
        guessed = TEXTUAL.get(ending) or mimetypes.guess_type(self.filename)[0]
        kind = guessed or "application/octet-stream"
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


class Cdn:
    """Every file, by path; ``origin`` is where the server listens."""

    def __init__(self, ids: Snowflakes) -> None:
        self._ids = ids
        self._files: dict[str, tuple[str, Upload]] = {}
        self.origin = ""

    def store(self, upload: Upload, *, ephemeral: bool = False) -> Json:
        """Keep a file; returns the attachment object with its ``url`` and ``proxy_url``."""
        number, secret = self._ids(), secrets.token_hex(8)
        folder = "ephemeral-attachments" if ephemeral else "attachments"
        path = f"/{folder}/{self._ids()}/{number}/{upload.name}"
        self._files[path] = (secret, upload)
        address = f"{self.origin}{path}?hm={secret}&"
        attachment: Json = {
            "id": str(number),
            "filename": upload.name,
            "size": len(upload.data),
            "content_type": upload.kind,
            "url": address,
            "proxy_url": address,
        }
        if upload.filename != upload.name:
            attachment["title"] = upload.filename.rpartition(".")[0]
        if upload.description:
            attachment["description"] = upload.description
        if ephemeral:
            attachment["ephemeral"] = True
        return attachment

    def find(self, path: str, signature: str | None) -> Upload | None:
        """The file at a path, for who has the address with its signature."""
        secret, upload = self._files.get(path, (None, None))
        return upload if signature == secret else None

    def open(self, attachment: Json) -> bytes:
        """What is in an attachment."""
        path = attachment["url"].removeprefix(self.origin).partition("?")[0]
        return self._files[path][1].data

    def forget(self, attachment: Json) -> None:
        """Its address has expired: whoever asks gets 404."""
        del self._files[attachment["url"].removeprefix(self.origin).partition("?")[0]]


def store(cdn: Cdn, body: Any, uploads: Mapping[str, Upload]) -> list[Json]:
    """The attachments of a request with files. Raises 40005 or 50035.

    ``body`` may describe each by its number among the files, in ``attachments`` of the message.
    """
    if not uploads:
        return []
    if sum(len(upload.data) for upload in uploads.values()) > MOST_BYTES:
        raise refusal(40005)
    if len(uploads) > MOST_FILES:
        problems = Problems()
        problems.add(("files",), "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
        problems.raise_if_any()
    message = body.get("data", body) if isinstance(body, dict) else {}
    described = {str(each.get("id")): each for each in message.get("attachments") or []}
    attachments = []
    for number, upload in uploads.items():
        said = described.get(number, {})
        name = said.get("filename") or upload.filename
        named = replace(upload, filename=name, description=said.get("description"))
        attachments.append(cdn.store(named))
    return attachments


def unfurl(item: Json, component: Json, attachments: list[Json]) -> None:
    """Fill in a media item as Discord shows it: where it really is, what it is."""
    name = item["url"].removeprefix("attachment://")
    found = next((each for each in attachments if name in (each["filename"], each["url"])), None)
    if found is None:
        item.setdefault("proxy_url", item["url"])
        return
    item |= {key: found[key] for key in ("url", "proxy_url", "content_type")}
    item |= {"attachment_id": found["id"], "width": None, "height": None, "loading_state": 2}
    if "file" in component:
        component |= {"name": found["filename"], "size": found["size"]}
