"""Addresses of the web that are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, WebCheck
from nblint.checks.common.link_messages import display_url, format_message, why
from nblint.checks.common.quoting import quoted
from nblint.checks.common.url_fix import rewriting
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nblint.checks.check import CheckedLink
    from nblint.model.finding import Fix


def check(visits: Sequence[CheckedLink], _options: NoOptions) -> Iterator[Finding]:
    """Find each address that is gone, or has failed for so long that it must be."""
    for visit in visits:
        if visit.verdict.outcome == "dead":
            yield Finding(
                visit.target.span,
                format_message(display_url(visit), why(visit.verdict.evidence)),
                _help(visit.copy),
                _fix(visit),
                visit.target.value,
                verdict=visit.verdict,
            )


def _help(copy: str) -> str:
    if not copy:
        return "update the URL, replace it with an archived copy, or remove the link"
    return f"update the URL, remove the link, or replace it with the archived copy {quoted(copy)}"


def _fix(visit: CheckedLink) -> Fix | None:
    """Offer the copy: what it says may not be what the author saw."""
    if not visit.copy:
        return None
    _, mark, fragment = visit.address.strip().partition("#")
    return rewriting(visit.target, visit.copy + mark + fragment, safe=False)


CHECK = WebCheck("dead-url", check)
