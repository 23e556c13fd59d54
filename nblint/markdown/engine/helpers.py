"""markdown-it-py's helpers with a fast path for plain link destinations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle

if TYPE_CHECKING:
    from markdown_it.helpers.parse_link_destination import _Result
    from markdown_it.rules_inline import StateInline

# A destination without brackets, escapes or character references, and what must follow it: there
# the whole destination is what matches (CommonMark 0.31.2, section 6.3).
_PLAIN = re.compile(r"[^\s<>()\\&\x00-\x20\x7f]+(?=[ \t\n)])")


class Helpers:
    """What `MarkdownIt.helpers` offers to rules."""

    parseLinkTitle = staticmethod(parseLinkTitle)  # noqa: N815 - markdown-it's name

    @staticmethod
    def parseLinkLabel(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: FBT001, FBT002, N802, N803
        """Return where a label that begins at `start` ends, -1 if it does not, which is quick."""
        if state.src.find("]", start, state.posMax) < 0:
            return -1
        return parseLinkLabel(state, start, disableNested)

    @staticmethod
    def parseLinkDestination(string: str, pos: int, maximum: int) -> _Result:  # noqa: N802
        """Return where a link destination that begins at `pos` ends, and what it says."""
        match = _PLAIN.match(string, pos, maximum)
        if match is None:
            return parseLinkDestination(string, pos, maximum)
        result = parseLinkDestination("", 0, 0)
        result.ok, result.pos, result.str = True, match.end(), match[0]
        return result
