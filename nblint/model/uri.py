"""Splits an address into its parts, without judging it."""

from __future__ import annotations

import re
from typing import cast

from msgspec import Struct

# Both patterns match every text.
# RFC 3986, appendix B, with the scheme narrowed to what section 3.1 lets it hold, so that
# `a b:c` is a path.
_PARTS = re.compile(
    r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL
)
_AUTHORITY = re.compile(r"(?:.*@)?(\[[^\]]*\]|[^:]*)(?::(.*))?", re.DOTALL)

_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f\"#%()<>?\[\\\]^`{|}]")


class Uri(Struct, frozen=True, gc=False):
    """The parts of an address as they are written, the scheme in lower case.

    `authority`, `query` and `fragment` are None where their mark (`//`, `?`, `#`) is missing and ""
    where nothing follows it; `scheme` is "" where there is none. Nothing is decoded (RFC 3986,
    section 3).
    """

    scheme: str
    authority: str | None
    path: str
    query: str | None
    fragment: str | None

    @property
    def is_external(self) -> bool:
        """Tell whether the address names a scheme or a host, and so leads out of the site."""
        return self.scheme != "" or self.authority is not None

    @property
    def is_web(self) -> bool:
        """Tell whether a browser fetches it from a host (`https://…`, `http://…` or `//…`)."""
        return self.authority is not None and self.scheme in ("https", "http", "")

    @property
    def host(self) -> str:
        """The host in lower case, an IPv6 address with its brackets, or ""."""
        return self._host_and_port[1].lower()

    @property
    def port(self) -> str | None:
        """What follows the host's colon, digits or not, or None where there is no colon."""
        return self._host_and_port[2]

    @property
    def _host_and_port(self) -> re.Match[str]:
        return cast("re.Match[str]", _AUTHORITY.match(self.authority or ""))


def split(target: str) -> Uri:
    """Split an address of any form (RFC 3986, appendix B); every text has exactly one split."""
    match = cast("re.Match[str]", _PARTS.match(target))
    scheme, authority, path, query, fragment = match.groups()
    return Uri((scheme or "").lower(), authority, path, query, fragment)


def escape(text: str) -> str:
    """Percent-encode what cannot stand in a path or a fragment of a Markdown link.

    That is white space, controls, and the characters that delimit (RFC 3986, section 2.2, and
    CommonMark 0.31.2, section 6.3); letters of other scripts stay readable.
    """
    return _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), text)
