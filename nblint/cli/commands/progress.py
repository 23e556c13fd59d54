"""One line on a terminal that tells how far the asking of the web has come."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self, TextIO

from nblint.report.terminal import escape_controls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nblint.web.link_check_options import Waiting

_BAR: Final = 20
_WIDTH: Final = 78
# What is waited for less long than this is not worth a word (seconds).
_SLOW: Final = 2.0
# ECMA-48, section 8.3.41 (ERASE IN LINE)
_ERASE: Final = "\r\x1b[K"


class ProgressBar:
    """Draws a bar on `stream`, and takes it away at the end; to anything but a terminal, nothing.

    Used as a context manager, so that the line is gone whatever happens.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_shown:
            self._write(_ERASE)

    def show(self, done: int, total: int, waited_for: Sequence[Waiting]) -> None:
        """Draw how many addresses are done, and which server is waited for the longest, and why."""
        filled = _BAR * done // total if total else 0
        line = f"{'█' * filled}{'░' * (_BAR - filled)} {done}/{total} URLs"
        slow = [wait for wait in waited_for if wait.seconds >= _SLOW]
        if slow:
            why = "wants" if slow[0].asked_to else "has not responded for"
            line += f", {escape_controls(slow[0].server)} {why} {slow[0].seconds:.0f} s"
            line += f" and {len(slow) - 1} more" if len(slow) > 1 else ""
        self._is_shown = True
        self._write(_ERASE + line[:_WIDTH])

    def _write(self, text: str) -> None:
        # A terminal that is gone, or has no blocks, loses the bar and nothing else.
        with suppress(OSError, UnicodeError):
            self._stream.write(text)
            self._stream.flush()
