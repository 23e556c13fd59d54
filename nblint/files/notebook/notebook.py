"""A notebook's file to its text and its cells.

The format: nbformat's documentation, "The Jupyter Notebook format"; version 3 keeps its cells in
worksheets and its code in `input`.
"""

from __future__ import annotations

from json import JSONDecodeError
from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.files.notebook.json_positions import Value, items, members, read_whole
from nblint.files.notebook.text_map import TextMap
from nblint.model import Cell, Span
from nblint.model.finding import LineIndex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

_SEPARATOR: Final = "\n\n"
_NO_CELLS: Final = "not a notebook: it has no list of cells; save it with Jupyter, or exclude it"
_NO_LIST: Final = "not a notebook: a list is missing here; save it with Jupyter, or exclude it"
_NO_OBJECT: Final = "not a notebook: an object is missing here; save it with Jupyter, or exclude it"
_NO_TEXT: Final = "not a notebook: a cell's source is no text; save it with Jupyter, or exclude it"
_FRONT_MATTER: Final = "---"
# What a person wrote for readers; the other keys are those of programs.
_META: Final = ("title", "authors")
_HEADING_LEVELS: Final = range(1, 7)


class Strings(Struct, frozen=True, gc=False):
    """The JSON strings that a cell's source consists of, and whether they are items of a list."""

    values: tuple[Value, ...] = ()
    listed: bool = False


class NotebookError(Exception):
    """A file that is no notebook; `line` and `column` are from 1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


class Notebook:
    """A notebook: its `file` is the text on disk, its `text` what a page is made of.

    `cells` are those that are part of the text, which are all but raw ones; front matter, in a raw
    first cell or in the notebook's metadata, comes first. `sources` holds the source of each cell;
    that of metadata is none.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.transcript = TextMap(file)
        self.text = ""
        self.cells: list[Cell] = []
        self.sources: list[Strings] = []
        self._language = "python"

    def read(self) -> None:
        """Read the cells. Raises NotebookError."""
        try:
            whole = read_whole(self.file)
        except JSONDecodeError as error:
            reason = f"{error.msg[:1].lower()}{error.msg[1:]}"
            message = f"not valid JSON: {reason}; restore the notebook or save it again"
            raise self._error(message, error.pos) from error
        except (RecursionError, ValueError) as error:
            message = "JSON that cannot be read: nested too deeply, or a number too long"
            raise self._error(message, 0) from error
        if not isinstance(whole.value, dict):
            raise self._error(_NO_CELLS, whole.start)
        top = members(self.file, whole)
        cells = list(self._all_cells(top, whole))
        self._metadata(top.get("metadata"), cells)
        for number, cell in enumerate(cells, 1):
            self._cell(number, cell)
        self.text = self.transcript.text()

    def _error(self, message: str, place: int) -> NotebookError:
        return NotebookError(message, *LineIndex(self.file).locate(place))

    def _all_cells(self, top: dict[str, Value], whole: Value) -> Iterator[dict[str, Value]]:
        holders = [top]
        if "worksheets" in top and "cells" not in top:
            holders = [self._members(sheet) for sheet in self._items(top["worksheets"])]
        for holder in holders:
            if "cells" not in holder:
                raise self._error(_NO_CELLS, whole.start)
            for cell in self._items(holder["cells"]):
                yield self._members(cell)

    def _items(self, value: Value) -> list[Value]:
        if not isinstance(value.value, list):
            raise self._error(_NO_LIST, value.start)
        return items(self.file, value)

    def _members(self, value: Value) -> dict[str, Value]:
        if not isinstance(value.value, dict):
            raise self._error(_NO_OBJECT, value.start)
        return members(self.file, value)

    def _metadata(self, metadata: Value | None, cells: list[dict[str, Value]]) -> None:
        """Take the language, and front matter unless the first cell holds some."""
        if metadata is None or not isinstance(metadata.value, dict):
            return
        for key, name in (("kernelspec", "language"), ("language_info", "name")):
            about = metadata.value.get(key)
            if isinstance(about, dict) and isinstance(about.get(name), str):
                self._language = about[name]
        in_cell = bool(cells) and self._words(cells[0]).startswith(_FRONT_MATTER)
        if not in_cell and any(key in metadata.value for key in _META):
            self.transcript.add_verbatim(metadata.start, metadata.end)
            about = Cell(0, "metadata", Span(0, self.transcript.length))
            self._end(about, Strings(), metadata.end)

    def _words(self, cell: dict[str, Value]) -> str:
        return "".join(value.value for value in self._strings(cell).values)

    def _strings(self, cell: dict[str, Value]) -> Strings:
        """Return what a cell's source consists of."""
        source = cell.get("source") or cell.get("input")
        if source is None:
            return Strings()
        listed = isinstance(source.value, list)
        strings = items(self.file, source) if listed else [source]
        if not all(isinstance(value.value, str) for value in strings):
            raise self._error(_NO_TEXT, source.start)
        return Strings(tuple(strings), listed)

    def _cell(self, number: int, cell: dict[str, Value]) -> None:
        source = self._strings(cell)
        strings = source.values
        kind = cell["cell_type"].value if "cell_type" in cell else ""
        words = self._words(cell)
        if not words:
            return
        raw = kind == "raw" and (number > 1 or not words.startswith(_FRONT_MATTER))
        start = self.transcript.length
        level = cell["level"].value if "level" in cell else 1
        if kind == "heading" and level in _HEADING_LEVELS:
            self.transcript.add_absent(f"{'#' * level} ", strings[0].start + 1)
        for value in strings:
            self.transcript.add_literal(value.start, value.end)
        span = Span(start, self.transcript.length)
        attached = cell["attachments"].value if "attachments" in cell else None
        names = frozenset(attached) if isinstance(attached, dict) else frozenset()
        if kind == "code" or raw:
            # A raw cell is in a language of its own, which reaches readers as it is or not at all.
            about = Cell(number, "code", span, language="" if raw else self._language)
        else:
            about = Cell(number, "markdown", span, attachments=names)
        self._end(about, source, strings[-1].end - 1)

    def _end(self, cell: Cell, source: Strings, place: int) -> None:
        self.cells.append(cell)
        self.sources.append(source)
        self.transcript.add_absent(_SEPARATOR, place)


def read_notebook(file: str) -> Notebook:
    """Return the notebook that the text of a file holds. Raises NotebookError."""
    notebook = Notebook(file)
    notebook.read()
    return notebook
