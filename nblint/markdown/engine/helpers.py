"""markdown-it-py's helpers, quick for plain link destinations and linear in nested brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.helpers import parseLinkDestination, parseLinkTitle

if TYPE_CHECKING:
    from markdown_it.helpers.parse_link_destination import _Result

    from nblint.markdown.engine.inline_rules import PositionedState

# A destination without brackets, escapes or character references, and what must follow it: there
# the whole destination is what matches (CommonMark 0.31.2, section 6.3).
_PLAIN = re.compile(r"[^\s<>()\\&\x00-\x20\x7f]+(?=[ \t\n)])")


class Helpers:
    """What `MarkdownIt.helpers` offers to rules."""

    parseLinkTitle = staticmethod(parseLinkTitle)  # noqa: N815 - markdown-it's name

    @staticmethod
    def parseLinkLabel(state: PositionedState, start: int, disableNested: bool = False) -> int:  # noqa: FBT001, FBT002, N802, N803
        """Return where a label that begins at `start` ends, or -1 if it does not.

        With `disableNested`, a label that holds a link does not.
        """
        if start > state.last_bracket:
            return -1
        ends, unlinked_ends = state.label_ends()
        known = unlinked_ends if disableNested else ends
        if start not in known:
            _read_label(state, start, ends, unlinked_ends, disable_nested=disableNested)
        return known[start]

    @staticmethod
    def parseLinkDestination(string: str, pos: int, maximum: int) -> _Result:  # noqa: N802
        """Return where a link destination that begins at `pos` ends, and what it says."""
        match = _PLAIN.match(string, pos, maximum)
        if match is None:
            return parseLinkDestination(string, pos, maximum)
        result = parseLinkDestination("", 0, 0)
        result.ok, result.pos, result.str = True, match.end(), match[0]
        return result


def _read_label(
    state: PositionedState,
    start: int,
    ends: dict[int, int],
    unlinked_ends: dict[int, int],
    *,
    disable_nested: bool,
) -> None:
    """Add the ends of the label at `start` and of those in it, as markdown-it's rule finds them.

    `unlinked_ends` has the ends of labels that hold no link, and -1 for others. No bracket is
    passed twice: markdown-it reads on from each of them to the end of the text.
    """
    known = unlinked_ends if disable_nested else ends
    src, limit, position = state.src, state.posMax, state.pos
    skip = state.md.inline.skipToken
    opened, last_link = [start], -1
    state.pos = start + 1
    while state.pos < limit:
        at = state.pos
        if src[at] == "]":
            label = opened.pop()
            ends[label] = at
            unlinked_ends.setdefault(label, at if label > last_link else -1)
            if not opened:
                break
        skip(state)
        if src[at] != "[":
            continue
        if state.pos != at + 1:
            last_link = at
            if disable_nested:
                break
        elif at not in known:
            opened.append(at)
        elif known[at] < 0:
            break
        else:
            last_link = at if unlinked_ends[at] < 0 else last_link
            state.pos = known[at]
            skip(state)
    known.update(dict.fromkeys(opened, -1))
    state.pos = position
