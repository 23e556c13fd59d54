"""Links of pages that no generator publishes, but a hosting platform or nobody shows."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.project.resolution import LinkOutcome, Resolution

if TYPE_CHECKING:
    from nblint.project.project_files import ProjectFiles

ROUTE_EXTENSIONS = frozenset({"", ".html", ".htm", ".xml"})
"""What the URL of a published page may end with."""

# Platforms show pages at /owner/name/blob/branch/path, so that these lead to their own pages about
# the repository (GitHub Docs, "About READMEs", relative links).
_PLATFORM_PAGE = re.compile(
    r"(?:\.\./){2,}(?:actions|blob|branches|commits?|compare|discussions|graphs|issues|labels"
    r"|milestones?|projects|pulls?|raw|releases|security|stargazers|tags|tree|wiki)(?:/.*)?"
)
# A DOI, which MyST and Sphinx cite without its URL (ISO 26324).
_DOI = re.compile(r"10\.\d{4,9}/\S")


def is_platform_page(path: str) -> bool:
    """Tell whether a relative path leads to a page of the platform about the repository."""
    return _PLATFORM_PAGE.fullmatch(path) is not None


def is_citation(path: str) -> bool:
    """Tell whether a path is a DOI."""
    return _DOI.match(path) is not None


def resolve_root_relative(files: ProjectFiles, path: str) -> Resolution:
    """Return what a root-relative path leads to."""
    shown = files.look_from_root(path)
    return shown if shown.is_known else Resolution(outcome=LinkOutcome.UNKNOWN_ROOT, path=path)


def resolve_relative(files: ProjectFiles, page: str, path: str) -> Resolution:
    """Return what a relative path on a page leads to."""
    directory = files.directory(page)
    place = files.look(os.path.normpath(os.path.join(directory, path)))
    if place.outcome is LinkOutcome.OUTSIDE and is_platform_page(path):
        return Resolution(outcome=LinkOutcome.UNKNOWN_ROUTE, path=place.path)
    if not may_be_route(place, path):
        return place
    # A route may be relative to a directory of the page's own name.
    own = os.path.join(directory, os.path.splitext(os.path.basename(page))[0])
    nested = files.look(os.path.normpath(os.path.join(own, path)))
    return nested if nested.is_found else place


def may_be_route(place: Resolution, path: str) -> bool:
    """Tell whether a path at which no file is may be the URL of a page."""
    return place.is_no_file and os.path.splitext(path.rstrip("/"))[1] in ROUTE_EXTENSIONS
