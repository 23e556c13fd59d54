"""Certificates made on the fly: good ones, and bad ones of every kind."""

from __future__ import annotations

import datetime as dt
import ssl
from functools import cache
from typing import TYPE_CHECKING, Literal

import trustme

if TYPE_CHECKING:
    from pathlib import Path

Tls = Literal[
    "good",
    "expired",
    "not yet valid",
    "self-signed",
    "wrong host",
    "untrusted",
    "plain",
    "closing",
    "silent",
]
"""What is wrong with a host's TLS.

A `plain` host speaks HTTP without it, `closing` ends the connection at the client's first word, and
`silent` never says anything.
"""

UNTRUE: frozenset[Tls | None] = frozenset({None, "plain", "closing", "silent"})
"""Where there is no TLS at all."""

_MONTH = dt.timedelta(days=30)


class Certificates:
    """An authority whose certificate is in `ca_file`, to be put into SSL_CERT_FILE."""

    def __init__(self, folder: Path) -> None:
        self._authority = trustme.CA()
        self.ca_file = folder / "ca.pem"
        self._authority.cert_pem.write_to_path(str(self.ca_file))
        self.context = cache(self._context)

    def _context(self, host: str, kind: Tls) -> ssl.SSLContext:
        """A server's context for a host, a name or an address."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if kind == "self-signed":
            lone = trustme.CA()
            pem = trustme.Blob(lone.private_key_pem.bytes() + lone.cert_pem.bytes())
            with pem.tempfile() as path:
                context.load_cert_chain(path)
        else:
            self._issue(host, kind).configure_cert(context)
        if kind == "good":
            context.sni_callback = self._show
        return context

    def _show(self, tls: ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> None:
        """Show a certificate for the name that the client asks for (RFC 6066, section 3)."""
        if name:
            tls.context = self.context(name, "good")

    def _issue(self, host: str, kind: Tls) -> trustme.LeafCert:
        now = dt.datetime.now(dt.UTC)
        match kind:
            case "expired":
                return self._authority.issue_cert(
                    host, not_before=now - _MONTH, not_after=now - _MONTH / 30
                )
            case "not yet valid":
                return self._authority.issue_cert(host, not_before=now + _MONTH)
            case "wrong host":
                return self._authority.issue_cert("elsewhere.example")
            case "untrusted":
                return trustme.CA().issue_cert(host)
            case _:
                return self._authority.issue_cert(host)
