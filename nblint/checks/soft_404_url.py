"""Addresses of the web that answer with success, and with a page that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, WebCheck
from nblint.checks.common.link_messages import ANSWERED, display_url, format_message
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nblint.checks.check import CheckedLink


def check(visits: Sequence[CheckedLink], _options: NoOptions) -> Iterator[Finding]:
    """Find each address whose page looks like none, whatever its status code says."""
    for visit in visits:
        verdict = visit.verdict
        if verdict.outcome in ANSWERED and verdict.not_found:
            yield Finding(
                visit.target.span,
                format_message(display_url(visit), verdict.not_found),
                "open it in a browser; if the page is gone, update the URL",
                target=visit.target.value,
                verdict=verdict,
            )


CHECK = WebCheck("soft-404", check, needs=frozenset({"page"}))
