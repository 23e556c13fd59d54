"""What a target leads to on disk, within the root of the site."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urljoin

from msgspec import Struct
from msgspec.structs import replace

from nblint.endings import HTML, PAGES
from nblint.site.disk import Disk
from nblint.site.generator import PROJECT_WIDE_LABELS, Generators
from nblint.site.project import Project
from nblint.site.vault import Vaults
from nblint.uri import split
from nblint.wikilink import heading_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from nblint.model import Outline, Target

Outcome = Literal[
    "web",
    "other",
    "found",
    "no anchor",
    "no attachment",
    "no page",
    "missing",
    "other case",
    "outside",
    "ignored",
    "unknown root",
    "unknown route",
    "unknown label",
    "template",
]

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
# MyST's schemes for a source of the project and for a file (MyST-Parser, "Cross-references").
_SOURCES = ("project:", "path:")
# Sphinx takes the image whose format suits the output (Sphinx, "Images").
_ANY_FORMAT = ".*"
_MARKDOWN_LINKS = frozenset({"inline", "definition"})
_DEEPEST = 200
# A file inside a notebook's cell (nbformat, "The Jupyter Notebook format", cell attachments).
_ATTACHMENT = "attachment:"
# A forge shows pages at /owner/name/blob/branch/path, so that these lead to its own pages about the
# repository (GitHub Docs, "About READMEs", relative links).
_FORGE = re.compile(
    r"(?:\.\./){2,}(?:actions|blob|branches|commits?|compare|discussions|graphs|issues|labels"
    r"|milestones?|projects|pulls?|raw|releases|security|stargazers|tags|tree|wiki)(?:/.*)?"
)
# What a template engine fills in before there is an address at all.
_TEMPLATE = re.compile(r"\{\{|\{%|\$\{|<%|\$\(|%[sd]\b")


class Destination(Struct, frozen=True, gc=False):
    """What a target leads to.

    `web` and `other` leave the site; `address` is where on the web the target leads. These can not
    be judged: an `unknown root` is a root-relative address of a site whose root is not known; an
    `unknown route` no file, but perhaps a page that the generator publishes; an `unknown label` a
    name that another page of the project may define; a `template` has yet to be filled in. `path`
    is the file or folder on disk, or where it was looked for; `page` the file whose anchors count,
    or None; `anchors` those of the page when the fragment, which is decoded, names none of them.
    """

    outcome: Outcome
    path: str = ""
    page: str | None = None
    fragment: str = ""
    anchors: frozenset[str] = frozenset()
    address: str = ""


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
        self._vaults = Vaults(self.disk)
        self._generators = Generators(self.disk.root)
        self._real: dict[str, str] = {}
        self._destinations: dict[tuple[str, str], Destination] = {}
        # Several rules ask for the same page in turn.
        self._visited: tuple[Outline | None, tuple[tuple[Target, Destination], ...]] = None, ()

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
        return _anchor(page, target, found, fragment)

    def _destination(self, outline: Outline, target: Target) -> Destination:
        """Return what a target leads to, whatever its fragment."""
        if outline.cells and target.value.startswith(_ATTACHMENT):
            return _attachment(outline, target)
        found = self._named(outline, target) or self.resolve(outline.file, target.value)
        if found.outcome in {"missing", "unknown route"} and target.kind in _MARKDOWN_LINKS:
            vault = self._vaults.of(self._folder(outline.file))
            path = None if vault.loose else vault.find(unquote(split(target.value).path), "")
            if path:  # Obsidian looks up the paths of all links as those of its own
                return replace(found, outcome="found", path=path, page=path)
        return found

    def _own_anchor(
        self, page: Outline, target: Target, found: Destination, fragment: str
    ) -> Destination:
        """Judge a fragment of the page itself, which may be a label of the whole project."""
        judged = _anchor(page, target, found, fragment)
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

    def _named(self, outline: Outline, target: Target) -> Destination | None:
        """Return what a target leads to that is no address but what a dialect names so."""
        if target.kind == "wikilink":
            return self._wikilink(outline.file, target.value)
        if target.kind == "label":
            return Destination("found", outline.file, outline.file, target.value[1:])
        value = target.value
        if _TEMPLATE.search(value):
            return None
        if value.startswith(_SOURCES) and self._project.has_mark(self._folder(outline.file)):
            value = value.partition(":")[2]
        elif target.kind not in {"document", "path"} or split(value).is_external:
            return None
        if value.startswith("#"):
            return Destination("found", outline.file, outline.file, value[1:])
        return self._source(outline.file, value)

    def _wikilink(self, page: str, target: str) -> Destination:
        """Return what a wiki link leads to; of several headings in it the last is meant."""
        name, _, fragments = target.partition("#")
        fragment = fragments.rpartition("#")[2].strip()
        if not name:
            return Destination("found", page, page, fragment)
        vault = self._vaults.of(self._folder(page))
        path = vault.find(name.strip(), os.path.join(self._folder(page), os.path.basename(page)))
        if path:
            return Destination("found", path, path, fragment)
        if name.strip().casefold() in self._project.aliases:
            return Destination("found")
        return Destination("no page", fragment=name.strip(), anchors=frozenset(vault.names))

    def _source(self, page: str, target: str) -> Destination:
        """Return what a path in a directive or a role leads to: a source, not a route."""
        path, _, fragment = target.partition("#")
        folder = self._folder(page)
        start = self._project.folder(folder) if path.startswith("/") else folder
        path = os.path.normpath(os.path.join(start, unquote(path).lstrip("/")))
        if path.endswith(_ANY_FORMAT):
            path = self._any_format(path)
        return replace(self._look(path), fragment=fragment)

    def _any_format(self, path: str) -> str:
        """Return the image that a path without its ending stands for; the path where none does."""
        folder, name = os.path.split(path.removesuffix("*"))
        names = sorted(self.disk.names(folder) or ())
        return next((os.path.join(folder, item) for item in names if item.startswith(name)), path)

    def served_from(self, path: str) -> str:
        """Return the folder from which the file at `path` is served at a root-relative address."""
        inside = (f for f in self._served if os.path.commonpath([f, path]) == f)
        return next(inside, self.disk.root)

    def resolve(self, page: str, target: str) -> Destination:
        """Return what `target` leads to when it stands on `page`, an absolute path."""
        uri = split(target)
        if uri.is_external:
            return Destination("web", address=target) if uri.is_web else Destination("other")
        if _TEMPLATE.search(target):
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


def _anchor(page: Outline, target: Target, found: Destination, fragment: str) -> Destination:
    """Judge a fragment by the anchors of the page that it is looked for in."""
    if fragment in page.anchors:
        return found
    if target.kind == "wikilink" and heading_key(fragment) in map(heading_key, page.anchors):
        return found
    if not page.complete:
        return replace(found, outcome="unknown label")
    return replace(found, outcome="no anchor", fragment=fragment, anchors=page.anchors)


def _attachment(outline: Outline, target: Target) -> Destination:
    """Return what an address of a file in its own cell leads to."""
    name, at = unquote(target.value.removeprefix(_ATTACHMENT)), target.span.start
    cell = next((cell for cell in outline.cells if cell.span.start <= at < cell.span.end), None)
    if cell and name in cell.attachments:
        return Destination("found", outline.file)
    names = cell.attachments if cell else frozenset()
    return Destination("no attachment", outline.file, fragment=name, anchors=names)


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
