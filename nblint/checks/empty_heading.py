"""Headings without text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document

_VISIBLE = ("![", "<img", "<svg", "<picture", "<input", "<video", "<object", "<iframe")


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each heading that shows neither a word nor a picture."""
    for heading in document.headings:
        if heading.text.strip():
            continue
        source = heading.span.of(document.text).lower()
        if not any(mark in source for mark in _VISIBLE):
            yield Finding(
                heading.span,
                f"heading of level {heading.level} is empty",
                "write its text, or remove it",
            )


CHECK = PageCheck("empty-heading", check)
