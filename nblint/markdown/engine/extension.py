"""What a dialect's rules say to the engine: events in the place of markdown-it's own tokens."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    from nblint.markdown.events import Event


def put(state: StateInline, end: int, event: Event | None, silent: bool) -> bool:  # noqa: FBT001
    """Take the content up to `end` for an event, or for nothing that anyone reads.

    The event's own places are offsets into the content; its start and end are filled in.
    """
    if not silent:
        token = state.push("dialect" if event else "mark", "", 0)
        token.meta = {"event": event}
    state.pos = end
    return True


def put_block(state: StateBlock, kind: str, line: int, events: Iterable[Event] = ()) -> bool:
    """Take the lines up to `line` for a block of a kind that the stream knows, or for a "mark"."""
    first = state.line
    state.line = line
    token = state.push(kind, "", 0)
    token.map = [first, line]
    token.meta["events"] = tuple(events)
    return True


def line_of(state: StateBlock, offset: int, line: int, end_line: int) -> int:
    """Return the line, from `line` on, that holds the character before `offset`; or `end_line`."""
    return bisect_left(state.eMarks, offset, line, end_line)
