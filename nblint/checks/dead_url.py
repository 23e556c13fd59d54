"""Addresses of the web that are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, WebCheck
from nblint.checks.common.answers import shown, told, why
from nblint.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nblint.checks.check import Visit


def check(visits: Sequence[Visit], _options: NoOptions) -> Iterator[Finding]:
    """Find each address that is gone, or has failed for so long that it must be."""
    for visit in visits:
        if visit.verdict.outcome == "dead":
            yield Finding(
                visit.target.span,
                told(shown(visit), why(visit.verdict.evidence)),
                "link to where it is now, to a copy in an archive, or to nothing",
                target=visit.target.value,
                verdict=visit.verdict,
            )


CHECK = WebCheck("dead-url", check)
