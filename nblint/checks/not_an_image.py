"""Images whose address answers with a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nblint.checks.check import NoOptions, WebCheck
from nblint.checks.common.link_messages import ANSWERED, display_url
from nblint.model.finding import Finding
from nblint.model.uri import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nblint.checks.check import CheckedLink

_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
# Obsidian and others show what stands behind these in place of an image (Obsidian Help, "Embed web
# pages").
_EMBEDDED: Final = ("youtube.com", "youtu.be", "vimeo.com", "twitter.com", "x.com")


def check(visits: Sequence[CheckedLink], _options: NoOptions) -> Iterator[Finding]:
    """Find each image that a browser cannot show, since a page stands in its place."""
    for visit in visits:
        verdict = visit.verdict
        is_page = verdict.outcome in ANSWERED and verdict.media_type in _PAGES
        if visit.target.image and is_page and not _is_embedded(visit.address):
            yield Finding(
                visit.target.span,
                f"{display_url(visit)} returned an HTML page instead of an image",
                "use the URL of the image itself",
                target=visit.target.value,
                verdict=verdict,
            )


def _is_embedded(address: str) -> bool:
    host = f".{split(address).host}"
    return any(host.endswith(f".{name}") for name in _EMBEDDED)


CHECK = WebCheck("not-an-image", check, needs=frozenset({"type"}))
