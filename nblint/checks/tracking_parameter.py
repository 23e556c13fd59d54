"""Parameters of addresses that track a reader or tell who shared them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.quoting import quoted
from nblint.checks.common.trackers import trackers
from nblint.model import Span
from nblint.model.finding import Edit, Finding, Fix
from nblint.model.uri import split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document, LinkDestination

# A query as HTML and Markdown may write it: `&amp;` separates too, and does not begin a fragment.
_QUERY = re.compile(r"\?((?:[^#&]|&(?:#38;|#x26;)?)*)", re.IGNORECASE)
_SEPARATOR = re.compile(r"(&(?:amp;|#38;|#x26;)?)", re.IGNORECASE)


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each address with parameters that its page does not need."""
    for target in document.targets:
        if "?" in target.value and "=" in target.value:
            finding = _finding(document, target)
            if finding:
                yield finding


def _finding(document: Document, target: LinkDestination) -> Finding | None:
    uri, source = split(target.value), target.span.of(document.text)
    query = _QUERY.search(source)
    # An archive keeps a page under its whole address, parameters included.
    if not (uri.is_web and uri.query and query) or "://" in uri.path:
        return None
    pieces = _SEPARATOR.split(query[1])
    parameters, separators = pieces[::2], ["", *pieces[1::2]]
    needless = trackers(uri, [parameter.replace("\\", "") for parameter in parameters])
    if not any(needless):
        return None
    kept = "".join(
        separator + parameter
        for separator, parameter, drop in zip(separators, parameters, needless, strict=True)
        if not drop
    )
    if needless[0]:
        kept = _SEPARATOR.sub("", kept, count=1)
    dropped = [parameter for parameter, drop in zip(parameters, needless, strict=True) if drop]
    begin = target.span.start + query.start()
    edit = Edit(Span(begin, begin + len(query[0])), f"?{kept}" if kept else "")
    # With the mark before it, which goes too.
    first = begin + query[0].index(dropped[0]) - 1
    return Finding(
        Span(first, first + 1 + len(dropped[0])),
        f"tracking parameter{'s' * (len(dropped) > 1)} {quoted('&'.join(dropped))}",
        "remove tracking parameters",
        Fix("remove tracking parameters", (edit,), safe=True, rewrites=target.span),
        target=target.value,
    )


CHECK = PageCheck("tracking-parameter", check)
