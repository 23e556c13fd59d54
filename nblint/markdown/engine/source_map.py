"""From the inline content of a block back to the file.

markdown-it strips the prefixes of quotes and lists, the indentation of continued lines and the
backslashes of escaped pipes in tables before it parses inlines; what is left of each line stands
verbatim in the file. A `SourceMap` remembers where each such piece began.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class SourceMap:
    """Turns offsets into a block's inline content into offsets into the file, all in characters.

    `contents` and `sources` are the beginnings of the verbatim pieces in the content and in the
    file, ascending; the first content offset is 0.
    """

    __slots__ = ("_contents", "_shifts")

    def __init__(self, contents: Sequence[int], sources: Sequence[int]) -> None:
        self._contents = contents
        self._shifts = [source - content for content, source in zip(contents, sources, strict=True)]

    def start(self, offset: int) -> int:
        """Return the place in the file of the character at `offset`."""
        shifts = self._shifts
        if len(shifts) == 1:
            return offset + shifts[0]
        return offset + shifts[bisect_right(self._contents, offset) - 1]

    def end(self, offset: int) -> int:
        """Return the place in the file after the character before `offset`."""
        return self.start(offset - 1) + 1 if offset else self.start(0)

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the places in the file of ``content[start:end]``, piece by piece."""
        if len(self._shifts) == 1:
            return [(start + self._shifts[0], end + self._shifts[0])]
        first, last = bisect_right(self._contents, start), bisect_left(self._contents, end)
        bounds = [start, *self._contents[first:last], end]
        return [(self.start(left), self.end(right)) for left, right in pairwise(bounds)]
