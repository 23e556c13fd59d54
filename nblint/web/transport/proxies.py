"""The proxies that the environment names."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import httpcore
import httpx

from nblint.web.transport.errors import NoResponseError
from nblint.web.transport.private_hosts import PrivateHostGuard
from nblint.web.url import normalise

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
        self.network = _Network(PrivateHostGuard(allow_private=True))
        """How a proxy is reached; its address is looked up once."""

    def find(self, url: httpx.URL) -> str:
        """Return the URL of the proxy for an http or https URL, "" where there is none."""
        proxy = self._by_scheme[url.scheme]
        if not proxy:
            return ""
        from urllib.request import (  # type: ignore[attr-defined] # noqa: PLC0415 - slow to import, and most have no proxy
            proxy_bypass_environment,
        )

        if proxy_bypass_environment(url.netloc.decode("ascii"), {"no": self._bypassed}):
            return ""
        return proxy if "://" in proxy else f"http://{proxy}"


def open_proxy(url: str, tls: ssl.SSLContext) -> httpcore.Proxy:
    """Return a proxy as httpcore wants it; raises NoResponseError where it cannot be used.

    The user and the password of its URL are sent to the proxy alone.
    """
    try:
        normalise(url)  # which is stricter about hosts and ports
        proxy = httpx.Proxy(url)
    except (ValueError, httpx.InvalidURL):
        proxy = None
    if proxy is None or not proxy.url.host:
        # Its URL is not quoted, for there may be a password in it.
        reason = "the environment names a proxy that cannot be used"
        raise NoResponseError(kind="network", reason=reason)
    scheme = proxy.url.scheme
    if scheme.startswith("socks") and find_spec("socksio") is None:
        reason = "a SOCKS proxy needs the package socksio, which is not installed"
        raise NoResponseError(kind="network", reason=reason)
    return httpcore.Proxy(
        httpcore.URL(
            scheme=scheme, host=proxy.url.host, port=proxy.url.port or _PORTS[scheme], target="/"
        ),
        auth=proxy.raw_auth,
        headers=proxy.headers.raw,
        ssl_context=tls if scheme == "https" else None,
    )


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
        except NoResponseError as error:
            reason = f"the proxy cannot be reached: {error.reason}"
            raise NoResponseError(kind="network", reason=reason) from error


def _variable(environ: Mapping[str, str], name: str) -> str:
    return environ.get(name, environ.get(name.upper(), ""))
