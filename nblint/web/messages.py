"""What is asked of a server, and what comes back: plain values that the rest of the web judges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

Method = Literal["GET", "HEAD"]

NoAnswerKind = Literal[
    "no host",
    "resolver",
    "network",
    "refused",
    "reset",
    "timeout",
    "tls",
    "protocol",
    "denied",
    "address",
    "wait",
]
"""Why there is no answer.

`no host`: the name does not exist; `resolver`: it could not be looked up just now; `network`: this
computer has no way there; `refused` and `reset` by the other side; `timeout`; `tls`: the
connection could not be made secure; `protocol`: what came is not HTTP, or breaks off, or is too
large; `denied`: nblint does not ask private hosts in this run; `address`: it cannot be asked;
`wait`: the server asks to be left alone for longer than nblint waits.
"""


class Request(Struct, frozen=True):
    """One request. `url` is sent as it stands; it has no fragment.

    `max_body` is how many bytes of the decoded body are wanted at most, 0 for none. `enough` is
    asked as soon as the headers are there, with the answer as it stands and its body empty, then
    now and then as the body grows, and ends the reading when it returns True.
    """

    method: Method
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    max_body: int = 0
    enough: Callable[[Response], bool] | None = None
    timeout: float = 20.0


class Response(Struct, frozen=True):
    """A server's answer.

    The names in `headers` are in lower case, the values of a repeated one are joined by ", "
    (RFC 9110, section 5.3), but for Set-Cookie, whose values are in `cookies`. `body` is decoded
    from its Content-Encoding and may be cut; `complete` tells that it is all there is. `elapsed` is
    in seconds.
    """

    url: str
    status: int
    headers: dict[str, str] = {}
    body: bytes = b""
    complete: bool = True
    elapsed: float = 0.0
    cookies: tuple[str, ...] = ()


class NoResponse(Struct, frozen=True):
    """Why there is no answer, with the `reason` in words: ``the certificate expired on …``.

    `sent` is false where the request was not even sent, since the server is known not to answer;
    `connected` tells that the server took the connection before it fell silent.
    """

    kind: NoAnswerKind
    reason: str
    elapsed: float = 0.0
    sent: bool = True
    connected: bool = False
