"""What the targets of a project's pages lead to on disk, within the root of the project."""

from __future__ import annotations

import os
import re
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from msgspec.structs import replace

from nblint.model.file_types import HTML, PAGES
from nblint.model.uri import split
from nblint.project import repository_links
from nblint.project.assets import unused_assets
from nblint.project.backlinks import linked_files
from nblint.project.disk import Disk
from nblint.project.fragments import Fragments
from nblint.project.labels import ProjectLabels
from nblint.project.project_files import ProjectFiles, no_meta
from nblint.project.publication import is_draft
from nblint.project.resolution import LinkOutcome, Resolution
from nblint.project.site_types import Fault
from nblint.project.sites import Sites
from nblint.project.snapshot_disk import SnapshotDisk
from nblint.project.symbolic_targets import SymbolicTargets
from nblint.project.template_tags import is_templated
from nblint.project.transclusions import Transclusions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from nblint.model import FileIndex, LinkDestination
    from nblint.project.generator import Generator
    from nblint.project.site_types import Form, Meta
    from nblint.project.sites import SiteSettings

# What a browser, a platform or JupyterLab answers without an id: the top of the page (HTML,
# 7.4.6.4), lines of a file, cells of a notebook, and the routes of a page that finds its way by
# script.
_ANSWERED = re.compile(r"(?i:top)|L\d+|L\d+(?:C\d+)?-L\d+(?:C\d+)?|(?:cell-id|heading)=.+|[/!?].*")
# GitHub puts this before the ids that authors write.
_GITHUB_PREFIX = "user-content-"
# Platforms give this name to the place where they show a directory's README.
_README = re.compile(r"(?:.*[\\/])?readme\.\w+#readme", re.IGNORECASE)
_MARKDOWN_LINKS = frozenset({"inline", "definition"})
# The extension of pages in which any element may be a component (MDX).
_WITH_COMPONENTS = ".mdx"
_FORMS: dict[str, Form] = {"html": "html", "front matter": "meta"}
_MAX_DEPTH = 200
_DOUBTFUL = frozenset({LinkOutcome.UNKNOWN_ROOT, LinkOutcome.UNKNOWN_ROUTE, LinkOutcome.MISSING})
_UNFOUND = frozenset({LinkOutcome.MISSING, LinkOutcome.UNKNOWN_ROUTE})


