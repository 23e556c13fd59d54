"""Pages to which no other page leads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from nblint.checks.check import SiteCheck
from nblint.model import Span
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import FileIndex
    from nblint.project.site import Site

# Pages that readers come upon by themselves, and those that are no pages of their own.
_FOUND = re.compile(
    r"(?:_?index|readme|summary|404|changelog|contributing)\.\w+|\+.*", re.IGNORECASE
)


def check(outline: FileIndex, site: Site, _options: object) -> Iterator[Finding]:
    """Yield a finding on a page of a site that neither a page nor the navigation leads to."""
    if _FOUND.fullmatch(Path(outline.file).name) or site.is_draft(outline.file):
        return
    if site.is_page(outline.file) and not site.is_linked(outline.file):
        help_text = "link to it from a page, or add it to the navigation"
        yield Finding(Span(0, 0), "no other page links to this page", help_text)


CHECK = SiteCheck("orphan-page", check)
