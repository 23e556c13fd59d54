"""A smaller text with the same fault."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PATIENCE: Final = 30.0
"""Seconds after which the smallest text so far is taken."""


def minimise(text: str, fails: Callable[[str], bool]) -> str:
    """Return a part of `text` that still fails, cut by lines first and then by characters."""
    end = time.monotonic() + _PATIENCE

    def still_fails(parts: Sequence[str]) -> bool:
        return time.monotonic() < end and fails("".join(parts))

    lines = _reduce(re.findall(r"[^\n]*\n|[^\n]+", text), still_fails)
    return "".join(_reduce([*"".join(lines)], still_fails))


def _reduce(parts: list[str], fails: Callable[[Sequence[str]], bool]) -> list[str]:
    """Leave out runs of parts, halving their length, for as long as what is left fails.

    A simple form of delta debugging (Zeller and Hildebrandt, 2002).
    """
    size = max(1, len(parts) // 2)
    while parts:
        at, before = 0, len(parts)
        while at < len(parts):
            rest = parts[:at] + parts[at + size :]
            if fails(rest):
                parts = rest
            else:
                at += size
        if size == 1 and len(parts) == before:
            break
        size = max(1, size // 2)
    return parts
