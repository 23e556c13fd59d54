"""What fixing would change, as a unified diff that `git apply` and `patch -p1` take."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_NEWLINE = "\\ No newline at end of file\n"


def unified(name: str, before: str, after: str) -> Iterator[str]:
    r"""Yield the lines of the diff between two texts of the page `name`, each with its ending.

    Lines end at ``\n`` alone, as programs that take diffs have it: whatever else ends a line stays
    in it and is kept.
    """
    from difflib import unified_diff  # noqa: PLC0415 - most runs show none

    for line in unified_diff(lines(before), lines(after), f"a/{name}", f"b/{name}"):
        yield line
        if not line.endswith("\n"):
            yield f"\n{_NO_NEWLINE}"


def lines(text: str) -> list[str]:
    r"""Return the lines of a text, each with the ``\n`` that ends it."""
    parts = [f"{line}\n" for line in text.split("\n")]
    parts[-1] = parts[-1][:-1]
    return parts if parts[-1] else parts[:-1]
