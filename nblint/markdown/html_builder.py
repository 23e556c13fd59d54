"""What raw HTML adds to a page: tags, comments, anchors, links, images, headings and text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.markdown.html_tokens import read_html
from nblint.markdown.jsx import is_component, read_jsx
from nblint.model import Anchor, Comment, Image, Link, LinkDestination, Span, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.markdown.events import CommentEvent, Html, JsxTag
    from nblint.markdown.heading_builder import HeadingBuilder
    from nblint.markdown.link_builder import LinkBuilder
    from nblint.markdown.prose_builder import ProseBuilder
    from nblint.model import Attribute

# Attributes whose value is an address (HTML, Index, "Attributes").
_ADDRESSES = {
    "a": ("href",),
    "area": ("href",),
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "video": ("src", "poster"),
}
# Attributes in which other elements, which a site's own script may define, hold one of the web.
_OF_OTHERS = ("href", "src")
# Attributes in which JSX components take an address.
_OF_COMPONENTS = ("href", "to", "src")
_NEED_ALT = frozenset({"Image", "Img"})
_PICTURE = re.compile(r"image|img|picture|photo|figure|screenshot", re.IGNORECASE)
# Links that only warm up a connection: nothing is fetched from their address (HTML, 4.6.8.9).
_CONNECTIONS = frozenset({"dns-prefetch", "preconnect"})
# Elements whose text is not words to be read.
_CODE = frozenset({"code", "kbd", "math", "pre", "samp", "svg", "textarea", "tt", "var"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Browsers go to the name of an `a`, and GitHub's script to that of whatever else it lets through.
_NAMED = frozenset({"a", "div", "p", "span", *_HEADINGS})
_ON_THE_WEB = re.compile(r"\s*https?://", re.IGNORECASE)
_COMMA = re.compile(r"\s*+,")
_CANDIDATE = re.compile(r"[^\s,]\S*[^\s,]|[^\s,]")


class HtmlBuilder:
    """Gathers tags and comments, and gives links, images and headings to those who gather them."""

    def __init__(
        self, text: str, reading: ProseBuilder, headings: HeadingBuilder, links: LinkBuilder
    ) -> None:
        self.tags: list[Tag] = []
        self.comments: list[Comment] = []
        self._text = text
        self._reading, self._headings, self._links = reading, headings, links
        self._anchor: tuple[Tag, Attribute, list[str]] | None = None
        self._heading: Tag | None = None

    def read(self, event: Html) -> None:
        """Take a piece of raw HTML."""
        parts: list[str] = []
        begun = event.start
        for start, end in event.gaps:
            parts += self._text[begun:start], " " * (end - start)
            begun = end
        html = "".join([*parts, self._text[begun : event.end]])
        for piece in read_html(html, event.start):
            if isinstance(piece, Comment):
                self.comments.append(piece)
            elif isinstance(piece, Span):
                self._read_text(piece)
            else:
                self._take(piece)

    def _take(self, tag: Tag) -> None:
        self.tags.append(tag)
        if tag.form == "close":
            self._close(tag)
        else:
            self._open(tag)

    def remark(self, event: CommentEvent) -> None:
        """Take a comment in a dialect's own syntax."""
        self.comments.append(Comment(event.text, Span(event.start, event.end)))

    def read_jsx(self, event: JsxTag) -> None:
        """Take a tag of JSX."""
        self._take(read_jsx(self._text, event.start, event.end))

    def finish(self) -> None:
        """End what was never closed."""
        self._end_anchor(None)

    def _read_text(self, span: Span) -> None:
        start = span.start
        for line in self._text[span.start : span.end].splitlines(keepends=True):
            end = start + len(line.rstrip("\r\n"))
            # The prefix of a quote is no part of the HTML.
            indent = 0 if start == span.start else len(line) - len(line.lstrip(" \t>"))
            if start + indent < end:
                self._reading.literal(start + indent, end)
            if line.endswith(("\r", "\n")):
                self._reading.collect("\n")
            start += len(line)

    def _open(self, tag: Tag) -> None:
        for name in ("id", "name") if tag.name in _NAMED else ("id",):
            attribute = tag.get(name)
            if attribute and attribute.value:
                self._headings.anchors.append(Anchor(attribute.value, "html", attribute.span))
        if tag.name in _CODE and tag.form == "open":
            self._reading.silent += 1
        if tag.name in _HEADINGS and not self._headings.in_heading:
            self._heading = tag
            self._headings.open()
        if is_component(tag):
            self._component(tag)
        elif tag.name == "img":
            self._image(tag)
        elif tag.name == "a":
            self._end_anchor(None)
            href = tag.get("href")
            if href:
                self._anchor = tag, href, self._reading.start_collecting([])
        self._addresses(tag)

    def _close(self, tag: Tag) -> None:
        if tag.name in _CODE:
            self._reading.silent = max(0, self._reading.silent - 1)
        elif tag.name == "a":
            self._end_anchor(tag)
        elif tag.name in _HEADINGS and self._heading:
            self._headings.close_html(_HEADINGS[self._heading.name], self._heading, tag)
            self._heading = None

    def _image(self, tag: Tag) -> None:
        source, alt = tag.get("src"), tag.get("alt")
        nowhere = Span(tag.span.end, tag.span.end)
        if alt and alt.value:
            self._reading.collect(alt.value)
        self._links.images.append(
            Image(
                (source.value or "").strip() if source else "",
                None if alt is None else alt.value or "",
                "html",
                tag.span,
                alt.span if alt else nowhere,
                source.span if source else nowhere,
            )
        )

    def _component(self, tag: Tag) -> None:
        """Take the addresses of a component, whose name says whether it shows an image."""
        alt = tag.get("alt")
        text = (alt.value or "") if alt else ""
        nowhere = Span(tag.span.end, tag.span.end)
        for name in _OF_COMPONENTS:
            attribute = tag.get(name)
            if attribute is None or attribute.value is None:
                continue
            value, span = attribute.value.strip(), attribute.span
            image = name == "src" and _PICTURE.search(tag.name) is not None
            if image:
                alt_span = alt.span if alt else nowhere
                words = text if alt or tag.name not in _NEED_ALT else None
                self._links.images.append(Image(value, words, "html", tag.span, alt_span, span))
            else:
                link = Link(value, text, "html", tag.span, nowhere, span, element=tag.name)
                self._links.links.append(link)
            self._links.targets.append(LinkDestination(value, span, "html", text, image))

    def _addresses(self, tag: Tag) -> None:
        relation = tag.get("rel") if tag.name == "link" else None
        if relation and (relation.value or "").lower() in _CONNECTIONS:
            return
        alt = tag.get("alt")
        for attribute, value, span in _addresses(tag):
            image = tag.name == "img" or attribute.name == "poster"
            text = (alt.value or "") if alt else ""
            self._links.targets.append(LinkDestination(value, span, "html", text, image))
            if tag.name not in {"img", "a"}:
                nowhere = Span(tag.span.end, tag.span.end)
                self._links.links.append(
                    Link(value, text, "html", tag.span, nowhere, span, element=tag.name)
                )

    def _end_anchor(self, closing: Tag | None) -> None:
        if self._anchor is None:
            return
        tag, href, words = self._anchor
        self._anchor = None
        end = closing.span if closing else Span(tag.span.end, tag.span.end)
        self._links.links.append(
            Link(
                (href.value or "").strip(),
                self._reading.stop_collecting(words),
                "html",
                Span(tag.span.start, end.end),
                Span(tag.span.end, end.start),
                href.span,
                element="a",
            )
        )


def _addresses(tag: Tag) -> Iterator[tuple[Attribute, str, Span]]:
    """Yield each address in an opening tag with its attribute and its place."""
    others = () if is_component(tag) else _OF_OTHERS
    for name in _ADDRESSES.get(tag.name, others):
        attribute = tag.get(name)
        if attribute is None or attribute.value is None:
            continue
        if tag.name not in _ADDRESSES and not _ON_THE_WEB.match(attribute.value):
            continue
        if name == "srcset":
            yield from _candidates(attribute)
        else:
            yield attribute, attribute.value.strip(), attribute.span


def _candidates(attribute: Attribute) -> Iterator[tuple[Attribute, str, Span]]:
    """Split a `srcset` (HTML, 4.8.4.2.1 Srcset attributes) into its addresses."""
    value, span = attribute.value or "", attribute.span
    exact = len(value) == span.end - span.start
    address_follows = True
    for match in _CANDIDATE.finditer(value):
        if address_follows:
            place = Span(span.start + match.start(), span.start + match.end()) if exact else span
            yield attribute, match[0], place
        address_follows = _COMMA.match(value, match.end()) is not None
