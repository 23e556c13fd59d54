"""Links that CommonMark does not take for links, and links that lack an address or a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.malformed_links import JOINTS, UnreadLinks
from nblint.checks.common.non_prose import non_prose_spans
from nblint.checks.common.quoting import quoted
from nblint.model.finding import Finding
from nblint.project.project_kinds import LINK_TEXT_DIALECTS, LINK_TEXT_SYNTAXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document, Image, Link, Span

# What shows that a generator gives empty links the title of what they lead to.
_FILLED = tuple(map(re.compile, LINK_TEXT_SYNTAXES))
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
    cover, unread = non_prose_spans(document), UnreadLinks(document)
    for joint in joints:
        if joint.start() not in cover:
            finding = unread.judge(joint)
            if finding:
                yield finding


def _incomplete(document: Document) -> Iterator[Finding]:
    """Find each link and image that lacks its address, and each link that lacks its text."""
    textless = []
    for link in document.links:
        if _leads_nowhere(document, link):
            source = link.text_span.of(document.text).strip() if link.kind != "html" else link.text
            named = f"link {quoted(source)}" if source else "link"
            help_text = "add the destination or remove the link"
            yield Finding(link.span, f"{named} has no destination", help_text, target=link.target)
        elif _is_textless(document, link):
            textless.append(link)
    is_filled = any(pattern.search(document.text) for pattern in _FILLED) if textless else False
    if document.dialect in LINK_TEXT_DIALECTS or is_filled:
        textless = []
    for link in textless:
        message = f"link to {quoted(link.target)} has no text"
        help_text = "add text or remove the link"
        yield Finding(link.span, message, help_text, target=link.target)
    for image in document.images:
        if _shows_nothing(image, document.text):
            message = f"image {quoted(image.alt or '')} has no destination"
            help_text = "add the destination or remove the image"
            yield Finding(image.span, message, help_text, target=image.target)


def _leads_nowhere(document: Document, link: Link) -> bool:
    if link.kind == "html":
        return link.element == "a" and _is_blank(link.target_span, document.text)
    source = link.text_span.of(document.text).strip()
    # mdBook lists chapters to come without an address (its documentation, "SUMMARY.md").
    if not _is_markdown(document, link) or (source and document.path.endswith("SUMMARY.md")):
        return False
    if link.target == "#":
        return source.isascii() and not _TOP.search(source)
    return not link.target.strip()


def _is_textless(document: Document, link: Link) -> bool:
    if not _is_markdown(document, link) or link.target[:1] in ("", "#"):
        return False
    return not link.text_span.of(document.text).strip() and not link.target.endswith("`")


def _is_markdown(document: Document, link: Link) -> bool:
    """Tell a link in Markdown; `[](){#name}` and `[](#name)` are how some tools write an anchor."""
    has_attributes = document.text.startswith("{", link.span.end)
    return link.kind in ("inline", "reference") and not has_attributes


def _shows_nothing(image: Image, text: str) -> bool:
    if image.kind == "html":
        # An attribute that is not there stands at the end of its tag.
        return image.target_span.end < image.span.end and _is_blank(image.target_span, text)
    return image.kind in ("inline", "reference") and image.target.strip() in ("", "#")


def _is_blank(span: Span, text: str) -> bool:
    """Tell whether quotation marks stand around nothing there: `href=""`."""
    return not span.of(text).strip() and text[span.start - 1 : span.start] in ("'", '"')


CHECK = PageCheck("link-syntax", check)
