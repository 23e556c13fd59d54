"""Fragments that point at nothing in a page of the web."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from nblint.checks.check import NoOptions, WebCheck
from nblint.checks.common.link_messages import ANSWERED, display_url, format_message
from nblint.checks.common.quoting import quoted
from nblint.checks.common.url_fix import rewriting
from nblint.model.finding import Finding
from nblint.model.uri import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nblint.checks.check import CheckedLink
    from nblint.model.link_status import FragmentStatus


def check(visits: Sequence[CheckedLink], _options: NoOptions) -> Iterator[Finding]:
    """Find each fragment that is not in the page it points into."""
    for visit in visits:
        verdict = visit.verdict
        fragment = verdict.fragments.get(_name(visit))
        if fragment and fragment.state == "missing" and verdict.outcome in ANSWERED:
            yield _finding(visit, fragment)


def _finding(visit: CheckedLink, fragment: FragmentStatus) -> Finding:
    target = visit.target
    page, name = display_url(visit), _name(visit)
    is_id = ":~:" not in name
    fix = None
    if is_id and fragment.nearest:
        written = target.value.partition("#")[0]
        fix = rewriting(target, f"{written}#{escape(fragment.nearest[0])}", safe=False)
    return Finding(
        target.span,
        f"no id {quoted(unquote(name))} in {page}"
        if is_id
        else format_message(page, fragment.reason),
        fix.title if fix else "link to an existing anchor or to the whole page",
        fix,
        target.value,
        suggestions=fragment.nearest,
        verdict=visit.verdict,
    )


def _name(visit: CheckedLink) -> str:
    return visit.address.strip().partition("#")[2]


CHECK = WebCheck("dead-fragment", check, needs=frozenset({"fragment"}))
