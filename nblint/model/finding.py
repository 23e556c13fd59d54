"""What a check yields and what a report prints."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

from msgspec import Struct

from nblint.model import Span
from nblint.model.link_status import LinkStatus

_LONE_CR = re.compile(r"\r(?!\n)")

Severity = Literal["error", "warning", "info"]
"""Errors and warnings fail a run; information never does."""


class Edit(Struct, frozen=True, gc=False):
    """Replace the text at `span` by `replacement`."""

    span: Span
    replacement: str


class Fix(Struct, frozen=True, gc=False):
    """A fix: `title` says what it does; `safe` means that it cannot change what was meant.

    `rewrites` is the construct that the fix changes on purpose, if that is more than its edits.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool
    rewrites: Span | None = None


class Finding(Struct, frozen=True, gc=False):
    """One thing that is wrong, as a check sees it.

    `message` says what, in one line, without a full stop; `help` says what to do about it. `target`
    is the address it is about, `verdict` what the web says of it, `word` and `suggestions` the word
    and what may have been meant. `severity` is that of its rule if None.
    """

    span: Span
    message: str
    help: str = ""
    fix: Fix | None = None
    target: str | None = None
    word: str | None = None
    suggestions: tuple[str, ...] = ()
    verdict: LinkStatus | None = None
    severity: Severity | None = None


class CellPlace(Struct, frozen=True, gc=False):
    """A place in a cell of a notebook: its number from 1, and lines and columns within it."""

    number: int
    line: int
    column: int
    end_line: int
    end_column: int


class Location(Struct, frozen=True, gc=False, omit_defaults=True):
    """A place in a file: lines and columns from 1, columns in characters, the end exclusive.

    In a notebook these are of the JSON file; `cell` is the place as its author sees it.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    cell: CellPlace | None = None

    @property
    def shown(self) -> str:
        """The place as a person finds it: line and column, of a cell where there is one."""
        if self.cell is None:
            return f"{self.line}:{self.column}"
        return f"cell {self.cell.number}:{self.cell.line}:{self.cell.column}"


class Diagnostic(Struct, frozen=True, gc=False):
    """A finding stamped with its rule, its severity and its place: what a report prints.

    `excerpt` is the line of the file, or of the cell, on which it starts, without its line ending.
    `edit_locations` are the places of the fix's edits, in their order.
    """

    rule: str
    severity: Severity
    location: Location
    span: Span
    excerpt: str
    message: str
    help: str = ""
    fix: Fix | None = None
    target: str | None = None
    word: str | None = None
    suggestions: tuple[str, ...] = ()
    edit_locations: tuple[Location, ...] = ()
    verdict: LinkStatus | None = None


def newline_of(text: str) -> str:
    r"""Return the line ending for lines added to `text`.

    It is CRLF if the text has any, CR if it has no other, and LF otherwise.
    """
    if "\r\n" in text:
        return "\r\n"
    return "\r" if "\r" in text and "\n" not in text else "\n"


def with_line_feeds(text: str) -> str:
    r"""Return `text` with each ``\r`` that ends a line by itself as ``\n``: offsets stay true."""
    return _LONE_CR.sub("\n", text) if "\r" in text else text


class LineIndex:
    r"""Turns character offsets of one text into lines and columns, both from 1.

    Lines end at ``\n``, ``\r\n`` or a lone ``\r`` (CommonMark 0.31.2, section 2.1). A byte order
    mark takes no column, unless the text is not a whole file, which alone can have one.
    """

    def __init__(self, text: str, *, is_file: bool = True) -> None:
        self._text = text
        self._bom = is_file and text.startswith("\ufeff")
        starts = [0]
        position = text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = text.find("\n", position + 1)
        if "\r" in text.replace("\r\n", ""):
            lone = [i + 1 for i, c in enumerate(text) if c == "\r" and text[i + 1 : i + 2] != "\n"]
            starts = sorted({*starts, *lone})
        self._starts = starts
        self._line = 0, ""

    def locate(self, offset: int) -> tuple[int, int]:
        """Return the line and the column, both from 1, of a character offset from 0."""
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        column = offset - start + 1
        if line == 1 and self._bom and column > 1:
            column -= 1
        return line, column

    def line_text(self, line: int) -> str:
        """Return a line (from 1) without its ending and without a byte order mark.

        The findings of one line share one string: a line may be most of a file.
        """
        if self._line[0] != line:
            self._line = line, self._cut(line)
        return self._line[1]

    def _cut(self, line: int) -> str:
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self._text)
        text = self._text[start:end].rstrip("\r\n")
        return text[1:] if line == 1 and self._bom else text

    def location(self, path: str, span: Span) -> Location:
        """Return the place of `span` in the file that reports call `path`."""
        line, column = self.locate(span.start)
        end_line, end_column = self.locate(span.end)
        return Location(
            path=path, line=line, column=column, end_line=end_line, end_column=end_column
        )

    def excerpt(self, span: Span) -> str:
        """Return the line on which `span` starts, as `line_text` does."""
        return self.line_text(self.locate(span.start)[0])

    def span(self, span: Span) -> Span:
        """Return the place of `span` in the file: a plain page is its file."""
        return span

    def fix(self, fix: Fix) -> Fix | None:
        """Return the fix as it is made in the file."""
        return fix

    def in_file(self, path: str, span: Span) -> Location:
        """Return the place of a span of the file itself."""
        return self.location(path, span)

    def in_text(self, span: Span) -> Span:
        """Return the place in the document's text of a span of the file."""
        return span
