"""One request and the means to answer it, well or badly."""

from __future__ import annotations

import asyncio
import http
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loopback.log import Seen

Headers = Mapping[str, str]

NONE: Headers = {}

_PHRASES = {int(status): status.phrase for status in http.HTTPStatus}
_BODILESS = {204, 304}


def head(status: int, headers: Headers = NONE) -> bytes:
    r"""Write the head of an answer: headers in UTF-8, and ``"\udce9"`` as the byte E9 (PEP 383)."""
    lines = [f"HTTP/1.1 {status} {_PHRASES.get(status, 'Odd')}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape")


@dataclass
class Exchange:
    """What a behaviour works with.

    A behaviour need not look whether its client is still there: it is cancelled when the client
    leaves. The connection is kept for the next request unless `keep` is unset; with `tunnel` set it
    goes on with TLS, as one to a host behind a proxy.
    """

    seen: Seen
    transport: asyncio.Transport
    may_write: asyncio.Event
    keep: bool = True
    tunnel: bool = False

    async def send(self, data: bytes, *, body: bytes = b"") -> None:
        """Send bytes as they are, then some that count as body; wait until they are taken."""
        self.transport.write(data + body)
        await asyncio.sleep(0)  # here others have their turn, and who has lost its client ends
        await self.may_write.wait()
        self.seen.bytes_sent += len(body)

    async def answer(self, status: int, headers: Headers, body: bytes) -> None:
        """Answer as a good server does: with the body's length, and without the body to a HEAD."""
        bodiless = status in _BODILESS
        length = {} if bodiless else {"Content-Length": str(len(body))}
        sent = b"" if bodiless or self.seen.method == "HEAD" else body
        await self.send(head(status, {**length, **headers}), body=sent)

    def reset(self) -> None:
        """Break the connection with a reset (RST), dropping what is still unsent."""
        linger = struct.pack("ii", 1, 0)
        connected = self.transport.get_extra_info("socket")
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.transport.abort()
        self.keep = False


Behaviour = Callable[[Exchange], Awaitable[None]]
"""How a request is answered."""
