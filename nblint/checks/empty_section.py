"""Headings with nothing below them."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.quoting import quoted
from nblint.checks.common.sections import is_changelog, is_part, page_headings
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nblint.model import Document, Heading

_INVISIBLE = re.compile(
    r"""(?: \s+
        | <(?:a|div|span)\b (?=[^<>]*+>) [^<>]* \b(?:id|name)\s*+= [^<>]*+ >   # an anchor
        | </[a-z][\w-]*\s*> | <br\s*/?>
        | (?:[-*_][ \t]*){3,}$                                  # a thematic break
        | <!--\s*nblint:.*?-->
    )*""",
    re.VERBOSE | re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
"""What a reader does not see. Comments are for generators, and for those who fill in a form."""
# What mkdocstrings replaces by the documentation of code, and a link that says it all.
_FILLED = re.compile(r":::[ \t].*|\[[^\[\]]*\]\([^()\s]*\)")
_SIGNATURE = re.compile(r"`[^`]+`|[^\s(]+\(.*\)")


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each heading before the next of its level or above, or the end, with nothing between.

    HTML headings are chosen for their looks (a tagline in `h4`), so they count as text. Releases
    without a note and those still to come stand empty in a changelog. Signatures in a row
    (`get(url)`, `get(url, options)`) share the section of the last.
    """
    found = [] if is_part(document) else list(_empty(document))
    if found and not is_changelog(document):
        yield from found


def _empty(document: Document) -> Iterator[Finding]:
    headings = [heading for heading in page_headings(document) if heading.form != "html"]
    definitions = {
        item.span.start: item.span.end for item in document.definitions if not item.footnote
    }
    for heading, following in zip_longest(headings, headings[1:]):
        if following is None:
            end = len(document.text)
        elif following.level < heading.level or (
            following.level == heading.level
            and not (_is_signature(document, heading) and _is_signature(document, following))
        ):
            end = following.span.start
        else:
            continue
        source = heading.text_span.of(document.text).strip()
        if not heading.text.strip() or _FILLED.fullmatch(source):
            continue
        if _nothing_between(document, heading.span.end, end, definitions):
            yield Finding(
                heading.span,
                f"section {quoted(heading.text)} is empty",
                "add content or remove the heading",
            )


def _is_signature(document: Document, heading: Heading) -> bool:
    return _SIGNATURE.fullmatch(heading.text_span.of(document.text).strip()) is not None


def _nothing_between(
    document: Document, start: int, end: int, definitions: Mapping[int, int]
) -> bool:
    """Tell whether a reader sees nothing there; `definitions` have the end of each by its start."""
    while True:
        match = _INVISIBLE.match(document.text, start, end)
        start = match.end() if match else start
        if start >= end:
            return True
        if start not in definitions:
            return False
        start = definitions[start]


CHECK = PageCheck("empty-section", check)
