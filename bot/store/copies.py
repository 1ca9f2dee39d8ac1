"""What each server has set, copied beside the store, for when that cannot be read."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.errors import StoreUnusable

log = logging.getLogger(__name__)


class Copies:
    """A file for each server and subject, which holds what was last read of it, as JSON."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def known(self, guild: int, subject: str, read: Callable[[], Any]) -> Any:
        """Return what ``read`` does and keep a copy; where it raises ``StoreUnusable``, return the
        copy, or raise that, ``lost`` being whether there is a copy that cannot be read."""
        try:
            found = read()
        except StoreUnusable as error:
            try:
                return json.loads(self._file(guild, subject).read_text("utf-8"))
            except (FileNotFoundError, NotADirectoryError):
                pass
            except (OSError, ValueError):
                error.lost = True
            raise
        self.keep(guild, subject, found)
        return found

    def keep(self, guild: int, subject: str, found: Any) -> None:
        """Keep a copy; that it cannot be kept is only logged."""
        file, content = self._file(guild, subject), json.dumps(found)
        try:
            if file.exists() and file.read_bytes() == content.encode():
                return
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = file.with_suffix(".tmp")
            draft.write_text(content, "utf-8")
            draft.replace(file)
        except OSError as error:
            log.warning("what a server has set could not be copied: %s", error.strerror)

    def forget(self, guild: int) -> None:
        """Delete the copies of a server."""
        for file in self._folder.glob(f"{guild}.*"):
            file.unlink(missing_ok=True)

    def _file(self, guild: int, subject: str) -> Path:
        return self._folder / f"{guild}.{subject}.json"