class Site:
    """The files of the project, as its pages link to them.

    `ignored` tells whether git ignores an absolute path, `outline` gives what another page on disk
    holds, or None if it cannot be read, and `meta` its publishing fields. `pages` are those of the
    run by their real paths.
    """

    def __init__(
        self,
        settings: SiteSettings,
        ignored: Callable[[str], bool],
        outline: Callable[[str], FileIndex | None],
        meta: Callable[[str], Meta] = no_meta,
        pages: Mapping[str, FileIndex] = MappingProxyType({}),
    ) -> None:
        self.meta, self.outline = meta, outline
        self._settings, self._ignored, self._pages = settings, ignored, pages
        self._open(Disk(os.path.realpath(settings.root)))

    def restore(self, removed: Iterable[str]) -> None:
        """Take files that are gone, by their absolute paths, to be there still."""
        self._open(SnapshotDisk(self.disk.root, removed))

    def _open(self, disk: Disk) -> None:
        """Begin anew with what a disk holds: all that is known rests on it."""
        settings = self._settings
        self.disk = disk
        self._files = ProjectFiles(
            disk,
            self._ignored,
            self.meta,
            settings.routes,
            any_extension=bool(settings.roots),
        )
        self.sites = Sites(settings, self._files)
        labels = ProjectLabels(disk.root, self._pages, self._ignored)
        self._names = SymbolicTargets(self._files, labels)
        self._fragments = Fragments(self.sites, labels, self.outline, self.resolve)
        self._resolved: dict[tuple[str, str, Form], Resolution] = {}
        self._lost: dict[str, Fault] = {}
        self._linked: frozenset[str] | None = None
        self._inclusions: Transclusions | None = None
        # Several rules ask for the same page in turn.
        self._visited: tuple[FileIndex | None, tuple[tuple[LinkDestination, Resolution], ...]] = (
            None,
            (),
        )

    # What links lead to.

    def visit(self, outline: FileIndex) -> tuple[tuple[LinkDestination, Resolution], ...]:
        """Return the page's targets, each with what it leads to."""
        if self._visited[0] is not outline:
            visits = ((item, self._safely_follow(outline, item)) for item in outline.targets)
            self._visited = outline, tuple(visits)
        return self._visited[1]

    def _safely_follow(self, outline: FileIndex, target: LinkDestination) -> Resolution:
        """Return what a target leads to; one that cannot be looked up is not verified."""
        try:
            return self._follow(outline, target)
        except Exception as error:  # noqa: BLE001 - one link must not end the run
            fault = Fault(generator="", file=outline.file, error=error)
            self._lost.setdefault(outline.file, fault)
            return Resolution(outcome=LinkOutcome.UNKNOWN_ROUTE)

    def _follow(self, outline: FileIndex, target: LinkDestination) -> Resolution:
        found = self._destination(outline, target)
        fragment = found.fragment.partition(":~:")[0].removeprefix(_GITHUB_PREFIX)
        if not found.page or not fragment or _ANSWERED.fullmatch(fragment):
            return found
        shown = _README.fullmatch(f"{found.page}#{fragment}")
        if shown and self.sites.of(found.page) is None:
            return found
        page: FileIndex | None = outline
        if found.page != outline.file:
            if not found.page.lower().endswith(PAGES + HTML):
                return found
            page = self.outline(found.page)
        if page is None:
            return replace(found, outcome=LinkOutcome.UNKNOWN_LABEL)
        return self._fragments.judge(outline, page, target, found, fragment)

    def _destination(self, outline: FileIndex, target: LinkDestination) -> Resolution:
        """Return what a target leads to, whatever its fragment."""
        form = _FORMS.get(target.kind, "image" if target.image else "link")
        if form == "html" and target.image:
            form = "media"
        if form in {"html", "media"} and outline.file.lower().endswith(_WITH_COMPONENTS):
            form = "component"
        found = self._names.find(outline, target) or self.resolve(outline.file, target.value, form)
        if found.outcome in _UNFOUND and target.kind in _MARKDOWN_LINKS:
            path = self._names.in_vault(outline.file, unquote(split(target.value).path))
            if path:  # Obsidian looks up the paths of all links as those of its own
                return replace(found, outcome=LinkOutcome.FOUND, path=path, page=path)
        return found

    def resolve(self, page: str, target: str, form: Form = "link") -> Resolution:
        """Return what `target` leads to on `page`, an absolute path; its fragment is not judged."""
        uri = split(target)
        if uri.is_external:
            outcome = LinkOutcome.WEB if uri.is_web else LinkOutcome.OTHER
            return Resolution(outcome=outcome, address=target if uri.is_web else "")
        if is_templated(target):
            return Resolution(outcome=LinkOutcome.TEMPLATE)
        fragment = unquote(uri.fragment or "")
        if "%00" in uri.path or "\0" in uri.path or uri.path.count("/") > _MAX_DEPTH:
            return Resolution(
                outcome=LinkOutcome.MISSING, path=page
            )  # no file system has such a path
        if not uri.path:
            return Resolution(outcome=LinkOutcome.FOUND, path=page, page=page, fragment=fragment)
        found = self._resolved.get((page, uri.path, form))
        if found is None:
            found = self._resolve_path(page, unquote(uri.path), form)
            self._resolved[page, uri.path, form] = found
        if uri.path.startswith("/") and self._settings.url and found.outcome in _DOUBTFUL:
            # What is not on disk may be made when the site is published.
            return Resolution(outcome=LinkOutcome.WEB, address=urljoin(self._settings.url, target))
        return replace(found, fragment=fragment)

    def _resolve_path(self, page: str, path: str, form: Form) -> Resolution:
        site = self.sites.of(page)
        if site:
            return site.resolve(self._files.located(page), path, form)
        if path.startswith("/"):
            return repository_links.resolve_root_relative(self._files, path)
        found = repository_links.resolve_relative(self._files, page, path)
        if repository_links.may_be_route(found, path) and self._is_beside(page, path, found.path):
            return Resolution(outcome=LinkOutcome.UNKNOWN_ROUTE, path=found.path)
        return found

    def _is_beside(self, page: str, path: str, place: str) -> bool:
        """Tell whether some program may publish a page, so that it has a route at a place.

        The page lies beside the content of a site, or its front matter shows it.
        """
        if self.sites.is_beside(self._files.directory(page)) or self.sites.is_within(page, place):
            return True
        extension = os.path.splitext(path.rstrip("/"))[1]
        return not extension and bool(self.meta(self._files.located(page)))

    def faults(self) -> list[Fault]:
        """Return what kept nblint from judging the links of a site, as far as it was asked to."""
        return [*self.sites.faults(), *self._lost.values()]

    # What is known of a page.

    def published(self, page: str) -> Generator | None:
        """Return the site that a page belongs to, or None."""
        return self.sites.of(page)

    def is_draft(self, file: str) -> bool:
        """Tell whether a page says of itself that it is not to be published."""
        return is_draft(self.meta(file), file)

    def is_page(self, file: str) -> bool:
        """Tell whether a page has a URL of its own on a site, which no template has."""
        site = self.sites.of(file)
        own = site.pages.own.get(os.path.realpath(file)) if site else None
        return own is not None and "[" not in own

    def is_linked(self, file: str) -> bool:
        """Tell whether another page leads to a page or holds it, or its site's navigation does."""
        if self._linked is None:
            self._linked = linked_files(self.sites, self._pages, self.outline, self._resolutions)
        return os.path.realpath(file) in self._linked or self.is_included(file)

    def _resolutions(self, outline: FileIndex) -> Iterator[Resolution]:
        return (resolution for _, resolution in self.visit(outline))

    def is_included(self, file: str) -> bool:
        """Tell whether a page is, or may be, put into another page when that is published."""
        if self._inclusions is None:
            self._inclusions = Transclusions(self.sites, self._pages, self.outline)
        return os.path.realpath(file) in self._inclusions

    def shared_urls(self, file: str) -> Iterator[tuple[str, list[str]]]:
        """Yield the URLs of a page that other pages have too, with those pages."""
        site, own = self.sites.of(file), os.path.realpath(file)
        if site is None or self.is_draft(own):
            return
        for url, files in site.shared_urls(own):
            others = [other for other in files if other != own and not self.is_draft(other)]
            if others:
                yield url, others

    def unused_assets(self) -> list[str]:
        """Return the content files of the sites whose names stand in no text, sorted."""
        sites = self.sites.all()
        directories = [item for site in sites for item in (*site.contents, *site.statics)]
        return unused_assets(directories, self.disk, self._ignored)

    # How a page may write what it leads to.

    def base(self, page: str, path: str) -> str:
        """Return the base of a page's site, without its last slash, if `path` has it, or ""."""
        site = self.sites.of(page)
        base = site.base if site else ""
        return base.rstrip("/") if path.startswith(base) else ""

    def page_urls(self, page: str, base: str) -> Iterator[str]:
        """Yield the URLs of the pages of a page's site, below `base`."""
        site = self.sites.of(page)
        if site:
            yield from (base + url for url in site.pages.own.values())

    def written(self, page: str, path: str, *, as_source: bool) -> str:
        """Return how a page writes the root-relative URL of the file at `path`.

        `as_source` tells that it is to be that of the file and not of the page made of it.
        """
        site = self.sites.of(page)
        url = site.url_of(path) if site and not as_source else None
        if url:
            return url
        directories = (item.path for item in site.contents) if site else ()
        around = (directory for directory in directories if path.startswith(directory + os.sep))
        directory = next(around, self.disk.root)
        return "/" + os.path.relpath(path, directory).replace(os.sep, "/")
