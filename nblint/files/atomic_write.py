"""Files written so that no write leaves the project, and so that each is the old or the new one."""

# Each step of a path is looked at as the system takes it, where pathlib would fold or raise.
# ruff: noqa: PTH100, PTH114, PTH115, PTH116, PTH118, PTH119, PTH120

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from nblint.files.git.work_tree import find_work_tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO


class OutsideError(OSError):
    """Why a path must not be written, in one line that does not name it."""


def writable_path(path: Path, root: Path, *, named: bool) -> Path:
    """Return the file that a write to `path` changes, with all symbolic links resolved.

    Raises OutsideError where a symbolic link in the root, or in the repository around it, leads out
    of it or into ``.git``: whoever made the repository made the link. A path that the user has
    `named` may lie outside of the root; another path, such as one from the settings, may not.
    Raises OSError for links that lead to one another.
    """
    absolute = os.path.abspath(path)
    with suppress(FileNotFoundError, NotADirectoryError):
        os.stat(absolute)
    real_root = os.path.realpath(root)
    around = find_work_tree(Path(real_root))
    for bound in (real_root, str(around or real_root)):
        _refuse_links(absolute, bound)
    real = os.path.realpath(absolute)
    if not named and not _is_inside(real, real_root):
        message = f"it is not inside the project root {real_root}; name a path inside it"
        raise OutsideError(message)
    return Path(real)


def _refuse_links(path: str, bound: str) -> None:
    """Raise OutsideError if a link in the directory `bound`, on the way of `path`, leads out.

    The way is followed step by step: a link of the user may lead to one of a stranger.
    """
    place = ""
    ahead = list(reversed(Path(path).parts))
    while ahead:
        step = os.path.join(place, ahead.pop())
        if os.path.basename(step) == "..":
            place = os.path.dirname(place)
        elif not os.path.islink(step):
            place = step
        elif _is_inside(step, bound) and not _is_inside(os.path.realpath(step), bound):
            name = os.path.relpath(step, bound)
            message = (
                f'symbolic link "{name}" leads outside the project; remove it or name another file'
            )
            raise OutsideError(message)
        else:
            ahead += reversed(Path(os.readlink(step)).parts)


def _is_inside(path: str, bound: str) -> bool:
    """Tell whether a path without links is in a directory, and not in the directory of git."""
    if path != bound and not path.startswith(os.path.join(bound, "")):
        return False
    return ".git" not in Path(path[len(bound) :].casefold()).parts


@contextmanager
def replacing(path: Path, root: Path, *, named: bool) -> Iterator[BinaryIO]:
    """Give a new file that takes the place of `path` at the end, or is removed after an exception.

    The new file lies beside the old one (POSIX, rename) and has its mode and owner, or those that
    every new file gets. A symbolic link stays, and what it leads to is replaced. Raises OSError,
    and OutsideError as `writable_path` does.
    """
    real = writable_path(path, root, named=named)
    status = real.stat() if real.exists() else None
    # Named before it is there, so that a signal at any moment leaves nothing behind.
    temporary = real.parent / f".nblint-{os.urandom(8).hex()}"
    try:
        with open(temporary, "xb", opener=_open_private) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if status and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
            with suppress(OSError):  # only root may give files away
                os.chown(temporary, status.st_uid, status.st_gid)
        temporary.chmod(stat.S_IMODE(status.st_mode) if status else 0o666 & ~_umask())
        temporary.replace(real)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def replace_file(path: Path, data: bytes, root: Path, *, named: bool) -> None:
    """Put a file with the data in the place of `path`; raises OSError, and then nothing changed.

    `root` and `named` are those of `writable_path`.
    """
    with replacing(path, root, named=named) as file:
        file.write(data)


def why_unwritten(error: OSError) -> str:
    """Return in plain words why a file could not be replaced."""
    if isinstance(error, OutsideError):
        return str(error)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return "its directory is read-only; change its mode or its owner"
    if error.errno == errno.EBADF:
        return "it is closed"
    return (error.strerror or str(error)).lower()


def _umask() -> int:
    """Return the mask of modes, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
