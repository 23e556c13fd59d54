"""Whether paths are there, for any path that somebody may write down.

`Path.exists` and its kin raise for a name that is too long, and where a folder may not be searched.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def exists(path: Path) -> bool:
    """Tell whether there is anything at a path. Raises nothing."""
    return os.path.exists(path)  # noqa: PTH110 - see above


def is_folder(path: Path) -> bool:
    """Tell whether a path leads to a folder. Raises nothing."""
    return os.path.isdir(path)  # noqa: PTH112 - see above


def impossible(path: Path) -> str | None:
    """Return why no file can have a path, in plain words; None if one can."""
    try:
        os.lstat(path)
    except ValueError:
        return "it holds a character that no path can hold"
    except OSError as error:
        return "it is too long" if error.errno == errno.ENAMETOOLONG else None
    return None
