"""Addresses of the web that are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, WebCheck
from nblint.checks.common.answers import shown, told, why
from nblint.checks.common.quote import quoted
from nblint.checks.common.rewriting import rewriting
from nblint.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nblint.checks.check import Visit
    from nblint.finding import Fix


def check(visits: Sequence[Visit], _options: NoOptions) -> Iterator[Finding]:
    """Find each address that is gone, or has failed for so long that it must be."""
    for visit in visits:
        if visit.verdict.outcome == "dead":
            yield Finding(
                visit.target.span,
                told(shown(visit), why(visit.verdict.evidence)),
                _help(visit.copy),
                _fix(visit),
                visit.target.value,
                verdict=visit.verdict,
            )


def _help(copy: str) -> str:
    if not copy:
        return "update the URL, replace it with an archived copy, or remove the link"
    return f"update the URL, remove the link, or replace it with the archived copy {quoted(copy)}"


def _fix(visit: Visit) -> Fix | None:
    """Offer the copy: what it says may not be what the author saw."""
    if not visit.copy:
        return None
    _, mark, fragment = visit.address.strip().partition("#")
    return rewriting(visit.target, visit.copy + mark + fragment, safe=False)


CHECK = WebCheck("dead-url", check)
