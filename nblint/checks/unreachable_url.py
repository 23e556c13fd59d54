"""Addresses of the web that give no answer which means anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, WebCheck
from nblint.checks.common.link_messages import display_url, format_message, why
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nblint.checks.check import CheckedLink


def check(visits: Sequence[CheckedLink], _options: NoOptions) -> Iterator[Finding]:
    """Find each address that could not be judged because its server failed."""
    for visit in visits:
        verdict = visit.verdict
        if verdict.outcome == "unreachable":
            silent = verdict.evidence.status is None
            subject = f"{display_url(visit)} did not respond" if silent else display_url(visit)
            yield Finding(
                visit.target.span,
                format_message(subject, why(verdict.evidence)),
                "try again later; correct the URL if it fails in a browser too",
                target=visit.target.value,
                verdict=verdict,
            )


CHECK = WebCheck("unreachable-url", check)
