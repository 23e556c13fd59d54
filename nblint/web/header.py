"""Which headers the settings may add to a request."""

from __future__ import annotations

import re
from typing import Final

_NAME: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")  # RFC 9110, section 5.6.2
# Where a request goes, where it ends, and what holds for one connection only (RFC 9110, sections
# 7.2, 7.6.1, 8.6 and 10.1.1; RFC 9112, section 6.1). Whoever chooses these chooses who is asked.
_RESERVED: Final = frozenset(
    {
        *("connection", "content-length", "expect", "host", "keep-alive", "te", "trailer"),
        *("transfer-encoding", "upgrade"),
    }
)
_RESERVED_PREFIX: Final = "proxy-"


def header_problem(name: str, value: str) -> str | None:
    """Return why the settings cannot add a header, None where they can.

    The value is not quoted: it may be a secret.
    """
    if not _NAME.fullmatch(name) or not (value.isascii() and value.isprintable()):
        return f'"{name}" or its value cannot stand in a header; write plain ASCII'
    if name.lower() in _RESERVED or name.lower().startswith(_RESERVED_PREFIX):
        return f'"{name}" is set by nblint itself; remove it'
    return None
