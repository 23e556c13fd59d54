"""The names on disk below one root, read once, with their exact letter case."""

from __future__ import annotations

import os
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from nblint.files.boundary import Boundary
from nblint.project.config_reader import held_to, walk
from nblint.project.project_kinds import DEPENDENCY_DIRECTORIES

if TYPE_CHECKING:
    from collections.abc import Mapping

# More files than this are not indexed: a suggestion is not worth the wait.
_INDEX_LIMIT = 100_000


class Disk:
    """Answers whether paths below `root` exist, without ever looking outside of it.

    Paths are absolute, normalised and free of links in the root's own part. File systems that fold
    letter case are seen through: the name in the directory's listing is what counts.
    """

    def __init__(self, root: str) -> None:
        self.root = root
        self.boundary = Boundary(root)
        self._directories: dict[str, Mapping[str, bool] | None] = {}
        self._folded_names: dict[str, Mapping[str, str]] = {}

    def inside(self, path: str) -> bool:
        """Tell whether a normalised path lies at or below the root, by its name alone."""
        return path == self.root or path.startswith(os.path.join(self.root, ""))

    def names(self, directory: str) -> Mapping[str, bool] | None:
        """Return the names in a directory, each with whether it is a directory; None if it is none.

        Links that lead out of the root are left out, and so are directories that lie there.
        """
        if directory not in self._directories:
            self._directories[directory] = self._read(directory)
        return self._directories[directory]

    def _read(self, directory: str) -> Mapping[str, bool] | None:
        if not self.boundary.holds(directory):
            return None
        try:
            with os.scandir(directory) as entries:
                return {item.name: _is_directory(item) for item in entries if self._is_here(item)}
        except (OSError, ValueError):  # the latter for what no name can hold
            return None

    def _is_here(self, item: os.DirEntry[str]) -> bool:
        return not item.is_symlink() or self.boundary.holds(item.path)

    def kind(self, path: str) -> str | None:
        """Return "file", "directory", or None for what is not there in exactly this letter case.

        A link counts as what it leads to, unless that lies outside of the root.
        """
        if path == self.root:
            return "directory"
        if not self.inside(path):
            return None
        # A loop and no recursion: directories may be nested more deeply than Python's calls.
        at, is_directory = self.root, True
        for name in path[len(os.path.join(self.root, "")) :].split(os.sep):
            names = self.names(at) if is_directory else None
            if names is None or name not in names:
                return None
            at, is_directory = os.path.join(at, name), names[name]
        return "directory" if is_directory else "file"

    def other_case(self, path: str) -> str | None:
        """Return the path that differs from `path` in letter case only and exists, or None."""
        found = self.root
        for part in os.path.relpath(path, self.root).split(os.sep):
            names = self.names(found) or {}
            name = part if part in names else self._folded(found).get(part.casefold())
            if name is None:
                return None
            found = os.path.join(found, name)
        return found if found != path else None

    def _folded(self, folder: str) -> Mapping[str, str]:
        """Return the names in a folder by their case-folded forms; the first of each counts."""
        if folder not in self._folded_names:
            names = reversed([*(self.names(folder) or {})])
            self._folded_names[folder] = {name.casefold(): name for name in names}
        return self._folded_names[folder]

    def elsewhere(self, name: str) -> str | None:
        """Return the one file below the root that is called `name`, or None."""
        return self._index.get(name)

    @cached_property
    def _index(self) -> dict[str, str]:
        places: dict[str, str] = {}
        counts: Counter[str] = Counter()
        with held_to(self.boundary):
            # Nobody means to link to the work of others.
            for path in walk(self.root, _is_skipped):
                name = os.path.basename(path)
                places[name] = path
                counts[name] += 1
                if len(places) > _INDEX_LIMIT:
                    break
        return {name: path for name, path in places.items() if counts[name] == 1}


def _is_skipped(name: str) -> bool:
    return name.startswith(".") or name in DEPENDENCY_DIRECTORIES


def _is_directory(item: os.DirEntry[str]) -> bool:
    try:
        return item.is_dir()
    except OSError:
        # A link that leads to itself is neither.
        return False
