"""Raw HTML to tags, comments and text, each with its place, in time linear in its length."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from nblint.model import Attribute, Comment, Span, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

# A name and an optional value, unquoted or in either quotes (HTML, 13.1.2.3 Attributes).
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""",
)
_NAME = r"[a-zA-Z][^\s/>\x00]*+"
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|(?!["'])[^\s>]*+)"""
_REFERENCE = r"&(?:\#(?:[0-9]++|[xX][0-9a-fA-F]++)|[a-zA-Z][a-zA-Z0-9]*+);?+"
# Possessive quantifiers keep each alternative linear, and a reader tries none that needs a `>`
# where no `>` follows.
_MARKUP = re.compile(
    rf"""
    (?P<text> [^<&]++ )
    | {_REFERENCE}
    | <(?P<open> {_NAME} )(?: [\s/]++ | [^\s/>=][^\s/>=]*+(?:\s*+=[\s=]*+{_VALUE})?+ )*+>
    | </(?P<close> {_NAME} )[^>]*+>
    | <!--(?:-?>|(?P<comment> .*? )--!?>)
    | <[?][^>]*+> | </> | <!doctype[^>]*+>
    | <(?:/|!(?!--))(?P<bogus> [^>]*+ )>
    | (?P<broken> <[a-zA-Z][^>]*+> )
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_BROKEN = re.compile(r"(?P<broken><[^>]*+>)")
_PLAIN = re.compile(rf"(?P<text>[^&]++)|{_REFERENCE}")
_COMMENT_END = re.compile(r"--!?>")
# Elements whose content is text up to their end tag (HTML, 13.2.6.2), and others without prose.
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style")}
_INVISIBLE = frozenset({"script", "style", "template", "title"})

Piece = Tag | Comment | Span
"""What HTML is made of; a `Span` is text that a reader sees."""


def read_html(html: str, base: int) -> list[Piece]:
    """Return the pieces of `html`, which begins at the character offset `base` of the file.

    Character references are left out of the text. Where a tag or a comment is not complete, it is
    text up to the next `>`.
    """
    return list(_TokenReader(html, base).pieces())


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


class _TokenReader:
    def __init__(self, html: str, base: int) -> None:
        self._html, self._base = html, base
        self._last_markup = html.rfind(">")
        self._last_comment = max((end.start() for end in _COMMENT_END.finditer(html)), default=-1)
        self._invisible = ""

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces; text between two others is one span."""
        position = begun = 0
        while position < len(self._html):
            match = self._match(position)
            if match is None or match.lastgroup in {"text", "broken"}:
                position = match.end() if match else position + 1
                continue
            yield from self._text(begun, position)
            yield from self._piece(match)
            position = begun = match.end()
            if match.lastgroup == "open" and self._invisible in _RAW_END:
                end = _RAW_END[self._invisible].search(self._html, position)
                position = begun = end.start() if end else len(self._html)
        yield from self._text(begun, position)

    def _match(self, position: int) -> re.Match[str] | None:
        """Return what stands at a position; None for a single character of text."""
        if position >= self._last_markup:
            return _PLAIN.match(self._html, position)
        if position > self._last_comment and self._html.startswith("<!--", position):
            return _BROKEN.match(self._html, position)
        return _MARKUP.match(self._html, position)

    def _text(self, start: int, end: int) -> Iterator[Piece]:
        """Yield text that a reader sees: no script, no style and nothing in the page's head."""
        if not self._invisible and self._html[start:end].strip():
            yield Span(self._base + start, self._base + end)

    def _piece(self, match: re.Match[str]) -> Iterator[Piece]:
        span = Span(self._base + match.start(), self._base + match.end())
        kind = match.lastgroup
        if kind in {"comment", "bogus"}:
            yield Comment(match[kind], span)
        elif kind == "close":
            name = match["close"].lower()
            self._invisible = "" if name == self._invisible else self._invisible
            yield Tag(name, "close", span)
        elif kind == "open":
            yield self._open(match["open"].lower(), match[0], span)

    def _open(self, name: str, source: str, span: Span) -> Tag:
        attributes = []
        for match in _ATTRIBUTE.finditer(source, 1 + len(name)):
            group = match.lastindex or 1
            value = unescape(match[group]) if group > 1 else None
            place = Span(*(span.start + offset for offset in match.span(group)))
            attributes.append(Attribute(match[1].lower(), value, place))
        if source.endswith("/>"):
            return Tag(name, "self-closing", span, tuple(attributes))
        self._invisible = name if name in _INVISIBLE else self._invisible
        return Tag(name, "open", span, tuple(attributes))
