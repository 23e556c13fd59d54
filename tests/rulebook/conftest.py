"""The web as a rule page describes it, in place of the real one."""

from __future__ import annotations

import errno
import os
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Literal

import httpx
import msgspec
import pytest
import respx

from nblint.web.transport.errors import NoResponseError

Serve = Callable[[Mapping[str, Any]], AbstractContextManager[None]]


class Reply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an address answers; `head` is the status of its answer to HEAD, if it is another."""

    status: int = 200
    headers: dict[str, str] = {}
    body: str = ""
    head: int | None = None
    error: Literal["no host", "refused", "timeout", "tls"] | None = None


@contextmanager
def serve_only(web: Mapping[str, Any]) -> Iterator[None]:
    """Let these addresses answer, and no other be asked: whatever else is asked fails the test.

    `web` has the fields of a Reply for each address.
    """
    replies = msgspec.convert(web, dict[str, Reply])
    known = {str(httpx.URL(address)): reply for address, reply in replies.items()}
    unknown: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        address = str(request.url)
        if address not in known:
            unknown.append(f"{request.method} {address}")
            message = f"{address} is in no `toml web` block"
            raise AssertionError(message)
        return _response(request, known[address])

    with respx.mock(assert_all_called=False) as router:
        router.route().mock(side_effect=answer)
        yield
    assert not unknown


def _response(request: httpx.Request, reply: Reply) -> httpx.Response:
    if reply.error is not None:
        raise _error(request, reply.error)
    headers = {"content-type": "text/html; charset=utf-8", **reply.headers}
    if request.method == "HEAD":
        return httpx.Response(reply.head or reply.status, headers=headers)
    return httpx.Response(reply.status, headers=headers, content=reply.body.encode())


def _error(request: httpx.Request, name: str) -> Exception:
    if name == "no host":
        return NoResponseError(kind="no host", reason=f"the host {request.url.host} does not exist")
    if name == "refused":
        return OSError(errno.ECONNREFUSED, os.strerror(errno.ECONNREFUSED))
    if name == "timeout":
        return httpx.ReadTimeout("", request=request)
    expired = ssl.SSLCertVerificationError()
    expired.verify_code = 10
    return expired


@pytest.fixture
def serve() -> Serve:
    return serve_only
