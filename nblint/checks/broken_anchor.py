"""Fragments that name no heading and no id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.check import SiteCheck
from nblint.files.source import display_name
from nblint.markdown.slugs import FLAVOURS
from nblint.model.finding import Edit, Finding, Fix
from nblint.model.nearest import Nearest
from nblint.model.uri import escape
from nblint.model.wikilink import in_wikilink
from nblint.project.project_kinds import WIKILINK_SLUG
from nblint.project.resolution import LinkOutcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import FileIndex, LinkDestination
    from nblint.project.resolution import Resolution
    from nblint.project.site import Site

# The fragment of a link, and the label of a role of MyST.
_LINK_IN_HEADING = re.compile(r"#([^\s()<>\[\]|`]+)|[`<]([^`<>\n]+)>?`")


def check(outline: FileIndex, site: Site, _options: object) -> Iterator[Finding]:
    """Yield a finding for each fragment that names nothing in the page it leads to."""
    suggest = _SuggestAnchor(outline)
    for target, destination in site.visit(outline):
        if destination.outcome is LinkOutcome.NO_ANCHOR:
            if destination.page is None:
                where = "the project"
            elif destination.page == outline.file:
                where = "this file"
            else:
                where = display_name(destination.page)
            yield _finding(target, destination, where, suggest.anchor(target, destination))


def _finding(
    target: LinkDestination, destination: Resolution, where: str, near: str | None
) -> Finding:
    message = f'no heading or id "{destination.fragment}" in {where}'
    reading = destination.readings.by_own.get(near) if near else None
    if reading:
        other = f'{reading.maker} generates "{reading.anchor}" for its heading'
        message += f'; {other}, {destination.maker} "{near}"'
    if near is None:
        help_text = "link to an existing heading or id, or add it"
        return Finding(target.span, message, help_text, target=target.value)
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


class _SuggestAnchor:
    """Finds the anchors that the fragments of one document were meant to name."""

    def __init__(self, outline: FileIndex) -> None:
        self._nearest = Nearest()
        self._own = (None, outline.file)
        # The anchor of a heading may be made of the link in it: to suggest it would change it.
        self._in_headings = {
            match[1] or match[2]
            for title in outline.titles
            for match in _LINK_IN_HEADING.finditer(title.source)
        }
        self._headings: dict[frozenset[str], dict[str, str]] = {}

    def anchor(self, target: LinkDestination, destination: Resolution) -> str | None:
        """Return the anchor of a heading of which another maker makes the fragment, or a near one.

        None where there is neither.
        """
        fragment = target.value.partition("#")[2]
        if destination.page in self._own and fragment in self._in_headings:
            return None
        same = destination.readings.own.get(destination.fragment)
        if same:
            return same
        if target.kind != "wikilink":
            return self._nearest.to(destination.fragment, destination.anchors)
        key = FLAVOURS[WIKILINK_SLUG].key
        if destination.anchors not in self._headings:
            headings = {key(anchor): anchor for anchor in sorted(destination.anchors)}
            self._headings[destination.anchors] = headings
        headings = self._headings[destination.anchors]
        near = self._nearest.to(key(destination.fragment), headings)
        return headings[near] if near else None


CHECK = SiteCheck("broken-anchor", check)
