"""Reading a file whose name, kind and size a repository decides."""

from __future__ import annotations

import os
import stat
from typing import Final

_KINDS: Final = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class NotRegularError(OSError):
    """A path that leads to something other than a regular file; the message says to what."""


class TooLargeError(OSError):
    """A file of `size` bytes, more than the `limit`."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"too large: {size} bytes, at most {limit} are read")
        self.size, self.limit = size, limit


def read_regular(path: str | os.PathLike[str], limit: int) -> bytes:
    """Return what a regular file holds, `limit` bytes at most.

    All files that a repository brings along are read by this function. What is not a regular file
    is never opened: a pipe has no end. Raises OSError: NotRegularError, TooLargeError and, for
    whatever else the system says, its own kinds.
    """
    try:
        status = os.stat(path)  # noqa: PTH116 - called for every file
        kind = stat.S_IFMT(status.st_mode)
        if kind != stat.S_IFREG:
            raise NotRegularError(_KINDS.get(kind, "no regular file"))
        with open(path, "rb") as file:  # noqa: PTH123 - likewise
            data = file.read(limit + 1)
    except ValueError as error:
        message = "no file has such a name"  # one with a NUL
        raise FileNotFoundError(message) from error
    if len(data) > limit:
        raise TooLargeError(max(status.st_size, len(data)), limit)
    return data


def decode_regular(path: str, limit: int) -> str:
    """Return the text of a regular file in UTF-8, `limit` bytes at most; else ""."""
    try:
        return read_regular(path, limit).decode()
    except (OSError, UnicodeDecodeError):
        return ""
