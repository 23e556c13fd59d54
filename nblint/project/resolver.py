"""What an address that stands on a page leads to on disk, its fragment aside."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from msgspec.structs import replace

from nblint.model.uri import split
from nblint.project.generators.common import is_markdown
from nblint.project.page_candidates import INDEXES, candidates
from nblint.project.published import Published
from nblint.project.resolution import Resolution
from nblint.project.sites import Sites

if TYPE_CHECKING:
    from collections.abc import Callable

    from nblint.project.disk import Disk
    from nblint.project.layout import Fault, Form, Layout, Meta
    from nblint.project.sites import SiteSettings

# What the address of a published page may end with.
_ROUTE_ENDINGS = frozenset({"", ".html", ".htm", ".xml"})
_DEEPEST = 200
# A forge shows pages at /owner/name/blob/branch/path, so that these lead to its own pages about the
# repository (GitHub Docs, "About READMEs", relative links).
_FORGE = re.compile(
    r"(?:\.\./){2,}(?:actions|blob|branches|commits?|compare|discussions|graphs|issues|labels"
    r"|milestones?|projects|pulls?|raw|releases|security|stargazers|tags|tree|wiki)(?:/.*)?"
)
# A DOI, which MyST and Sphinx cite without its address (ISO 26324).
_DOI = re.compile(r"10\.\d{4,9}/\S")
# A program makes the file of one that has this ending besides.
_TEMPLATE_ENDINGS = (".in", ".tmpl", ".tpl", ".j2", ".jinja", ".template", ".erb")
# What a template engine fills in before there is an address at all.
_TEMPLATE = re.compile(r"\{\{|\{%|\$\{|<%|\$\(|%[sd]\b")


def is_template(target: str) -> bool:
    """Tell whether something fills in a part of the target before anyone follows it."""
    return _TEMPLATE.search(target) is not None


class Resolver:
    """Looks up addresses as the site that publishes their page does; the rest is as in Site."""

    def __init__(
        self,
        place: SiteSettings,
        disk: Disk,
        ignored: Callable[[str], bool],
        meta: Callable[[str], Meta],
    ) -> None:
        self.sites = Sites(place, disk)
        self._place, self._disk, self._ignored, self._meta = place, disk, ignored, meta
        self._published: dict[tuple[str, str], Published] = {}
        self._real: dict[str, str] = {}
        self._destinations: dict[tuple[str, str, Form], Resolution] = {}

    def published(self, page: str) -> Published | None:
        """Return the site that a page belongs to, or None."""
        file = os.path.join(self.folder(page), os.path.basename(page))
        layout = self.sites.of(file, has_meta=self._meta(file) is not None)
        return None if layout is None else self._publish(layout)

    def faults(self) -> list[Fault]:
        """Return what is wrong with the sites that were asked for."""
        of_routes = (item.fault for item in self._published.values())
        return [*self.sites.faults.values(), *filter(None, of_routes)]

    def around(self, page: str) -> list[Published]:
        """Return the site that a page belongs to, or those in whose folders it lies beside it."""
        own, folder = self.published(page), self.folder(page) + os.sep
        if own:
            return [own]
        layouts = (item for item in self.sites.all() if folder.startswith(item.home + os.sep))
        return [self._publish(layout) for layout in layouts]

    def _publish(self, layout: Layout) -> Published:
        key = layout.home, layout.generator
        if key not in self._published:
            self._published[key] = Published(
                layout, self._disk, self._ignored, self._meta, self._place.routes
            )
        return self._published[key]

    def resolve(self, page: str, target: str, form: Form = "link") -> Resolution:
        """Return what `target` leads to when it stands on `page`, an absolute path."""
        uri = split(target)
        if uri.is_external:
            return Resolution("web", address=target) if uri.is_web else Resolution("other")
        if is_template(target):
            return Resolution("template")
        fragment = unquote(uri.fragment or "")
        if "%00" in uri.path or "\0" in uri.path or uri.path.count("/") > _DEEPEST:
            return Resolution("missing", page)  # no file system has such a path
        if not uri.path:
            return Resolution("found", page, page, fragment)
        place = self._destinations.get((page, uri.path, form))
        if place is None:
            path, rooted = unquote(uri.path), uri.path.startswith("/")
            place = self._rooted(page, path, form) if rooted else self._relative(page, path, form)
            place = self._called(page, path, place)
            self._destinations[page, uri.path, form] = place
        doubtful = place.outcome in {"unknown root", "unknown route", "missing"}
        if uri.path.startswith("/") and doubtful and self._place.url:
            # What is not on disk may be made when the site is published.
            return Resolution("web", address=urljoin(self._place.url, target))
        return replace(place, fragment=fragment)

    def _called(self, page: str, path: str, place: Resolution) -> Resolution:
        """Return the page that a path which leads nowhere may call in its own way."""
        published = self.published(page)
        if published is None or not published.logical or place.outcome in {"found", "ignored"}:
            return place
        file = os.path.join(self.folder(page), os.path.basename(page))
        found = published.logical.find(file, path)
        return Resolution("found", found, found) if found else place

    def _rooted(self, page: str, path: str, form: Form) -> Resolution:
        published = self.published(page)
        inside = os.path.normpath("/" + path.strip("/")).lstrip("/")
        shown = self.look(os.path.normpath(os.path.join(self._disk.root, inside)))
        if published is None:
            known = shown.outcome in {"found", "ignored"}
            return shown if known else Resolution("unknown root", path)
        file = os.path.join(self.folder(page), os.path.basename(page))
        found = published.rooted(file, path, form)
        if found.page is None and found.outcome == "found":
            return replace(found, page=self._page(found.path))
        # Where little is known of the site, a file that the forge shows there will do.
        by_forge = not published.layout.sure and shown.outcome == "found"
        is_file = by_forge and self._disk.kind(shown.path) == "file"
        return shown if is_file and found.outcome == "missing" else found

    def _relative(self, page: str, path: str, form: Form) -> Resolution:
        folder = self.folder(page)
        published = self.published(page)
        if published is None:
            return self._plain(page, folder, path)
        alias = published.layout.home_alias
        if alias and path.startswith(f"{alias}/"):
            folder, path = published.layout.home, path.removeprefix(f"{alias}/")
        source = os.path.normpath(os.path.join(folder, path))
        place = self.look(source)
        file = os.path.join(folder, os.path.basename(page))
        names_file = self._disk.inside(source) and self._disk.kind(source) == "file"
        target = place.page if published.is_known(file, named=names_file) else None
        lost = published.sources.unpublished(target, form, file) if target else None
        if lost is None and names_file:
            return place
        is_route = os.path.splitext(path.rstrip("/"))[1] in _ROUTE_ENDINGS
        # MyST and Sphinx take the path of a file from the source only.
        by_file = published.layout.project_labels and not is_route
        by_address = None if by_file else published.from_page(file, path)
        if by_address and by_address.outcome in {"found", "ignored"}:
            return by_address
        if place.outcome == "found" and (lost or not (is_route and published.layout.by_address)):
            return lost or place
        if self._is_elsewheres(published, place, file, path):
            return Resolution("unknown route", source)
        if by_address and by_address.outcome == "missing" and place.page:
            by_address = published.sources.elsewhere(
                place.page, file, adds_base=published.layout.adds_base
            )
        return (by_address or Resolution("unknown route", source)) if is_route else place

    def _is_elsewheres(self, published: Published, place: Resolution, page: str, path: str) -> bool:
        """Tell whether a path that leads to no file may mean a page that is not of this site."""
        is_elsewhere = published.layout.makes_sources or published.leaves(page, path)
        is_made = is_markdown(path) and is_elsewhere and place.outcome in {"missing", "outside"}
        is_cited = published.layout.project_labels and _DOI.match(path) is not None
        return is_cited or is_made or _FORGE.fullmatch(path) is not None

    def _plain(self, page: str, folder: str, path: str) -> Resolution:
        """Look up a path on a page that a forge shows, or nobody."""
        place = self.look(os.path.normpath(os.path.join(folder, path)))
        if place.outcome == "outside" and _FORGE.fullmatch(path):
            return Resolution("unknown route", place.path)
        ending = os.path.splitext(path.rstrip("/"))[1]
        if place.outcome in {"missing", "outside"} and ending in _ROUTE_ENDINGS:
            # A route may be relative to a folder of the page's own name.
            own = os.path.join(folder, os.path.splitext(os.path.basename(page))[0])
            nested = self.look(os.path.normpath(os.path.join(own, path)))
            if nested.outcome == "found":
                return nested
            # So is one of a page whose front matter says that some program publishes it.
            beside = self.sites.is_beside(folder) or self.sites.is_within(page, place.path)
            if beside or (not ending and self._meta(os.path.join(folder, os.path.basename(page)))):
                return Resolution("unknown route", place.path)
        return place

    def included(self, page: str, path: str) -> str | None:
        """Return the Markdown file that a page puts into itself by a path, or None.

        Tools take it from the page, the content, the site's folder or the root; VitePress has an
        ``@`` for the content ("Markdown Extensions", Markdown File Inclusion).
        """
        published = self.published(page)
        layout = published.layout if published else None
        places = (*(item.path for item in layout.contents), layout.home) if layout else ()
        for place in (self.folder(page), *places, self._disk.root):
            file = os.path.normpath(os.path.join(place, path.removeprefix("@/").lstrip("/")))
            for found in (file, f"{file}.md"):
                is_there = self._disk.inside(found) and self._disk.kind(found) == "file"
                if is_markdown(found) and is_there:
                    return found
        return None

    def folder(self, page: str) -> str:
        """Return the folder of a page, free of links."""
        folder = os.path.dirname(page)
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)
        return self._real[folder]

    def look(self, path: str) -> Resolution:
        """Return what an absolute, normalised path leads to."""
        if not self._disk.inside(path):
            return Resolution("outside", path)
        for candidate in candidates(path):
            kind = self._disk.kind(candidate)
            if kind is None:
                continue
            if self._ignored(candidate):
                return Resolution("ignored", candidate)
            page = candidate if kind == "file" else self._page(candidate)
            return Resolution("found", candidate, page)
        if self._disk.other_case(path):
            return Resolution("other case", path)
        if any(self._disk.kind(path + ending) for ending in _TEMPLATE_ENDINGS):
            return Resolution("unknown route", path)
        return Resolution("missing", path)

    def _page(self, folder: str) -> str | None:
        """Return the page that is shown for a folder."""
        names = self._disk.names(folder) or {}
        index = next((name for name in INDEXES if name in names), None)
        return os.path.join(folder, index) if index else None
