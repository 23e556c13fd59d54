"""The proxies that the environment names."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

import httpcore

from nblint.model.uri import split
from nblint.web.transport.errors import TransportError, explain
from nblint.web.transport.private_hosts import PrivateHostGuard
from nblint.web.url import AddressError, normalise

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Mapping

    from nblint.web.transport.stream import GuardedStream

_PORTS: Final = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}


class Proxies:
    """What `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` say, in either case.

    Lower case wins. `no_proxy` is read as Python's urllib does: hosts and the ends of hosts,
    separated by commas, or `*`. A proxy may be in a private network in every run: it is not a
    document that names it.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._by_scheme = {
            scheme: _variable(environ, f"{scheme}_proxy") or _variable(environ, "all_proxy")
            for scheme in ("http", "https")
        }
        self._bypassed = _variable(environ, "no_proxy")
        self._open: dict[str, httpcore.AsyncConnectionPool] = {}

    def find(self, scheme: str, server: str) -> str:
        """Return the URL of the proxy for a host with its port, "" where there is none."""
        proxy = self._by_scheme[scheme]
        if not proxy:
            return ""
        from urllib.request import (  # type: ignore[attr-defined] # noqa: PLC0415 - slow to import, and most have no proxy
            proxy_bypass_environment,
        )

        if proxy_bypass_environment(server, {"no": self._bypassed}):
            return ""
        return proxy if "://" in proxy else f"http://{proxy}"

    def open(self, url: str, tls: ssl.SSLContext) -> httpcore.AsyncConnectionPool:
        """Return what makes connections through a proxy; raises TransportError where nothing can.

        The user and the password of its URL are for the proxy alone.
        """
        if url not in self._open:
            proxy = _proxy(url, tls)
            self._open[url] = httpcore.AsyncConnectionPool(
                tls, proxy, network_backend=_Network(PrivateHostGuard(allow_private=True))
            )
        return self._open[url]


class _Network(httpcore.AsyncNetworkBackend):
    """The way to a proxy, whose faults are no faults of the host behind it."""

    def __init__(self, guard: PrivateHostGuard) -> None:
        self._guard = guard

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - httpcore's interface
        local_address: str | None = None,  # noqa: ARG002 - httpcore's interface
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002 - httpcore's interface
    ) -> GuardedStream:
        try:
            return await self._guard.connect_tcp(host, port)
        except (TransportError, OSError) as error:
            reason = f"the proxy cannot be reached: {explain(error)[1]}"
            raise TransportError(kind="network", reason=reason) from error


def _proxy(url: str, tls: ssl.SSLContext) -> httpcore.Proxy:
    uri = split(url)
    try:
        where = split(normalise(url))
    except AddressError:
        where = None
    if where is None or uri.scheme not in _PORTS:
        # Its URL is not quoted, for there may be a password in it.
        reason = "the environment names a proxy that cannot be used"
        raise TransportError(kind="network", reason=reason)
    if uri.scheme.startswith("socks") and find_spec("socksio") is None:
        raise TransportError(
            kind="network", reason="a SOCKS proxy needs the package socksio, which is not installed"
        )
    user, found, _ = (uri.authority or "").rpartition("@")
    name, _, password = user.partition(":")
    host, port = where.host.strip("[]"), int(where.port or _PORTS[uri.scheme])
    return httpcore.Proxy(
        httpcore.URL(scheme=uri.scheme, host=host, port=port, target="/"),
        auth=(unquote_to_bytes(name), unquote_to_bytes(password)) if found else None,
        ssl_context=tls if uri.scheme == "https" else None,
    )


def _variable(environ: Mapping[str, str], name: str) -> str:
    return environ.get(name, environ.get(name.upper(), ""))
