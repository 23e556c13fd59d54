"""Connections are kept by origin, and those that were not used for long give way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
import httpx
import pytest

from nblint.web.transport.guarded_transport import GuardedTransport

if TYPE_CHECKING:
    from loopback.web import Web


SPELLINGS = ("127.0.0.1", "127.1", "2130706433")
"""Hosts that differ as text and are the same one."""


async def get(transport: GuardedTransport, url: str) -> None:
    response = await transport.handle_async_request(
        httpx.Request("GET", url, headers={"Host": "a.example"})
    )
    await response.aread()
    await response.aclose()


def connections_after(web: Web, urls: list[str], *, most_origins: int) -> int:
    """Request URLs one after the other; return how many connections that took."""

    async def run() -> None:
        transport = GuardedTransport(allow_private=True, environ={}, most_origins=most_origins)
        async with transport:
            for url in urls:
                await get(transport, url)

    anyio.run(run)
    return web.log.connections.total()


def test_the_origin_that_was_not_used_for_longest_gives_way(web: Web) -> None:
    web.page("/", "hello", host="a.example")
    one, two, three = (web.url("/").replace("127.0.0.1", host) for host in SPELLINGS)
    assert connections_after(web, [one, two, one, three, one], most_origins=2) == 3
    web.log.connections.clear()
    assert connections_after(web, [one, two, one, three, two], most_origins=1) == 5


def test_an_origin_in_use_is_neither_released_nor_closed(web: Web) -> None:
    web.page("/", "hello", host="a.example")

    async def run() -> bytes:
        transport = GuardedTransport(allow_private=True, environ={}, most_origins=1)
        async with transport:
            url = httpx.URL(web.url("/"))
            request = httpx.Request("GET", url, headers={"Host": "a.example"})
            response = await transport.handle_async_request(request)
            await transport.release(url)
            for host in SPELLINGS[1:]:
                await get(transport, web.url("/").replace("127.0.0.1", host))
            body = await response.aread()
            await response.aclose()
            return body

    assert anyio.run(run) == b"hello"


def test_the_exceptions_are_those_of_httpx(web: Web) -> None:
    async def run() -> None:
        async with GuardedTransport(allow_private=False, environ={}) as transport:
            await get(transport, web.url("/"))

    with pytest.raises(httpx.TransportError, match=r"127\.0\.0\.1 is a private address"):
        anyio.run(run)
