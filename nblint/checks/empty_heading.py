"""Headings without text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document

# What shows in a heading without words; `<!-- md:option name -->` has a hook of MkDocs write some.
_VISIBLE = re.compile(
    r"!\[|<(?:img|svg|picture|input|video|object|iframe)|<!--\s*\w+:\w", re.IGNORECASE
)


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each heading that shows neither a word nor a picture."""
    for heading in document.headings:
        if heading.text.strip():
            continue
        if not _VISIBLE.search(heading.span.of(document.text)):
            yield Finding(
                heading.span,
                f"heading of level {heading.level} is empty",
                "write its text, or remove it",
            )


CHECK = PageCheck("empty-heading", check)
