"""Says in words why there is no answer, whatever went wrong on the way to one."""

from __future__ import annotations

import errno
import ssl
from typing import TYPE_CHECKING, Final

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.web.messages import NoAnswerKind

# Names of OpenSSL's verification codes: https://docs.openssl.org/3.0/man3/X509_STORE_CTX_get_error/
_CERTIFICATE: Final = {
    9: "is not yet valid",
    10: "has expired",
    18: "is self-signed",
    19: "has an untrusted issuer",
    20: "has an untrusted issuer or an incomplete chain",
    21: "has an untrusted issuer or an incomplete chain",
    23: "has been revoked",
    62: "is for another host",
    64: "is for another host",
}
# Parts of the names of OpenSSL's reasons for a failed handshake.
_HANDSHAKE: Final = {
    "WRONG_VERSION_NUMBER": "the server does not speak TLS at this port",
    "HTTP_REQUEST": "the server does not speak TLS at this port",
    "RECORD_LAYER_FAILURE": "the server does not speak TLS at this port",
    "PROTOCOL_VERSION": "the server speaks only outdated versions of TLS",
    "UNSUPPORTED_PROTOCOL": "the server speaks only outdated versions of TLS",
    "HANDSHAKE_FAILURE": "the server and nblint have no cipher in common",
    "CERTIFICATE_REQUIRED": "the server requires a client certificate",
    "UNRECOGNIZED_NAME": "the server does not know this host's name",
}
_SYSTEM: Final[dict[int, tuple[NoAnswerKind, str]]] = {
    errno.ECONNREFUSED: ("refused", "the connection was refused"),
    errno.ECONNRESET: ("reset", "the connection was reset"),
    errno.ECONNABORTED: ("reset", "the connection was reset"),
    errno.EPIPE: ("reset", "the connection was reset"),
    errno.ETIMEDOUT: ("timeout", "the connection timed out"),
    errno.ENETUNREACH: ("network", "no route to the host"),
    errno.EHOSTUNREACH: ("network", "no route to the host"),
    errno.ENETDOWN: ("network", "no route to the host"),
    errno.EADDRNOTAVAIL: ("network", "no route to the host"),
    errno.EMFILE: ("network", "too many open files"),
    errno.ENFILE: ("network", "too many open files"),
}
# The first class that an exception belongs to counts.
_HTTPX: Final[tuple[tuple[type[Exception], NoAnswerKind, str], ...]] = (
    (httpx.TimeoutException, "timeout", "timed out"),
    (httpx.LocalProtocolError, "address", "cannot be requested: {}"),
    (httpx.InvalidURL, "address", "cannot be requested: {}"),
    (httpx.ProxyError, "network", "the proxy returned {}"),
    (httpx.ConnectError, "network", "no connection: {}"),
    (httpx.NetworkError, "reset", "the connection was lost"),
    (httpx.RemoteProtocolError, "protocol", "the response is not HTTP: {}"),
)
# Messages of httpcore and h11 that can be put better.
_BETTER: Final[dict[str, tuple[NoAnswerKind, str]]] = {
    "Server disconnected without sending a response.": (
        "reset",
        "the server closed the connection without a response",
    ),
    "Receive buffer too long": ("protocol", "the response headers are too large"),
}
# What a socket says of itself while it waits; whatever breaks off then is raised in their wake.
_WAITING: Final = (ssl.SSLWantReadError, ssl.SSLWantWriteError)
_LONGEST: Final = 200


class NoResponseError(httpx.TransportError):
    """A reason for there being no response, already in words."""

    def __init__(self, *, kind: NoAnswerKind, reason: str) -> None:
        super().__init__(reason)
        self.kind: NoAnswerKind = kind
        self.reason = reason


def explain(error: BaseException) -> tuple[NoAnswerKind, str]:
    """Return the kind of an exception and its reason in words: one line, printable.

    What an exception was caused by says more than the exception itself, so the causes are looked
    at, too, the most telling kind first.
    """
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, NoResponseError):
            return cause.kind, cause.reason
    for cause in causes:
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, _WAITING):
            return "tls", _tls(cause)
    for cause in causes:
        if isinstance(cause, OSError) and cause.errno in _SYSTEM:
            return _SYSTEM[cause.errno]
    for cause in causes:
        if isinstance(cause, OSError) and cause.errno:
            return "network", _plain(f"the connection failed: {cause.strerror}")
    return _by_class(error)


def _by_class(error: BaseException) -> tuple[NoAnswerKind, str]:
    message = str(error).partition(": bytearray")[0]  # h11 quotes the bytes at fault
    if message in _BETTER:
        return _BETTER[message]
    for parent, kind, reason in _HTTPX:
        if isinstance(error, parent):
            return kind, _plain(reason.format(message))
    return "protocol", _plain(f"invalid response: {type(error).__name__}: {message}")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and all that led to it, each once."""
    seen: set[int] = set()
    left: list[BaseException | None] = [error]
    while left:
        cause = left.pop()
        if cause is None or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        left += [cause.__context__, cause.__cause__]
        if isinstance(cause, BaseExceptionGroup):
            left += cause.exceptions


def _tls(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        fault = _CERTIFICATE.get(error.verify_code)
        return f"the certificate {fault}" if fault else _plain(_not_accepted(error))
    reason = getattr(error, "reason", None) or ""  # OpenSSL's own have one
    for name, words in _HANDSHAKE.items():
        if name in reason:
            return words
    words = reason.replace("_", " ").lower() or str(error.args[-1] if error.args else error)
    return _plain(f"TLS failed: {words}")


def _not_accepted(error: ssl.SSLCertVerificationError) -> str:
    return f"the certificate is not accepted: {error.verify_message or error}"


def _plain(text: str) -> str:
    """Make one printable line of what may have come from a stranger."""
    line = "".join(char if char.isprintable() else " " for char in text[: 2 * _LONGEST])
    return " ".join(line.split())[:_LONGEST]
