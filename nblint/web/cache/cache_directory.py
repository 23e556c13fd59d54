"""The folder of what earlier runs know: made so that it ignores itself, never left, cleared.

It lies in a project that may be a stranger's, and so may what is in it. All here raises OSError.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE: Final = "links.db"
_JOURNAL: Final = f"{FILE}-journal"
_DAMAGED: Final = f"{FILE}.damaged"
_FILES: Final = (FILE, _JOURNAL, f"{FILE}-wal", f"{FILE}-shm", _DAMAGED)
_MARKS: Final = {
    ".gitignore": "*\n",
    "CACHEDIR.TAG": (  # https://bford.info/cachedir/
        "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of nblint.\n"
    ),
}
# So ends a journal that names another file, which SQLite would remove after rolling back; those of
# nblint name none (https://sqlite.org/fileformat.html#the_rollback_journal).
_NAMES_ANOTHER: Final = bytes.fromhex("d9d505f920a163d7")


def prepare(folder: Path) -> Path:
    """Make the folder where there is none; return the path of the file in it.

    What in the folder would lead SQLite out of it is refused.
    """
    _refuse_unless(stat.S_ISDIR, folder)
    for name in _FILES:
        _refuse_unless(stat.S_ISREG, folder / name)
    _refuse_foreign(folder / _JOURNAL)
    folder.mkdir(exist_ok=True)
    for name, text in _MARKS.items():
        # They are there, or the folder can only be read, which is better than nothing.
        with suppress(OSError), (folder / name).open("x", encoding="utf-8") as mark:
            mark.write(text)
    return folder / FILE


def set_aside(folder: Path) -> None:
    """Rename a damaged file, so that a new one can be begun.

    SQLite itself removes a journal that it finds beside an empty file.
    """
    (folder / FILE).replace(folder / _DAMAGED)


def remove(folder: Path) -> None:
    """Remove the files that nblint makes, and the folder if there is nothing else in it."""
    _refuse_unless(stat.S_ISDIR, folder)
    if not folder.exists():
        return
    for name in (*_FILES, *_MARKS):
        (folder / name).unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()


def _refuse_unless(is_kind: Callable[[int], bool], path: Path) -> None:
    with suppress(FileNotFoundError):
        if not is_kind(path.lstat().st_mode):
            kind = "folder" if is_kind is stat.S_ISDIR else "file"
            message = f"{path.name} is not a plain {kind}; remove it"
            raise OSError(message)


def _refuse_foreign(journal: Path) -> None:
    with suppress(FileNotFoundError), journal.open("rb") as stream:
        stream.seek(max(0, stream.seek(0, os.SEEK_END) - len(_NAMES_ANOTHER)))
        if stream.read() == _NAMES_ANOTHER:
            message = f"{journal.name} names another file; remove it"
            raise OSError(message)
