"""A disk as it was: with the files that have been removed or renamed since."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nblint.project.disk import Disk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class SnapshotDisk(Disk):
    """A Disk on which the files `removed`, by their absolute paths, are still there."""

    def __init__(self, root: str, removed: Iterable[str]) -> None:
        super().__init__(root)
        self._former: dict[str, dict[str, bool]] = {}
        for path in removed:
            at, is_directory = path, False
            while at != root and self.inside(at):
                directory, name = os.path.split(at)
                self._former.setdefault(directory, {})[name] = is_directory
                at, is_directory = directory, True

    def _read(self, directory: str) -> Mapping[str, bool] | None:
        names = super()._read(directory)
        former = self._former.get(directory)
        return {**former, **(names or {})} if former else names
