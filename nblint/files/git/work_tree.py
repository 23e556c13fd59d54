"""The work tree around a directory, found without git."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def find_work_tree(directory: Path) -> Path | None:
    """Return the nearest directory, at or above `directory`, that holds ``.git``, or None."""
    above = (directory, *directory.parents)
    return next((at for at in above if os.path.lexists(at / ".git")), None)
