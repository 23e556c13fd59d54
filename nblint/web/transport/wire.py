"""What of a request goes over the wire: whom to connect to, and the request's exact bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import httpx
from msgspec import Struct

from nblint.model.uri import split
from nblint.web.transport.body_reader import CODINGS
from nblint.web.transport.errors import NoResponseError
from nblint.web.transport.networks import literal_address
from nblint.web.url import AddressError, normalise, server

if TYPE_CHECKING:
    from nblint.web.messages import Request

_PORTS: Final = {"http": 80, "https": 443}
# What cannot stand in a URL at all (WHATWG URL, "percent-encode sets"); `%` is left as it is.
_ILLEGAL: Final = re.compile(r"[^\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a~]+")
_COMMON: Final = (
    (b"Accept", b"text/html,application/xhtml+xml,*/*;q=0.8"),
    (b"Accept-Language", b"en,*;q=0.5"),
    (b"Accept-Encoding", CODINGS.encode()),
)


class RequestTarget(Struct, frozen=True):
    """Where an address is asked: `server` is what the Host header names.

    `host` has no brackets, and not the dot at its end, which no certificate has.
    """

    scheme: str
    host: str
    port: int
    server: str
    target: bytes

    @property
    def origin(self) -> httpx.URL:
        """What connections belong to: scheme, host and port."""
        return httpx.URL(scheme=self.scheme, host=self.host, port=self.port)


def place(url: str) -> RequestTarget:
    """Return where an address is asked, and the target that asks for it.

    The target is what the author wrote, byte for byte, but for what would break the request or is
    illegal in every URL: that is percent-encoded as UTF-8. User and fragment are never sent. Raises
    NoResponseError where the address cannot be asked.
    """
    try:
        normal = normalise(url)
    except AddressError as error:
        raise NoResponseError(kind="address", reason=f"the address {error}") from error
    where, written = split(normal), split(url)
    if where.scheme not in _PORTS:
        raise NoResponseError(kind="address", reason="the URL is neither http nor https")
    query = "" if written.query is None else f"?{written.query}"
    target = _ILLEGAL.sub(_encode, (written.path or "/") + query)
    port = int(where.port or _PORTS[where.scheme])
    host = where.host.strip("[]").rstrip(".")
    host = literal_address(host) or host  # httpx refuses other spellings, which browsers accept
    return RequestTarget(where.scheme, host, port, server(normal), target.encode())


def headers(request: Request, where: RequestTarget, user_agent: str) -> list[tuple[bytes, bytes]]:
    """Return the headers of a request; its own replace those that all have, but for the host."""
    own = [(name.encode("latin-1"), _value(value)) for name, value in request.headers]
    given = {name.lower() for name, _ in own}
    common = ((b"User-Agent", _value(user_agent)), *_COMMON)
    # Whom a request is for is where it goes.
    host = (b"Host", where.server.encode())
    others = [item for item in own if item[0].lower() != b"host"]
    return [host, *(item for item in common if item[0].lower() not in given), *others]


def _value(value: str) -> bytes:
    return value.strip().encode()


def _encode(match: re.Match[str]) -> str:
    return "".join(f"%{octet:02X}" for octet in match[0].encode("utf-8", "surrogatepass"))
