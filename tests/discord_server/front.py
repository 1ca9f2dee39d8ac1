"""The front of the REST API: reads, records, checks and answers every request."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from . import openapi
from .cdn import Upload, store
from .errors import CLIENTS_OWN_FAULT, ApiError, refusal
from .faults import Fault, Faults
from .rest import Call, Reply, Services, find

PREFIXES = ("/api/v10", "/api/v9")


@dataclass(slots=True)
class Request:
    """A request that the client made; ``path`` is below the API root.

    ``status`` is ``None`` while it is being answered and when its line was cut; ``at`` is the
    event loop's time in seconds.
    """

    method: str
    path: str
    query: dict[str, str]
    body: Any
    at: float
    status: int | None = None
    answer: Any = None
    headers: dict[str, str] = field(default_factory=dict)


class Front:
    """Serves everything below ``/api/v10``."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.faults = Faults()
        self.describes = True
        self.requests: list[Request] = []
        self._lost: set[tuple[str, str]] = set()
        self._taken: dict[str, web.Request] = {}

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one HTTP request."""
        path = next((request.path[len(p) :] for p in PREFIXES if request.path.startswith(p)), "")
        at = asyncio.get_running_loop().time()
        failure: ApiError | None = None
        body: Any = None
        uploads: dict[str, Upload] = {}
        try:
            body, uploads = await _read(request)
        except ValueError:
            failure = refusal(50109)
        headers = dict(request.headers)
        record = Request(request.method, path, dict(request.query), body, at, headers=headers)
        self.requests.append(record)
        self.services.world.bell.ring()
        fault = self.faults.take(request.method, path)
        if fault is not None:
            await fault.happen()
        if fault is None or fault.acts or not (fault.status or fault.drop):
            reply = await self._answer(record, uploads, failure)
            if path.endswith("/callback") and reply.status < 300:
                self._taken[path] = request
        else:
            reply = Reply(fault.body, fault.status or 0)
        return self._finish(request, record, reply, fault)

    async def handle_file(self, request: web.Request) -> web.StreamResponse:
        """Serve a file that was uploaded, as Discord's CDN does."""
        at = asyncio.get_running_loop().time()
        record = Request("GET", request.path, dict(request.query), None, at)
        self.requests.append(record)
        self.services.world.bell.ring()
        fault = self.faults.take("GET", request.path)
        if fault is not None:
            await fault.happen()
            if fault.drop or fault.status:
                return self._finish(request, record, Reply(None, fault.status or 0), fault)
        upload = self.services.world.cdn.find(request.path, request.query.get("hm"))
        record.status = 200 if upload else 404
        if upload is None:
            return web.Response(status=404, text="This content is no longer available.")
        return web.Response(body=upload.data, headers={"Content-Type": upload.kind})

    async def _answer(
        self, record: Request, uploads: dict[str, Upload], failure: ApiError | None
    ) -> Reply:
        world = self.services.world
        try:
            if failure is not None:
                raise failure
            found = find(record.method, record.path)
            if found is None:
                world.violation(f"{record.method} {record.path}: no such route here")
                raise ApiError(404, 0, "404: Not Found")
            route, params = found
            if not route.public and record.headers.get("Authorization") != f"Bot {world.token}":
                raise ApiError(401, 0, "401: Unauthorized")
            attachments = store(world.cdn, record.body, uploads)
            call = Call(self.services, params, record.query, record.body, attachments)
            reply = await route.handler(call)
        except ApiError as error:
            # After an answer that it has not got, the second try is not the client's fault.
            lost = (record.method, record.path) in self._lost or self._was_given_up(record.path)
            again = error.code == 40060 and lost
            if error.code in CLIENTS_OWN_FAULT and not again:
                details = f" {json.dumps(error.errors)}" if error.errors else ""
                world.violation(f"{record.method} {record.path}: {error}{details}")
            return Reply(error.body, error.status)
        # What was refused above has been reported; this finds what our own rules let through.
        complaint = self.describes and openapi.complaint(record.method, record.path, record.body)
        if complaint:
            world.violation(complaint)
        return reply

    def _was_given_up(self, path: str) -> bool:
        """Whether the client has hung up on the callback of this path that was taken."""
        first = self._taken.get(path)
        return first is not None and first.transport is None

    def _finish(
        self, request: web.Request, record: Request, reply: Reply, fault: Fault | None
    ) -> web.StreamResponse:
        headers = _limits(request.method, record.path)
        if fault is not None and fault.acts:
            self._lost.add((record.method, record.path))
            reply = Reply(fault.body, fault.status or 0)
        if fault is not None and fault.headers:
            headers = fault.headers
        record.answer = reply.data
        if fault is not None and fault.drop:
            if request.transport is not None:
                request.transport.abort()
        else:
            record.status = reply.status
        self.services.world.bell.ring()
        # No charset: the client compares the type with "application/json" exactly.
        kind = None if reply.data is None else "application/json"
        data = None if reply.data is None else json.dumps(reply.data).encode()
        if isinstance(reply.data, str):
            kind, data = "text/html", reply.data.encode()
        status = reply.status or 500
        return web.Response(body=data, status=status, content_type=kind, headers=headers)


async def _read(request: web.Request) -> tuple[Any, dict[str, Upload]]:
    """The JSON body, and the files of a form by number. ``ValueError`` for bad JSON."""
    if not request.content_type.startswith("multipart/"):
        raw = await request.read()
        return (json.loads(raw) if raw else None), {}
    body: Any = None
    uploads: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read(decode=True))
        if part.name == "payload_json":
            body = json.loads(data)
        else:
            number = (part.name or "").removeprefix("files[").rstrip("]")
            uploads[number] = Upload(part.filename or "unknown", data)
    return body, uploads


def _limits(method: str, path: str) -> dict[str, str]:
    """Headers of a generous rate limit, as every answer of Discord has them."""
    bucket = hashlib.sha256(f"{method} {path}".encode()).hexdigest()[:32]
    return {
        "Via": "1.1 google",
        "X-RateLimit-Limit": "50",
        "X-RateLimit-Remaining": "49",
        "X-RateLimit-Reset": f"{time.time() + 1:.3f}",
        "X-RateLimit-Reset-After": "1.000",
        "X-RateLimit-Bucket": bucket,
    }
