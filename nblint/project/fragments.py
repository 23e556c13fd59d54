"""Whether a fragment names something in the page, or the project, where it is looked for."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.model.file_types import HTML, PAGES
from nblint.project.anchors import Anchors
from nblint.project.hosting_platform import HostingPlatform
from nblint.project.project_kinds import WIKILINK_SLUG
from nblint.project.publication import is_partial
from nblint.project.resolution import LinkOutcome
from nblint.project.transclusions import included_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from nblint.model import FileIndex, LinkDestination
    from nblint.project.generator import Generator
    from nblint.project.labels import ProjectLabels
    from nblint.project.resolution import Resolution
    from nblint.project.sites import Sites

_MOST_PARTS = 200
"""Files that are put into one page; of what includes more, not all anchors are known."""


class Fragments:
    """Judges fragments by the anchors that the site of a page, or its platform, gives it.

    `outline` gives what another page on disk holds, or None if it cannot be read; `resolve` returns
    what a target on a page leads to.
    """

    def __init__(
        self,
        sites: Sites,
        project: ProjectLabels,
        outline: Callable[[str], FileIndex | None],
        resolve: Callable[[str, str], Resolution],
    ) -> None:
        self._sites, self._files, self._project = sites, sites.files, project
        self._platform = HostingPlatform(sites.files.disk)
        self._outline, self._resolve = outline, resolve
        self._anchors = Anchors()
        self._labels: dict[str, frozenset[str]] = {}
        self._whole: dict[str, FileIndex] = {}
        self._parts: dict[tuple[str, str], FileIndex | None] = {}
        self._leading: dict[str, bool] = {}

    def judge(
        self,
        outline: FileIndex,
        page: FileIndex,
        target: LinkDestination,
        found: Resolution,
        fragment: str,
    ) -> Resolution:
        """Return what a target leads to, given its fragment.

        It stands on the page `outline` and was `found` to lead to `page`.
        """
        is_own, page = page is outline, self._with_included(page)
        # A URL that ends so leads to what a program makes of the page.
        made = target.value.partition("#")[0].endswith(HTML) and page.file.endswith(PAGES)
        slug, besides = self._slug(page, made=made), _besides(page, target)
        # Browsers look for the fragment as it is written first (HTML, "find a potential
        # indicated element" and its callers).
        written = target.value.partition("#")[2]
        site = self._sites.of(page.file)
        # GitHub's script looks for a heading in lower case, too.
        folded = fragment.lower() if slug == "github" and site is None else fragment
        if written in page.anchors or self._anchors.has(page, slug, folded, *besides):
            return found
        whole = page.complete and not _is_part(os.path.realpath(page.file), site)
        labels = site is not None and site.has_project_labels
        if is_own and (target.kind == "label" or labels):
            return self._label(page, found, fragment, slug, whole=whole)
        if not whole:
            return replace(found, outcome=LinkOutcome.UNKNOWN_LABEL)
        if site and fragment in site.template_ids:
            return found
        # A wiki link names a heading by its text.
        slug = WIKILINK_SLUG if target.kind == "wikilink" else slug
        lost = replace(found, outcome=LinkOutcome.NO_ANCHOR, fragment=fragment)
        return self._with_anchors(lost, page, slug, besides)

    def _with_anchors(
        self, lost: Resolution, page: FileIndex, slug: str, besides: tuple[str, ...]
    ) -> Resolution:
        """Return what a target leads to, with the anchors that it might have meant."""
        return replace(
            lost,
            anchors=self._anchors.all(page, slug, *besides),
            maker=self._anchors.maker(slug),
            readings=self._anchors.readings(page, slug, lost.fragment),
        )

    def _with_included(self, page: FileIndex) -> FileIndex:
        """Return a page with the headings and names of all that is put into it."""
        if not page.includes and not page.shortcodes:
            return page
        if page.file not in self._whole:
            self._whole[page.file] = self._gathered(page)
        return self._whole[page.file]

    def _gathered(self, page: FileIndex) -> FileIndex:
        parts, seen, complete = [page], {page.file}, True
        for part in parts:
            complete = complete and part.complete and not self._adds(part)
            for path in part.includes:
                found = self._included(part.file, path)
                complete = complete and found is not None and len(parts) < _MOST_PARTS
                if found and found.file not in seen and len(parts) < _MOST_PARTS:
                    seen.add(found.file)
                    parts.append(found)
        return replace(
            page,
            titles=tuple(title for part in parts for title in part.titles),
            anchors=frozenset(name for part in parts for name in part.anchors),
            complete=complete,
        )

    def _included(self, page: str, path: str) -> FileIndex | None:
        """Return the file that a page includes by a path; None if it is not known."""
        key = page, path
        if key not in self._parts:
            file = included_file(self._files, self._sites.of(page), page, path)
            self._parts[key] = self._outline(file) if file else None
        return self._parts[key]

    def _adds(self, page: FileIndex) -> bool:
        """Tell whether a shortcode that a page calls may put anchors into it."""
        site = self._sites.of(page.file) if page.shortcodes else None
        return site is not None and any(map(site.adds_anchors, page.shortcodes))

    def _label(
        self, page: FileIndex, found: Resolution, fragment: str, slug: str, *, whole: bool
    ) -> Resolution:
        """Judge a name that any page of the project may define; `whole` tells if `page` may not."""
        project = self._project.directory(self._files.directory(page.file))
        if project not in self._labels:
            self._labels[project] = self._defined | self._project.others(project)
        labels = self._labels[project]
        if fragment in labels or self._anchors.key(slug, fragment) in labels:
            return found
        if not whole or not self._project.is_complete(project):
            return replace(found, outcome=LinkOutcome.UNKNOWN_LABEL)
        return replace(
            found, outcome=LinkOutcome.NO_ANCHOR, page=None, fragment=fragment, anchors=labels
        )

    @cached_property
    def _defined(self) -> frozenset[str]:
        """All names that the pages of the run define."""
        return frozenset(
            name
            for page in map(self._with_included, self._project.pages)
            for name in self._anchors.all(page, self._slug(page), *_besides(page))
        )

    def _slug(self, page: FileIndex, *, made: bool = False) -> str:
        """Return the flavour of a page's anchors, "" where that is not known.

        That of the platform is none for a page that an unknown program publishes, as its front
        matter, a URL that leads to it, or one from it to another shows.
        """
        site = self._sites.of(page.file)
        if site:
            return site.slug
        platform = self._platform.of(self._files.directory(page.file))
        is_published = made or page.meta or (platform and self._leads_to_made(page))
        return "" if is_published else platform

    def _leads_to_made(self, page: FileIndex) -> bool:
        if page.file not in self._leading:
            paths = {target.value.partition("#")[0] for target in page.targets}
            found = (self._resolve(page.file, path) for path in paths if path.endswith(HTML))
            self._leading[page.file] = any(
                place.is_found and place.path.endswith(PAGES) for place in found
            )
        return self._leading[page.file]


def _is_part(file: str, site: Generator | None) -> bool:
    """Tell whether a page is put into others, so that its anchors are not all of theirs."""
    if site is None:
        return is_partial(file)
    # Jekyll publishes the directory _docs as /docs.
    return site.is_partial(file) or is_partial(site.pages.own.get(file, file))


def _besides(page: FileIndex, target: LinkDestination | None = None) -> tuple[str, ...]:
    """Return the flavours that count besides the one of a page's site."""
    jupyter = ("jupyter",) if page.cells else ()
    return (*jupyter, WIKILINK_SLUG) if target and target.kind == "wikilink" else jupyter
