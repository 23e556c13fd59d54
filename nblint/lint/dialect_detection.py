"""What a page is written for, told by its file, its project and its own text."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from nblint.files.ancestors import Ancestors
from nblint.files.boundary import Boundary
from nblint.files.regular_file import decode_regular
from nblint.project.project_kinds import DIALECT_EXTENSIONS, DIALECT_KINDS, SYNTAXES

if TYPE_CHECKING:
    from pathlib import Path

    from nblint.model import Dialect
    from nblint.project.project_kinds import ProjectKind

_SYNTAXES: Final = tuple((item, re.compile(item.pattern)) for item in SYNTAXES)
_LARGEST: Final = 1_000_000  # bytes


class DialectDetector:
    """Tells the dialects of pages; what shows them lies at or below the directory `root`."""

    def __init__(self, root: Path) -> None:
        self._boundary = Boundary(str(root))
        plain: Dialect = "commonmark"
        self._projects = Ancestors(
            lambda directory: _dialect_of(self._boundary, directory),
            lambda directory: self._boundary.resolve(directory) == self._boundary.root,
            plain,
        )

    def of(self, file: str, text: str) -> Dialect:
        """Return the dialect of the page at the absolute path `file`, which reads `text`."""
        ending = os.path.splitext(file)[1].lower()  # noqa: PTH122 - called for every page
        if ending in DIALECT_EXTENSIONS:
            return DIALECT_EXTENSIONS[ending]
        dialect = self._projects.of(os.path.dirname(file))  # noqa: PTH120 - likewise
        if dialect != "commonmark":
            return dialect
        for syntax, pattern in _SYNTAXES:
            if any(hint in text for hint in syntax.hints) and pattern.search(text):
                return syntax.dialect
        return dialect


def _dialect_of(boundary: Boundary, directory: str) -> Dialect | None:
    """Return the dialect of the project whose configuration a directory holds, or None."""
    for kind in DIALECT_KINDS:
        if _is_companion(boundary, directory, kind):
            return kind.dialects[0].dialect
        paths = [path for name in kind.config_files if (path := _found(boundary, directory, name))]
        for mark in kind.dialects if paths else ():
            if not mark.pattern or any(
                re.search(mark.pattern, decode_regular(path, _LARGEST)) for path in paths
            ):
                return mark.dialect
    return None


def _is_companion(boundary: Boundary, directory: str, kind: ProjectKind) -> bool:
    """Tell whether the name of a directory, or files that it holds together, show a kind."""
    if kind.directory_suffix and directory.endswith(kind.directory_suffix):
        return True
    return bool(kind.companions) and all(
        any(_found(boundary, directory, name) for name in names) for names in kind.companions
    )


def _found(boundary: Boundary, directory: str, name: str) -> str | None:
    """Return the real path of what a directory holds by a name, None where it lies elsewhere."""
    path = os.path.join(directory, name)  # noqa: PTH118 - called for every directory
    return boundary.find(path) if os.path.lexists(path) else None  # most are not there
