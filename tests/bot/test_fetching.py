"""Pages of hostile servers: nothing but the public internet is ever connected to."""

from __future__ import annotations

import asyncio
import gzip
import ipaddress
import socket
import threading
import zlib
from collections.abc import AsyncIterator, Iterable
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from aiohttp import web

from bot.errors import Refused
from bot.fetching import LARGEST, Fetcher, Page, is_public
from bot.texts.catalogue import text
from tests.bot.website import Names, Site, lenient, serving
from tests.discord_server.patience import PATIENCE, happens

PAGE = "<html><body><p>The bell of Tarn rings at noon.</p></body></html>"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with serving() as site:
        site.says("/page", lambda: web.Response(text=PAGE, content_type="text/html"))
        yield site


@pytest.fixture
def names() -> Names:
    return Names(site=[["127.0.0.1"]])


@pytest.fixture
def fetcher(names: Names) -> Fetcher:
    return Fetcher(allows=lenient, ports=None, resolver=names, seconds=PATIENCE)


async def refusal(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(Refused) as caught:
        await fetcher.fetch(url)
    return caught.value.sentence


async def test_a_page_is_fetched_as_who_we_are(site: Site, fetcher: Fetcher) -> None:
    site.sends_on("/old", "/page#part")
    page = await fetcher.fetch(site.url("/old"))
    assert page == Page(site.url("/page"), ".html", PAGE.encode())
    assert all(agent.startswith("Quoth ") for agent in site.agents)


PRIVATE = """
0.0.0.0 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 127.9.9.9 168.63.129.16 169.254.169.254
172.16.0.1 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 203.0.113.1
224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8
64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2
2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:808:808:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254
fe80::1 fec0::1 ff02::1
""".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_of_the_public_internet(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["9.9.9.9", "93.184.215.14", "2606:4700::1111", "2a00::1"])
def test_addresses_that_are(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "169.254.169.254",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0",
        "127.0.0.1.",
        "１２７.0.0.1",
    ],
)
async def test_a_private_address_in_any_spelling_is_never_connected_to(
    site: Site, host: str
) -> None:
    strict = Fetcher(ports=None, seconds=PATIENCE)
    said = await refusal(strict, f"http://{host}:{site.port}/page")
    assert said in (text("fetch-private"), text("fetch-unreachable"), text("fetch-address"))
    assert not site.seen


async def test_the_open_web_ports_alone_are_used(site: Site) -> None:
    assert await refusal(Fetcher(), site.url("/page", "127.0.0.1")) == text("fetch-port")
    assert await refusal(Fetcher(), "http://127.0.0.1/") == text("fetch-private")
    assert await refusal(Fetcher(), "https://[::1]/") == text("fetch-private")
    assert await refusal(Fetcher(), "https://example.org:80/") == text("fetch-port")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "bell",
        "//example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://[::1",
        "http://user@example.org/",
        "https://user:password@example.org/",
        "http://example.org:99999/",
        "https://example.org/" + "a" * 3000,
    ],
)
async def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    assert await refusal(Fetcher(), url) == text("fetch-address")


@pytest.mark.parametrize(
    "where",
    [
        "http://127.0.0.2:{port}/page",
        "http://[::1]:{port}/page",
        "http://169.254.169.254/latest/meta-data/",
        "http://inside.example/page",
        "//10.0.0.1/page",
    ],
)
async def test_a_redirect_to_a_private_address_is_refused(
    site: Site, fetcher: Fetcher, names: Names, where: str
) -> None:
    names.addresses["inside"] = [["10.0.0.1"]]
    site.sends_on("/start", where.format(port=site.port))
    assert await refusal(fetcher, site.url("/start")) == text("fetch-private")
    site.sends_on("/robots.txt", where.format(port=site.port))
    assert await refusal(fetcher, site.url("/page")) == text("fetch-private")
    assert "/page" not in site.seen


@pytest.mark.parametrize("where", ["file:///etc/passwd", "http://a:b@site.example/", "http://["])
async def test_a_redirect_to_what_is_no_page_is_refused(
    site: Site, fetcher: Fetcher, where: str
) -> None:
    site.sends_on("/start", where)
    assert await refusal(fetcher, site.url("/start")) == text("fetch-address")


async def test_a_name_that_stands_for_any_private_address_is_refused(
    site: Site, names: Names, fetcher: Fetcher
) -> None:
    names.addresses |= {"mixed": [["127.0.0.1", "192.168.0.1"]], "six": [["::1"]]}
    for host in ("mixed.example", "six.example"):
        assert await refusal(fetcher, site.url("/page", host)) == text("fetch-private")
    assert not site.seen


