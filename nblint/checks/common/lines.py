"""Lines as messages name them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from nblint.model.finding import LineIndex

if TYPE_CHECKING:
    from nblint.model import Document


class Lines:
    """Names the lines of a page: "line 12", or "line 2 of cell 3" in a notebook, both from 1."""

    def __init__(self, document: Document) -> None:
        self._index = LineIndex(document.text)
        self._cells = document.cells

    def name(self, offset: int) -> str:
        """Return the name of the line on which the character at `offset` stands."""
        line = self._index.locate(offset)[0]
        index = bisect_right(self._cells, offset, key=lambda cell: cell.span.start) - 1
        cell = self._cells[index] if index >= 0 else None
        if cell and cell.number and offset < cell.span.end:
            inside = line - self._index.locate(cell.span.start)[0] + 1
            return f"line {inside} of cell {cell.number}"
        return f"line {line}"
