"""What is counted while the bot runs, for Prometheus: no words, no ids of users or servers."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from types import SimpleNamespace
from typing import Any, NamedTuple

import aiohttp
from prometheus_client import Counter, Gauge, Histogram

from index.models import Answer, Outcome

FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
SLOW = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 5.0, 10.0, 30.0)
LONG = (1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0)
"""Upper ends of a histogram's buckets, in seconds."""

QUESTIONS = Counter(
    "quoth_questions",
    "Questions by where they were asked and what came of them: answered, missed or failed.",
    ("surface", "outcome"),
)
SEARCH = Histogram("quoth_search_seconds", "Looking for the answer to one question.", buckets=FAST)
ACKNOWLEDGEMENT = Histogram(
    "quoth_acknowledgement_seconds",
    "From an interaction's arrival until Discord has its acknowledgement; 3 are allowed.",
    buckets=SLOW,
)
REPLY = Histogram(
    "quoth_reply_seconds",
    "From the arrival of a question, command or press until its whole reply is shown.",
    ("surface",),
    buckets=SLOW,
)
RECONNECTS = Counter(
    "quoth_gateway_reconnects", "Connections to Discord that were lost, by shard.", ("shard",)
)
RESPONSES = Counter(
    "quoth_discord_responses", "Discord's answers to requests, by HTTP status.", ("status",)
)
DISCORD_ERRORS = Counter(
    "quoth_discord_errors",
    "Refusals of Discord's by its own number, or the HTTP status where it gives none.",
    ("code",),
)
FAILURES = Counter("quoth_failures", "Faults that were logged under a reference.")
STORE_FAILURES = Counter(
    "quoth_store_failures", "Times that what the servers have set could not be read or written."
)
REINDEXING = Gauge("quoth_reindex_running", "Builds of an index that run now.")
REINDEX = Histogram("quoth_reindex_seconds", "Builds of an index that succeeded.", buckets=LONG)
REINDEX_FAILURES = Counter("quoth_reindex_failures", "Builds of an index that failed.")


class _Arrival(NamedTuple):
    surface: str
    at: float


_arrival: ContextVar[_Arrival | None] = ContextVar("arrival", default=None)

_INTERACTIONS = {2: "command", 3: "component", 4: "autocomplete", 5: "form"}


@contextmanager
def arriving(event: str, data: Mapping[str, Any]) -> Iterator[None]:
    """Time whatever a gateway event sets going, in the tasks that are made in this block."""
    surface = ""
    if event == "INTERACTION_CREATE":
        surface = _INTERACTIONS.get(data.get("type", 0), "")
    elif event in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
        surface = "mention" if data.get("guild_id") else "message"
    token = _arrival.set(_Arrival(surface, time.perf_counter()) if surface else None)
    try:
        yield
    finally:
        _arrival.reset(token)


def acknowledged() -> None:
    """Note that an interaction has been acknowledged."""
    if arrival := _arrival.get():
        ACKNOWLEDGEMENT.observe(time.perf_counter() - arrival.at)


def replied() -> None:
    """Note that the whole reply is shown."""
    if arrival := _arrival.get():
        REPLY.labels(arrival.surface).observe(time.perf_counter() - arrival.at)


@contextmanager
def asking() -> Iterator[Callable[[Outcome], None]]:
    """Count the question that is answered in this block, by the outcome that it is given."""
    arrival = _arrival.get()
    surface, kind = arrival.surface if arrival else "other", "failed"

    def came(outcome: Outcome) -> None:
        nonlocal kind
        kind = "answered" if isinstance(outcome, Answer) else "missed"

    try:
        yield came
    finally:
        QUESTIONS.labels(surface, kind).inc()


@asynccontextmanager
async def reindexing() -> AsyncIterator[None]:
    """Count and time the build that this block waits for."""
    began = time.perf_counter()
    with REINDEXING.track_inprogress(), REINDEX_FAILURES.count_exceptions(Exception):
        yield
    REINDEX.observe(time.perf_counter() - began)


def tracing(user_agent: Callable[[], str]) -> aiohttp.TraceConfig:
    """Return what counts Discord's answers on a client's HTTP session.

    It also gives each request a name: discord.py does so for some alone, Discord wants all.
    """

    async def began(
        session: aiohttp.ClientSession,
        context: SimpleNamespace,
        request: aiohttp.TraceRequestStartParams,
    ) -> None:
        request.headers.setdefault(aiohttp.hdrs.USER_AGENT, user_agent())

    async def ended(
        session: aiohttp.ClientSession,
        context: SimpleNamespace,
        request: aiohttp.TraceRequestEndParams,
    ) -> None:
        RESPONSES.labels(str(request.response.status)).inc()

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(began)
    trace.on_request_end.append(ended)
    return trace
