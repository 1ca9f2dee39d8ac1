"""A page from the public web, and from nowhere else: every address is checked, then connected to.

A page may be of anybody, so its server is taken for hostile: what a name stands for is checked when
it is looked up and again on the socket that is about to be connected, at each redirect anew.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.robotparser import RobotFileParser

import aiohttp
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.errors import Refused
from bot.markdown import escape
from bot.texts.catalogue import text
from bot.threads import Threads

LARGEST = 10 << 20
"""Bytes that a page may have, also unpacked."""

LARGEST_ROBOTS = 500 << 10
"""Bytes of a robots.txt that are read (RFC 9309, 2.5)."""

SECONDS = 20.0
"""What a page may take in all, with robots.txt and redirects."""

MOST_REDIRECTS = 5
LONGEST_URL = 2000
PORTS = {"http": 80, "https": 443}
AGENT = "Quoth"
HEADERS = {
    "User-Agent": f"{AGENT} (+https://github.com/quoth-bot/quoth)",
    "Accept": "text/html, text/plain, text/markdown, application/pdf",
    "Accept-Encoding": "identity",
}

KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/pdf": ".pdf",
}
"""The types of pages that can be articles, with the suffix of such a file."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NOT_PUBLIC = [
    ipaddress.ip_network(network)
    for network in (
        "168.63.129.16/32",  # a cloud's own services, at a public address
        "192.0.0.0/24",  # protocol assignments, among them other clouds' metadata
        "192.88.99.0/24",  # 6to4 relays
        "2001::/23",  # protocol assignments, among them Teredo
        "2001:db8::/32",
        "2002::/16",  # 6to4, which holds an IPv4 address
        "3fff::/20",  # documentation
    )
]
_UNICAST = ipaddress.ip_network("2000::/3")
"""All of IPv6 that is given to the public; IPv4 addresses in IPv6 form (NAT64) lie outside."""


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet.

    >>> [is_public(ipaddress.ip_address(a)) for a in ("9.9.9.9", "10.0.0.1", "::ffff:9.9.9.9")]
    [True, False, False]
    """
    if address.version == 6 and address not in _UNICAST:
        return False
    if any(address in network for network in _NOT_PUBLIC if network.version == address.version):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at ``url``, after redirects; ``suffix`` is that of a file of its type."""

    url: str
    suffix: str
    data: bytes


