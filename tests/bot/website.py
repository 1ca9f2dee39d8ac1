"""A web server on loopback, and names that lead there or elsewhere."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.fetching import Address, is_public

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Names(AbstractResolver):
    """Says for each name what it stands for, one list of addresses after the other."""

    def __init__(self, **addresses: list[list[str]]) -> None:
        self.addresses = addresses
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        answers = self.addresses[host.partition(".")[0]]
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=0,
            )
            for address in found
        ]

    async def close(self) -> None:
        pass


class Site:
    """A web server on loopback, which only the test's own policy lets in."""

    def __init__(self) -> None:
        self.pages: dict[str, Handler] = {}
        self.seen: list[str] = []
        self.agents: set[str] = set()
        self.port = 0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.seen.append(request.path)
        self.agents.add(request.headers.get("User-Agent", ""))
        handler = self.pages.get(request.path)
        if handler is None:
            return web.Response(status=404)
        return await handler(request)

    def says(self, path: str, response: Callable[[], web.Response]) -> None:
        async def handler(_: web.Request) -> web.StreamResponse:
            return response()

        self.pages[path] = handler

    def sends_on(self, path: str, where: str) -> None:
        self.says(path, lambda: web.Response(status=302, headers={"Location": where}))

    def url(self, path: str, host: str = "site.example") -> str:
        return f"http://{host}:{self.port}{path}"


@asynccontextmanager
async def serving() -> AsyncIterator[Site]:
    site = Site()
    app = web.Application()
    app.router.add_get("/{rest:.*}", site.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.port = runner.addresses[0][1]
    try:
        yield site
    finally:
        await runner.cleanup()


def lenient(address: Address) -> bool:
    """Public addresses, and the one where the test's own site is."""
    return is_public(address) or str(address) == "127.0.0.1"
