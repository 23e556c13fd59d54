"""Finds out since when a certificate has expired, which a failed handshake does not tell."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import anyio

if TYPE_CHECKING:
    from nblint.web.transport.stream import GuardedStream

_EXPIRED: Final = 10  # X509_V_ERR_CERT_HAS_EXPIRED
_NO_CHECK_TIME: Final = 0x200000  # X509_V_FLAG_NO_CHECK_TIME, for which ssl has no name


def has_expired(error: BaseException) -> bool:
    """Tell whether a connection failed since a certificate has expired."""
    return isinstance(error, ssl.SSLCertVerificationError) and error.verify_code == _EXPIRED


async def expiry(stream: GuardedStream, host: str, context: ssl.SSLContext) -> str:
    """Return the day on which the certificate of a host expired, as in 2024-12-31, in UTC.

    It is the host's own connection on which this is asked; nothing is sent over it. `context` is
    changed to leave time aside. Raises as a handshake does, and ValueError where it is not the
    host's certificate that expired but one above it.
    """
    context.verify_flags |= _NO_CHECK_TIME
    secured = await stream.start_tls(context, host)
    try:
        certificate = secured.certificate()
    finally:
        with anyio.CancelScope(shield=True):
            await secured.aclose()
    day = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate["notAfter"])), UTC)
    if day > datetime.now(UTC):
        message = "the certificate itself is still valid"
        raise ValueError(message)
    return day.date().isoformat()
