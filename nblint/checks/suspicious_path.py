"""Paths that begin otherwise than their neighbours."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.lines import Lines
from nblint.checks.common.quote import quoted
from nblint.finding import Edit, Finding, Fix
from nblint.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document, Target

_PATH = re.compile(r"(/?)([\w%~-]+)(?![\w%~.:@-])[^?#]*?(\.\w+)?(?:[?#].*)?", re.DOTALL)
_NEIGHBOURS = 2
"""Least number of neighbours, for each path that differs from them."""


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each path that lacks, or has, a leading slash unlike those with its first folder."""
    kinds: defaultdict[tuple[str, str | None], dict[str, list[Target]]]
    kinds = defaultdict(lambda: {"/": [], "": []})
    for target in document.targets:
        match = _PATH.fullmatch(target.value)
        if match:
            kinds[match[2], match[3]][match[1]].append(target)
    findings = [
        (target, most)
        for places in kinds.values()
        for few, most in ((places["/"], places[""]), (places[""], places["/"]))
        if few and len(most) >= _NEIGHBOURS * len(few)
        for target in few
    ]
    if not findings:
        return
    lines = Lines(document)
    for target, most in sorted(findings, key=lambda item: item[0].span):
        near = most[max(bisect_right(most, target.span, key=lambda other: other.span) - 1, 0)]
        yield _finding(document, target, near, lines.name(near.span.start))


def _finding(document: Document, target: Target, neighbour: Target, line: str) -> Finding:
    rooted = target.value.startswith("/")
    which = "begins with a slash" if rooted else "has no leading slash"
    advice = "remove the leading slash" if rooted else "add a leading slash"
    start = target.span.start
    edit = Edit(Span(start, start + 1), "") if rooted else Edit(Span(start, start), "/")
    fix = None
    if target.span.of(document.text) == target.value:
        fix = Fix(advice, (edit,), safe=False)
    return Finding(
        target.span,
        f"{quoted(target.value)} {which}, unlike {quoted(neighbour.value)} in {line}",
        advice,
        fix,
        target=target.value,
    )


CHECK = PageCheck("suspicious-path", check)
