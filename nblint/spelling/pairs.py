"""How often one word follows another in a large collection of technical text."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from functools import lru_cache
from zlib import crc32


class Pairs:
    """The pairs of words that are known to stand side by side.

    A sorted array of 32-bit numbers: the upper 28 bits of a pair's CRC-32, and in the lower four
    the binary logarithm of how often it was seen. One pair in a thousand that was never seen is
    taken for one that was.
    """

    def __init__(self, raw: bytes) -> None:
        self._numbers = array("I")
        self._numbers.frombytes(raw)
        if sys.byteorder == "big":
            self._numbers.byteswap()
        self.count = lru_cache(maxsize=200_000)(self._count)

    def _count(self, left: str, right: str) -> int:
        """Return log2 of how often `right` follows `left` (lower case), from 1; 0 for never."""
        key = crc32(f"{left} {right}".encode()) & 0xFFFFFFF0
        at = bisect_left(self._numbers, key)
        if at == len(self._numbers):
            return 0
        number = self._numbers[at]
        return number & 15 if number & 0xFFFFFFF0 == key else 0
