"""Writing a fixed page to disk, so that whatever happens the file is the old one or the new."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nblint.files.atomic_write import replace_file, why_unwritten, writable_path

if TYPE_CHECKING:
    from pathlib import Path


class SaveError(Exception):
    """Why a file stays as it is, in one line that does not name it."""


def save(path: Path, before: str, after: str, root: Path) -> None:
    """Replace the text of a file, which was `before` when it was read, by `after`.

    A crash leaves the one or the other whole, with the mode it had. A symbolic link stays, and
    what it leads to is replaced, unless a link in the project leads outside the `root`.
    Raises SaveError: a file that is read-only, or that somebody else has changed since it was
    read, is left alone.
    """
    try:
        real = writable_path(path, root, named=True)
        if not os.access(real, os.W_OK) and real.exists():
            message = "not fixed: the file is read-only; change its mode"
            raise SaveError(message)
        if real.read_bytes() != before.encode():
            message = "not fixed: the file has changed since it was read; run nblint again"
            raise SaveError(message)
        replace_file(real, after.encode(), root, named=True)
    except OSError as error:
        message = f"not fixed: {why_unwritten(error)}"
        raise SaveError(message) from error
