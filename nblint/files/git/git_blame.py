"""When each line of a file was last changed, as git knows it."""

from __future__ import annotations

import os
from collections import defaultdict, deque
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nblint.files.git.run_git import GitError, open_repository, run_git

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLAME: Final = ("blame", "--line-porcelain", "--no-textconv", "HEAD", "--")
_TIME: Final = b"author-time "


def last_changes(file: Path) -> list[float | None]:
    """Return when each line of a file was last changed, in seconds since the epoch.

    None stands for a line that is not committed. Git tells of the lines at HEAD, so that it does
    not read the file, for which it may run a filter; lines of the file are known by what they say.
    Nothing is returned where git is not there or does not know the file
    (https://git-scm.com/docs/git-blame, "The porcelain format").
    """
    path = Path(os.path.realpath(file))
    try:
        repository = open_repository(file.parent)
        name = path.relative_to(repository.top).as_posix()
        blamed = run_git(repository, *_BLAME, name)
        content = path.read_bytes() if path.is_file() else b""
    except (OSError, ValueError, GitError):  # a link may lead out of the repository
        return []
    times = defaultdict[bytes, deque[float]](deque)
    for line, time in _committed(blamed):
        times[line].append(time)
    lines = (line.removesuffix(b"\r") for line in content.removesuffix(b"\n").split(b"\n"))
    return [known.popleft() if (known := times.get(line)) else None for line in lines]


def _committed(blamed: bytes) -> Iterator[tuple[bytes, float]]:
    """Yield each line at the commit and when it was changed."""
    time = 0.0
    for line in blamed.split(b"\n"):
        if line.startswith(b"\t"):
            yield line[1:].removesuffix(b"\r"), time
        elif line.startswith(_TIME):
            time = float(line.removeprefix(_TIME))
