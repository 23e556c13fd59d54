"""Addresses of the web that have moved for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, WebCheck
from nblint.checks.common.link_messages import display_url
from nblint.checks.common.quoting import quoted
from nblint.checks.common.url_fix import rewriting, written
from nblint.model.finding import Finding
from nblint.model.uri import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nblint.checks.check import CheckedLink


def check(visits: Sequence[CheckedLink], _options: NoOptions) -> Iterator[Finding]:
    """Find each address that every redirect on the way calls outdated."""
    for visit in visits:
        if visit.verdict.outcome != "moved":
            continue
        address = _with_fragment(visit.verdict.target, visit.address)
        # A host may insist on a spelling that is encoded here.
        if written(visit.target, address) == visit.target.value:
            continue
        fix = None
        if split(visit.target.value).is_web:  # and no path on the page's own site
            fix = rewriting(visit.target, address, safe=_is_akin(visit.address, address))
        yield Finding(
            visit.target.span,
            f"{display_url(visit)} moved to {quoted(address)}",
            fix.title if fix else "update the URL",
            fix,
            visit.target.value,
            verdict=visit.verdict,
        )


def _with_fragment(address: str, old: str) -> str:
    """Keep the fragment of `old` unless the new address has one (RFC 9110, section 10.2.2)."""
    _, _, fragment = old.partition("#")
    return f"{address}#{fragment}" if fragment and "#" not in address else address


def _is_akin(old: str, new: str) -> bool:
    """Tell whether the new address is of the same site, or of the same path on another one.

    To leave https is never meant.
    """
    a, b = split(old), split(new)
    if b.scheme not in {"https", a.scheme}:
        return False
    first, second = (f".{uri.host.removeprefix('www.')}" for uri in (a, b))
    same_site = first.endswith(second) or second.endswith(first)
    return same_site or a.path.rstrip("/") == b.path.rstrip("/") != ""


CHECK = WebCheck("moved-url", check)
