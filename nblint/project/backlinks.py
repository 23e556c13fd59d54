"""Which pages others lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.model.file_types import PAGES
from nblint.project.publication import is_draft
from nblint.project.resolution import WITH_PAGE, LinkOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from nblint.model import FileIndex
    from nblint.project.resolution import Resolution
    from nblint.project.sites import Sites

_LINKING = WITH_PAGE | {LinkOutcome.UNPUBLISHED}


def linked_files(
    sites: Sites,
    indexes: Mapping[str, FileIndex],
    read_index: Callable[[str], FileIndex | None],
    resolve_all: Callable[[FileIndex], Iterable[Resolution]],
) -> frozenset[str]:
    """Return the files to which another page leads, or the navigation of a site.

    The pages are those of `indexes`, by their files, and all others of their sites, which
    `read_index` reads, so that what is found does not depend on which pages are checked.
    """
    pages = dict(indexes)
    linked: set[str] = set()
    for file in indexes:
        site = sites.of(file)
        if site is None:
            continue
        linked |= site.pages.listed
        for other in site.pages.own:
            if (
                other not in pages
                and other.lower().endswith(PAGES)
                and (found := read_index(other))
            ):
                pages[other] = found
    for file, page in pages.items():
        site = sites.of(file)
        if site and site.hides_drafts and is_draft(sites.files.meta(file), file):
            continue
        for resolution in resolve_all(page):
            target = resolution.page or resolution.path
            if resolution.outcome in _LINKING and target != file:
                linked.add(target)
    return frozenset(linked)
