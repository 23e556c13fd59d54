"""A piece of a page in a message."""

from __future__ import annotations

_QUOTED_LENGTH = 60


def shortened(text: str, length: int) -> str:
    """Return `text` on one line, cut to `length` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def quoted(text: str) -> str:
    """Return `text` on one line in double quotes, cut to 60 characters."""
    return f'"{shortened(text, _QUOTED_LENGTH)}"'
