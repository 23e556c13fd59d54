"""Addresses in running text that only some renderers make into links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.quote import quoted
from nblint.finding import Edit, Finding, Fix

# Arguments, options and comments of MyST's directives, and other lines that no one reads.
_DIRECTIVE = re.compile(r"[ \t>]*(?::{3,}|:[\w-]+:|% |\{\{|\{%)")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each address that is a link by GFM's autolinks only (GFM 0.29, section 6.9)."""
    for target in document.targets:
        if target.kind != "bare":
            continue
        text = document.text
        line_start = text.rfind("\n", 0, target.span.start) + 1
        if _DIRECTIVE.match(text, line_start):
            continue
        source = target.span.of(text)
        # `<www.…>` is no autolink: CommonMark asks for a scheme or a mail address (section 6.5).
        whole = target.value in (source, f"mailto:{source}")
        link = f"<{source}>" if whole else f"[{source}]({target.value})"
        fix = Fix("make it a link", (Edit(target.span, link),), safe=True)
        message = f"bare address {quoted(source)} is not a link everywhere"
        yield Finding(target.span, message, f"write {quoted(link)}", fix, target=target.value)


CHECK = PageCheck("bare-url", check)
