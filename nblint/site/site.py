"""What a target leads to on disk, within the root of the site."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from msgspec import Struct
from msgspec.structs import replace

from nblint.endings import HTML, PAGES
from nblint.site.destination import Destination, with_anchor
from nblint.site.disk import Disk
from nblint.site.former import FormerDisk
from nblint.site.generator import PROJECT_WIDE_LABELS, Generators
from nblint.site.names import Names, is_template
from nblint.site.project import Project
from nblint.uri import split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nblint.model import Outline, Target

# Endings that generators drop or replace when they publish a page.
_PAGE_ENDINGS = (".md", ".markdown", ".mdx", ".qmd", ".Rmd", ".ipynb", ".html", ".rst", ".txt")
# What the address of a published page may end with.
_ROUTE_ENDINGS = frozenset({"", ".html", ".htm", ".xml"})
_INDEXES = ("README.md", "index.md", "_index.md", "index.mdx", "index.html", "readme.md")
# What a browser or a forge answers without an id: the top of the page (HTML, 7.4.6.4), lines of a
# file on a forge, and the routes of a page that finds its way by script.
_ANSWERED = re.compile(r"(?i:top)|L\d+|L\d+(?:C\d+)?-L\d+(?:C\d+)?|[/!?].*")
# GitHub puts this before the ids that authors write.
_GITHUB_PREFIX = "user-content-"
_MARKDOWN_LINKS = frozenset({"inline", "definition"})
_DEEPEST = 200
# A forge shows pages at /owner/name/blob/branch/path, so that these lead to its own pages about the
# repository (GitHub Docs, "About READMEs", relative links).
_FORGE = re.compile(
    r"(?:\.\./){2,}(?:actions|blob|branches|commits?|compare|discussions|graphs|issues|labels"
    r"|milestones?|projects|pulls?|raw|releases|security|stargazers|tags|tree|wiki)(?:/.*)?"
)


class Place(Struct, frozen=True):
    """Where a site lies. All folders are absolute.

    `root` bounds all that is read. `roots` and `statics` are the folders in which a root-relative
    address is looked up, and `url` is where the site is published, "" where that is not known.
    """

    root: str
    roots: tuple[str, ...] = ()
    statics: tuple[str, ...] = ()
    url: str = ""


class Site:
    """The files of the project, as its pages address them.

    `ignored` tells whether git ignores an absolute path, and `outline` gives what another page on
    disk holds, or None if it can not be read.
    """

    def __init__(
        self,
        place: Place,
        ignored: Callable[[str], bool],
        outline: Callable[[str], Outline | None],
        project: Project | None = None,
    ) -> None:
        self.disk = Disk(os.path.realpath(place.root))
        self._served = [os.path.realpath(folder) for folder in (*place.statics, *place.roots)]
        self._url = place.url
        self._ignored = ignored
        self._outline = outline
        self._project = project or Project(self.disk.root, {}, ignored)
        self._names = Names(self.disk, self._project, self._look, self._folder)
        self._generators = Generators(self.disk.root)
        self._real: dict[str, str] = {}
        self._destinations: dict[tuple[str, str], Destination] = {}
        # Several rules ask for the same page in turn.
        self._visited: tuple[Outline | None, tuple[tuple[Target, Destination], ...]] = None, ()

    def restore(self, removed: Iterable[str]) -> None:
        """Take files that are gone, by their absolute paths, to be there still."""
        self.disk = FormerDisk(self.disk.root, removed)

    def visit(self, outline: Outline) -> tuple[tuple[Target, Destination], ...]:
        """Return the page's targets, each with what it leads to."""
        if self._visited[0] is not outline:
            visits = ((item, self._follow(outline, item)) for item in outline.targets)
            self._visited = outline, tuple(visits)
        return self._visited[1]

    def _follow(self, outline: Outline, target: Target) -> Destination:
        found = self._destination(outline, target)
        fragment = found.fragment.partition(":~:")[0].removeprefix(_GITHUB_PREFIX)
        if not found.page or not fragment or _ANSWERED.fullmatch(fragment):
            return found
        if found.page == outline.file:
            return self._own_anchor(outline, target, found, fragment)
        if not found.page.lower().endswith(PAGES + HTML):
            return found
        page = self._outline(found.page)
        if page is None:
            return replace(found, outcome="unknown label")
        return with_anchor(page, target, found, fragment)

    def _destination(self, outline: Outline, target: Target) -> Destination:
        """Return what a target leads to, whatever its fragment."""
        found = self._names.find(outline, target) or self.resolve(outline.file, target.value)
        if found.outcome in {"missing", "unknown route"} and target.kind in _MARKDOWN_LINKS:
            path = self._names.in_vault(outline.file, unquote(split(target.value).path))
            if path:  # Obsidian looks up the paths of all links as those of its own
                return replace(found, outcome="found", path=path, page=path)
        return found

    def _own_anchor(
        self, page: Outline, target: Target, found: Destination, fragment: str
    ) -> Destination:
        """Judge a fragment of the page itself, which may be a label of the whole project."""
        judged = with_anchor(page, target, found, fragment)
        folder = self._folder(page.file)
        generator = self._generators.of(folder)
        if judged is found or not (target.kind == "label" or generator in PROJECT_WIDE_LABELS):
            return judged
        project = self._project.folder(folder)
        labels = self._project.labels(project)
        if fragment in labels:
            return found
        if not page.complete or not self._project.is_complete(project):
            return replace(found, outcome="unknown label")
        return replace(judged, page=None, anchors=labels)

    def served_from(self, path: str) -> str:
        """Return the folder from which the file at `path` is served at a root-relative address."""
        inside = (f for f in self._served if os.path.commonpath([f, path]) == f)
        return next(inside, self.disk.root)

    def resolve(self, page: str, target: str) -> Destination:
        """Return what `target` leads to when it stands on `page`, an absolute path."""
        uri = split(target)
        if uri.is_external:
            return Destination("web", address=target) if uri.is_web else Destination("other")
        if is_template(target):
            return Destination("template")
        fragment = unquote(uri.fragment or "")
        if "%00" in uri.path or "\0" in uri.path or uri.path.count("/") > _DEEPEST:
            return Destination("missing", page)  # no file system has such a path
        if not uri.path:
            return Destination("found", page, page, fragment)
        folder = "" if uri.path.startswith("/") else os.path.dirname(page)
        place = self._destinations.get((folder, uri.path))
        if place is None:
            path = unquote(uri.path)
            place = self._rooted(path) if not folder else self._relative(page, path)
            self._destinations[folder, uri.path] = place
        if not folder and place.outcome in {"unknown root", "missing"} and self._url:
            # What is not on disk may be made when the site is published.
            return Destination("web", address=urljoin(self._url, target))
        return Destination(place.outcome, place.path, place.page, fragment)

    def _rooted(self, path: str) -> Destination:
        # A path does not lead above the root of its site (RFC 3986, section 5.2.4).
        inside = os.path.normpath("/" + path.strip("/")).lstrip("/")
        for folder in self._served or (self.disk.root,):
            found = self._look(os.path.normpath(os.path.join(folder, inside)))
            if found.outcome in {"found", "ignored"}:
                return found
        if not self._served:
            return Destination("unknown root", path)
        return Destination("missing", os.path.normpath(os.path.join(self._served[-1], inside)))

    def _relative(self, page: str, path: str) -> Destination:
        folder = self._folder(page)
        place = self._look(os.path.normpath(os.path.join(folder, path)))
        if place.outcome == "outside" and _FORGE.fullmatch(path):
            return Destination("unknown route", place.path)
        ending = os.path.splitext(path.rstrip("/"))[1]
        if place.outcome in {"missing", "outside"} and ending in _ROUTE_ENDINGS:
            if self._generators.of(folder):
                return Destination("unknown route", place.path)
            # Without one a route may be relative to a folder of the page's own name.
            own = os.path.join(folder, os.path.splitext(os.path.basename(page))[0])
            route = self._look(os.path.normpath(os.path.join(own, path)))
            return route if route.outcome == "found" else place
        return place

    def _folder(self, page: str) -> str:
        """Return the folder of a page, free of links."""
        folder = os.path.dirname(page)
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)
        return self._real[folder]

    def _look(self, path: str) -> Destination:
        if not self.disk.inside(path):
            return Destination("outside", path)
        for candidate in _candidates(path):
            kind = self.disk.kind(candidate)
            if kind is None:
                continue
            if self._ignored(candidate):
                return Destination("ignored", candidate)
            return Destination("found", candidate, self._page(candidate, kind))
        if self.disk.other_case(path):
            return Destination("other case", path)
        return Destination("missing", path)

    def _page(self, path: str, kind: str) -> str | None:
        if kind == "file":
            return path
        names = self.disk.names(path) or {}
        index = next((name for name in _INDEXES if name in names), None)
        return os.path.join(path, index) if index else None


def _candidates(path: str) -> list[str]:
    """Return the paths under which a generator may have taken what is published as `path`."""
    stem, ending = os.path.splitext(path)
    if ending in {".html", ".htm"}:
        candidates = [path, *(stem + page for page in _PAGE_ENDINGS)]
        if os.path.basename(stem) == "index":
            candidates += [os.path.join(os.path.dirname(path), name) for name in _INDEXES]
        return candidates
    if ending in _PAGE_ENDINGS:
        return [path]
    return [path, *(path + page for page in _PAGE_ENDINGS)]
