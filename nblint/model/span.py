"""Places in a file."""

from __future__ import annotations

from msgspec import Struct


class Span(Struct, frozen=True, gc=False, order=True):
    """A stretch of the file: character offsets, 0-based, `end` exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of `text` that this span covers."""
        return text[self.start : self.end]

    def or_else(self, other: Span) -> Span:
        """Return this span, or the `other` where it is empty: a finding needs a place to show."""
        return self if self.start < self.end else other
