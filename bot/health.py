"""``/healthz`` and ``/metrics``: is the bot well, and what has it counted?"""

from __future__ import annotations

import asyncio
import json
import logging
import math
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.errors import say
from index.errors import SearchError

if TYPE_CHECKING:
    from bot.app import Desk
    from bot.client import QuothBot

log = logging.getLogger(__name__)


@asynccontextmanager
async def served(bot: QuothBot, host: str, port: int | None) -> AsyncIterator[int | None]:
    """Serve both for as long as the block runs, unless no port is given; yields the port.

    Raises:
        OSError: the address cannot be listened at.
    """
    if port is None:
        yield None
        return
    from aiohttp import web  # noqa: PLC0415 - only those who asked for a port need it

    async def healthz(_: web.Request) -> web.Response:
        parts = {"gateway": gateway_fault(bot), "index": await asyncio.to_thread(index_fault, bot)}
        failing = {part: fault for part, fault in parts.items() if fault}
        body = json.dumps({"healthy": not failing, "failing": failing})
        status = 503 if failing else 200
        return web.Response(text=body, status=status, content_type="application/json")

    async def metrics(_: web.Request) -> web.Response:
        body = await asyncio.to_thread(generate_latest)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application()
    app.add_routes([web.get("/healthz", healthz), web.get("/metrics", metrics)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    state = State(bot)
    REGISTRY.register(state)
    try:
        await runner.setup()
        await web.TCPSite(runner, host, port).start()
        port = runner.addresses[0][1]
        log.info("health and metrics are at http://%s:%d", host, port)
        yield port
    finally:
        REGISTRY.unregister(state)
        await runner.cleanup()


def gateway_fault(bot: QuothBot) -> str:
    """Return what is wrong with the connection to Discord; nothing where all is well."""
    if bot.work.stopping:
        return "the bot is stopping"
    away = [number for number, shard in bot.shards.items() if shard.is_closed()]
    if not bot.shards or away:
        return "not connected to Discord"
    return ""


def index_fault(bot: QuothBot) -> str:
    """Return why no index can answer; nothing where one can."""
    try:
        bot.desk.searcher()
    except (SearchError, OSError) as error:
        return say(error)
    return ""


class State(Collector):
    """The bot as it is when Prometheus asks."""

    def __init__(self, bot: QuothBot) -> None:
        self._bot = bot

    def describe(self) -> Iterator[Metric]:
        """Name nothing beforehand: registering asks for no values."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Yield the gauges."""
        yield from self._gateway()
        yield from self._index()
        yield from _own_indexes(list(self._bot.libraries.indexes()))
        bot = self._bot
        yield _gauge("quoth_servers", "Servers that the bot is in.", len(bot.guilds))
        yield _gauge("quoth_replies_in_flight", "Replies under way.", bot.work.in_flight)
        waiting = "Calls that wait for a thread to search in."
        yield _gauge("quoth_search_queue", waiting, bot.work.waiting)
        with suppress(OSError):  # Nothing has been kept yet.
            free = shutil.disk_usage(bot.desk.settings.state_dir).free
            yield _gauge("quoth_disk_free_bytes", "Room for the state folder.", free)

    def _gateway(self) -> Iterator[Metric]:
        connected = GaugeMetricFamily(
            "quoth_gateway_connected", "Whether a shard is connected.", labels=["shard"]
        )
        latency = GaugeMetricFamily(
            "quoth_gateway_latency_seconds", "A heartbeat and its answer.", labels=["shard"]
        )
        for number, shard in list(self._bot.shards.items()):
            connected.add_metric([str(number)], not shard.is_closed())
            if math.isfinite(shard.latency):
                latency.add_metric([str(number)], shard.latency)
        yield connected
        yield latency

    def _index(self) -> Iterator[Metric]:
        desk, fault = self._bot.desk, index_fault(self._bot)
        if not fault:
            with suppress(OSError):  # It has just made way for a newer one.
                yield from _sizes(desk)
        yield _gauge("quoth_index_usable", "Whether an index can answer.", not fault)
        damaged = "Whether the newest index is damaged, so that an older one answers, or none."
        yield _gauge("quoth_index_damaged", damaged, desk.damaged)


def _sizes(desk: Desk) -> Iterator[Metric]:
    stats = desk.stats()
    age = (datetime.now(UTC) - stats.built).total_seconds()
    size = sum(file.stat().st_size for file in (desk.home / stats.generation).iterdir())
    number = int(stats.generation.rpartition("-")[2])
    yield _gauge("quoth_index_generation", "The number of the index that answers.", number)
    yield _gauge("quoth_index_age_seconds", "Since that index was built.", age)
    yield _gauge("quoth_index_articles", "Articles in it.", stats.articles)
    yield _gauge("quoth_index_passages", "Passages in it.", stats.passages)
    yield _gauge("quoth_index_bytes", "Its size on disk.", size)


def _own_indexes(indexes: list[dict[str, Any] | None]) -> Iterator[Metric]:
    """Yield the gauges of what servers have of their own, of all together: none is named."""
    known = [facts for facts in indexes if facts]
    built = [datetime.fromisoformat(facts["built"]).timestamp() for facts in known]
    sizes = (file["size"] for facts in known for file in facts["files"].values())
    of_all = "in all servers' own indexes, with the shared ones in each."
    yield _gauge("quoth_server_indexes", "Servers with articles of their own.", len(indexes))
    unreadable = "Own indexes that are not there or cannot be read."
    yield _gauge("quoth_server_indexes_missing", unreadable, len(indexes) - len(known))
    for name in ("articles", "passages"):
        total = sum(facts[name] for facts in known)
        yield _gauge(f"quoth_server_indexes_{name}", f"{name.capitalize()} {of_all}", total)
    yield _gauge("quoth_server_indexes_bytes", "Their size on disk.", sum(sizes))
    if built:
        age = max(datetime.now(UTC).timestamp() - min(built), 0.0)
        yield _gauge("quoth_server_indexes_age_seconds", "Since the oldest was built.", age)


def _gauge(name: str, documentation: str, value: float) -> Metric:
    return GaugeMetricFamily(name, documentation, value=value)
