"""This room's errors, and the one place that turns any fault into a sentence for people."""

from __future__ import annotations

import errno
from pathlib import Path

from bot.store.traces import is_emptied
from corpus.errors import FolderNotFound, NotWritten, Unreadable
from index.errors import (
    BuildRunning,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    NothingToIndex,
)


class BotError(Exception):
    """Root of every error of this room."""


class InvalidSetting(BotError):
    """An environment variable has a value that cannot be used; ``wanted`` says what can."""

    def __init__(self, variable: str, value: str, wanted: str) -> None:
        super().__init__(variable)
        self.variable = variable
        self.value = value
        self.wanted = wanted


class TokenMissing(BotError):
    """There is no Discord token."""


class TokenRefused(BotError):
    """Discord does not accept the token."""


class IntentsRefused(BotError):
    """Discord does not grant the intents that were asked for."""


class DiscordUnreachable(BotError):
    """Discord did not answer; ``reason`` is the network's own word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ReindexFailed(BotError):
    """The process that builds the index failed; ``sentence`` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Refused(BotError):
    """Something that somebody handed in is not taken; ``sentence`` tells them why, in their
    language."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class ReindexCancelled(BotError):
    """Somebody cancelled the build of the index."""


class StoreUnusable(BotError):
    """What is kept for the servers cannot be read or written; ``reason`` says why.

    ``lost`` says that what was asked for was set once, and cannot be read from its copy either.
    """

    lost = False

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(file)
        self.file = file
        self.reason = reason

    @property
    def unwritten(self) -> bool:
        """Whether nothing was ever kept in it, so that nothing can have been set."""
        try:
            return self.file.stat().st_size == 0 and not is_emptied(self.file)
        except FileNotFoundError:
            return True
        except OSError:
            return False


DISK_REFUSES = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})
"""What a disk says that is full or cannot be written to."""


def unread(error: StoreUnusable | TimeoutError) -> str:
    """Return why the store did not answer, for the log."""
    return say(error) if isinstance(error, StoreUnusable) else "the disk does not answer"


def say(error: BaseException) -> str:
    """Return a sentence that tells a person what is wrong and, where possible, what to do."""
    match error:
        case FolderNotFound():
            return (
                f"There is no folder of articles at {error.folder}. "
                "Give a folder with --corpus, or set QUOTH_ARTICLES."
            )
        case Unreadable():
            return f"{error.path} cannot be read as an article: {error.reason}."
        case NotWritten():
            return f"{error.path} was not changed: {error.reason}."
        case NothingToIndex():
            return f"No article could be read in {error.folder}. " + (
                f"{len(error.skipped)} file(s) were skipped: "
                + "; ".join(f"{item.path} ({item.reason})" for item in error.skipped[:5])
                if error.skipped
                else "Put .md, .txt or .html files into it."
            )
        case BuildRunning():
            return "The articles are being indexed right now. Please try again when that is done."
        case IndexMissing():
            return "The articles have not been indexed yet. Run: quoth index"
        case IndexMismatch():
            return (
                f"The index was made by another version of Quoth ({error.found}; this one needs "
                f"{error.expected}). Run: quoth index"
            )
        case IndexDamaged():
            return f"The index is damaged ({error.file}). Run: quoth index"
        case InvalidSetting():
            return f"{error.variable} is {error.value!r}; it should be {error.wanted}."
        case TokenMissing():
            return (
                "There is no Discord token. Copy .env.example to .env and put the token from "
                "https://discord.com/developers/applications after DISCORD_TOKEN="
            )
        case TokenRefused():
            return (
                "Discord does not accept DISCORD_TOKEN. Reset the token in the developer portal "
                "(Bot → Reset Token) and put the new one into .env."
            )
        case IntentsRefused():
            return (
                "Discord refused the intents. Quoth needs no privileged intent: "
                "check that this is the bot's own application."
            )
        case DiscordUnreachable():
            return (
                f"Discord could not be reached ({error.reason}). Check the network and try again."
            )
        case StoreUnusable():
            return f"{error.file} cannot be used: {error.reason}."
        case ReindexFailed() | Refused():
            return error.sentence
        case ReindexCancelled():
            return "The indexing was cancelled. The last index goes on answering."
        case OSError() if error.strerror:
            return (
                f"{error.filename}: {error.strerror}." if error.filename else f"{error.strerror}."
            )
        case _:
            return "Something went wrong inside Quoth. The log has the details."
