"""What the pages of a run know together: labels and aliases that hold for the whole project."""

from __future__ import annotations

import os
from functools import cache, cached_property
from typing import TYPE_CHECKING

from nblint.endings import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from nblint.model import Outline

# The files of the tools whose labels are one name for the whole project.
_MARKS = frozenset({"myst.yml", "_toc.yml", "conf.py", "_quarto.yml"})
# Sources of the same tools that nblint does not read, and which define labels too.
_UNREAD = (".rst", ".tex")
_BUILT = frozenset({"_build", "_site", "node_modules", "public", "build", "dist"})


class Project:
    """The pages of a run, by their real paths; `ignored` tells whether git ignores a path."""

    def __init__(
        self,
        root: str,
        outlines: Mapping[str, Outline | None],
        ignored: Callable[[str], bool],
    ) -> None:
        self._root, self._outlines, self._ignored = root, dict(outlines), ignored
        self.folder = cache(self._folder)
        self.is_complete = cache(self._is_complete)

    @cached_property
    def labels(self) -> frozenset[str]:
        """All names that the pages define."""
        pages = (page for page in self._outlines.values() if page)
        return frozenset(name for page in pages for name in page.anchors)

    @cached_property
    def aliases(self) -> frozenset[str]:
        """All other names that the pages have, in lower case."""
        pages = (page for page in self._outlines.values() if page)
        return frozenset(name.casefold() for page in pages for name in page.aliases)

    def _folder(self, folder: str) -> str:
        """Return the folder of the project's own file, at or above `folder`; else the root."""
        at = folder
        while at.startswith(self._root):
            if any(os.path.exists(os.path.join(at, mark)) for mark in _MARKS):
                return at
            at = os.path.dirname(at)
        return self._root

    def _is_complete(self, folder: str) -> bool:
        """Tell whether the run read all pages in a project's folder."""
        return all(path in self._outlines for path in _sources(folder) if not self._ignored(path))


def _sources(top: str) -> Iterable[str]:
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if name[0] != "." and name not in _BUILT]
        for name in names:
            if name.lower().endswith(PAGES + _UNREAD):
                yield os.path.join(folder, name)
