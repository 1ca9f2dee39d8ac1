"""Is everything in place? Each check says what it found and, where needed, what to do."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.app import Desk
from bot.errors import DiscordUnreachable, StoreUnusable, TokenMissing, TokenRefused, say
from bot.settings import SHIPPED_ARTICLES, Settings
from bot.store.sqlite import FILE, SqliteStore
from corpus import library
from corpus.errors import CorpusError
from index import analysis, storage
from index.errors import IndexMissing, NothingToIndex, SearchError

DISCORD_API = "https://discord.com/api/v10"

USER_AGENT = "DiscordBot (https://github.com/quoth-bot/quoth, 1)"
"""Who asks, in the form that Discord wants: an address and a version."""

PERMISSIONS = {
    "View Channels": 1 << 10,
    "Send Messages": 1 << 11,
    "Send Messages in Threads": 1 << 38,
    "Read Message History": 1 << 16,
}
"""What the bot needs in a server, by Discord's names and bits."""

ADMINISTRATOR = 1 << 3
TIMEOUT_SECONDS = 10

ROOM = 200 << 20
"""Bytes that should be free, beside three times what the indexes take: a build writes them anew."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: whether it is fine, what was found and what to do about it."""

    fine: bool
    what: str
    advice: str = ""


def examine(desk: Desk) -> Iterator[Finding]:
    """Yield the findings, from the folder on this machine to the servers on Discord."""
    yield _state_folder(desk.settings)
    yield from _room(desk.settings)
    yield from _store(desk.settings)
    yield from _articles_and_index(desk)
    yield from _libraries(desk.settings)
    yield from asyncio.run(_asked(desk.settings))


def invite_url(application_id: str) -> str:
    """Return the link with which an admin adds the bot with just the permissions it needs."""
    bits = sum(PERMISSIONS.values())
    return (
        f"https://discord.com/oauth2/authorize?client_id={application_id}"
        f"&scope=bot+applications.commands&permissions={bits}"
    )


def _state_folder(settings: Settings) -> Finding:
    folder = settings.state_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        advice = f"{error.strerror}. Make it writable, or set QUOTH_STATE_DIR to a folder that is."
        return Finding(False, f"State folder {folder} cannot be written to.", advice)
    return Finding(True, f"State folder {folder.resolve()} can be written to.")


def _room(settings: Settings) -> Iterator[Finding]:
    folder = settings.state_dir
    try:
        free = shutil.disk_usage(folder).free
        taken = sum(file.stat().st_size for file in folder.rglob("gen-*/*"))
    except OSError:
        return  # What is wrong with the folder has been said.
    what = f"{_megabytes(free)} are free for the state folder; its indexes take {_megabytes(taken)}"
    if free < ROOM + 3 * taken:
        advice = "Make room, or set QUOTH_STATE_DIR to a folder on a larger disk."
        yield Finding(False, f"{what}, so the next index may not fit.", advice)
    else:
        yield Finding(True, f"{what}.")


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):,.0f} MB"


def _store(settings: Settings) -> Iterator[Finding]:
    store = SqliteStore(settings.state_dir / FILE)
    if not store.file.is_file():
        return
    try:
        store.check()
    except StoreUnusable as error:
        yield Finding(False, "What the servers have set cannot be used.", say(error))
    else:
        yield Finding(True, f"What the servers have set is in {store.file} and undamaged.")
    finally:
        store.close()


def _articles_and_index(desk: Desk) -> Iterator[Finding]:
    shipped = " (the shipped ones)" if desk.folder == SHIPPED_ARTICLES else ""
    try:
        fresh = desk.is_fresh()
        yield Finding(True, f"Articles are in {desk.folder}{shipped}.")
        generation = storage.open_current(desk.home, analysis.ANALYSER, everything=True)
        if fault := storage.damage(desk.home, analysis.ANALYSER, everything=True):
            yield Finding(False, "The newest index is damaged; the one before answers.", say(fault))
    except IndexMissing:
        if any(map(library.is_article, library.scan(desk.folder)[0])):
            yield Finding(True, "There is no index yet; the first question or start builds it.")
        else:
            yield Finding(False, "There are no articles.", say(NothingToIndex(desk.folder, ())))
        return
    except (CorpusError, SearchError) as error:
        yield Finding(False, "There is no sound index of the articles.", say(error))
        return
    facts = generation.manifest
    built = _age(datetime.fromisoformat(facts["built"]))
    held = f"{facts['articles']} articles and {facts['passages']} passages, built {built}"
    if fresh:
        yield Finding(True, f"The index holds {held}; it is up to date and undamaged.")
    else:
        yield Finding(False, f"The index holds {held}; articles changed since.", "Run: quoth index")


