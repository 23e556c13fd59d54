"""What a page is written for, told by its file, its project and its own text."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from nblint.files.ancestors import Ancestors
from nblint.files.boundary import Boundary
from nblint.files.regular_file import read_regular

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from nblint.model import Dialect

_BY_ENDING: Final[Mapping[str, Dialect]] = {".mdx": "mdx", ".qmd": "quarto", ".rmd": "quarto"}
# What only MyST writes: a directive's fence, a role, a target (MyST, "Directives & Roles").
_MYST: Final = re.compile(
    r"^[ \t>]*(?:`{3,}|~{3,}|:{3,})\{(?:note|tip|warning|important|seealso|admonition|figure|image"
    r"|include|literalinclude|toctree|tableofcontents|code-block|code-cell|list-table|csv-table|math"
    r"|card|grid|tab-set|dropdown|margin|sidebar|eval-rst|mermaid|glossary|bibliography)\}"
    r"|^\([\w:.-]+\)=[ \t]*$|\{(?:doc|ref|numref|eq|term|download|cite(?::\w+)?|abbr)\}`",
    re.MULTILINE,
)
# One of these is in whatever the pattern finds, and most pages have none.
_MYST_HINTS: Final = ("`{", ":{", "~{", ")=", "}`")
_LARGEST: Final = 1_000_000  # bytes
_MYST_EXTENSIONS: Final = re.compile(r"myst[_-](?:parser|nb)")
# mkdocstrings brings autorefs with it (mkdocstrings, "Usage", "Cross-references"); PyMdown
# Extensions, "Snippets", "Auto-Append Snippets".
_LABELS: Final = re.compile(
    r"^(?:[ \t-]*['\"]?|\[[\w.-]*\.)(?:autorefs|mkdocstrings|auto_append)\b", re.MULTILINE
)
# Zensical reads pages as MkDocs does (Zensical, "Compatibility").
_MKDOCS: Final = ("mkdocs.yml", "mkdocs.yaml", "zensical.toml", "zensical.yml")

_Mark = Callable[[Boundary, str], bool]


class DialectDetector:
    """Tells the dialects of pages; what shows them lies at or below the folder `root`."""

    def __init__(self, root: Path) -> None:
        self._boundary = Boundary(str(root))
        plain: Dialect = "commonmark"
        self._projects = Ancestors(
            lambda folder: next(
                (name for mark, name in _MARKS if mark(self._boundary, folder)), None
            ),
            lambda folder: self._boundary.resolve(folder) == self._boundary.root,
            plain,
        )

    def of(self, file: str, text: str) -> Dialect:
        """Return the dialect of the page at the absolute path `file`, which reads `text`."""
        ending = os.path.splitext(file)[1].lower()  # noqa: PTH122 - called for every page
        if ending in _BY_ENDING:
            return _BY_ENDING[ending]
        dialect = self._projects.of(os.path.dirname(file))  # noqa: PTH120 - likewise
        if dialect != "commonmark" or not any(hint in text for hint in _MYST_HINTS):
            return dialect
        return "myst" if _MYST.search(text) else dialect


def _has(*names: str) -> _Mark:
    """Return what tells whether a folder holds one of these."""
    return lambda boundary, folder: any(_found(boundary, folder, name) for name in names)


def _says(pattern: re.Pattern[str], *names: str) -> _Mark:
    """Return what tells whether a folder holds a file that says so."""

    def says(boundary: Boundary, folder: str) -> bool:
        paths = (_found(boundary, folder, name) for name in names)
        return any(pattern.search(_text(path)) for path in paths if path)

    return says


def _found(boundary: Boundary, folder: str, name: str) -> str | None:
    """Return the real path of what a folder holds by a name, None where it lies elsewhere."""
    path = os.path.join(folder, name)  # noqa: PTH118 - called for every folder
    return boundary.find(path) if os.path.lexists(path) else None  # most are not there


def _text(path: str) -> str:
    """Return a file's text, "" where it cannot be read or is too large."""
    try:
        return read_regular(path, _LARGEST).decode()
    except (OSError, UnicodeDecodeError):
        return ""


def _is_wiki(boundary: Boundary, folder: str) -> bool:
    """Tell a clone of a forge's wiki, which is called so, from a project.

    GitHub Docs, "Adding or editing wiki pages"; GitLab Docs, "Wiki".
    """
    return folder.endswith(".wiki") or (
        _has("_Sidebar.md", "_sidebar.md")(boundary, folder)
        and _has("Home.md", "home.md")(boundary, folder)
    )


_MARKS: Final[tuple[tuple[_Mark, Dialect], ...]] = (
    (_has(".obsidian"), "obsidian"),
    (_has("myst.yml", "_toc.yml"), "myst"),
    (_says(_MYST_EXTENSIONS, "conf.py"), "myst"),
    (_has("_quarto.yml"), "quarto"),
    (_says(_LABELS, *_MKDOCS), "mkdocs-labels"),
    (_has(*_MKDOCS), "mkdocs"),
    (_is_wiki, "wiki"),
)
