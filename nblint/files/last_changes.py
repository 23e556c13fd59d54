"""When each line of a file was last changed, as git knows it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

# The repository may be a stranger's: what its settings would have git run is left out.
_BLAME: Final = (
    *("git", "-c", "core.fsmonitor=false", "blame"),
    *("--line-porcelain", "--no-textconv", "--"),
)
_TIME: Final = b"author-time "
_TIMEOUT: Final = 20.0  # seconds
# A hook of git is run with those of its own repository, be they relative to another folder.
_OF_A_HOOK: Final = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})


def last_changes(file: Path) -> list[float]:
    """Return when each line of a file was last changed, in seconds since the epoch.

    Nothing is returned where git is not there or does not know the file
    (https://git-scm.com/docs/git-blame, "The porcelain format").
    """
    environ = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    try:
        blamed = subprocess.run(  # noqa: S603 - git with the name of a file that was just read
            (*_BLAME, file.name),
            cwd=file.parent,
            env=environ,
            capture_output=True,
            check=True,
            timeout=_TIMEOUT,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    # A line of the file itself begins with a tab.
    lines = (line for line in blamed.split(b"\n") if line.startswith(_TIME))
    return [float(line.removeprefix(_TIME)) for line in lines]
