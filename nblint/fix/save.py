"""Writing a mended page to disk, so that whatever happens the file is the old one or the new."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class SaveError(Exception):
    """Why a file stays as it is, in one line that does not name it."""


def save(path: Path, before: str, after: str) -> None:
    """Replace the text of a file, which was `before` when it was read, by `after`.

    A new file beside it takes its mode and its place at once (POSIX, rename), so that a crash
    leaves the one or the other whole. A symbolic link stays, and what it leads to is replaced.
    Raises SaveError: a file that is read-only, or that somebody else has changed since it was
    read, is left alone.
    """
    real = Path(os.path.realpath(path))
    try:
        status = real.stat()
        # Whoever may write everything would write a file that its owner has protected.
        if not status.st_mode & _WRITABLE or not os.access(real, os.W_OK):
            message = "not mended: the file is read-only; change its mode"
            raise SaveError(message)
        if real.read_bytes() != before.encode():
            message = "not mended: the file has changed since it was read; run nblint again"
            raise SaveError(message)
        _replace(real, after.encode(), status)
    except OSError as error:
        message = f"not mended: {_reason(error)}"
        raise SaveError(message) from error


def _replace(path: Path, data: bytes, status: os.stat_result) -> None:
    """Put a new file with the data, mode and owner in the place of `path`. Raises OSError."""
    handle, name = tempfile.mkstemp(prefix=".nblint-", dir=path.parent)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - it is open already
            file.write(data)
            file.flush()
            os.fsync(handle)
        if (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
            with suppress(OSError):  # only root may give files away
                os.chown(name, status.st_uid, status.st_gid)
        Path(name).chmod(stat.S_IMODE(status.st_mode))
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return "its folder is read-only; change its mode or its owner"
    return (error.strerror or str(error)).lower()
