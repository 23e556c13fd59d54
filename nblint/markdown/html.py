"""Raw HTML to tags, comments and text, each with its place.

The standard library's `html.parser` reads it, as leniently as a browser does.
"""

from __future__ import annotations

import re
from functools import cached_property
from html import unescape
from html.parser import HTMLParser

from nblint.model import Attribute, Comment, Span, Tag

# A name and an optional value, unquoted or in either quotes (HTML, 13.1.2.3 Attributes).
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""",
)
_COMMENT_CLOSE = re.compile(r"--\s*!?>")
_INVISIBLE = frozenset({"script", "style", "template", "title"})

Piece = Tag | Comment | Span
"""What HTML is made of: a `Span` is text that a reader sees."""


def read_html(html: str, base: int) -> list[Piece]:
    """Return the pieces of `html`, which begins at the character offset `base` of the file."""
    reader = _Reader(html, base)
    reader.feed(html)
    reader.close()
    return reader.pieces


def read_ids(html: str) -> frozenset[str]:
    """Return the names in an HTML page that a fragment can point at (HTML, 7.4.6.4)."""
    names = set()
    for piece in read_html(html, 0):
        if isinstance(piece, Tag):
            names |= {
                attribute.value
                for attribute in piece.attributes
                if attribute.name == "id" or (attribute.name == "name" and piece.name == "a")
                if attribute.value
            }
    return frozenset(names)


class _Reader(HTMLParser):
    def __init__(self, html: str, base: int) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[Piece] = []
        self._base = base
        self._line_starts = [0]
        position = html.find("\n")
        while position >= 0:
            self._line_starts.append(position + 1)
            position = html.find("\n", position + 1)
        self._html = html
        self._invisible = ""

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an opening tag."""
        del attrs  # without their places
        self._tag(tag, self.get_starttag_text() or "")
        if tag in _INVISIBLE:
            self._invisible = tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag that closes itself."""
        del attrs  # without their places
        self._tag(tag, self.get_starttag_text() or "")

    def _tag(self, name: str, source: str) -> None:
        start = self._offset()
        attributes = []
        for match in _ATTRIBUTE.finditer(source, 1 + len(name)):
            group = match.lastindex or 1
            value = unescape(match[group]) if group > 1 else None
            span = Span(*(self._base + start + offset for offset in match.span(group)))
            attributes.append(Attribute(match[1].lower(), value, span))
        self.pieces.append(
            Tag(
                name,
                "self-closing" if source.endswith("/>") else "open",
                Span(self._base + start, self._base + start + len(source)),
                tuple(attributes),
            )
        )

    def handle_endtag(self, tag: str) -> None:
        """Take a closing tag."""
        self._invisible = "" if tag == self._invisible else self._invisible
        start = self._offset()
        end = self._html.find(">", start) + 1 or len(self._html)
        self.pieces.append(Tag(tag, "close", Span(self._base + start, self._base + end)))

    def handle_comment(self, data: str) -> None:
        """Take a comment."""
        start = self._offset()
        opening = "<!--" if self._html.startswith("<!--", start) else "<!"
        end = self._html.find(">", start + len(opening) + len(data)) + 1 or len(self._html)
        self.pieces.append(Comment(data, Span(self._base + start, self._base + end)))

    def parse_comment(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002 - the library's signature
        """Take a comment, unless no later one can be closed: looking for that each time is slow."""
        if self._offset() > self._last_close:
            return -1
        return super().parse_comment(i, report)

    @cached_property
    def _last_close(self) -> int:
        return max((match.start() for match in _COMMENT_CLOSE.finditer(self._html)), default=-1)

    def parse_html_declaration(self, i: int) -> int:
        """Take ``<![…>`` for a comment, as browsers do; the library's own reading can fail."""
        if self.rawdata.startswith("<![", i):
            return self.parse_bogus_comment(i)
        return super().parse_html_declaration(i)

    def handle_data(self, data: str) -> None:
        """Take text, which a reader sees unless it is a script, a style or the page's head."""
        if self._invisible or not data.strip():
            return
        start = self._base + self._offset()
        self.pieces.append(Span(start, start + len(data)))
