"""Headings that jump over a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.quote import quoted
from nblint.checks.common.sections import has_title, is_changelog, is_part, page_headings
from nblint.finding import Finding

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
                f"make it level {level + 1}, or write the heading that is missing above it",
            )
        above = heading


def _message(heading: Heading, above: Heading | None, *, titled: bool) -> str:
    name = f"heading {quoted(heading.text)} is level {heading.level}"
    if above:
        return f"{name}, but the heading above it is level {above.level}"
    if titled:
        return f"{name}, but nothing stands above it but the page's title"
    return f"{name}, but it is the first of the page"


CHECK = PageCheck("heading-skip", check)
