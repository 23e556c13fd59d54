"""A stranger's HTML to tags and text, in time and memory linear in its length.

No tree is built: to build one as HTML lays down (13.2.6, "Tree construction") takes quadratic time
for deep nesting and quadratic memory for formatting elements left open, and such a page is short.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACE: Final = " \t\n\f\r"
"""What HTML calls white space (Infra, 4.6)."""

# An attribute: a name, and a value in quotes or without (HTML, 13.1.2.3). Every text up to a `>`
# is some attribute, and nothing here is tried twice, so that no text takes long.
_VALUE: Final = r"""(?:"[^"]*+"|'[^']*+'|(?!["'])[^\s>]*+)"""
_ATTRIBUTE: Final = r"[^\s/>][^\s/>=]*+(?:\s*+=\s*+" + _VALUE + r")?+"
_MARKUP: Final = re.compile(
    r"<(?:(?P<close>/)?(?P<name>[a-z][^\s/>]*+)(?P<attributes>(?:[\s/]++|" + _ATTRIBUTE + r")*+)>?"
    # A comment ends at the end of the page at the latest; `<!…>`, `<?…>` and `</…>` are comments
    # too, or say nothing.
    r"|!--(?:-?>|.*?(?:--!?>|\Z))|[!?/][^>]*+>?)",
    re.ASCII | re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE_PARTS: Final = re.compile(
    r"""([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|(?!["'])([^\s>]*+)))?+""", re.ASCII
)
# What stands in them is text up to their own closing tag (HTML, 13.2.6.2 and 13.2.6.4.7).
_RAW_END: Final = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.ASCII | re.IGNORECASE)
    for name in ("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp")
}
_FOREIGN: Final = frozenset({"svg", "math"})
# Python does not read a number of thousands of digits; the largest character has seven.
_LONG_NUMBER: Final = re.compile(r"&#(?=[0-9])0*+([0-9]{0,8})[0-9]*+")


class Opening(Struct, frozen=True, gc=False):
    """An opening tag: its name in lower case, and its attributes as they are written."""

    name: str
    source: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes by name in lower case; of two with one name the first counts."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE_PARTS.finditer(self.source):
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(match[1].lower(), characters(value))
        return found


class Closing(Struct, frozen=True, gc=False):
    """A closing tag: its name in lower case."""

    name: str


Token = Opening | Closing | str
"""What HTML is made of; text is as it is written, its character references not yet resolved."""


def tokens(html: str) -> Iterator[Token]:
    """Yield the tags and the text of a page, as the tokeniser of HTML, 13.2.5, finds them."""
    position, foreign = 0, False
    while match := _MARKUP.search(html, position):
        if match.start() > position:
            yield html[position : match.start()]
        position = match.end()
        name = (match["name"] or "").lower()
        if not name:
            continue
        if match["close"]:
            foreign = foreign and name not in _FOREIGN
            yield Closing(name)
            continue
        yield Opening(name, match["attributes"])
        closed = match["attributes"].endswith("/")
        foreign = foreign or (name in _FOREIGN and not closed)
        if name in _RAW_END and not (foreign and closed):
            end = _RAW_END[name].search(html, position)
            stop = end.start() if end else len(html)
            if stop > position:
                yield html[position:stop]
            position = stop
    if position < len(html):
        yield html[position:]


def characters(text: str) -> str:
    """Return text with its character references resolved (HTML, 13.2.5.72)."""
    return unescape(_LONG_NUMBER.sub(r"&#0\1", text)) if "&" in text else text
