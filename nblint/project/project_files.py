"""The files of a project, as links name them by their paths."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from nblint.project.disk import Disk
from nblint.project.resolution import LinkOutcome, Resolution
from nblint.project.url_patterns import RouteSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nblint.project.site_types import Meta

_PAGE_EXTENSIONS = (".md", ".markdown", ".mdx", ".qmd", ".Rmd", ".ipynb", ".html", ".rst", ".txt")
"""Extensions that generators drop or replace when they publish a page."""

_INDEXES = ("README.md", "index.md", "_index.md", "index.mdx", "index.html", "readme.md")
"""Files that are shown for their directory."""

_TEMPLATE_EXTENSIONS = (".in", ".tmpl", ".tpl", ".j2", ".jinja", ".template", ".erb")
"""A program makes the file of one that has such an extension besides."""


def no_meta(_: str) -> Meta:
    """Return the front matter of a page that has no fields."""
    return {}


class ProjectFiles:
    """The files below the root of `disk`.

    `ignored` tells whether git ignores an absolute path, `meta` returns the publishing fields of a
    page. `routes` are those of the settings. With `any_extension`, as where the settings name the
    roots, a URL may be the path of a file without its extension, or of a directory.
    """

    def __init__(
        self,
        disk: Disk,
        ignored: Callable[[str], bool] = lambda _: False,
        meta: Callable[[str], Meta] = no_meta,
        routes: Mapping[str, str] | None = None,
        *,
        any_extension: bool = False,
    ) -> None:
        self.disk, self.ignored, self.meta = disk, ignored, meta
        self.any_extension = any_extension
        self._routes = routes or {}
        self._real: dict[str, str] = {}

    @cached_property
    def routes(self) -> RouteSettings:
        """The routes of the settings."""
        return RouteSettings(self._routes)

    def directory(self, page: str) -> str:
        """Return the directory of a page, free of symbolic links."""
        directory = os.path.dirname(page)
        if directory not in self._real:
            self._real[directory] = os.path.realpath(directory)
        return self._real[directory]

    def located(self, page: str) -> str:
        """Return the path of a page, its directory free of symbolic links."""
        return os.path.join(self.directory(page), os.path.basename(page))

    def is_file(self, path: str) -> bool:
        """Tell whether a normalised path is a file of the project."""
        return self.disk.inside(path) and self.disk.kind(path) == "file"

    def look(self, path: str) -> Resolution:
        """Return what an absolute, normalised path leads to."""
        if not self.disk.inside(path):
            return Resolution(outcome=LinkOutcome.OUTSIDE, path=path)
        for candidate in page_candidates(path):
            kind = self.disk.kind(candidate)
            if kind is None:
                continue
            if self.ignored(candidate):
                return Resolution(outcome=LinkOutcome.IGNORED, path=candidate)
            page = candidate if kind == "file" else self.index(candidate)
            return Resolution(outcome=LinkOutcome.FOUND, path=candidate, page=page)
        if self.disk.other_case(path):
            return Resolution(outcome=LinkOutcome.OTHER_CASE, path=path)
        is_template = any(self.disk.kind(path + extension) for extension in _TEMPLATE_EXTENSIONS)
        # What git ignores and is not there, a program writes before the site is built.
        if is_template or any(map(self.ignored, page_candidates(path))):
            return Resolution(outcome=LinkOutcome.UNKNOWN_ROUTE, path=path)
        return Resolution(outcome=LinkOutcome.MISSING, path=path)

    def look_from_root(self, path: str) -> Resolution:
        """Return what a root-relative path leads to where the root of the project is meant."""
        inside = os.path.normpath("/" + path.strip("/")).lstrip("/")
        return self.look(os.path.normpath(os.path.join(self.disk.root, inside)))

    def file(self, path: str) -> Resolution | None:
        """Return the file at exactly this path, or None."""
        if not self.disk.inside(path):
            return None
        kind = self.disk.kind(path)
        if kind is None or (kind == "directory" and not self.any_extension):
            return None
        if self.ignored(path):
            return Resolution(outcome=LinkOutcome.IGNORED, path=path)
        return Resolution(
            outcome=LinkOutcome.FOUND, path=path, page=path if kind == "file" else None
        )

    def index(self, directory: str) -> str | None:
        """Return the page that is shown for a directory."""
        names = self.disk.names(directory) or {}
        index = next((name for name in _INDEXES if name in names), None)
        return os.path.join(directory, index) if index else None


NO_FILES = ProjectFiles(Disk(os.devnull))
"""What a site has before it belongs to a project."""


def page_candidates(path: str) -> list[str]:
    """Return the paths under which a generator may have taken what is published as `path`."""
    stem, extension = os.path.splitext(path)
    if extension in {".html", ".htm"}:
        found = [path, *(stem + page for page in _PAGE_EXTENSIONS)]
        if os.path.basename(stem) == "index":
            found += [os.path.join(os.path.dirname(path), name) for name in _INDEXES]
        return found
    if extension in _PAGE_EXTENSIONS:
        return [path]
    return [path, *(path + page for page in _PAGE_EXTENSIONS)]
