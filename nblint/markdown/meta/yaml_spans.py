"""Where the events of a YAML parser stand in a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from nblint.model import Span

if TYPE_CHECKING:
    from yaml.events import ScalarEvent

_PROPERTIES = re.compile(r"(?:[&!]\S*\s*)*")
_BLOCK_HEADER = re.compile(r"[^\r\n]*")


def token_span(event: Any, offset: int) -> Span:
    """Return what an event covers, in a page whose YAML begins at `offset`.

    PyYAML's marks count characters of the text that was given to it, whichever parser is used.
    """
    return Span(offset + event.start_mark.index, offset + event.end_mark.index)


def scalar_span(text: str, event: ScalarEvent, token: Span) -> Span:
    """Return the part of `token` that is the value: no anchor, no tag, no quotes.

    Of a block scalar, it is the lines, from the first character to the last that shows.
    """
    start, end = token.start, token.end
    if event.anchor or event.tag:
        start = past_properties(text, token)
    if event.style in {"'", '"'}:
        return Span(start + 1, end - 1)
    if event.style in {"|", ">"}:
        start = _match_end(_BLOCK_HEADER, text, start, end)
        lines = text[start:end]
        end = start + len(lines.rstrip())
        start = min(end, start + len(lines) - len(lines.lstrip()))
    return Span(start, end)


def past_properties(text: str, token: Span) -> int:
    """Return where the anchor and the tag at the head of a node end (YAML 1.2.2, section 6.9)."""
    return _match_end(_PROPERTIES, text, token.start, token.end)


def _match_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.match(text, start, end)
    return match.end() if match else start
