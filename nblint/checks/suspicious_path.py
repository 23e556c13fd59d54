"""Paths that begin otherwise than their neighbours."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from nblint.checks.check import SiteCheck
from nblint.checks.common.quoting import quoted
from nblint.model import Span
from nblint.model.finding import Edit, Finding, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import FileIndex, LinkDestination
    from nblint.project.site import Site

_PATH = re.compile(r"(/?)([\w%~-]+)(?![\w%~.:@-])[^?#]*?(\.\w+)?(?:[?#].*)?", re.DOTALL)
_NEIGHBOURS = 2
"""Least number of neighbours, for each path that differs from them."""


def check(outline: FileIndex, site: Site, _options: object) -> Iterator[Finding]:
    """Find each path that lacks, or has, a leading slash unlike those with its first folder.

    One that leads somewhere is meant as it is.
    """
    kinds: defaultdict[tuple[str, str | None], dict[str, list[LinkDestination]]]
    kinds = defaultdict(lambda: {"/": [], "": []})
    lost = set()
    for target, destination in site.visit(outline):
        match = _PATH.fullmatch(target.value)
        if match:
            kinds[match[2], match[3]][match[1]].append(target)
            if not destination.is_found:
                lost.add(target.span)
    findings = [
        (target, most)
        for places in kinds.values()
        for few, most in ((places["/"], places[""]), (places[""], places["/"]))
        if few and len(most) >= _NEIGHBOURS * len(few)
        for target in few
        if target.span in lost
    ]
    for target, most in sorted(findings, key=lambda item: item[0].span):
        near = most[max(bisect_right(most, target.span, key=lambda other: other.span) - 1, 0)]
        yield _finding(target, near)


def _finding(target: LinkDestination, neighbour: LinkDestination) -> Finding:
    rooted = target.value.startswith("/")
    which = "has a leading slash" if rooted else "has no leading slash"
    advice = "remove the leading slash" if rooted else "add a leading slash"
    start, end = target.span.start, target.span.end
    edit = Edit(Span(start, start + 1), "") if rooted else Edit(Span(start, start), "/")
    # Where there are escapes it takes more characters than it has.
    as_written = end - start == len(target.value)
    return Finding(
        target.span,
        f"{quoted(target.value)} {which}, unlike {quoted(neighbour.value)}",
        advice,
        Fix(advice, (edit,), safe=False) if as_written else None,
        target=target.value,
    )


CHECK = SiteCheck("suspicious-path", check)
