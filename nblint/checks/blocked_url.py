"""Addresses of the web whose hosts turn robots away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nblint.checks.check import NoOptions, WebCheck
from nblint.checks.common.link_messages import display_url, format_message, why
from nblint.model.finding import Finding
from nblint.model.link_status import status_text
from nblint.model.uri import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nblint.checks.check import CheckedLink

_OK: Final = 200


def check(visits: Sequence[CheckedLink], _options: NoOptions) -> Iterator[Finding]:
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


def _message(visit: CheckedLink) -> str:
    evidence = visit.verdict.evidence
    status = evidence.status
    answered = status is not None and why(evidence) == status_text(status)
    if evidence.provider and answered:
        return f"{display_url(visit)} is blocked by bot protection ({evidence.provider})"
    note = ", possibly bot protection" if answered else ""
    return f"{format_message(display_url(visit), why(evidence))}{note}"


def _help(visit: CheckedLink) -> str:
    evidence, server = visit.verdict.evidence, split(visit.verdict.url).authority
    settings = "`skip = true`"
    # A login page answers with success too; with a host rule no status code is the host's own.
    if evidence.status not in (None, _OK) and not evidence.asked:
        settings = f"`accept = [{evidence.status}]` or {settings}"
    return f'open it in a browser; if it works, set {settings} in [web.hosts."{server}"]'


CHECK = WebCheck("blocked-url", check)
