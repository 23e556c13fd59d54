"""Which places of a page some of its elements take up."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nblint.model import Document, Span


class SpanSet:
    """The offsets that lie within any of some spans, which may overlap: ``offset in cover``."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))

    def __contains__(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]


def non_prose_spans(document: Document) -> SpanSet:
    """Return the places of a page that are not plain text: markup, code, mathematics, links."""
    spans = [block.span for block in document.blocks if block.kind in ("html", "fence", "code")]
    for elements in (
        document.code,
        document.comments,
        document.tags,
        document.links,
        document.images,
        document.definitions,
    ):
        spans += [element.span for element in elements]
    spans += document.math
    if document.front_matter:
        spans.append(document.front_matter.span)
    return SpanSet(spans)
