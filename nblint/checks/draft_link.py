"""Links into pages that are not published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import SiteCheck
from nblint.files.source import display_name
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import FileIndex
    from nblint.project.site import Site


def check(outline: FileIndex, site: Site, _options: object) -> Iterator[Finding]:
    """Yield a finding for each link from a published page to a draft of the same site."""
    if site.published(outline.file) is None or site.is_draft(outline.file):
        return
    for target, destination in site.visit(outline):
        page = destination.page
        published = site.published(page) if page else None
        if page and published and published.hides_drafts and site.is_draft(page):
            message = f"{display_name(page)} is a draft and not published"
            help_text = "publish the draft, or remove the link until then"
            yield Finding(target.span, message, help_text, target=target.value)


CHECK = SiteCheck("draft-link", check)
