"""Reading a page from disk: the text as it is, or one line that says why there is none."""

from __future__ import annotations

import codecs
import errno
import os
from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.files.notebook import Notebook, NotebookError, read_notebook
from nblint.files.notebook.notebook_positions import NotebookPositions
from nblint.files.regular_file import NotRegularError, TooLargeError, read_regular
from nblint.model.file_types import NOTEBOOKS
from nblint.model.finding import LineIndex

if TYPE_CHECKING:
    from pathlib import Path

    from nblint.model import Cell

Index = LineIndex | NotebookPositions
"""Turns spans of a page's text into places of its file."""

MAX_SIZE = 10_000_000
"""Bytes that a page may have by default, and any other file that is written by hand."""

_HEAD = 8000
"""Bytes in which a NUL marks a binary file, as in git's `buffer_is_binary`."""

_WIDE = (
    # The mark of UTF-16 begins that of UTF-32, which must be tried first.
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


_TOO_LARGE = "too large: {size} bytes, at most {limit} are read"
_TOO_LARGE_PAGE = "too large: {size} bytes, max-file-size is {limit}; raise it or exclude it"


class SourceError(Exception):
    """A file that cannot be read as a page.

    `message` does not name the file: whoever reports it knows what the user calls it. `line` and
    `column` are from 1, columns in characters, or None where the fault has no place.
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column

    @property
    def placed(self) -> str:
        """The message with its place in the file, if it has one."""
        if self.line is None:
            return self.message
        return f"line {self.line}, column {self.column}: {self.message}"

    def about(self, name: str) -> str:
        """Return the error in one line, for the file that reports call `name`."""
        place = "" if self.line is None else f":{self.line}:{self.column}"
        return f"{name}{place}: {self.message}"


class SourceText(Struct, frozen=True):
    """The text of a page, and the notebook that it was taken from, if any."""

    text: str
    notebook: Notebook | None = None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The notebook's cells."""
        return tuple(self.notebook.cells) if self.notebook else ()

    def index(self) -> Index:
        """Return what finds places of the text in the file."""
        return NotebookPositions(self.notebook) if self.notebook else LineIndex(self.text)


def read_page(path: Path, max_size: int = MAX_SIZE) -> SourceText:
    """Return the page that a file holds. Raises SourceError; `max_size` is in bytes."""
    return as_page(_text(path, max_size, _TOO_LARGE_PAGE), path)


def as_page(text: str, path: Path) -> SourceText:
    """Return the page that the text of a file holds. Raises SourceError for a broken notebook."""
    if path.suffix.lower() not in NOTEBOOKS:
        return SourceText(text)
    try:
        notebook = read_notebook(text)
    except NotebookError as error:
        raise SourceError(error.message, error.line, error.column) from error
    return SourceText(notebook.text, notebook)


def read(path: Path, max_size: int = MAX_SIZE) -> str:
    """Return the text of a file, its line endings and byte order mark kept.

    What is not a regular file is never opened. Raises SourceError; `max_size` is in bytes.
    """
    return _text(path, max_size, _TOO_LARGE)


def _text(path: Path, max_size: int, too_large: str) -> str:
    try:
        return decode(read_regular(path, max_size))
    except TooLargeError as error:
        raise SourceError(too_large.format(size=error.size, limit=max_size)) from error
    except OSError as error:
        raise SourceError(reason(error)) from error


def decode(data: bytes) -> str:
    """Return UTF-8 text, its line endings and byte order mark kept; raises SourceError."""
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            message = f"{encoding} text; save it as UTF-8"
            raise SourceError(message)
    if 0 in data[:_HEAD]:
        message = "a binary file, not text; exclude it"
        raise SourceError(message)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = LineIndex(before).locate(len(before))
        message = f"byte 0x{data[error.start]:02X} is not valid UTF-8; save the file as UTF-8"
        raise SourceError(message, line, column) from error


def reason(error: OSError) -> str:
    """Return in plain words why the system did not do what was asked with a file or folder."""
    if isinstance(error, NotRegularError):
        return f"{error}, not a file; name a file instead"
    if isinstance(error, FileNotFoundError):
        return "no such file or directory"
    if isinstance(error, PermissionError):
        return "no permission to read it; change its mode or its owner"
    if error.errno == errno.EBADF:
        return "it is closed"
    if error.errno == errno.ELOOP:
        return "symbolic links that lead to one another; fix or remove them"
    return (error.strerror or str(error)).lower()


def display_name(path: str) -> str:
    """Return what reports call a file: its path from the current folder, if it lies inside that.

    Another path stays as it is. Folders are divided by forward slashes.
    """
    inside = os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118 - called for every path named
    absolute = os.path.abspath(path)  # noqa: PTH100 - a Path would not fold ".."
    name = absolute[len(inside) :] if absolute.startswith(inside) else path
    return name.replace(os.sep, "/")
