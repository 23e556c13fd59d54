"""What a folder holds that may be a page or lead to one."""

from __future__ import annotations

import os
from typing import Literal

from msgspec import Struct

from nblint.model.file_types import PAGES

_FORGES = frozenset({".github", ".gitlab", ".gitea", ".forgejo"})
"""Hidden folders that hold pages; the others belong to tools."""

_TOOLS = frozenset({"node_modules", "bower_components", "site-packages", "__pycache__"})

_MARKS = frozenset(
    {"pyvenv.cfg", ".cargo-checksum.json", "vendor/modules.txt", "vendor/autoload.php"}
)
"""Files that mark the work of others, put into a folder by a program that will do so again.

Python's documentation, "venv"; The Cargo Book, "cargo vendor"; Go Modules Reference, "Vendoring";
Composer's documentation, "Basic usage".
"""


class DirectoryEntry(Struct, frozen=True, gc=False):
    """A file or folder: reports call it `name`, `path` is absolute, as it was reached.

    `real` is `path` without symbolic links in the folders above; a `link` still is one itself.
    """

    name: str
    path: str
    real: str
    kind: Literal["page", "folder", "link"]


def scan(folder: DirectoryEntry) -> list[DirectoryEntry]:
    """Return the pages, folders and links of a folder, without what is hidden or a tool's.

    Other files are left out; a folder that a program fills holds nothing. Raises OSError.
    """
    own = os.path.basename(folder.path)  # noqa: PTH119 - called for every folder
    prefix = "" if folder.path == os.getcwd() else folder.name.rstrip("/") + "/"  # noqa: PTH109
    entries = []
    with os.scandir(folder.path) as items:
        for item in items:
            if item.name in _MARKS or f"{own}/{item.name}" in _MARKS:
                return []
            kind = _kind(item)
            if kind is None or _is_for_tools(item.name):
                continue
            real = item.path
            if folder.path != folder.real:
                real = os.path.join(folder.real, item.name)  # noqa: PTH118
            entries.append(DirectoryEntry(prefix + item.name, item.path, real, kind))
    return entries


def is_page_name(name: str) -> bool:
    """Say whether a file of this name, or at this path, is taken for a page."""
    return name.lower().endswith(PAGES)


def _kind(item: os.DirEntry[str]) -> Literal["page", "folder", "link"] | None:
    if item.is_symlink():
        return "link"
    if item.is_dir():
        return "folder"
    return "page" if is_page_name(item.name) else None


def _is_for_tools(name: str) -> bool:
    return name in _TOOLS or (name.startswith(".") and name not in _FORGES)
