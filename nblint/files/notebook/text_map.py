"""A text put together from pieces of a file, of which each character knows its place there."""

from __future__ import annotations

import re
from bisect import bisect_right
from json import loads

# An escape of a JSON string; two of them where they are the halves of one character (RFC 8259,
# section 7).
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[^u]"
)


class TextMap:
    """Collects a text from a file. All offsets are in characters.

    It consists of runs: the characters of a verbatim run take one character each in the file, an
    escaped character takes several, and what the file does not hold takes none.
    """

    def __init__(self, file: str) -> None:
        self.length = 0
        self._file = file
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._places: list[int] = []
        self._widths: list[int] = []

    def add_literal(self, start: int, end: int) -> None:
        """Add what the JSON string at ``file[start:end]``, quotes included, says."""
        at, last = start + 1, end - 1
        for match in _ESCAPE.finditer(self._file, at, last):
            self.add_verbatim(at, match.start())
            self._add(loads(f'"{match[0]}"'), match.start(), match.end() - match.start())
            at = match.end()
        self.add_verbatim(at, last)

    def add_verbatim(self, start: int, end: int) -> None:
        """Add ``file[start:end]`` as it stands."""
        if start < end:
            self._add(self._file[start:end], start, 1)

    def add_absent(self, text: str, place: int) -> None:
        """Add text that does not stand in the file; `place` is where it would."""
        if text:
            self._add(text, place, 0)

    def _add(self, text: str, place: int, width: int) -> None:
        self._starts.append(self.length)
        self._places.append(place)
        self._widths.append(width)
        self._parts.append(text)
        self.length += len(text)

    def text(self) -> str:
        """Return what was collected."""
        return "".join(self._parts)

    def start(self, offset: int) -> int:
        """Return the place in the file of the character at `offset`."""
        run = max(bisect_right(self._starts, offset) - 1, 0)
        if not self._starts:
            return 0
        return self._places[run] + (offset - self._starts[run]) * self._widths[run]

    def end(self, offset: int) -> int:
        """Return the place in the file after the character before `offset`."""
        if not offset:
            return self.start(0)
        run = bisect_right(self._starts, offset - 1) - 1
        return self._places[run] + (offset - self._starts[run]) * self._widths[run]
