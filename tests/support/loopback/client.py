"""A client that takes what comes, to see that the web misbehaves as it should."""

from __future__ import annotations

import http.client
import socket
import ssl
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import SplitResult, urlsplit

from loopback.exchange import NONE

if TYPE_CHECKING:
    from pathlib import Path

    from loopback.exchange import Headers
    from loopback.log import Seen
    from loopback.web import Web


class Got(NamedTuple):
    """A well-formed answer; the names of its headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(
    url: str, method: str = "GET", headers: Headers = NONE, *, ca_file: Path | None = None
) -> Got:
    """Ask with http.client, on a connection of its own."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        context = ssl.create_default_context(cafile=ca_file)
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            str(parts.hostname), parts.port, timeout=20, context=context
        )
    else:
        connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=20)
    try:
        connection.request(method, _target(parts), headers={"Connection": "close", **headers})
        answer = connection.getresponse()
        names = {name.lower(): value for name, value in answer.getheaders()}
        return Got(answer.status, names, answer.read())
    finally:
        connection.close()


def connect(url: str) -> socket.socket:
    """Open a plain connection to the host of a URL."""
    parts = urlsplit(url)
    return socket.create_connection((str(parts.hostname), parts.port), timeout=20)


def request(url: str, method: str = "GET") -> bytes:
    """Write a request as bytes."""
    parts = urlsplit(url)
    return f"{method} {_target(parts)} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode()


def take_all(url: str, method: str = "GET") -> bytes:
    """Ask, and take all bytes until the server closes the connection."""
    with connect(url) as connection:
        connection.sendall(request(url, method))
        return take_rest(connection)


def take_rest(connection: socket.socket) -> bytes:
    """Take all bytes until the server closes the connection."""
    pieces = []
    while piece := connection.recv(2**20):
        pieces.append(piece)
    return b"".join(pieces)


def take(connection: socket.socket, size: int) -> bytes:
    """Take so many bytes."""
    with connection.makefile("rb") as stream:
        return stream.read(size)


def wait_until_stuck(web: Web, seen: Seen) -> None:
    """Ask elsewhere until no more of a body is sent, since nobody takes it; fail if it never is."""
    sent = -1
    for _ in range(200):
        if sent == seen.bytes_sent:
            return
        sent = seen.bytes_sent
        for _ in range(3):
            ask(web.url("/elsewhere"))
    message = "more is sent than is taken"
    raise AssertionError(message)


def _target(parts: SplitResult) -> str:
    return parts.path + (f"?{parts.query}" if parts.query else "")
