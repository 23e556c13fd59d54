"""A file replaced at once, so that whatever happens it is the old one or the new, and whole."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path


def replace_file(path: Path, data: bytes, status: os.stat_result | None = None) -> None:
    """Put a file with the data in the place of `path`; raises OSError, and then nothing changed.

    A new file beside it takes its place (POSIX, rename). It gets mode and owner from `status`;
    without that, those that every new file gets. `path` itself must not be a symbolic link.
    """
    import tempfile  # noqa: PLC0415 - slow, and most runs write nothing

    handle, name = tempfile.mkstemp(prefix=".nblint-", dir=path.parent)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - it is open already
            file.write(data)
            file.flush()
            os.fsync(handle)
        if status and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
            with suppress(OSError):  # only root may give files away
                os.chown(name, status.st_uid, status.st_gid)
        Path(name).chmod(stat.S_IMODE(status.st_mode) if status else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def why_unwritten(error: OSError) -> str:
    """Return in plain words why a file could not be replaced."""
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return "its folder is read-only; change its mode or its owner"
    return (error.strerror or str(error)).lower()


def _umask() -> int:
    """Return the mask of modes, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
