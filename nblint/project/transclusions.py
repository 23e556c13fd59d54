"""Which pages are put into others when these are published."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nblint.model.file_types import PAGES, is_markdown
from nblint.project.config_reader import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from nblint.model import FileIndex
    from nblint.project.generator import Generator
    from nblint.project.project_files import ProjectFiles
    from nblint.project.sites import Sites


def included_file(files: ProjectFiles, site: Generator | None, page: str, path: str) -> str | None:
    """Return the Markdown file that a page of a site inserts by a path, or None.

    Tools take the path from the page, the content, the site's directory or the root; VitePress has
    an ``@`` for the content ("Markdown Extensions", Markdown File Inclusion).
    """
    places = (*(item.path for item in site.contents), site.home) if site else ()
    for place in (files.directory(page), *places, files.disk.root):
        file = os.path.normpath(os.path.join(place, path.removeprefix("@/").lstrip("/")))
        for found in (file, f"{file}.md"):
            if is_markdown(found) and files.is_file(found):
                return found
    return None


class Transclusions:
    """Tells which files the pages of a run, and all others of their sites, put into themselves.

    `pages` are those of the run by their real paths; `outline` gives what another one holds, or
    None if it cannot be read.
    """

    def __init__(
        self,
        sites: Sites,
        pages: Mapping[str, FileIndex],
        outline: Callable[[str], FileIndex | None],
    ) -> None:
        self._files: set[str] = set()
        self._lost: set[str] = set()
        self._sites, self._pages, self._outline = sites, pages, outline
        for page in pages.values():
            self._take(page)

    def __contains__(self, file: str) -> bool:
        """Tell whether a file, by its real path, is or may be put into a page."""
        if self._has(file):
            return True
        name = os.path.splitext(os.path.basename(file))[0]
        for other in self._others(file):
            # To read a text takes next to no time, to parse it does.
            page = self._outline(other) if name in read_text(other) else None
            if page and page.includes:
                self._take(page)
        return self._has(file)

    def _has(self, file: str) -> bool:
        # A tool may take a path from a directory that only its settings know, so that one which
        # leads nowhere may mean any file that ends so.
        return file in self._files or any(file.endswith(path) for path in self._lost)

    def _others(self, file: str) -> Iterator[str]:
        """Yield the pages around a file that are none of the run."""
        for site in self._sites.around(file):
            for other in site.pages.own:
                if other not in self._pages and other.lower().endswith(PAGES):
                    yield other

    def _take(self, page: FileIndex) -> None:
        for path in page.includes:
            site = self._sites.of(page.file)
            found = included_file(self._sites.files, site, page.file, path)
            if found is None:
                self._lost.add(os.path.normpath(f"/{path}"))
            elif found != page.file:
                self._files.add(os.path.realpath(found))
