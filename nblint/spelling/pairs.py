"""How often one word follows another in a large corpus of technical text."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from functools import lru_cache
from zlib import crc32


class Pairs:
    """The word pairs (bigrams) of the corpus, with rounded counts.

    The data is a sorted array of 32-bit numbers. The upper 28 bits are those of the CRC-32 of the
    pair, the lower four bits are the binary logarithm of its count. Because of hash collisions,
    about one unseen pair in a thousand has a count.
    """

    def __init__(self, raw: bytes) -> None:
        self._numbers = array("I")
        self._numbers.frombytes(raw)
        if sys.byteorder == "big":
            self._numbers.byteswap()
        self.log_count = lru_cache(maxsize=200_000)(self._log_count)

    def _log_count(self, left: str, right: str) -> int:
        """Return log2 of how often `right` follows `left` (lower case), from 1 to 15, or 0."""
        key = crc32(f"{left} {right}".encode()) & 0xFFFFFFF0
        at = bisect_left(self._numbers, key)
        if at == len(self._numbers):
            return 0
        number = self._numbers[at]
        return number & 15 if number & 0xFFFFFFF0 == key else 0
