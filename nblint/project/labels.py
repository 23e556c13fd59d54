"""What the pages of a run know together: labels and aliases that hold for the whole project."""

from __future__ import annotations

import os
import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from nblint.files.boundary import Boundary
from nblint.files.regular_file import decode_regular
from nblint.model.file_types import PAGES
from nblint.project.config_reader import exists, held_to, walk
from nblint.project.project_kinds import (
    EXTERNAL_LABELS,
    LABEL_FILES,
    LABEL_SCOPE_MARKS,
    NO_LABELS,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from nblint.model import FileIndex

_MORE_LABELS = re.compile("|".join(EXTERNAL_LABELS))
# Sources of the same tools that are no pages here, and the labels in them.
_UNREAD = (".rst", ".tex")
_NAME = re.compile(
    r"\\label\{([^{}\n]+)\}|^\.\. _([^:\n]+):|^[ \t]+:name:[ \t]+(\S+)", re.MULTILINE
)
_LARGEST = 10_000_000  # bytes


class ProjectLabels:
    """The pages of a run, by their real paths; `ignored` tells whether git ignores a path."""

    def __init__(
        self,
        root: str,
        outlines: Mapping[str, FileIndex],
        ignored: Callable[[str], bool],
    ) -> None:
        self._root, self._outlines, self._ignored = root, outlines, ignored
        self._boundary = Boundary(root)
        self.directory = cache(self._directory)
        self.is_complete = cache(self._is_complete)
        self.others = cache(self._others)

    def _others(self, directory: str) -> frozenset[str]:
        """Return the names that sources which are no pages define."""
        texts = (_text(path) for path in self._sources(directory, _UNREAD))
        return frozenset(
            match[match.lastindex or 1] for text in texts for match in _NAME.finditer(text)
        )

    @cached_property
    def aliases(self) -> frozenset[str]:
        """All other names that the pages have, in lower case."""
        return frozenset(name.casefold() for page in self.pages for name in page.aliases)

    @property
    def pages(self) -> Iterable[FileIndex]:
        """The pages of the run."""
        return self._outlines.values()

    def _directory(self, directory: str) -> str:
        """Return the nearest directory with a mark, at or above `directory`; else the root."""
        at = directory
        while at.startswith(self._root):
            if self._is_marked(at):
                return at
            at = os.path.dirname(at)
        return self._root

    def has_mark(self, directory: str) -> bool:
        """Tell whether a tool whose labels hold for the whole project publishes a directory."""
        return self._is_marked(self.directory(directory))

    def _is_marked(self, directory: str) -> bool:
        with held_to(self._boundary):
            return any(exists(os.path.join(directory, mark)) for mark in LABEL_SCOPE_MARKS)

    def _is_complete(self, directory: str) -> bool:
        """Tell whether the run read all that may define a label in a project's directory."""
        if any(_MORE_LABELS.search(_text(os.path.join(directory, name))) for name in LABEL_FILES):
            return False
        return all(
            path in self._outlines
            for path in self._sources(directory, PAGES)
            if not self._ignored(path)
        )

    def _sources(self, top: str, endings: tuple[str, ...]) -> list[str]:
        with held_to(self._boundary):
            paths = walk(top, lambda name: name[0] == "." or name in NO_LABELS)
            return [path for path in paths if path.lower().endswith(endings)]


def _text(path: str) -> str:
    """Return the text of a regular file that is no link and not too large; else ""."""
    return "" if os.path.islink(path) else decode_regular(path, _LARGEST)
