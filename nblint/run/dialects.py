"""What a page is written for, told by its file, its project and its own text."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from nblint.regular_file import read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
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


class Dialects:
    """Tells the dialects of pages; what shows them lies at or below the folder `root`."""

    def __init__(self, root: Path) -> None:
        self._root = os.path.realpath(root)
        self._projects: dict[str, Dialect] = {}

    def of(self, file: str, text: str) -> Dialect:
        """Return the dialect of the page at the absolute path `file`, which reads `text`."""
        ending = os.path.splitext(file)[1].lower()  # noqa: PTH122 - called for every page
        if ending in _BY_ENDING:
            return _BY_ENDING[ending]
        dialect = self._project(os.path.dirname(file))  # noqa: PTH120 - likewise
        if dialect != "commonmark" or not any(hint in text for hint in _MYST_HINTS):
            return dialect
        return "myst" if _MYST.search(text) else dialect

    def _project(self, folder: str) -> Dialect:
        """Return the dialect of the project that holds a folder: of the nearest mark upwards."""
        if folder not in self._projects:
            found = next((name for mark, name in _MARKS if mark(folder)), None)
            above = os.path.dirname(folder)  # noqa: PTH120 - likewise
            if found is None and os.path.realpath(folder) != self._root and above != folder:
                found = self._project(above)
            self._projects[folder] = found or "commonmark"
        return self._projects[folder]


def _has(*names: str) -> Callable[[str], bool]:
    """Return what tells whether a folder holds one of these."""
    return lambda folder: any(os.path.exists(os.path.join(folder, name)) for name in names)  # noqa: PTH110, PTH118


def _says(pattern: re.Pattern[str], *names: str) -> Callable[[str], bool]:
    """Return what tells whether a folder holds a file that says so."""

    def says(folder: str) -> bool:
        paths = (os.path.join(folder, name) for name in names)  # noqa: PTH118 - called for every folder
        return any(pattern.search(_text(path)) for path in paths)

    return says


def _text(path: str) -> str:
    """Return a file's text, "" where it cannot be read or is too large."""
    try:
        return read_regular(path, _LARGEST).decode()
    except (OSError, UnicodeDecodeError):
        return ""


def _is_wiki(folder: str) -> bool:
    """Tell a clone of a forge's wiki, which is called so, from a project.

    GitHub Docs, "Adding or editing wiki pages"; GitLab Docs, "Wiki".
    """
    return folder.endswith(".wiki") or (
        _has("_Sidebar.md", "_sidebar.md")(folder) and _has("Home.md", "home.md")(folder)
    )


_MARKS: Final[tuple[tuple[Callable[[str], bool], Dialect], ...]] = (
    (_has(".obsidian"), "obsidian"),
    (_has("myst.yml", "_toc.yml"), "myst"),
    (_says(_MYST_EXTENSIONS, "conf.py"), "myst"),
    (_has("_quarto.yml"), "quarto"),
    (_says(_LABELS, *_MKDOCS), "mkdocs-labels"),
    (_has(*_MKDOCS), "mkdocs"),
    (_is_wiki, "wiki"),
)
