"""Where the words of a page stand: what the checks of its prose share."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nblint.model import Document, Prose, Span

_QUOTES = frozenset("\"'\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb")


def run_at(document: Document, offset: int) -> Prose | None:
    """Return the run of prose that holds the character at `offset`, or None."""
    index = bisect_right(document.prose, offset, key=lambda run: run.span.start) - 1
    if index < 0 or document.prose[index].span.end <= offset:
        return None
    return document.prose[index]


def in_code(document: Document, offset: int) -> bool:
    """Tell whether the character at `offset` stands in a code span or block."""
    index = bisect_right(document.code, offset, key=lambda code: code.span.start) - 1
    return index >= 0 and offset < document.code[index].span.end


def is_quoted(text: str, span: Span) -> bool:
    """Tell whether quotation marks enclose just this: a word that is talked about, not used."""
    return text[span.start - 1 : span.start] in _QUOTES and text[span.end : span.end + 1] in _QUOTES
