"""Images without alternative text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.checks.check import PageCheck
from nblint.checks.common.quoting import quoted
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document, Image, Link, Tag

# MyST embeds what has a label like an image (its guide, "Embed & include content").
_EMBEDDED = re.compile(r"#|xref:|.*\.(?:mp4|webm|mov|m4v|ogv|ogg|mp3|wav)$", re.IGNORECASE)
_NAMES = {"aria-label", "aria-labelledby", "title", ":alt", "v-bind:alt", ":aria-label"}


class MissingAltOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of missing-alt.

    `decorative`: let an empty text in Markdown, `![](x)`, say that the image is decoration, as
    `alt=""` does in HTML.
    """

    decorative: bool = False


def check(document: Document, options: MissingAltOptions) -> Iterator[Finding]:
    """Find each image without alternative text that is not declared decoration.

    An image that is all a link holds names the link, so it cannot be decoration (WCAG 2.2, F89).
    """
    for image in document.images:
        if image.kind in ("front matter", "wikilink") or (image.alt or "").strip():
            continue
        tag = _tag_at(document, image.span.start) if image.kind == "html" else None
        if _EMBEDDED.match(image.target) or (tag and _is_named(tag)):
            continue
        link = _link_around(document, image)
        if link and not link.text.strip():
            yield Finding(
                image.span,
                f"{_name(image)} is the only content of its link and has no alt text",
                "add alt text that describes the target of the link",
                target=image.target,
            )
        elif not (_is_hidden(image, tag) if tag else options.decorative or link):
            yield Finding(
                image.span,
                f"{_name(image)} has no alt text",
                'add alt text, or mark the image as decorative with <img alt="">',
                target=image.target,
            )


def _name(image: Image) -> str:
    if image.target.startswith("data:"):
        return "embedded image"
    name = image.target.split("?")[0].rpartition("/")[2]
    return f"image {quoted(name if '.' in name else image.target)[1:-1]}"


def _tag_at(document: Document, offset: int) -> Tag | None:
    index = bisect_left(document.tags, offset, key=lambda tag: tag.span.start)
    tag = document.tags[index] if index < len(document.tags) else None
    return tag if tag and tag.span.start == offset else None


def _is_named(tag: Tag) -> bool:
    """Tell whether ARIA, a title or a framework's binding names the element."""
    return any(item.name in _NAMES for item in tag.attributes)


def _is_hidden(image: Image, tag: Tag) -> bool:
    """Tell whether an HTML image is declared decoration (WAI, "Decorative images")."""
    role, hidden = tag.get("role"), tag.get("aria-hidden")
    return (
        image.alt is not None
        or (role is not None and role.value in {"presentation", "none"})
        or (hidden is not None and hidden.value == "true")
    )


def _link_around(document: Document, image: Image) -> Link | None:
    """Return the link that holds the image, unless an attribute names the link."""
    index = bisect_right(document.links, image.span.start, key=lambda link: link.span.start) - 1
    link = document.links[index] if index >= 0 else None
    if link is None or link.span.end <= image.span.start:
        return None
    tag = _tag_at(document, link.span.start)
    return None if tag and _is_named(tag) else link


CHECK = PageCheck("missing-alt", check, MissingAltOptions)
