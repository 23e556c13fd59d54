"""Which pages others lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.model.file_types import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nblint.model import FileIndex
    from nblint.project.site import Site


def linked_files(site: Site, outlines: Mapping[str, FileIndex]) -> frozenset[str]:
    """Return the files to which another page leads, or the navigation of a site.

    The pages are those of `outlines`, by their files, and all others of their sites, so that what
    is found does not depend on which pages are checked.
    """
    pages = dict(outlines)
    linked: set[str] = set()
    for file in outlines:
        published = site.published(file)
        if published is None:
            continue
        linked |= published.layout.listed | published.routes.shown
        linked.update(published.routes.own if published.layout.lists_all else ())
        for other in published.routes.own:
            if (
                other not in pages
                and other.lower().endswith(PAGES)
                and (found := site.outline(other))
            ):
                pages[other] = found
    for file, page in pages.items():
        if _is_hidden(site, file):
            continue
        linked.update(found for found in _destinations(site, page) if found != file)
    return frozenset(linked)


def _is_hidden(site: Site, file: str) -> bool:
    """Tell whether a page is a draft that its site leaves out, with its links."""
    published = site.published(file)
    return published is not None and published.layout.hides_drafts and site.is_draft(file)


def _destinations(site: Site, page: FileIndex) -> Iterator[str]:
    for _, destination in site.visit(page):
        if destination.outcome in {"found", "unpublished", "no anchor", "unknown label"}:
            yield destination.page or destination.path
