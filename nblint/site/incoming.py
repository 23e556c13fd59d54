"""Which pages others lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.endings import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nblint.model import Outline
    from nblint.site.published import Published
    from nblint.site.site import Site


def linked_files(site: Site, outlines: Mapping[str, Outline]) -> frozenset[str]:
    """Return the files to which another page leads, or the navigation of a site.

    The pages are those of `outlines`, by their files, and all others of their sites, so that what
    is found does not depend on which pages are checked.
    """
    sites = [published for file in outlines if (published := site.published(file))]
    linked: set[str] = set()
    for published in dict.fromkeys(sites):
        linked |= published.layout.listed | published.routes.shown
        linked.update(published.routes.own if published.layout.lists_all else ())
    for file, page in with_others(site, outlines, sites).items():
        linked.update(found for found in _destinations(site, page) if found != file)
    return frozenset(linked)


def with_others(
    site: Site, outlines: Mapping[str, Outline], sites: Iterable[Published]
) -> dict[str, Outline]:
    """Return pages by their files, and with them all others of some sites."""
    pages = dict(outlines)
    for published in dict.fromkeys(sites):
        for other in published.routes.own:
            if other in pages or not other.lower().endswith(PAGES):
                continue
            if found := site.outline(other):
                pages[other] = found
    return pages


def _destinations(site: Site, page: Outline) -> Iterator[str]:
    for _, destination in site.visit(page):
        if destination.outcome in {"found", "unpublished", "no anchor", "unknown label"}:
            yield destination.page or destination.path
