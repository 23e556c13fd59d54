"""What the targets of a project's pages lead to on disk, within the root of the project."""

from __future__ import annotations

import os
import re
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec.structs import replace

from nblint.model.file_types import HTML, PAGES
from nblint.model.uri import split
from nblint.project.assets import unused_assets
from nblint.project.backlinks import linked_files
from nblint.project.disk import Disk
from nblint.project.fragments import Fragments
from nblint.project.hosting_platform import HostingPlatform
from nblint.project.labels import ProjectLabels
from nblint.project.layout import Fault
from nblint.project.resolution import Resolution
from nblint.project.resolver import Resolver
from nblint.project.snapshot_disk import SnapshotDisk
from nblint.project.symbolic_targets import SymbolicTargets
from nblint.project.transclusions import Transclusions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from nblint.model import FileIndex, LinkDestination
    from nblint.project.layout import Form, Meta
    from nblint.project.published import Published
    from nblint.project.sites import SiteSettings

# What a browser, a forge or JupyterLab answers without an id: the top of the page (HTML, 7.4.6.4),
# lines of a file, cells of a notebook, and the routes of a page that finds its way by script.
_ANSWERED = re.compile(r"(?i:top)|L\d+|L\d+(?:C\d+)?-L\d+(?:C\d+)?|(?:cell-id|heading)=.+|[/!?].*")
# GitHub puts this before the ids that authors write.
_GITHUB_PREFIX = "user-content-"
# Forges give this name to the place where they show a folder's README.
_README = re.compile(r"(?:.*[\\/])?readme\.\w+#readme", re.IGNORECASE)
_MARKDOWN_LINKS = frozenset({"inline", "definition"})
# The ending of pages in which any element may be a component (MDX).
_OF_COMPONENTS = ".mdx"
_FORMS: dict[str, Form] = {"html": "html", "front matter": "meta"}


def _no_meta(_: str) -> Meta:
    return {}


