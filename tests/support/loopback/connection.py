"""One client's connection: bytes in, one behaviour at a time out."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from loopback.certificates import UNTRUE
from loopback.exchange import Exchange
from loopback.log import Seen
from loopback.reading import faults, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from loopback.certificates import Certificates, Tls
    from loopback.exchange import Behaviour
    from loopback.log import Log

_TLS_HANDSHAKE = b"\x16"


@dataclass(frozen=True)
class Origin:
    """Where a connection came in, and with what TLS; `proxied` once it leads through a proxy."""

    address: str
    port: int
    tls: Tls | None = None
    proxied: bool = False


@dataclass(frozen=True)
class Site:
    """What all connections share; `find` tells how the address of a request behaves."""

    log: Log
    find: Callable[[Seen], Behaviour]
    certificates: Certificates
    open: set[Connection]


class Connection(asyncio.Protocol):
    """Reads requests and lets the behaviour of their address answer them.

    When the client leaves, its request is over at once and its behaviour is cancelled, so that who
    leaves one connection and then asks on another is never counted twice.
    """

    def __init__(self, site: Site, origin: Origin) -> None:
        self._site = site
        self._origin = origin
        self._number = site.log.connect(origin.address)
        self._turn = 0
        self._buffer = b""
        self._seen: Seen | None = None
        self._task: asyncio.Task[None] | None = None
        self._may_write = asyncio.Event()
        self._may_write.set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        self.transport.set_write_buffer_limits(high=0)
        self._site.open.add(self)
        if self._origin.tls not in UNTRUE:
            self.transport.pause_reading()
            self._task = asyncio.create_task(self._secure())

    def pause_writing(self) -> None:
        self._may_write.clear()

    def resume_writing(self) -> None:
        self._may_write.set()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if self._buffer.startswith(_TLS_HANDSHAKE):
            if self._origin.tls == "plain":
                self.transport.write(b"HTTP/1.1 400 Bad Request\r\n\r\nPlain HTTP is spoken here.")
            if self._origin.tls != "silent":
                self.transport.close()
        elif self._seen is None:
            self._next()

    def eof_received(self) -> None:
        self._leave()

    def connection_lost(self, _error: Exception | None) -> None:
        self._leave()
        self._site.open.discard(self)

    def _leave(self) -> None:
        """Note that the client is gone."""
        if self._seen:
            self._end(self._seen, gave_up=True)
            assert self._task
            self._task.cancel()

    def _end(self, seen: Seen, *, gave_up: bool) -> None:
        self._site.log.end(seen, gave_up=gave_up)
        self._seen = None

    def _next(self) -> None:
        """Begin with the next request, if all of its head is there."""
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        if found:
            self._buffer = rest
            self._turn += 1
            self._site.log.faults += faults(head)
            self._seen = self._read(head)
            self._site.log.begin(self._seen)
            self._task = asyncio.create_task(self._answer(self._seen))

    def _read(self, head: bytes) -> Seen:
        asked, origin = read(head), self._origin
        to_proxy = asked.method == "CONNECT" or not asked.host
        return Seen(
            time=self._site.log.clock(),
            scheme="https" if origin.tls else "http",
            host=origin.address if to_proxy else asked.host,
            address=origin.address,
            port=origin.port,
            connection=self._number,
            turn=self._turn,
            proxied=origin.proxied or asked.proxied,
            method=asked.method,
            target=asked.target,
            headers=asked.headers,
        )

    async def _answer(self, seen: Seen) -> None:
        exchange = Exchange(seen, self.transport, self._may_write)
        try:
            await self._site.find(seen)(exchange)
        except Exception as error:  # noqa: BLE001 - whatever broke, the test has to fail of it
            self._site.log.faults.append(f"{seen.method} {seen.path}: {error!r}")
            exchange.reset()
        self._end(seen, gave_up=False)
        if exchange.tunnel:
            await self._tunnel()
        elif exchange.keep and seen.header("Connection") != "close":
            self._next()
        else:
            self.transport.close()

    async def _tunnel(self) -> None:
        """Go on as whichever host is behind the proxy (RFC 9110, section 9.3.6)."""
        self._origin = replace(self._origin, tls="good", proxied=True)
        await self._secure()

    async def _secure(self) -> None:
        """Go on with TLS; the client may not trust the certificate, or be gone."""
        assert self._origin.tls
        context = self._site.certificates.context(self._origin.address, self._origin.tls)
        loop = asyncio.get_running_loop()
        try:
            secured = await loop.start_tls(self.transport, self, context, server_side=True)
        except OSError:
            secured = None
        if secured is None:
            self._site.open.discard(self)
            return
        self.transport = secured
        self.transport.set_write_buffer_limits(high=1)  # at 0, asyncio's TLS pauses for good
