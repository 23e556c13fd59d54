"""The key by which a user's own verdicts are told from those of a file that came from elsewhere."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIZE: Final = 32  # bytes
_NAME: Final = "cache.key"


def user_key(environ: Mapping[str, str], project: Path) -> bytes | None:
    """Return the key of this user on this computer, made at the first call.

    None where it cannot be kept, or where its directory lies in the `project`: what a repository
    holds is no secret. Nothing is raised.
    """
    with suppress(OSError, ValueError, RuntimeError):
        folder = _state(environ)
        if folder.resolve().is_relative_to(project.resolve()):
            return None
        return _read(folder / _NAME) or _make(folder / _NAME)
    return None


def _state(environ: Mapping[str, str]) -> Path:
    """Return the directory for what programs keep from run to run, below it a place of our own.

    XDG Base Directory Specification 0.8; Apple, "File System Programming Guide"; Microsoft,
    "Known Folder IDs". A relative path in a variable counts for nothing, as XDG has it.
    """
    named = Path(environ.get("XDG_STATE_HOME", ""))
    if named.is_absolute():
        return named / "nblint"
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "nblint"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/nblint"
    return Path.home() / ".local/state/nblint"


def _read(file: Path) -> bytes | None:
    """Return the key in a file that nobody else can read or has put there, else None."""
    if not file.exists():
        return None
    status = file.lstat()
    if not stat.S_ISREG(status.st_mode):
        return None
    if os.name == "posix" and (status.st_uid != os.getuid() or status.st_mode & 0o077):
        return None
    key = file.read_bytes()
    return key if len(key) == _SIZE else None


def _make(file: Path) -> bytes:
    """Write a new key. Of two runs that do so at once, one has its verdicts taken for foreign."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = secrets.token_bytes(_SIZE)
    draft = file.with_name(f"{_NAME}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(key)
    draft.replace(file)
    return key
