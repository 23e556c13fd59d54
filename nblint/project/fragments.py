"""Whether a fragment names something in the page, or the project, where it is looked for."""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.model.file_types import HTML, PAGES
from nblint.project.anchors import Anchors

if TYPE_CHECKING:
    from collections.abc import Callable

    from nblint.model import FileIndex, LinkDestination
    from nblint.project.hosting_platform import HostingPlatform
    from nblint.project.labels import ProjectLabels
    from nblint.project.published import Published
    from nblint.project.resolution import Resolution
    from nblint.project.resolver import Resolver

# Folders and files that generators never publish by themselves begin with an underscore.
_PARTIAL = re.compile(r"[\\/]_(?!index\b|posts[\\/]|drafts[\\/])[^\\/]*(?:[\\/]|\.\w+$)")


class Fragments:
    """Judges fragments by the anchors that the site of a page, or its forge, gives it.

    `outline` gives what another page on disk holds, or None if it cannot be read.
    """

    def __init__(
        self,
        resolver: Resolver,
        forge: HostingPlatform,
        project: ProjectLabels,
        outline: Callable[[str], FileIndex | None],
    ) -> None:
        self._resolver, self._forge, self._project = resolver, forge, project
        self._outline = outline
        self._anchors = Anchors()
        self._labels: dict[str, frozenset[str]] = {}
        self._whole: dict[str, FileIndex] = {}
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
        # An address that ends so leads to what a program makes of the page.
        made = target.value.partition("#")[0].endswith(HTML) and page.file.endswith(PAGES)
        slug, besides = self._slug(page, made=made), _besides(page, target)
        # Browsers look for the fragment as it is written first (HTML, "find a potential
        # indicated element" and its callers).
        written = target.value.partition("#")[2]
        published = self._resolver.published(page.file)
        # GitHub's script looks for a heading in lower case, too.
        folded = fragment.lower() if slug == "github" and published is None else fragment
        if written in page.anchors or self._anchors.has(page, slug, folded, *besides):
            return found
        whole = page.complete and not _is_part(os.path.realpath(page.file), published)
        labels = published is not None and published.layout.project_labels
        if is_own and (target.kind == "label" or labels):
            return self._label(page, found, fragment, slug, whole=whole)
        if not whole:
            return replace(found, outcome="unknown label")
        if published and fragment in published.template_ids:
            return found
        # A wiki link names a heading by its text.
        slug = "obsidian" if target.kind == "wikilink" else slug
        return replace(
            found,
            outcome="no anchor",
            fragment=fragment,
            anchors=self._anchors.all(page, slug, *besides),
            maker=self._anchors.maker(slug),
            readings=self._anchors.readings(page, slug, fragment),
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
                file = self._resolver.included(part.file, path)
                found = self._outline(file) if file else None
                complete = complete and found is not None
                if found and found.file not in seen:
                    seen.add(found.file)
                    parts.append(found)
        return replace(
            page,
            titles=tuple(title for part in parts for title in part.titles),
            anchors=frozenset(name for part in parts for name in part.anchors),
            complete=complete,
        )

    def _adds(self, page: FileIndex) -> bool:
        """Tell whether a shortcode that a page calls may put anchors into it."""
        published = self._resolver.published(page.file) if page.shortcodes else None
        if published is None:
            return False
        known, others = published.layout.shortcodes, published.layout.themed
        return any(known.get(name, others) for name in page.shortcodes)

    def _label(
        self, page: FileIndex, found: Resolution, fragment: str, slug: str, *, whole: bool
    ) -> Resolution:
        """Judge a name that any page of the project may define; `whole` tells if `page` may not."""
        project = self._project.folder(self._resolver.folder(page.file))
        if project not in self._labels:
            self._labels[project] = self._defined | self._project.others(project)
        labels = self._labels[project]
        if fragment in labels or self._anchors.key(slug, fragment) in labels:
            return found
        if not whole or not self._project.is_complete(project):
            return replace(found, outcome="unknown label")
        return replace(found, outcome="no anchor", page=None, fragment=fragment, anchors=labels)

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

        That of the forge is none for a page that an unknown program publishes, as its front matter
        or an address that leads to it shows, or one from it to another.
        """
        published = self._resolver.published(page.file)
        if published:
            return published.layout.slug
        forge = self._forge.of(self._resolver.folder(page.file))
        return "" if made or page.meta or (forge and self._leads_to_made(page)) else forge

    def _leads_to_made(self, page: FileIndex) -> bool:
        if page.file not in self._leading:
            paths = {target.value.partition("#")[0] for target in page.targets}
            found = (
                self._resolver.resolve(page.file, path) for path in paths if path.endswith(HTML)
            )
            self._leading[page.file] = any(
                place.outcome == "found" and place.path.endswith(PAGES) for place in found
            )
        return self._leading[page.file]


def _is_part(file: str, published: Published | None) -> bool:
    """Tell whether a page is put into others, so that its anchors are not all of theirs."""
    if published is None:
        return _PARTIAL.search(file) is not None
    if published.is_part(file):
        return True
    # Jekyll publishes the folder _docs as /docs.
    return _PARTIAL.search(published.routes.own.get(file, file)) is not None


def _besides(page: FileIndex, target: LinkDestination | None = None) -> tuple[str, ...]:
    """Return the flavours that count besides the one of a page's site."""
    jupyter = ("jupyter",) if page.cells else ()
    return (*jupyter, "obsidian") if target and target.kind == "wikilink" else jupyter