async def test_a_name_that_changes_what_it_stands_for_is_refused(
    site: Site, names: Names, fetcher: Fetcher
) -> None:
    names.addresses["turning"] = [["127.0.0.1"], ["127.0.0.2"]]
    assert await refusal(fetcher, site.url("/page", "turning.example")) == text("fetch-private")
    assert site.seen == ["/robots.txt"]
    assert len(names.asked) == 2  # once for each connection, and that address is connected to


async def test_names_that_are_looked_up_for_long_keep_nobody_else_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waiting, go_on = list[str](), threading.Event()

    def stalls(host: str, *_: Any, **more: Any) -> Any:
        waiting.append(host)
        assert go_on.wait(PATIENCE)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", stalls)
    asked = [asyncio.create_task(refusal(Fetcher(), "http://slow.example/")) for _ in range(40)]
    await happens(lambda: len(waiting) == len(asked))
    await asyncio.to_thread(lambda: None)  # Which takes one of the event loop's own threads.
    go_on.set()
    assert {await each for each in asked} == {text("fetch-unreachable")}


async def test_redirects_have_an_end(site: Site, fetcher: Fetcher) -> None:
    site.sends_on("/round", "/round")
    assert await refusal(fetcher, site.url("/round")) == text("fetch-redirects")
    assert site.seen.count("/round") == 6


@pytest.mark.parametrize("packing", ["gzip", "deflate"])
async def test_a_bomb_is_not_unpacked(site: Site, fetcher: Fetcher, packing: str) -> None:
    pack = gzip.compress if packing == "gzip" else zlib.compress
    bomb = pack(b"bell " * (60 << 20), 9)
    headers = {"Content-Encoding": packing, "Content-Type": "text/html"}
    site.says("/bomb", lambda: web.Response(body=bomb, headers=headers))
    assert await refusal(fetcher, site.url("/bomb")) == text("fetch-large")
    small = pack(PAGE.encode())
    site.says("/packed", lambda: web.Response(body=small, headers=headers))
    assert (await fetcher.fetch(site.url("/packed"))).data == PAGE.encode()


async def test_more_than_ten_megabytes_are_refused(site: Site, fetcher: Fetcher) -> None:
    large = b"x" * (LARGEST + 1)
    site.says("/large", lambda: web.Response(body=large, content_type="text/plain"))
    assert await refusal(fetcher, site.url("/large")) == text("fetch-large")


async def test_a_server_that_drips_is_given_up(site: Site, names: Names) -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        while True:
            await response.write(b".")
            await asyncio.sleep(0.05)

    site.pages["/drip"] = drip
    hasty = Fetcher(allows=lenient, ports=None, resolver=names, seconds=0.6)
    assert await refusal(hasty, site.url("/drip")) == text("fetch-slow")


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "application/octet-stream"])
async def test_other_types_are_refused(site: Site, fetcher: Fetcher, kind: str) -> None:
    site.says("/other", lambda: web.Response(body=b"bell", content_type=kind))
    said = await refusal(fetcher, site.url("/other"))
    assert said == text("fetch-type", type=kind.replace("-", "\\-")) or kind in said


async def test_a_fault_of_the_server_is_told(site: Site, fetcher: Fetcher) -> None:
    assert await refusal(fetcher, site.url("/nothing")) == text("fetch-status", status=404)
    assert await refusal(fetcher, "http://site.example:1/") == text("fetch-unreachable")


async def test_a_site_that_wants_no_programs_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    rules = "User-agent: quoth\nDisallow: /page\n"
    site.says("/robots.txt", lambda: web.Response(text=rules))
    assert await refusal(fetcher, site.url("/page")) == text("fetch-robots")
    site.sends_on("/round", "/page")
    assert await refusal(fetcher, site.url("/round")) == text("fetch-robots")
    site.says("/robots.txt", lambda: web.Response(status=503))
    assert await refusal(fetcher, site.url("/page")) == text("fetch-robots")
    assert "/page" not in site.seen
    site.says("/robots.txt", lambda: web.Response(text="User-agent: Other\nDisallow: /\n"))
    assert (await fetcher.fetch(site.url("/page"))).suffix == ".html"


async def test_rules_are_read_beside_the_event_loop(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[int] = set()

    class Rules(RobotFileParser):
        def parse(self, lines: Iterable[str]) -> None:
            threads.add(threading.get_ident())
            super().parse(lines)

        def can_fetch(self, useragent: str, url: str) -> bool:
            threads.add(threading.get_ident())
            return super().can_fetch(useragent, url)

    monkeypatch.setattr("bot.fetching.RobotFileParser", Rules)
    site.says("/robots.txt", lambda: web.Response(text="User-agent: *\nDisallow: /a\n" * 9))
    assert (await fetcher.fetch(site.url("/page"))).data == PAGE.encode()
    assert threads
    assert threading.get_ident() not in threads
