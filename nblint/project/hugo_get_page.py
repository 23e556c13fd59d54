"""Pages by their logical paths, as Hugo's own render hooks look them up.

Hugo, "Link render hooks", Embedded, and "GetPage": a path is taken from the page, else from the
root of the content, else for a name that one page has. Letter case and the ending do not count.
"""

from __future__ import annotations

import os
import posixpath
from collections import defaultdict
from typing import TYPE_CHECKING

from nblint.project.generators.common import is_markdown

if TYPE_CHECKING:
    from nblint.project.disk import Disk
    from nblint.project.layout import Layout
    from nblint.project.routes import Routes

_ENDINGS = (".md", ".markdown", ".html")
_BUNDLES = ("index.", "_index.")


class HugoGetPage:
    """The pages and global resources of one site by what a link may call them."""

    def __init__(self, layout: Layout, routes: Routes, disk: Disk) -> None:
        self._layout, self._disk = layout, disk
        self._files: dict[str, str] = {}
        self._resources: dict[str, str] = {}
        self._names: defaultdict[str, list[str]] = defaultdict(list)
        for file in routes.own:
            path = _logical(self._inside(file) or "/")
            if is_markdown(file):
                self._files.setdefault(path, file)
                self._names[posixpath.basename(path)].append(file)
            else:
                self._resources[path] = file

    def find(self, page: str, path: str) -> str | None:
        """Return the file that a path on a page calls, or None."""
        own = self._inside(page) or "/"
        folder = posixpath.dirname(own)
        for at in (posixpath.join(folder, path), "/" + path):
            found = self._files.get(_logical(at)) or self._asset(at)
            if found:
                return found
        if posixpath.basename(own).startswith(_BUNDLES):
            found = self._resources.get(_logical(posixpath.join(folder, path)))
            if found:
                return found
        named = self._names[posixpath.basename(_logical(path))] if "/" not in path else []
        return named[0] if len(named) == 1 else None

    def _asset(self, path: str) -> str | None:
        """Return the global resource that has a rooted path."""
        plain = posixpath.normpath(path).lstrip("/")
        place = os.path.join(self._layout.home, "assets", plain)
        return place if self._disk.kind(place) == "file" else None

    def _inside(self, file: str) -> str | None:
        """Return the path of a file among the content, with a slash first."""
        for folder in self._layout.contents:
            if file.startswith(folder.path + os.sep):
                place = self._layout.options["places"].get(folder)
                inside = os.path.relpath(file, folder.path).replace(os.sep, "/")
                return (place.at if place else "/") + inside
        return None


def _logical(path: str) -> str:
    plain = posixpath.normpath("/" + path).lower().replace(" ", "-")
    stem, ending = posixpath.splitext(plain)
    plain = stem if ending in _ENDINGS else plain
    return plain.removesuffix("/_index").removesuffix("/index") or "/"
