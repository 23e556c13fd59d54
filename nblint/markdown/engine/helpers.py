"""markdown-it-py's helpers with a fast path for plain link destinations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle

if TYPE_CHECKING:
    from markdown_it.helpers.parse_link_destination import _Result

# A destination without brackets, escapes or character references, and what must follow it: there
# the whole destination is what matches (CommonMark 0.31.2, section 6.3).
_PLAIN = re.compile(r"[^\s<>()\\&\x00-\x20\x7f]+(?=[ \t\n)])")


class Helpers:
    """What `MarkdownIt.helpers` offers to rules."""

    parseLinkLabel = staticmethod(parseLinkLabel)  # noqa: N815 - markdown-it's name
    parseLinkTitle = staticmethod(parseLinkTitle)  # noqa: N815 - markdown-it's name

    @staticmethod
    def parseLinkDestination(string: str, pos: int, maximum: int) -> _Result:  # noqa: N802
        """Return where a link destination that begins at `pos` ends, and what it says."""
        match = _PLAIN.match(string, pos, maximum)
        if match is None:
            return parseLinkDestination(string, pos, maximum)
        result = parseLinkDestination("", 0, 0)
        result.ok, result.pos, result.str = True, match.end(), match[0]
        return result
