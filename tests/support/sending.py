"""Requests sent by a transport of their own."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import anyio

from nblint.web.messages import NoResponse, Request, Response
from nblint.web.transport.http_client import HttpClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from loopback.exchange import Behaviour
    from loopback.web import Web

AGENT = "nblint/0 (+https://example.org/)"
PLENTY = 1_000_000
"""Bytes of a body that are more than a test sends, or as many as it wants."""
PATIENCE = 20.0
A_LITTLE = 0.5
"""Seconds until a test gives up on a server that never answers."""

_NOTHING: Mapping[str, str] = {}


@asynccontextmanager
async def transport(
    *, allow_private: bool = True, environ: Mapping[str, str] = _NOTHING
) -> AsyncIterator[HttpClient]:
    """Open a transport that may ask private hosts and knows nothing of the real environment."""
    async with HttpClient(user_agent=AGENT, allow_private=allow_private, environ=environ) as opened:
        yield opened


def send(
    *requests: Request, allow_private: bool = True, environ: Mapping[str, str] = _NOTHING
) -> list[Response | NoResponse]:
    """Send requests one after the other."""

    async def send_all() -> list[Response | NoResponse]:
        async with transport(allow_private=allow_private, environ=environ) as opened:
            return [await opened.send(request) for request in requests]

    return anyio.run(send_all)


def get(url: str, *, max_body: int = PLENTY, timeout: float = PATIENCE) -> Response | NoResponse:
    """Get a page with its body."""
    [got] = send(Request("GET", url, max_body=max_body, timeout=timeout))
    return got


def answer_to(url: str, *, max_body: int = PLENTY, timeout: float = PATIENCE) -> Response:
    """Get a page that answers."""
    got = get(url, max_body=max_body, timeout=timeout)
    assert isinstance(got, Response), got
    return got


def silence_of(url: str, *, timeout: float = PATIENCE) -> NoResponse:
    """Get a page that does not answer."""
    got = get(url, timeout=timeout)
    assert isinstance(got, NoResponse), got
    return got


def laid_out(web: Web, behaviour: Behaviour) -> str:
    """Return the URL of a page that behaves so."""
    web.route("/page", behaviour)
    return web.url("/page")


def trusting(web: Web) -> dict[str, str]:
    """Return an environment in which the web's authority is trusted."""
    return {"SSL_CERT_FILE": str(web.ca_file)}
