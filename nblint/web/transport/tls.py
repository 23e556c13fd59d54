"""Whom to trust: the TLS context with the authorities of this computer."""

from __future__ import annotations

import platform
import ssl
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from nblint.web.transport.errors import NoResponseError

if TYPE_CHECKING:
    from collections.abc import Mapping


def tls_context(environ: Mapping[str, str]) -> ssl.SSLContext:
    """Return a context for clients; making one takes some 20 ms, so make one only.

    SSL_CERT_FILE and SSL_CERT_DIR say which authorities to trust. Without them those of the system
    are trusted: by truststore on macOS and Windows, where only the system can tell; elsewhere from
    OpenSSL's own places, since truststore loads the same files again for every connection. Where
    the system has none, those that httpx brings are taken. Raises NoResponseError where what the
    variables name cannot be read.
    """
    context: ssl.SSLContext
    file, folder = environ.get("SSL_CERT_FILE"), environ.get("SSL_CERT_DIR")
    if file or folder:
        try:
            context = ssl.create_default_context(cafile=file, capath=folder)
        except OSError as error:
            reason = f"the certificates of {file or folder} cannot be read: {error}"
            raise NoResponseError(kind="tls", reason=reason) from error
    elif platform.system() in {"Darwin", "Windows"}:
        # By name, for elsewhere it is not even installed.
        context = import_module("truststore").SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    else:
        context = ssl.create_default_context()
        if not context.cert_store_stats()["x509_ca"] and not _has_folder():
            import certifi  # noqa: PLC0415 - rarely needed

            context.load_verify_locations(cafile=certifi.where())
    # Python 3.13 became stricter than browsers are, whose readers follow the link.
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return context


def _has_folder() -> bool:
    """Tell whether the system keeps certificates as single files, which are loaded when needed."""
    folder = ssl.get_default_verify_paths().capath
    return bool(folder) and any(Path(folder).glob("*.0"))
