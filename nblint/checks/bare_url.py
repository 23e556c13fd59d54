"""Addresses in running text that only some renderers make into links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.quoting import quoted
from nblint.model.finding import Edit, Finding, Fix, LineIndex

# Arguments, options and comments of MyST's directives, and other lines that no one reads.
_DIRECTIVE = re.compile(r"[ \t>]*(?::{3,}|:[\w-]+:|% |\{\{|\{%)")

# What an autolink can hold: a URI, or a mailbox of the usual characters. Brackets are rather a
# footnote's or another link's, which no space parts from the address.
_AUTOLINK = re.compile(
    r"[a-zA-Z][\w+.-]+:[^\x00-\x20\x7f<>\[\]]*|[\w.!#$%&'*+/=?^`{|}~-]+@[a-zA-Z\d.-]+"
)
# What is itself in the text and in the address of a link alike.
_PLAIN = re.compile(r"(?:[\w./?#=%@:,+~-]|&(?!#?\w+;))+")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document, LinkDestination


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each address that is a link by GFM's autolinks only (GFM 0.29, section 6.9)."""
    text, index = document.text, LineIndex(document.text)
    for target in document.targets:
        if target.kind != "bare":
            continue
        _, column = index.locate(target.span.start)
        if _DIRECTIVE.match(text, target.span.start + 1 - column):
            continue
        source = target.span.of(text)
        link = _link(text, target, angled=document.dialect != "mdx")
        fix = Fix("make it a link", (Edit(target.span, link),), safe=True) if link else None
        help_ = f"replace with {quoted(link)}" if link else "make it a link"
        message = f"bare URL {quoted(source)} is not a link in all renderers"
        yield Finding(target.span, message, help_, fix, target=target.value)


def _link(text: str, target: LinkDestination, *, angled: bool) -> str | None:
    """Return the link that a bare address was meant to be; None where it would not be read as one.

    A host without a scheme is no autolink (CommonMark 0.31.2, section 6.5), and where `angled` is
    False there are none (MDX, "What is MDX?", "Markdown"): these are written as text and address.
    """
    source = target.span.of(text)
    before = text[max(target.span.start - 1, 0) : target.span.start]
    if angled and target.value in (source, f"mailto:{source}"):
        is_clear = before != "\\" and _AUTOLINK.fullmatch(source)
        return f"<{source}>" if is_clear else None
    is_clear = before not in ("\\", "!", "]") and _PLAIN.fullmatch(source)
    return f"[{source}]({target.value})" if is_clear else None


CHECK = PageCheck("bare-url", check)
