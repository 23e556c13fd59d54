"""Addresses of one host that all end at the same page: whatever was there is lost."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from nblint.model.uri import split
from nblint.web.url import AddressError, host, normalise

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from nblint.model.link_status import LinkStatus

_CROWD: Final = 4
_ANSWERED: Final = frozenset({"alive", "moved"})


def catch_all_redirects(verdicts: Collection[LinkStatus]) -> Iterator[LinkStatus]:
    """Yield the verdicts, amended, on addresses that redirects lead to where many others end.

    Those are four addresses or more of one host whose paths differ from each other and from that
    of the page where they all end, and that were all sent there alike, by the same status codes: a
    page for what the site no longer has, though it is not the home page and its words do not say
    so. A page that is linked to itself is none.
    """
    meant = {verdict.url for verdict in verdicts if not verdict.evidence.redirects}
    crowds: dict[object, dict[str, list[LinkStatus]]] = defaultdict(lambda: defaultdict(list))
    for verdict in verdicts:
        if verdict.outcome in _ANSWERED and verdict.evidence.redirects and not verdict.not_found:
            final = _normal(verdict.evidence.final)
            path = split(verdict.url).path.strip("/")
            if path and path != split(final).path.strip("/") and final not in meant:
                statuses = tuple(hop.status for hop in verdict.evidence.redirects)
                crowds[host(verdict.url), final, statuses][path].append(verdict)
    for paths in crowds.values():
        if len(paths) >= _CROWD:
            reason = f"leads to the same page as {len(paths) - 1} other URLs of its host"
            for crowd in paths.values():
                yield from (replace(verdict, not_found=reason) for verdict in crowd)


def _normal(url: str) -> str:
    try:
        return normalise(url)
    except AddressError:
        return ""  # a history from elsewhere may hold anything
