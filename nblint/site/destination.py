"""What a target leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from nblint.wikilink import heading_key

if TYPE_CHECKING:
    from nblint.model import Outline, Target

Outcome = Literal[
    "web",
    "other",
    "found",
    "no anchor",
    "no attachment",
    "no page",
    "missing",
    "other case",
    "outside",
    "ignored",
    "unknown root",
    "unknown route",
    "unknown label",
    "template",
]


class Destination(Struct, frozen=True, gc=False):
    """What a target leads to.

    `web` and `other` leave the site; `address` is where on the web the target leads. These can not
    be judged: an `unknown root` is a root-relative address of a site whose root is not known; an
    `unknown route` no file, but perhaps a page that the generator publishes; an `unknown label` a
    name that another page of the project may define; a `template` has yet to be filled in. `path`
    is the file or folder on disk, or where it was looked for; `page` the file whose anchors count,
    or None; `anchors` those of the page when the fragment, which is decoded, names none of them.
    """

    outcome: Outcome
    path: str = ""
    page: str | None = None
    fragment: str = ""
    anchors: frozenset[str] = frozenset()
    address: str = ""


def with_anchor(page: Outline, target: Target, found: Destination, fragment: str) -> Destination:
    """Judge a fragment by the anchors of the page that it is looked for in."""
    if fragment in page.anchors:
        return found
    if target.kind == "wikilink" and heading_key(fragment) in map(heading_key, page.anchors):
        return found
    if not page.complete:
        return replace(found, outcome="unknown label")
    return replace(found, outcome="no anchor", fragment=fragment, anchors=page.anchors)
