"""Headings without text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document

# What shows in a heading without words; `<!-- md:option name -->` has a hook of MkDocs write some.
_VISIBLE = re.compile(
    r"!\[|<(?:img|svg|picture|input|video|object|iframe)|<!--\s*\w+:\w", re.IGNORECASE
)
_MARKUP = re.compile(r"<[^<>]*>|\{[#.:][^{}]*\}")
_WORDS = re.compile(r"\w")


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each heading that shows neither a word nor a picture."""
    for heading in document.headings:
        if heading.text.strip():
            continue
        source = heading.span.of(document.text)
        # A dialect may take words for something else: `## @key` cites.
        if not _VISIBLE.search(source) and not _WORDS.search(_MARKUP.sub("", source)):
            yield Finding(
                heading.span,
                f"empty level {heading.level} heading",
                "add text or remove it",
            )


CHECK = PageCheck("empty-heading", check)
