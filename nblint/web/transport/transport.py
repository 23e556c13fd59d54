"""Sends one request and returns one answer or the reason for none, whatever the server does."""

from __future__ import annotations

import os
import ssl
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Final, Self

import anyio
import httpcore

from nblint.web.messages import NoResponse, Request, Response
from nblint.web.transport.body_reader import BodyReader
from nblint.web.transport.connections import Connections
from nblint.web.transport.errors import TransportError, explain
from nblint.web.transport.expiry import expiry, has_expired
from nblint.web.transport.private_hosts import PrivateHostGuard, refuse_private
from nblint.web.transport.proxies import Proxies
from nblint.web.transport.tls import tls_context
from nblint.web.transport.wire import RequestTarget, headers, place

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping
    from types import TracebackType

    from nblint.web.messages import NoAnswerKind
    from nblint.web.transport.stream import GuardedStream

# What is left of a body is read to the end where that costs less than a new connection.
_MOST_DRAINED: Final = 1 << 16  # bytes
_LONGEST_DRAIN: Final = 0.25  # seconds
_LONGEST_ASIDE: Final = 3.0
# Why a request is not even sent.
_UNSENT: Final = frozenset({"no host", "denied", "address"})


class Transport:
    """Sends requests as they are: it follows no redirect, keeps no cookie and raises nothing.

    One TLS context serves all, and connections are kept for the next request to the same origin.
    It speaks HTTP/1.1 only: a server gets a few requests of nblint, one by one, so that there is
    nothing for HTTP/2 to multiplex, and its framing costs more time than it saves.

    With a proxy it is the proxy that looks up names; then nblint can refuse private hosts only by
    what the address itself says, not by where a name leads.
    """

    def __init__(
        self, *, user_agent: str, allow_private: bool, environ: Mapping[str, str] = os.environ
    ) -> None:
        self._user_agent = user_agent
        self._allow_private = allow_private
        self._environ = environ
        self._guard = PrivateHostGuard(allow_private=allow_private)
        self._proxies = Proxies(environ)
        self._connections = Connections()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._connections.close()

    async def send(self, request: Request) -> Response | NoResponse:
        """Send a request; `elapsed` is from here until nothing more of the answer is read."""
        start = anyio.current_time()
        reading = BodyReader(request)
        kind: NoAnswerKind
        kind, reason = "timeout", f"timed out after {request.timeout:g} s"
        try:
            with anyio.move_on_after(request.timeout):
                await self._exchange(request, reading)
        except Exception as error:  # noqa: BLE001 - nothing that a server does may end the run
            kind, reason = explain(error)
        elapsed = anyio.current_time() - start
        if reading.has_begun:
            return reading.answer(elapsed)
        return NoResponse(kind, reason, elapsed, kind not in _UNSENT, reading.is_connected)

    async def release(self, url: str) -> None:
        """Close the idle connections to the origin of an address."""
        try:
            origin = place(url).origin
        except TransportError:
            return  # it has none
        await self._connections.release(origin)

    async def _exchange(self, request: Request, reading: BodyReader) -> None:
        where = place(request.url)
        wire = httpcore.Request(
            request.method,
            httpcore.URL(
                scheme=where.scheme, host=where.host, port=where.port, target=where.target
            ),
            headers=headers(request, where, self._user_agent),
        )
        connection, response = await self._respond(where, wire, reading)
        try:
            reading.begin(response.status, response.headers)
            chunks = aiter(response.aiter_stream())
            await reading.read(chunks)
            if reading.left <= _MOST_DRAINED:
                await _drain(chunks)
        finally:
            with anyio.CancelScope(shield=True):
                await response.aclose()
                await self._connections.put(where.origin, connection)

    async def _respond(
        self, where: RequestTarget, wire: httpcore.Request, reading: BodyReader
    ) -> tuple[httpcore.AsyncConnectionInterface, httpcore.Response]:
        """Return the answer's head and its connection, which is a kept one if there is one."""
        connection = await self._connections.take(where.origin)
        if connection is not None:
            reading.is_connected = True
            try:
                return connection, await connection.handle_async_request(wire)
            except (httpcore.ReadError, httpcore.RemoteProtocolError):
                # The server may have closed the connection for its age just now (RFC 9112, section
                # 9.3.1), or sent more than the last answer: that says nothing of this request.
                pass
        connection = self._open(where, reading)
        try:
            return connection, await connection.handle_async_request(wire)
        except ssl.SSLCertVerificationError as error:
            if has_expired(error) and not self._proxy(where):
                raise await self._expired(where) from error
            raise

    async def _expired(self, where: RequestTarget) -> TransportError:
        reason = "the certificate has expired"
        # Good to know but not needed: it may fail, and must not cost the rest of the time.
        with suppress(OSError, ValueError, TransportError), anyio.move_on_after(_LONGEST_ASIDE):
            stream = await self._guard.connect_tcp(where.host, where.port)
            day = await expiry(stream, where.host, tls_context(self._environ))
            reason = f"the certificate expired on {day}"
        return TransportError(kind="tls", reason=reason)

    def _open(self, where: RequestTarget, reading: BodyReader) -> httpcore.AsyncConnectionInterface:
        reading.is_connected = False
        proxy = self._proxy(where)
        origin = httpcore.Origin(where.scheme.encode(), where.host.encode(), where.port)
        if not proxy:
            tls = self._tls if where.scheme == "https" else None
            network = _Noting(self._guard, reading)
            return httpcore.AsyncHTTPConnection(origin, tls, network_backend=network)
        if not self._allow_private:
            refuse_private(where.host)
        reading.is_connected = True  # to the proxy; how far that has come, it does not say
        return self._proxies.open(proxy, self._tls).create_connection(origin)

    def _proxy(self, where: RequestTarget) -> str:
        return self._proxies.find(where.scheme, where.server)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return tls_context(self._environ)


class _Noting(httpcore.AsyncNetworkBackend):
    """The way to a host, on which it is noted that the host has taken the connection."""

    def __init__(self, guard: PrivateHostGuard, reading: BodyReader) -> None:
        self._guard, self._reading = guard, reading

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - httpcore's interface
        local_address: str | None = None,  # noqa: ARG002 - httpcore's interface
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002 - httpcore's interface
    ) -> GuardedStream:
        stream = await self._guard.connect_tcp(host, port)
        self._reading.is_connected = True
        return stream


async def _drain(chunks: AsyncIterator[bytes]) -> None:
    """Read on to the end, unless that turns out to be far."""
    left = _MOST_DRAINED
    with anyio.move_on_after(_LONGEST_DRAIN):
        async for chunk in chunks:
            left -= len(chunk)
            if left < 0:
                return
