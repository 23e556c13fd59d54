"""Addresses of the web that begin with http and could begin with https."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, WebCheck
from nblint.checks.common.answers import shown
from nblint.checks.common.rewriting import is_verbatim
from nblint.finding import Edit, Finding, Fix
from nblint.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nblint.checks.check import Visit
    from nblint.model import Target


def check(visits: Sequence[Visit], _options: NoOptions) -> Iterator[Finding]:
    """Find each http address that is also available over https."""
    for visit in visits:
        if visit.verdict.outcome == "insecure":
            yield Finding(
                visit.target.span,
                f"{shown(visit)} is also available over https",
                "use https://",
                _fix(visit.target),
                visit.target.value,
                verdict=visit.verdict,
            )


def _fix(target: Target) -> Fix | None:
    if not is_verbatim(target) or not target.value.lower().startswith("http://"):
        return None
    start = target.span.start
    edit = Edit(Span(start, start + len("http")), "https")
    return Fix("use https://", (edit,), safe=True, rewrites=target.span)


CHECK = WebCheck("insecure-url", check, asks=frozenset({"twin", "page"}))
