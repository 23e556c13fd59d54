"""Fragments that name no heading and no id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import SiteCheck
from nblint.files.source import display_name
from nblint.finding import Edit, Finding, Fix
from nblint.nearest import nearest
from nblint.uri import escape
from nblint.wikilink import heading_key, page_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.model import Outline, Target
    from nblint.site.destination import Destination
    from nblint.site.site import Site


def check(outline: Outline, site: Site, _options: object) -> Iterator[Finding]:
    """Yield a finding for each fragment that names nothing in the page it leads to."""
    for target, destination in site.visit(outline):
        if destination.outcome == "no anchor":
            if destination.page is None:
                where = "the project"
            elif destination.page == outline.file:
                where = "this page"
            else:
                where = display_name(destination.page)
            yield _finding(target, destination, where)


def _finding(target: Target, destination: Destination, where: str) -> Finding:
    message = f'no heading or id "{destination.fragment}" in {where}'
    near = nearest(destination.fragment, destination.anchors)
    if near is None:
        mend = "link to a heading or an id that is there, or add it"
        return Finding(target.span, message, mend, target=target.value)
    address = target.value.partition("#")[0]
    if target.kind == "label":
        written = near
    elif target.kind == "wikilink":
        written = f"{address}#{_as_heading(near, destination.anchors)}"
    else:
        written = f"{address}#{escape(near)}"
    title = f'write "{written}"'
    fix = Fix(title, (Edit(target.span, written),), safe=False)
    return Finding(target.span, message, title, fix, target.value, suggestions=(written,))


def _as_heading(name: str, anchors: Iterable[str]) -> str:
    """Return the text of the heading whose slug `name` may be: wiki links call it by its text."""
    key = page_key(heading_key(name), loose=True)
    same = (item for item in anchors if page_key(heading_key(item), loose=True) == key)
    return max(same, key=lambda item: (item != item.casefold(), len(item), item))


CHECK = SiteCheck("broken-anchor", check)
