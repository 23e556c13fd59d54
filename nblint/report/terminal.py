"""Text on its way out: made harmless, styled where the stream takes it, written without failing."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Mapping
from contextlib import contextmanager
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, TextIO

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Role = Literal["strong", "faint", "error", "warning", "info"]

_SGR: Final[dict[Role, str]] = {  # ECMA-48, section 8.3.117 (SELECT GRAPHIC RENDITION)
    "strong": "1",
    "faint": "2",
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
}

_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # controls: C0, DELETE, C1
    "\u2028\u2029\ud800-\udfff"  # separators of lines and paragraphs, lone surrogates
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # without width
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
    # Persian, Hindi and their kin need the joiners to be read at all.
    "|(?<![\u0600-\u0dff])[\u200c\u200d]"
)

_LINE_COMMAND: Final = re.compile(
    r"^(?P<before>(?:[ \t]|\x1b\[[\d;]*+m)*+):(?=:[A-Za-z])", re.MULTILINE
)
_COMMAND: Final = re.compile(r"#(?=#[\w.-]*+\[)")

_HYPERLINK_VARIABLES: Final = ("VTE_VERSION", "WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION")
_HYPERLINK_PROGRAMS: Final = frozenset({"iTerm.app", "WezTerm", "ghostty", "vscode"})

_NO_PAGES: Final[Mapping[str, str]] = MappingProxyType({})

_DEFAULT_WIDTH: Final = 100
_LEAST_WIDTH: Final = 40


def escape_controls(text: str) -> str:
    r"""Return `text` with every character that could act on a terminal or hide in it spelled out.

    Line breaks and tabs are spelled out too: what comes back is one line. The spelling is that of
    a Python string literal (``\x1b``, ``\u202e``); a backslash of the text itself stays as it is.
    """
    if text.isprintable():
        return text
    return _UNSEEN.sub(lambda match: _spelled(match[0]), text)


def escape_commands(text: str) -> str:
    r"""Return `text` with the beginning of every command for a CI runner spelled out (``\x23``).

    GitHub reads ``::name::`` at the beginning of a line, and ``##[name]`` anywhere ("Workflow
    commands for GitHub Actions"); Azure ``##vso[`` ("Logging commands") and TeamCity
    ``##teamcity[`` ("Service messages") anywhere in a line.
    """
    text = _LINE_COMMAND.sub(r"\g<before>\\x3a", text)
    return _COMMAND.sub(r"\\x23", text)


@cache
def _spelled(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


class Style(Struct, frozen=True):
    """How a stream takes text: its width in cells, whether it shows colours and hyperlinks.

    `rule_pages` holds the URI of each rule's page; it is empty where hyperlinks are not shown.
    """

    width: int = _DEFAULT_WIDTH
    color: bool = False
    rule_pages: Mapping[str, str] = _NO_PAGES

    def paint(self, role: Role, text: str) -> str:
        """Return `text` in the colour or weight of `role`."""
        return f"\x1b[{_SGR[role]}m{text}\x1b[0m" if self.color else text

    def rule(self, name: str) -> str:
        """Return a rule's name, as a hyperlink (OSC 8) to its page where that is known."""
        uri = self.rule_pages.get(name)
        label = escape_controls(name)
        return f"\x1b]8;;{escape_controls(uri)}\x1b\\{label}\x1b]8;;\x1b\\" if uri else label


def style_of(
    stream: TextIO, environ: Mapping[str, str], rule_pages: Mapping[str, str] = _NO_PAGES
) -> Style:
    """Return the style that suits `stream`.

    An empty variable counts as unset (https://no-color.org, https://force-color.org).
    """
    terminal = stream.isatty()
    able = terminal and environ.get("TERM") != "dumb"
    hyperlinks = able and (
        environ.get("TERM_PROGRAM") in _HYPERLINK_PROGRAMS
        or any(map(environ.get, _HYPERLINK_VARIABLES))
    )
    return Style(
        width=max(_width(stream), _LEAST_WIDTH) if terminal else _DEFAULT_WIDTH,
        color=not environ.get("NO_COLOR") and (bool(environ.get("FORCE_COLOR")) or able),
        rule_pages=rule_pages if hyperlinks else _NO_PAGES,
    )


def _width(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or _DEFAULT_WIDTH
    except OSError:
        return _DEFAULT_WIDTH


class OutputError(OSError):
    """What is printed could not be written."""


class Output:
    """A stream with its style. A character that its encoding lacks is spelled out."""

    def __init__(self, stream: TextIO, style: Style) -> None:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
        self._stream = stream
        self.style = style

    def write(self, pieces: Iterable[str]) -> None:
        """Write whole lines for people, without commands for a CI runner, as `write_data` does."""
        self.write_data(map(escape_commands, pieces))

    def write_data(self, pieces: Iterable[str]) -> None:
        """Write the pieces and flush; stop quietly when the reader of a pipe has gone away.

        Raises OutputError when the stream cannot be written, as on a full disk. What comes after a
        failure goes nowhere, so that the flush at exit does not fail again
        (https://docs.python.org/3/library/signal.html#note-on-sigpipe).
        """
        with self._guarded():
            self._stream.writelines(pieces)
            self._stream.flush()

    def write_exactly(self, pieces: Iterable[str]) -> None:
        """Write text for a program as it is, in UTF-8; raises and stops as `write` does.

        To a terminal each piece, which must be a line then, is written so that it does no harm.
        """
        if self._stream.isatty():
            self.write(escape_controls(piece.removesuffix("\n")) + "\n" for piece in pieces)
            return
        with self._guarded():
            self._stream.flush()
            self._stream.buffer.writelines(piece.encode() for piece in pieces)
            self._stream.buffer.flush()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
            if not isinstance(error, BrokenPipeError):
                raise OutputError(error.errno, error.strerror) from error
