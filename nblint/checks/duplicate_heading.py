"""Headings that repeat a sibling's text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.quoting import quoted
from nblint.checks.common.sections import is_changelog, page_headings
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document, Heading


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each heading with the level, the text and the parent of an earlier one.

    HTML headings get no anchor of their own, so theirs cannot collide.
    """
    found = list(_repeated(document))
    if found and not is_changelog(document):
        yield from found


def _repeated(document: Document) -> Iterator[Finding]:
    open_sections: list[Heading] = []
    seen: dict[tuple[Heading | None, int, str], Heading] = {}
    for heading in page_headings(document):
        if heading.form == "html" or not heading.text.strip():
            continue
        while open_sections and open_sections[-1].level >= heading.level:
            open_sections.pop()
        parent = open_sections[-1] if open_sections else None
        open_sections.append(heading)
        key = (parent, heading.level, heading.text.casefold())
        first = seen.setdefault(key, heading)
        if first is not heading and _collide(first, heading):
            place = f" under {quoted(parent.text)}" if parent else ""
            yield Finding(
                heading.span,
                f"duplicate heading {quoted(heading.text)}{place}",
                f"change one of the texts; links to #{first.slug} always point to the first",
            )


def _collide(first: Heading, second: Heading) -> bool:
    """Tell whether the second anchor was numbered, not chosen by the author."""
    return re.fullmatch(re.escape(first.slug) + r"(?:[-_]\d+)?", second.slug) is not None


CHECK = PageCheck("duplicate-heading", check)
