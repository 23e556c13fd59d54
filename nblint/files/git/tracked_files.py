"""Which files git tracks."""

# Thousands of paths are cheaper as strings.
# ruff: noqa: PTH118, PTH120

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nblint.files.git.run_git import open_repository, run_git

if TYPE_CHECKING:
    from pathlib import Path


def tracked(directory: Path) -> frozenset[str]:
    """Return the absolute paths of the files below a directory that git tracks and their parents.

    Raises GitError.
    """
    top = os.path.realpath(directory)
    repository = open_repository(top)
    names = run_git(repository, "ls-files", "-z").split(b"\0")
    inside = os.path.join(top, "")
    paths = (os.path.join(repository.top, os.fsdecode(name)) for name in names if name)
    files = {path for path in paths if path.startswith(inside)}
    parents = {os.path.dirname(file) for file in files}
    while above := {os.path.dirname(item) for item in parents if item != top} - parents:
        parents |= above
    return frozenset(files | parents)
