"""Addresses of the web that begin with http and could begin with https."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, WebCheck
from nblint.checks.common.link_messages import display_url
from nblint.checks.common.url_fix import is_verbatim
from nblint.model import Span
from nblint.model.finding import Edit, Finding, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nblint.checks.check import CheckedLink
    from nblint.model import LinkDestination


def check(visits: Sequence[CheckedLink], _options: NoOptions) -> Iterator[Finding]:
    """Find each http address that is also available over https."""
    for visit in visits:
        if visit.verdict.outcome == "insecure":
            yield Finding(
                visit.target.span,
                f"{display_url(visit)} is also available over https",
                "use https://",
                _fix(visit.target),
                visit.target.value,
                verdict=visit.verdict,
            )


def _fix(target: LinkDestination) -> Fix | None:
    if not is_verbatim(target) or not target.value.lower().startswith("http://"):
        return None
    start = target.span.start
    edit = Edit(Span(start, start + len("http")), "https")
    return Fix("use https://", (edit,), safe=True, rewrites=target.span)


CHECK = WebCheck("insecure-url", check, needs=frozenset({"twin", "page"}))