class Site:
    """The files of the project, as its pages address them.

    `ignored` tells whether git ignores an absolute path, `outline` gives what another page on disk
    holds, or None if it cannot be read, and `meta` what its front matter says of its address.
    `pages` are those of the run by their real paths.
    """

    def __init__(
        self,
        place: SiteSettings,
        ignored: Callable[[str], bool],
        outline: Callable[[str], FileIndex | None],
        meta: Callable[[str], Meta] = _no_meta,
        pages: Mapping[str, FileIndex] = MappingProxyType({}),
    ) -> None:
        self.meta, self.outline = meta, outline
        self._place, self._ignored, self._pages = place, ignored, pages
        self._open(Disk(os.path.realpath(place.root)))

    def restore(self, removed: Iterable[str]) -> None:
        """Take files that are gone, by their absolute paths, to be there still."""
        self._open(SnapshotDisk(self.disk.root, removed))

    def _open(self, disk: Disk) -> None:
        """Begin anew with what a disk holds: all that is known rests on it."""
        self.disk = disk
        self._resolver = Resolver(self._place, disk, self._ignored, self.meta)
        self.sites = self._resolver.sites
        project = ProjectLabels(disk.root, self._pages, self._ignored)
        self._names = SymbolicTargets(disk, project, self._resolver)
        self._fragments = Fragments(self._resolver, HostingPlatform(disk), project, self.outline)
        self._lost: dict[str, Fault] = {}
        self._linked: frozenset[str] | None = None
        self._inclusions: Transclusions | None = None
        # Several rules ask for the same page in turn.
        self._visited: tuple[FileIndex | None, tuple[tuple[LinkDestination, Resolution], ...]] = (
            None,
            (),
        )

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
            self._lost.setdefault(outline.file, Fault("", outline.file, error=error))
            return Resolution("unknown route")

    def faults(self) -> list[Fault]:
        """Return what kept nblint from judging the links of a site, as far as it was asked to."""
        return [*self._resolver.faults(), *self._lost.values()]

    def published(self, page: str) -> Published | None:
        """Return the site that a page belongs to, or None."""
        return self._resolver.published(page)

    def resolve(self, page: str, target: str) -> Resolution:
        """Return what `target` leads to when it stands on `page`, an absolute path."""
        return self._resolver.resolve(page, target)

    def is_draft(self, file: str) -> bool:
        """Tell whether a page says of itself that it is not to be published."""
        meta = self.meta(file) or {}
        folder = f"{os.sep}_drafts{os.sep}"
        return meta.get("draft") is True or meta.get("published") is False or folder in file

    def is_page(self, file: str) -> bool:
        """Tell whether a page has an address of its own on a site, which no template has."""
        published = self.published(file)
        own = published.routes.own.get(os.path.realpath(file)) if published else None
        return own is not None and "[" not in own

    def is_linked(self, file: str) -> bool:
        """Tell whether another page leads to a page or holds it, or its site's navigation does."""
        if self._linked is None:
            self._linked = linked_files(self, self._pages)
        return os.path.realpath(file) in self._linked or self.is_included(file)

    def is_included(self, file: str) -> bool:
        """Tell whether a page is, or may be, put into another page when that is published."""
        if self._inclusions is None:
            self._inclusions = Transclusions(self._resolver, self._pages, self.outline)
        return os.path.realpath(file) in self._inclusions

    def shared_addresses(self, file: str) -> Iterator[tuple[str, list[str]]]:
        """Yield the addresses of a page that other pages have too, with those pages."""
        published, own = self.published(file), os.path.realpath(file)
        if published is None or self.is_draft(own):
            return
        for address, files in published.shared(own):
            others = [other for other in files if other != own and not self.is_draft(other)]
            if others:
                yield address, others

    def unused_assets(self) -> list[str]:
        """Return the content files of the sites whose names stand in no text, sorted."""
        return unused_assets(self.sites.all(), self.disk, self._ignored)

    def base(self, page: str, path: str) -> str:
        """Return the base of a page's site, without its last slash, if `path` has it, or ""."""
        published = self.published(page)
        base = published.layout.base if published else ""
        return base.rstrip("/") if path.startswith(base) else ""

    def addresses(self, page: str, base: str) -> Iterator[str]:
        """Yield the addresses of the pages of a page's site, below `base`."""
        published = self.published(page)
        if published:
            yield from (base + address for address in published.routes.own.values())

    def written(self, page: str, path: str, *, as_source: bool) -> str:
        """Return how a page writes the root-relative address of the file at `path`.

        `as_source` tells that it is to be that of the file and not of the page made of it.
        """
        published = self.published(page)
        address = published.sources.address(path) if published and not as_source else None
        if address:
            return address
        folders = (item.path for item in published.layout.contents) if published else ()
        around = (folder for folder in folders if path.startswith(folder + os.sep))
        folder = next(around, self.disk.root)
        return "/" + os.path.relpath(path, folder).replace(os.sep, "/")

    def _follow(self, outline: FileIndex, target: LinkDestination) -> Resolution:
        found = self._destination(outline, target)
        fragment = found.fragment.partition(":~:")[0].removeprefix(_GITHUB_PREFIX)
        if not found.page or not fragment or _ANSWERED.fullmatch(fragment):
            return found
        shown = _README.fullmatch(f"{found.page}#{fragment}")
        if shown and self._resolver.published(found.page) is None:
            return found
        page: FileIndex | None = outline
        if found.page != outline.file:
            if not found.page.lower().endswith(PAGES + HTML):
                return found
            page = self.outline(found.page)
        if page is None:
            return replace(found, outcome="unknown label")
        return self._fragments.judge(outline, page, target, found, fragment)

    def _destination(self, outline: FileIndex, target: LinkDestination) -> Resolution:
        """Return what a target leads to, whatever its fragment."""
        form = _FORMS.get(target.kind, "image" if target.image else "link")
        if form == "html" and target.image:
            form = "media"
        if form in {"html", "media"} and outline.file.lower().endswith(_OF_COMPONENTS):
            form = "component"
        found = self._names.find(outline, target) or self._resolver.resolve(
            outline.file, target.value, form
        )
        if found.outcome in {"missing", "unknown route"} and target.kind in _MARKDOWN_LINKS:
            path = self._names.in_vault(outline.file, unquote(split(target.value).path))
            if path:  # Obsidian looks up the paths of all links as those of its own
                return replace(found, outcome="found", path=path, page=path)
        return found
