"""A piece of a page in a message."""

from __future__ import annotations

_QUOTED_LENGTH = 60


def quoted(text: str) -> str:
    """Return `text` on one line in double quotes, cut to 60 characters."""
    line = " ".join(text.split())
    if len(line) > _QUOTED_LENGTH:
        line = line[: _QUOTED_LENGTH - 1].rstrip() + "…"
    return f'"{line}"'
