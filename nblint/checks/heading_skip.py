"""Headings that jump over a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.sections import has_title, is_changelog, is_part, page_headings
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document, Heading


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each heading more than one level deeper than the heading above it.

    The title in the front matter, or the page itself, stands at level 1 above the first heading.
    HTML headings are chosen for their looks: they set the level but are not judged.
    """
    titled = has_title(document)
    above: Heading | None = None
    for heading in page_headings(document):
        if above is None and not titled and is_part(document):
            above = heading
            continue
        level = above.level if above else 1
        if heading.level > level + 1 and heading.form != "html" and not is_changelog(document):
            yield Finding(
                heading.span,
                _message(heading, above, titled=titled),
                f"change it to level {level + 1}, or add the missing heading above it",
            )
        above = heading


def _message(heading: Heading, above: Heading | None, *, titled: bool) -> str:
    if above:
        return f"heading level jumps from {above.level} to {heading.level}"
    if titled:
        return f"heading level jumps from 1 (the title) to {heading.level}"
    return f"first heading is level {heading.level}"


CHECK = PageCheck("heading-skip", check)
