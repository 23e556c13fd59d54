"""What is found in a notebook's text, at its place in the file."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from json import dumps
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.model import Span
from nblint.model.finding import CellPlace, Edit, LineIndex, Location

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nblint.files.notebook.json_positions import Value
    from nblint.files.notebook.notebook import Notebook, Strings
    from nblint.model.finding import Fix

_LINES = re.compile(r"[^\n]*\n|[^\n]+")


class NotebookPositions:
    """Turns spans of a notebook's text into places of its file and of its cells.

    It offers what a `LineIndex` of a plain page offers to whoever stamps findings.
    """

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._transcript = notebook.transcript
        self._file = LineIndex(notebook.file)
        self._in_cells: dict[int, LineIndex] = {}
        self._starts = [cell.span.start for cell in notebook.cells]
        # Where each cell begins in the file: metadata is the first cell and may be last in there.
        self._places = sorted(
            (self._transcript.start(start), number) for number, start in enumerate(self._starts)
        )
        self._ascii = notebook.file.isascii() and "\\u" in notebook.file

    def location(self, path: str, span: Span) -> Location:
        """Return the place of `span` in the file that reports call `path`, and in its cell."""
        in_file = self._file.location(path, self.span(span))
        index = self._cell_at(span.start)
        if index is None or not self._notebook.cells[index].number:
            return in_file
        cell = self._notebook.cells[index]
        inside = self._in_cell(index).location(path, _within(cell.span, span))
        place = CellPlace(
            cell.number, inside.line, inside.column, inside.end_line, inside.end_column
        )
        return replace(in_file, cell=place)

    def excerpt(self, span: Span) -> str:
        """Return the line of the cell on which `span` starts, without its ending."""
        index = self._cell_at(span.start)
        if index is None or not self._notebook.cells[index].number:
            return self._file.excerpt(self.span(span))
        return self._in_cell(index).excerpt(_within(self._notebook.cells[index].span, span))

    def _in_cell(self, index: int) -> LineIndex:
        """Return what finds the lines of a cell, which end with it, whatever follows it."""
        if index not in self._in_cells:
            text = self._notebook.cells[index].span.of(self._notebook.text)
            self._in_cells[index] = LineIndex(text, is_file=False)
        return self._in_cells[index]

    def span(self, span: Span) -> Span:
        """Return the place of `span` in the file."""
        start = self._transcript.start(span.start)
        if span.start == span.end:
            return Span(start, start)
        return Span(start, max(start, self._transcript.end(span.end)))

    def fix(self, fix: Fix) -> Fix | None:
        """Return the fix with its edits as those of the file; None where no edit can say it."""
        edits = [self._edit(edit) for edit in fix.edits]
        known = tuple(edit for edit in edits if edit is not None)
        if len(known) < len(edits):
            return None
        return replace(fix, edits=known, rewrites=self.span(fix.rewrites) if fix.rewrites else None)

    def in_file(self, path: str, span: Span) -> Location:
        """Return the place of a span of the file itself."""
        return self._file.location(path, span)

    def in_text(self, span: Span) -> Span:
        """Return the place in the notebook's text of a span of the file, which lies in one cell.

        Characters of the text that the file spells in part within the span belong to it.
        """
        if not self._places:
            return Span(0, 0)
        at = max(bisect_right(self._places, (span.start, len(self._starts))) - 1, 0)
        cell = self._notebook.cells[self._places[at][1]].span
        offsets = range(cell.start, cell.end)
        transcript = self._transcript
        start = bisect_right(offsets, span.start, key=lambda offset: transcript.end(offset + 1))
        end = bisect_left(offsets, span.end, key=transcript.start)
        return Span(cell.start + start, cell.start + max(start, end))

    def _cell_at(self, offset: int) -> int | None:
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 else None

    def _edit(self, edit: Edit) -> Edit | None:
        """Return an edit of one cell, without what lies between cells; None if it is of several."""
        start, end = edit.span.start, edit.span.end
        last = self._cell_at(end - 1 if end > start else end)
        first = self._cell_at(start)
        if first is None or last is None:
            return None
        if start < end and first < last and start >= self._notebook.cells[first].span.end:
            first += 1
        if first != last:
            return None
        cell, source = self._notebook.cells[first], self._notebook.sources[first]
        start, end = (min(max(at, cell.span.start), cell.span.end) for at in (start, end))
        place = self.span(Span(start, end))
        if not source.values:
            return Edit(place, edit.replacement)
        return self._in_strings(source, place, edit.replacement)

    def _in_strings(self, source: Strings, place: Span, replacement: str) -> Edit:
        """Return an edit inside JSON strings, which stay one line each where they are a list."""
        file = self._notebook.file
        if not source.listed:
            return Edit(place, self._escaped(replacement))
        if not replacement and place.start < place.end:
            place = _with_line(source.values, place)
        lines = [self._escaped(line) for line in _LINES.findall(replacement)]
        if replacement.endswith("\n") and file[place.end] != '"':
            lines.append("")
        return Edit(place, f'"{self._between(source)}"'.join(lines))

    def _escaped(self, text: str) -> str:
        return dumps(text, ensure_ascii=self._ascii)[1:-1]

    def _between(self, source: Strings) -> str:
        """Return what parts two strings of a list: the comma, and how the file is laid out."""
        first, file = source.values[0], self._notebook.file
        if len(source.values) > 1:
            return file[first.end : source.values[1].start]
        return "," + file[file.rindex("[", 0, first.start) + 1 : first.start]


def _within(cell: Span, span: Span) -> Span:
    """Return the part of a span that lies in a cell, from the beginning of the cell."""
    start, end = (min(offset, cell.end) - cell.start for offset in (span.start, span.end))
    return Span(start, end)


def _with_line(values: Sequence[Value], place: Span) -> Span:
    """Return what to remove so that strings of a list that are removed leave no empty one."""
    first = bisect_left(values, place.start, key=lambda value: value.start + 1)
    last = bisect_left(values, place.end, key=lambda value: value.end - 1)
    is_whole = (
        first <= last < len(values)
        and values[first].start + 1 == place.start
        and values[last].end - 1 == place.end
    )
    if not is_whole:
        return place
    if last + 1 < len(values):
        return Span(place.start, values[last + 1].start + 1)
    return Span(values[first - 1].end - 1 if first else place.start, place.end)
