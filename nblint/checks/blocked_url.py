"""Addresses of the web whose hosts turn robots away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nblint.checks.check import NoOptions, WebCheck
from nblint.checks.common.answers import shown, told, why
from nblint.finding import Finding
from nblint.uri import split
from nblint.verdict import status_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nblint.checks.check import Visit

_OK: Final = 200


def check(visits: Sequence[Visit], _options: NoOptions) -> Iterator[Finding]:
    """Find each address that a person may be able to open, and nblint is not."""
    for visit in visits:
        if visit.verdict.outcome == "blocked":
            yield Finding(
                visit.target.span,
                _message(visit),
                _help(visit),
                target=visit.target.value,
                verdict=visit.verdict,
            )


def _message(visit: Visit) -> str:
    evidence = visit.verdict.evidence
    status = evidence.status
    answered = status is not None and why(evidence) == status_text(status)
    if evidence.provider and answered:
        return f"{shown(visit)} is blocked by bot protection ({evidence.provider})"
    note = ", possibly bot protection" if answered else ""
    return f"{told(shown(visit), why(evidence))}{note}"


def _help(visit: Visit) -> str:
    evidence, server = visit.verdict.evidence, split(visit.verdict.url).authority
    settings = "`skip = true`"
    # A login answers with success too, and where a recipe judges no status code is the host's own.
    if evidence.status not in (None, _OK) and not evidence.asked:
        settings = f"`accept = [{evidence.status}]` or {settings}"
    return f'open it in a browser; if it works, set {settings} in [web.hosts."{server}"]'


CHECK = WebCheck("blocked-url", check)
