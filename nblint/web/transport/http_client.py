"""Sends one request and returns one response or the reason for none, whatever the server does."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, Self

import anyio
import httpx

from nblint.web.messages import NoResponse, Request, Response
from nblint.web.transport.body_reader import BodyReader
from nblint.web.transport.errors import NoResponseError, explain
from nblint.web.transport.guarded_transport import GuardedTransport
from nblint.web.transport.wire import headers, place

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from types import TracebackType

    from nblint.web.messages import NoAnswerKind

# What is left of a body is read to the end where that costs less than a new connection.
_MOST_DRAINED: Final = 1 << 16  # bytes
_LONGEST_DRAIN: Final = 0.25  # seconds
# Why a request is not even sent.
_UNSENT: Final = frozenset({"no host", "denied", "address"})


class HttpClient:
    """Sends requests as they are: it follows no redirect, keeps no cookie and raises nothing.

    It calls the transport without httpx's client, whose cookies, redirects, authentication and
    decoding it would have to turn off, and which takes as long for a request as all else does.
    """

    def __init__(
        self, *, user_agent: str, allow_private: bool, environ: Mapping[str, str] = os.environ
    ) -> None:
        self._user_agent = user_agent
        self._transport = GuardedTransport(allow_private=allow_private, environ=environ)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._transport.aclose()

    async def send(self, request: Request) -> Response | NoResponse:
        """Send a request; `elapsed` is from here until nothing more of the response is read."""
        start = anyio.current_time()
        reading = BodyReader(request)
        connecting = _Connecting()
        kind: NoAnswerKind
        kind, reason = "timeout", f"timed out after {request.timeout:g} s"
        try:
            with anyio.move_on_after(request.timeout):
                await self._exchange(request, reading, connecting)
        except Exception as error:  # noqa: BLE001 - nothing that a server does may end the run
            kind, reason = explain(error)
        elapsed = anyio.current_time() - start
        if reading.has_begun:
            return reading.answer(elapsed)
        return NoResponse(kind, reason, elapsed, kind not in _UNSENT, connecting.is_connected)

    async def release(self, url: str) -> None:
        """Close the idle connections to the origin of an address."""
        try:
            origin = place(url).origin
        except NoResponseError:
            return  # it has none
        await self._transport.release(origin)

    async def _exchange(
        self, request: Request, reading: BodyReader, connecting: _Connecting
    ) -> None:
        target = place(request.url)
        sent = httpx.Request(
            request.method,
            target.origin,
            headers=headers(request, target, self._user_agent),
            extensions={"target": target.target, "trace": connecting.trace},
        )
        connecting.is_connected = True  # until the transport says that it opens a new connection
        response = await self._respond(sent, connecting)
        try:
            reading.begin(response.status_code, response.headers.raw)
            chunks = aiter(response.aiter_raw())
            await reading.read(chunks)
            if reading.left <= _MOST_DRAINED:
                await _drain(chunks)
        finally:
            with anyio.CancelScope(shield=True):
                await response.aclose()

    async def _respond(self, request: httpx.Request, connecting: _Connecting) -> httpx.Response:
        """Return the head of the response."""
        try:
            return await self._transport.handle_async_request(request)
        except (httpx.ReadError, httpx.RemoteProtocolError):
            # The server may have closed a kept connection for its age just now (RFC 9112, section
            # 9.3.1), or sent more than the last response: that says nothing of this request.
            if connecting.has_begun:
                raise
        return await self._transport.handle_async_request(request)


class _Connecting:
    """What is known of a request's connection; without a new one a kept one is used."""

    def __init__(self) -> None:
        self.has_begun = self.is_connected = False

    async def trace(self, event: str, _: Mapping[str, object]) -> None:
        """Take an event of httpcore's: https://www.encode.io/httpcore/extensions/#trace."""
        if event.endswith("connect_tcp.started"):
            self.has_begun, self.is_connected = True, False
        elif event.endswith("connect_tcp.complete"):
            self.is_connected = True


async def _drain(chunks: AsyncIterator[bytes]) -> None:
    """Read on to the end, unless that turns out to be far."""
    left = _MOST_DRAINED
    with anyio.move_on_after(_LONGEST_DRAIN):
        async for chunk in chunks:
            left -= len(chunk)
            if left < 0:
                return
