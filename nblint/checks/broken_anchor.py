"""Fragments that name no heading and no id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import SiteCheck
from nblint.files.source import display_name
from nblint.finding import Edit, Finding, Fix
from nblint.nearest import nearest
from nblint.slugs import FLAVOURS
from nblint.uri import escape
from nblint.wikilink import in_wikilink

if TYPE_CHECKING:
    from collections.abc import Iterator

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
                where = "this file"
            else:
                where = display_name(destination.page)
            yield _finding(target, destination, where)


def _finding(target: Target, destination: Destination, where: str) -> Finding:
    message = f'no heading or id "{destination.fragment}" in {where}'
    near = _same_heading(destination) or _nearest(target, destination)
    reading = destination.readings.get(near) if near else None
    if reading:
        other = f'{reading.maker} generates "{reading.anchor}" for its heading'
        message += f'; {other}, {destination.maker} "{near}"'
    if near is None:
        mend = "link to an existing heading or id, or add it"
        return Finding(target.span, message, mend, target=target.value)
    address = target.value.partition("#")[0]
    if target.kind == "label":
        written = near
    elif target.kind == "wikilink":
        written = f"{address}#{in_wikilink(near)}"
    else:
        written = f"{address}#{escape(near)}"
    title = f'replace with "{written}"'
    fix = Fix(title, (Edit(target.span, written),), safe=False)
    return Finding(target.span, message, title, fix, target.value, suggestions=(written,))


def _nearest(target: Target, destination: Destination) -> str | None:
    """Return the anchor with nearly the name of the fragment, or None."""
    if target.kind != "wikilink":
        return nearest(destination.fragment, destination.anchors)
    key = FLAVOURS["obsidian"].key
    anchors = {key(anchor): anchor for anchor in sorted(destination.anchors)}
    near = nearest(key(destination.fragment), anchors)
    return anchors[near] if near else None


def _same_heading(destination: Destination) -> str | None:
    """Return the anchor of the heading of which another maker would make the fragment."""
    same = (
        own
        for own, reading in destination.readings.items()
        if reading.anchor == destination.fragment
    )
    return next(same, None)


CHECK = SiteCheck("broken-anchor", check)