def _age(when: datetime) -> str:
    """Return a time with how long ago that was, the largest unit alone."""
    seconds = (datetime.now(UTC) - when).total_seconds()
    units = (("day", 86400), ("hour", 3600), ("minute", 60))
    count, unit = next(
        ((int(seconds // size), name) for name, size in units if seconds >= size), (0, "minute")
    )
    return f"{when:%Y-%m-%d %H:%M} UTC ({count} {unit}{'' if count == 1 else 's'} ago)"


def _libraries(settings: Settings) -> Iterator[Finding]:
    """Look at the indexes of the servers that have articles of their own."""
    folders = sorted((settings.state_dir / "servers").glob("*/index"))
    faults = {folder.parent.name: fault for folder in folders if (fault := _unsound(folder))}
    for server, fault in faults.items():
        advice = "It is made anew when the bot starts; or use /reindex in that server."
        yield Finding(False, f"The library of server {server} has no sound index.", fault + advice)
    if folders and not faults:
        what = f"Servers with articles of their own: {len(folders)}; their indexes are undamaged."
        yield Finding(True, what)


def _unsound(home: Path) -> str:
    try:
        storage.open_current(home, analysis.ANALYSER, everything=True)
    except SearchError as error:
        return f"{type(error).__name__}. "
    fault = storage.damage(home, analysis.ANALYSER, everything=True)
    return f"{fault.file} is damaged. " if fault else ""


async def _asked(settings: Settings) -> list[Finding]:
    return [*await _port(settings), *await _discord(settings)]


async def _port(settings: Settings) -> list[Finding]:
    """Ask the bot that should be running how it is."""
    if settings.http_port is None:
        return []
    import aiohttp  # noqa: PLC0415 - .2 s, and only a doctor needs it

    # What listens at every address is asked at this machine's own.
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.http_host, settings.http_host)
    url = f"http://{f'[{host}]' if ':' in host else host}:{settings.http_port}/healthz"
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
    try:
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as response:
            told = await response.json()
            healthy, failing = bool(told["healthy"]), dict(told["failing"])
    except aiohttp.ClientConnectorError:
        return [Finding(True, f"No bot is running here: nothing answers at {url}.")]
    except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError):
        advice = "Set QUOTH_HTTP_PORT to another port."
        return [Finding(False, f"Another program answers at {url}, or a bot that hangs.", advice)]
    if healthy:
        return [Finding(True, f"The bot that is running says that it is well ({url}).")]
    parts = "; ".join(f"{part}: {fault}" for part, fault in failing.items())
    return [Finding(False, f"The bot that is running is not well: {parts}.", "See its log.")]


async def _discord(settings: Settings) -> list[Finding]:
    if not settings.discord_token:
        return [Finding(False, "DISCORD_TOKEN is not set.", say(TokenMissing()))]
    import aiohttp  # noqa: PLC0415 - .2 s, and only a doctor with a token needs it

    base = settings.discord_api or DISCORD_API
    headers = {"Authorization": f"Bot {settings.discord_token}", "User-Agent": USER_AGENT}
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
    try:
        async with aiohttp.ClientSession(headers=headers, timeout=timeout) as session:

            async def get(path: str) -> Any:
                async with session.get(base + path) as response:
                    if response.status == 401:
                        raise TokenRefused
                    response.raise_for_status()
                    return await response.json()

            application = await get("/applications/@me")
            guilds = await get("/users/@me/guilds")
    except TokenRefused as error:
        return [Finding(False, "Discord refuses DISCORD_TOKEN.", say(error))]
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        reason = str(error) or type(error).__name__
        return [Finding(False, "Discord was not asked.", say(DiscordUnreachable(reason)))]
    return [*_application(application), *_servers(application, guilds)]


def _application(application: dict[str, Any]) -> Iterator[Finding]:
    yield Finding(True, f"Discord accepts the token, as “{application.get('name')}”.")
    yield Finding(
        True,
        "No privileged intent is needed, so none has to be switched on.",
        f"To add the bot to a server: {invite_url(str(application['id']))}",
    )


def _servers(application: dict[str, Any], guilds: list[dict[str, Any]]) -> Iterator[Finding]:
    invite = invite_url(str(application["id"]))
    if not guilds:
        yield Finding(False, "The bot is in no server yet.", "Open the link above.")
    for guild in guilds:
        held = int(guild.get("permissions", 0))
        missing = [name for name, bit in PERMISSIONS.items() if not held & (bit | ADMINISTRATOR)]
        what = f"Server “{guild.get('name')}”: "
        if missing:
            yield Finding(False, f"{what}lacks {', '.join(missing)}.", f"Invite it again: {invite}")
        else:
            yield Finding(True, f"{what}has the permissions it needs.")
