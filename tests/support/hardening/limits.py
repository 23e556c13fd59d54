"""Disks on which a run cannot write as it would: full ones, and directories that are read-only."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_DROP_FROM_BOUNDING_SET: Final = 24  # PR_CAPBSET_DROP of prctl(2)
_CAP_DAC_OVERRIDE: Final = 1  # capabilities(7)


def no_file_above(size: int) -> Callable[[], None]:
    """Return what limits, in a new process, files that are written to `size` bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def bound_by_modes() -> None:
    """Have the modes of files count in a new process even where root has started it."""
    if os.geteuid() == 0 and sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DROP_FROM_BOUNDING_SET, _CAP_DAC_OVERRIDE, 0, 0, 0)


@contextmanager
def small_disk(directory: Path, size: int) -> Iterator[bool]:
    """Mount a disk of `size` bytes at a directory; give False where that is not allowed."""
    directory.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(directory)]
    is_mounted = os.geteuid() == 0 and _succeeds(mount)
    try:
        yield is_mounted
    finally:
        if is_mounted:
            _succeeds(["umount", str(directory)])


def fill(directory: Path, room: int) -> None:
    """Fill the disk of a directory so that `room` bytes are left, in whole blocks."""
    status = os.statvfs(directory)
    available = status.f_bavail * status.f_frsize
    with (directory / "filler").open("wb") as file:
        file.write(bytes(max(0, available - room)))


def _succeeds(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
