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
            at, is_folder = path, False
            while at != root and self.inside(at):
                folder, name = os.path.split(at)
                self._former.setdefault(folder, {})[name] = is_folder
                at, is_folder = folder, True

    def _read(self, folder: str) -> Mapping[str, bool] | None:
        names = super()._read(folder)
        former = self._former.get(folder)
        return {**former, **(names or {})} if former else names
