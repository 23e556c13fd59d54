"""A web on loopback addresses that behaves as badly as a test wishes."""

from __future__ import annotations

import asyncio
import errno
import socket
import threading
from functools import partial
from typing import TYPE_CHECKING, Self

import pytest

from loopback.answers import page, tunnel
from loopback.connection import Connection, Origin, Site
from loopback.exchange import NONE
from loopback.gate import Gate
from loopback.log import Log

if TYPE_CHECKING:
    from types import TracebackType

    from loopback.certificates import Certificates, Tls
    from loopback.exchange import Behaviour, Headers
    from loopback.log import Seen


class Web:
    """Hosts, addresses and how they behave; `log` has what was asked of them.

    It lives in a thread of its own, from `with` to its end, which fails if a client has sent what
    no good client sends, or a behaviour has broken: see `log.faults`.
    """

    def __init__(self, certificates: Certificates) -> None:
        self.log = Log(self._settle)
        self.ca_file = certificates.ca_file
        self._routes: dict[tuple[str | None, str], Behaviour] = {}
        self._site = Site(self.log, self._find, certificates, set())
        self._ports: dict[tuple[str, Tls | None], int] = {}
        self._servers: list[asyncio.Server] = []
        self._reserved: list[socket.socket] = []
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._live()), name="loopback")

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.end()
        for reserved in self._reserved:
            reserved.close()
        if kind is None:
            assert not self.log.faults, "\n".join(self.log.faults)

    def end(self) -> None:
        """Close all ports and break off all connections."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._over.set)
            self._thread.join()

    def page(
        self,
        path: str,
        body: bytes | str = "",
        *,
        status: int = 200,
        headers: Headers = NONE,
        host: str | None = None,
    ) -> None:
        """Lay out a page, on one host or on all: HTML, and in UTF-8 where it is text."""
        self.route(path, page(body, status, headers), host=host)

    def route(self, path: str, behaviour: Behaviour, *, host: str | None = None) -> None:
        """Let an address behave so, on one host or on all.

        `path` may have a query, which else is left aside; `*` is all that has no path of its own.
        """
        self._routes[host, path] = behaviour

    def url(self, path: str = "/", *, host: str = "127.0.0.1", tls: Tls | None = None) -> str:
        """Write the URL of a path on a host, which is a loopback address or `localhost`.

        Skips the test where this computer has no such address.
        """
        if (host, tls) not in self._ports:
            listen = self._listen(host, tls)
            self._ports[host, tls] = asyncio.run_coroutine_threadsafe(listen, self._loop).result()
        return _url("https" if tls else "http", host, self._ports[host, tls], path)

    @property
    def proxy(self) -> str:
        """The URL of the web as a proxy, behind which any name may be laid out as a host."""
        return self.url("")

    def refusing(self, path: str = "/", *, host: str = "127.0.0.1") -> str:
        """Write a URL at whose port nobody listens, nor can for as long as the web lives."""
        reserved = _bind(host)
        self._reserved.append(reserved)
        return _url("http", host, reserved.getsockname()[1], path)

    def gate(self, opens_at: int | None = None) -> Gate:
        """Make a gate that opens when told to, or when so many requests wait at it."""
        return Gate(self._loop, self.log.changed, opens_at)

    def _settle(self) -> None:
        """Wait until the thread has gone through all that it was about to do."""
        if self._thread.is_alive():
            asyncio.run_coroutine_threadsafe(_turns(), self._loop).result()

    async def _live(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._over = asyncio.Event()
        self._ready.set()
        await self._over.wait()
        for server in self._servers:
            server.close()
        while self._site.open:
            for connection in self._site.open:
                connection.transport.abort()
            await asyncio.sleep(0)

    async def _listen(self, host: str, tls: Tls | None) -> int:
        bound = _bind(host)
        port: int = bound.getsockname()[1]
        factory = partial(Connection, self._site, Origin(host, port, tls))
        self._servers.append(await self._loop.create_server(factory, sock=bound, backlog=1000))
        return port

    def _find(self, seen: Seen) -> Behaviour:
        ways = [
            (host, path)
            for path in (seen.target.decode("latin-1"), seen.path, "*")
            for host in (seen.host, None)
        ]
        laid_out = (self._routes[way] for way in ways if way in self._routes)
        return next(laid_out, tunnel if seen.method == "CONNECT" else _NOTHING)


async def _turns() -> None:
    """Let the loop go round as often as it takes to end a request whose answer is given."""
    for _ in range(5):
        await asyncio.sleep(0)


def _bind(host: str) -> socket.socket:
    """Take a free port of a host, without listening."""
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        bound.bind((host, 0))
    except OSError as error:
        bound.close()
        if error.errno in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
            pytest.skip(f"this computer has no {host}")
        raise
    return bound


def _url(scheme: str, host: str, port: int, path: str) -> str:
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}{path}"


_NOTHING = page("Nothing is laid out here.", 404)