class Fetcher:
    """Fetches pages; ``allows`` says which addresses may be connected to, ``ports`` at which port
    by scheme (None for any), and ``resolver`` what a name stands for."""

    def __init__(
        self,
        allows: Callable[[Address], bool] = is_public,
        ports: dict[str, int] | None = PORTS,
        resolver: AbstractResolver | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._allows, self._ports, self._resolver = allows, ports, resolver
        self._seconds = seconds

    async def fetch(self, address: str) -> Page:
        """Return the page at an address.

        Raises:
            Refused: with the reason.
        """
        try:
            async with asyncio.timeout(self._seconds), self._session() as session:
                return await self._page(session, self._checked(address))
        except TimeoutError:
            raise Refused(text("fetch-slow")) from None
        except aiohttp.InvalidURL:  # Such as an address of IPv4 in another form than the usual.
            raise Refused(text("fetch-address")) from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            if _refused(error):
                raise Refused(text("fetch-private")) from None
            raise Refused(text("fetch-unreachable")) from error

    def _session(self) -> aiohttp.ClientSession:
        resolver = _Guard(self._resolver or _Lookup(), self._allows)
        connector = aiohttp.TCPConnector(
            resolver=resolver,
            use_dns_cache=False,
            force_close=True,
            socket_factory=self._socket,
        )
        return aiohttp.ClientSession(
            connector=connector,
            headers=HEADERS,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(),
        )

    def _socket(self, info: tuple[Any, ...]) -> socket.socket:
        """Make the socket for an address, the last moment to refuse it."""
        family, kind, protocol, _, (host, *_rest) = info
        if not _allowed(host, self._allows):
            raise _PrivateAddress(host)
        made = socket.socket(family, kind, protocol)
        made.setblocking(False)
        return made

    def _checked(self, address: str) -> yarl.URL:
        if len(address) > LONGEST_URL:
            raise Refused(text("fetch-address"))
        try:
            url = yarl.URL(address.strip())
            host, port, named = url.host, url.port, url.user or url.password
        except ValueError:
            raise Refused(text("fetch-address")) from None
        if url.scheme not in PORTS or not host or named:
            raise Refused(text("fetch-address"))
        if self._ports is not None and port != self._ports[url.scheme]:
            raise Refused(text("fetch-port"))
        return url.with_fragment(None)

    async def _page(self, session: aiohttp.ClientSession, url: yarl.URL) -> Page:
        welcome: dict[yarl.URL, RobotFileParser] = {}
        for _ in range(MOST_REDIRECTS + 1):
            origin = url.origin()
            if origin not in welcome:
                welcome[origin] = await self._robots(session, origin)
            # In a thread, for half a megabyte of rules is more than the event loop has time for.
            if not await asyncio.to_thread(welcome[origin].can_fetch, AGENT, str(url)):
                raise Refused(text("fetch-robots"))
            async with session.get(url, allow_redirects=False) as response:
                if onward := self._onward(response):
                    url = onward
                    continue
                if response.status != 200:
                    raise Refused(text("fetch-status", status=response.status))
                suffix = KINDS.get(response.content_type)
                if suffix is None:
                    raise Refused(text("fetch-type", type=escape(response.content_type[:100])))
                return Page(str(url), suffix, await _body(response, LARGEST))
        raise Refused(text("fetch-redirects"))

    async def _robots(self, session: aiohttp.ClientSession, origin: yarl.URL) -> RobotFileParser:
        """Return whom a site welcomes: all where it has no rules, nobody where it cannot say."""
        rules, url = RobotFileParser(), origin / "robots.txt"
        for _ in range(MOST_REDIRECTS + 1):
            async with session.get(url, allow_redirects=False) as response:
                if onward := self._onward(response):
                    url = onward
                    continue
                if response.status == 200:
                    said = await _body(response, LARGEST_ROBOTS, cut=True)
                    lines = said.decode("utf-8-sig", "replace").splitlines()
                    await asyncio.to_thread(rules.parse, lines)
                else:
                    has_none = 400 <= response.status < 500
                    rules.parse([] if has_none else ["User-agent: *", "Disallow: /"])
                return rules
        rules.parse([])
        return rules

    def _onward(self, response: aiohttp.ClientResponse) -> yarl.URL | None:
        """Return where a response redirects to, checked like the first address."""
        if response.status not in (301, 302, 303, 307, 308):
            return None
        where = response.headers.get("Location", "")
        try:
            onward = response.url.join(yarl.URL(where))
        except ValueError:
            raise Refused(text("fetch-address")) from None
        return self._checked(str(onward))


class _PrivateAddress(OSError):
    """An address that must not be connected to."""


class _Lookup(AbstractResolver):
    """Looks names up in threads of its own: whoever is asked may let one wait for long, and with
    the event loop's own threads Discord's name is looked up, too."""

    def __init__(self) -> None:
        self._work = Threads()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        kind, flags = socket.SOCK_STREAM, socket.AI_ADDRCONFIG
        found = await self._work.aside(
            lambda: socket.getaddrinfo(host, port, family, kind, flags=flags)
        )
        return [
            ResolveResult(hostname=host, host=str(at[0]), port=port, family=of, proto=by, flags=0)
            for of, _, by, _, at in found
        ]

    async def close(self) -> None:
        pass


class _Guard(AbstractResolver):
    """Looks names up, and refuses those that stand for any address that is not allowed."""

    def __init__(self, inner: AbstractResolver, allows: Callable[[Address], bool]) -> None:
        self._inner, self._allows = inner, allows

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        for each in found:
            if not _allowed(each["host"], self._allows):
                raise _PrivateAddress(host)
        return found

    async def close(self) -> None:
        await self._inner.close()


def _allowed(host: str, allows: Callable[[Address], bool]) -> bool:
    try:
        return allows(ipaddress.ip_address(host.partition("%")[0]))
    except ValueError:
        return False


def _refused(error: BaseException) -> bool:
    """Whether an error comes of an address that was refused."""
    seen: BaseException | None = error
    while seen is not None:
        parts = getattr(seen, "exceptions", ())
        if isinstance(seen, _PrivateAddress) or any(map(_refused, parts)):
            return True
        seen = getattr(seen, "os_error", None) or seen.__cause__ or seen.__context__
    return False


async def _body(response: aiohttp.ClientResponse, most: int, *, cut: bool = False) -> bytes:
    """Return what a response holds, unpacked; more than ``most`` bytes are refused or cut off."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise Refused(text("fetch-type", type=escape(packing[:100])))
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    read, body = 0, bytearray()
    async for chunk in response.content.iter_any():
        read += len(chunk)
        if packing in ("", "identity"):
            body += chunk
        else:
            try:
                body += unpacker.decompress(chunk, max(most + 1 - len(body), 1))
            except zlib.error:
                raise Refused(text("fetch-unreachable")) from None
        if max(read, len(body)) > most or unpacker.unconsumed_tail:
            if cut:
                break
            raise Refused(text("fetch-large"))
    return bytes(body[:most])
