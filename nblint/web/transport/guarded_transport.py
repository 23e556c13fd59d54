"""The transport of httpx that connects to nothing but addresses that were checked."""

from __future__ import annotations

import ssl
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Final

import anyio
import httpcore
import httpx

from nblint.web.transport.errors import NoResponseError
from nblint.web.transport.expiry import expiry, has_expired
from nblint.web.transport.private_hosts import PrivateHostGuard, refuse_private
from nblint.web.transport.proxies import Proxies, open_proxy
from nblint.web.transport.tls import tls_context

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping

# Idle connections must not use up the file descriptors, however many origins there are.
_MOST_ORIGINS: Final = 64
_MOST_IDLE: Final = 8  # of one origin
_LONGEST_EXPIRY_CHECK: Final = 3.0  # seconds
_PORTS: Final = {"http": 80, "https": 443}
# httpx names its exceptions as httpcore does and raises its own.
_EXCEPTIONS: Final[dict[type[Exception], type[httpx.TransportError]]] = {
    httpcore.ConnectError: httpx.ConnectError,
    httpcore.ReadError: httpx.ReadError,
    httpcore.WriteError: httpx.WriteError,
    httpcore.ProxyError: httpx.ProxyError,
    httpcore.LocalProtocolError: httpx.LocalProtocolError,
    httpcore.RemoteProtocolError: httpx.RemoteProtocolError,
}


class GuardedTransport(httpx.AsyncBaseTransport):
    """Carries requests over httpcore's connections; a private host is refused before it is reached.

    There is one pool of connections for each origin and proxy: a pool goes through all of its
    connections for every request, which costs more than the request where there are many hosts.
    It speaks HTTP/1.1 only: a server gets a few requests, one by one, so that HTTP/2 has nothing to
    multiplex, and its framing costs more time than it saves.

    With a proxy it is the proxy that looks up names; then a private host is known by its address
    only. Raises httpx.TransportError, ssl.SSLError and OSError.
    """

    def __init__(
        self, *, allow_private: bool, environ: Mapping[str, str], most_origins: int = _MOST_ORIGINS
    ) -> None:
        self._allow_private = allow_private
        self._environ = environ
        self._most_origins = most_origins
        self._guard = PrivateHostGuard(allow_private=allow_private)
        self._proxies = Proxies(environ)
        self._pools: dict[str, httpcore.AsyncConnectionPool] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; its extension `target` is what is sent for the path and the query."""
        # httpcore's own handling of the extension would also replace what a proxy is sent.
        extensions = dict(request.extensions)
        target = extensions.pop("target", request.url.raw_path)
        if _origin(request.url) not in self._pools:
            await self._make_room()
        pool = self._pool(request.url)
        wire = httpcore.Request(
            request.method,
            httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=target,
            ),
            headers=request.headers.raw,
            extensions=extensions,
        )
        try:
            with _raising_for_httpx():
                response = await pool.handle_async_request(wire)
        except ssl.SSLCertVerificationError as error:
            if has_expired(error) and not self._proxies.find(request.url):
                raise await self._expired(request.url) from error
            raise
        stream = _ResponseStream(response)
        return httpx.Response(response.status, headers=response.headers, stream=stream)

    async def release(self, url: httpx.URL) -> None:
        """Close the connections to the origin of a URL, unless one of them is in use."""
        origin = _origin(url)
        if origin in self._pools and _is_idle(self._pools[origin]):
            await _close(self._pools.pop(origin))

    async def aclose(self) -> None:
        """Close all connections."""
        while self._pools:
            await _close(self._pools.popitem()[1])

    def _pool(self, url: httpx.URL) -> httpcore.AsyncConnectionPool:
        origin = _origin(url)
        pool = self._pools.pop(origin, None) or self._new_pool(url)
        self._pools[origin] = pool  # at the end: what was not used for longest stands first
        return pool

    def _new_pool(self, url: httpx.URL) -> httpcore.AsyncConnectionPool:
        proxy = self._proxies.find(url)
        if proxy and not self._allow_private:
            refuse_private(url.raw_host.decode("ascii"))
        return httpcore.AsyncConnectionPool(
            self._tls if url.scheme == "https" else None,
            open_proxy(proxy, self._tls) if proxy else None,
            max_connections=None,
            max_keepalive_connections=_MOST_IDLE,
            network_backend=self._proxies.network if proxy else self._guard,
        )

    async def _make_room(self) -> None:
        """Close the connections of the origins that were not used for longest, for one more."""
        excess = len(self._pools) + 1 - self._most_origins
        idle = [origin for origin, pool in self._pools.items() if _is_idle(pool)]
        for origin in idle[: max(0, excess)]:
            if pool := self._pools.pop(origin, None):
                await _close(pool)

    async def _expired(self, url: httpx.URL) -> NoResponseError:
        """Return the failure of a host whose certificate has expired, with the day if possible."""
        reason = "the certificate has expired"
        # Good to know but not needed: it may fail, and must not cost the rest of the time.
        expected = (OSError, ValueError, NoResponseError)
        with suppress(*expected), anyio.move_on_after(_LONGEST_EXPIRY_CHECK):
            host = url.raw_host.decode("ascii")
            stream = await self._guard.connect_tcp(host, url.port or _PORTS[url.scheme])
            day = await expiry(stream, host, tls_context(self._environ))
            reason = f"the certificate expired on {day}"
        return NoResponseError(kind="tls", reason=reason)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return tls_context(self._environ)


class _ResponseStream(httpx.AsyncByteStream):
    """The body of a response, which closes its connection or returns it to the pool."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _raising_for_httpx():
            async for chunk in self._response.aiter_stream():
                yield chunk

    async def aclose(self) -> None:
        await self._response.aclose()


@contextmanager
def _raising_for_httpx() -> Iterator[None]:
    """Raise the exception of httpx for one of httpcore."""
    try:
        yield
    except tuple(_EXCEPTIONS) as error:
        raise _EXCEPTIONS[type(error)](str(error)) from error


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _is_idle(pool: httpcore.AsyncConnectionPool) -> bool:
    return all(connection.is_idle() or connection.is_closed() for connection in pool.connections)


async def _close(pool: httpcore.AsyncConnectionPool) -> None:
    with anyio.CancelScope(shield=True):
        await pool.aclose()
