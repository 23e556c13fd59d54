"""The pages and files of a vault or wiki, which links name by any last part of their paths."""

from __future__ import annotations

import os
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from nblint.files.ancestors import Ancestors
from nblint.model.wikilink import page_key
from nblint.project.project_kinds import PACKAGE_DIRECTORIES, VAULT_MARKS

if TYPE_CHECKING:
    from nblint.project.disk import Disk

_PAGE = ".md"
_LIMIT = 100_000


class Vault:
    """Finds files below `directory` as Obsidian does (its help, "Internal links").

    A name leads to the file with the shortest path that ends so, whatever its letter case; a page
    needs no extension. A platform's wiki is `loose`: hyphens and spaces are the same there.
    """

    def __init__(self, disk: Disk, directory: str, *, loose: bool) -> None:
        self.directory = directory
        self.loose, self._disk = loose, disk

    def find(self, name: str, page: str) -> str | None:
        """Return the file that `name` leads to from a page, or None."""
        if name.startswith(("./", "../")):
            path = os.path.normpath(os.path.join(os.path.dirname(page), name))
            return next((item for item in (path, path + _PAGE) if self._disk.kind(item)), None)
        key = page_key(name.strip("/"), loose=self.loose)
        last = key.rpartition("/")[2]
        for wanted, named in ((key, last), (key + _PAGE, last + _PAGE)):
            for path in self._files.get(named, ()):
                inside = page_key(os.path.relpath(path, self.directory), loose=self.loose)
                if f"/{inside}".endswith(f"/{wanted}"):
                    return path
        return None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all pages, without their extensions."""
        files = (os.path.basename(path) for paths in self._files.values() for path in paths)
        return tuple(name.removesuffix(_PAGE) for name in files if name.endswith(_PAGE))

    @cached_property
    def _files(self) -> dict[str, list[str]]:
        """The files by the keys of their names, those with short paths first."""
        files: defaultdict[str, list[str]] = defaultdict(list)
        todo, count = [self.directory], 0
        while todo and count < _LIMIT:
            directory = todo.pop()
            for name, is_directory in (self._disk.names(directory) or {}).items():
                path = os.path.join(directory, name)
                if not is_directory:
                    count += 1
                    files[page_key(name, loose=self.loose)].append(path)
                elif not (_is_skipped(name) or os.path.islink(path)):
                    todo.append(path)
        for paths in files.values():
            paths.sort(key=lambda path: (path.count(os.sep), path))
        return files


def _is_skipped(name: str) -> bool:
    return name.startswith(".") or name in PACKAGE_DIRECTORIES


class Vaults:
    """Tells the vault of each page: that of the nearest mark upwards, or the whole root."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        whole = Vault(disk, disk.root, loose=True)
        root = disk.root
        self._vaults = Ancestors(self._find, lambda at: at == root or not disk.inside(at), whole)

    def of(self, directory: str) -> Vault:
        """Return the vault that holds a directory, which lies at or below the root."""
        return self._vaults.of(directory)

    def _find(self, directory: str) -> Vault | None:
        marks = (os.path.join(directory, mark) for mark in VAULT_MARKS)
        is_marked = any(self._disk.kind(mark) == "directory" for mark in marks)
        return Vault(self._disk, directory, loose=False) if is_marked else None
