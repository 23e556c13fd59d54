"""The directory that a run may read: what leads out of it, by name or by a symbolic link."""

from __future__ import annotations

import os
from typing import Final

# Names on the way to one file: the longest path has fewer (path_resolution(7)), but links of links
# may double at each.
_MOST_STEPS: Final = 10_000
_NO_NAMES: Final = frozenset({"", os.curdir, os.pardir})


class Boundary:
    """The directory `root`, and what paths below it lead to once symbolic links are resolved.

    A repository may be a stranger's, and so may its links. Nothing outside of the root is looked
    at, so that no answer depends on what exists there. `refused` has the paths that a
    configuration names and that leave the root, each with the directory of the configuration.
    """

    def __init__(self, root: str) -> None:
        self.root = os.path.realpath(root)
        self.refused: set[tuple[str, str]] = set()
        self._spellings = {self.root, os.path.abspath(root)}  # noqa: PTH100 - a Path keeps ".."
        self._no_links = {self.root}

    def resolve(self, path: str) -> str | None:
        """Return the real path of `path`; None where it, or a link on its way, leaves the root.

        `path` is absolute, or relative to the root. What it names need not exist. Of links that
        lead to one another, the first that comes again is returned.
        """
        folder, name = os.path.split(path)
        if folder in self._no_links and name not in _NO_NAMES and _link(path) is None:
            return path  # most are so
        written = self._inside(path)
        if written is None:
            return None
        at, todo = self.root, _parts(written)
        followed: list[tuple[str, int]] = []  # links, each with how much of the path is behind it
        for _ in range(_MOST_STEPS):
            if not todo:
                return at
            while followed and len(todo) <= followed[-1][1]:
                followed.pop()
            here, target = self._step(at, todo.pop(), is_last=not todo)
            if here is None or any(here == link for link, _ in followed):
                return here
            if target is None:
                at = here
                continue
            followed.append((here, len(todo)))
            inside = self._inside(target)
            if inside is None:
                return None
            at = self.root if os.path.isabs(target) else at  # noqa: PTH117 - called for every file
            todo += _parts(inside)
        return None

    def _step(self, at: str, part: str, *, is_last: bool) -> tuple[str | None, str | None]:
        """Return the next path on a way, None beyond the root, and where it leads as a link."""
        if part == os.pardir:
            return (None if at == self.root else os.path.dirname(at)), None  # noqa: PTH120 - likewise
        here = os.path.join(at, part)  # noqa: PTH118 - likewise
        if here in self._no_links:
            return here, None
        target = _link(here)
        if target is None and not is_last:
            self._no_links.add(here)
        return here, target

    def holds(self, path: str) -> bool:
        """Tell whether a path stays inside the root once its links are resolved."""
        return self.resolve(path) is not None

    def find(self, path: str) -> str | None:
        """Return the real path of what is there inside the root, None where nothing is."""
        real = self.resolve(path)
        return real if real is not None and os.path.lexists(real) else None

    def covers(self, path: str) -> bool:
        """Tell whether an absolute path lies inside the root by its name, whatever links it has."""
        return self._inside(path) is not None

    def _inside(self, path: str) -> str | None:
        """Return the part of an absolute path below the root; a relative path stays as it is."""
        path = path.replace("/", os.sep)
        if not os.path.isabs(path):  # noqa: PTH117 - called for every file
            return None if os.path.splitdrive(path)[0] else path
        for root in self._spellings:
            if path == root:
                return ""
            top = os.path.join(root, "")  # noqa: PTH118 - likewise
            if path.startswith(top):
                return path[len(top) :]
        return None


def _parts(path: str) -> list[str]:
    """Return the names in a relative path, the last one first."""
    parts = path.split(os.sep)  # noqa: PTH206 - a Path is slower
    return [part for part in reversed(parts) if part not in {"", os.curdir}]


def _link(path: str) -> str | None:
    """Return the destination of a symbolic link as it is written, None for anything else."""
    try:
        # Windows writes absolute targets with this prefix.
        return os.readlink(path).removeprefix("\\\\?\\")  # noqa: PTH115 - called for every file
    except (OSError, ValueError):
        return None
