"""Links that CommonMark does not take for links, and links that lack an address or a text."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.cover import understood
from nblint.checks.common.quote import quoted
from nblint.checks.common.unread_links import JOINTS, judge
from nblint.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document

# MyST fills in the title of what an empty link leads to: its syntax, or its tools by name.
_MYST = re.compile(
    r"^ *(?:`{3,}|:{3,})\{[\w:-]+\}|\{[\w:-]+\}`|^\([\w:.-]+\)=$|\b(?:myst|sphinx|jupyter.?book)",
    re.MULTILINE | re.IGNORECASE,
)
# `#` alone leads to the top of the page, as these say, and as pictures and signs may mean.
_TOP = re.compile(
    r"\b(?:top|up|start|home|contents|toc|oben|anfang|haut|arriba|inicio|topo|inizio)\b"
    r"|!\[|:[\w-]+:|\^|^\W*$",
    re.IGNORECASE,
)


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each thing that was meant for a link and is none, or lacks its address or text."""
    yield from _incomplete(document)
    known = {link.text_span.end for link in document.links}
    known.update(image.alt_span.end for image in document.images)
    joints = [
        match
        for pattern in JOINTS
        for match in pattern.finditer(document.text)
        if match[0] == ")[" or match.start() not in known
    ]
    if not joints or document.truncated is not None:
        return
    cover = understood(document)
    for joint in joints:
        if joint.start() not in cover:
            finding = judge(document, joint)
            if finding:
                yield finding


def _incomplete(document: Document) -> Iterator[Finding]:
    """Find each link and image that lacks its address, and each link that lacks its text."""
    text = document.text
    # mdBook lists chapters to come without an address (its documentation, "SUMMARY.md").
    is_summary = PurePosixPath(document.path).name == "SUMMARY.md"
    textless = []
    for link in document.links:
        # `[](){#name}` and `[](#name)` are how some tools write an anchor.
        if link.kind not in ("inline", "reference") or text.startswith("{", link.span.end):
            continue
        source = link.text_span.of(text).strip()
        leads_nowhere = link.target == "#" and source.isascii() and not _TOP.search(source)
        if leads_nowhere or not link.target.strip():
            if is_summary and source:
                continue
            named = f"link {quoted(source)}" if source else "link"
            mend = "write the address or remove it"
            yield Finding(link.span, f"{named} has no address", mend, target=link.target)
        elif not source and link.target[0] != "#" and not link.target.endswith("`"):
            textless.append(link)
    if document.dialect == "myst" or (textless and _MYST.search(text)):
        textless = []
    for link in textless:
        message = f"link to {quoted(link.target)} has no text"
        mend = "write the text or remove the link"
        yield Finding(link.span, message, mend, target=link.target)
    for image in document.images:
        if image.kind in ("inline", "reference") and image.target.strip() in ("", "#"):
            message = f"image {quoted(image.alt or '')} has no address"
            mend = "write the address or remove the image"
            yield Finding(image.span, message, mend, target=image.target)


CHECK = PageCheck("link-syntax", check)
