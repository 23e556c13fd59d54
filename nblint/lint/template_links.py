"""Addresses that a template fills in and that, for their spaces, are none to CommonMark."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from nblint.project.template_tags import tagged_destinations

if TYPE_CHECKING:
    from nblint.model import Document


def templated(document: Document) -> tuple[int, ...]:
    """Return the offsets of such addresses, but for those in code and those that were read."""
    places = tagged_destinations(document.text)
    if not places:
        return ()
    code = sorted(item.span for item in document.code)
    read = {target.span.start for target in document.targets}

    def is_code(place: int) -> bool:
        index = bisect_right(code, place, key=lambda span: span.start) - 1
        return index >= 0 and code[index].start < place < code[index].end

    return tuple(place for place in places if place not in read and not is_code(place))
